using Monster.Arcade.Screens;
using Monster.Bbs.Screens;
using Monster.Doors;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>The doors of a board: opens them for its callers and tells the sysop of those that misbehave. Engines start with the first door that needs them.</summary>
internal sealed class BoardDoors : IDisposable
{
    private readonly DoorShelf _shelf;
    private readonly DoorEngines _engines;
    private readonly string _name;
    private readonly TimeProvider _time;

    /// <summary>The doors in a board's data directory.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="settings">The board's name, and whether native doors are run.</param>
    /// <param name="time">The clock.</param>
    public BoardDoors(string data, ServerSettings settings, TimeProvider time)
    {
        (_shelf, _name, _time) = (new DoorShelf(data), settings.Name, time);
        _engines = new DoorEngines(Path.Combine(data, "compiled-doors"), settings.NativeDoors ? new NativeSandbox() : null);
    }

    /// <summary>The list of doors, for a caller.</summary>
    public View Open(Visit visit) => new HostedDoorsView(_shelf, name => Play(visit, name), name => Scores(visit, name));

    /// <summary>Ends the engines, or leaves that to the last program that is still at its end.</summary>
    public void Dispose() => _engines.Dispose();

    private View Play(Visit visit, string name)
    {
        var door = Ready(visit, name);
        visit.Do($"In the door {door.Manifest.Name}");
        string scratch = _shelf.Scratch(name, visit.Account);
        if (door is CartridgeDoor cartridge)
            return new PlayView(new CartridgeHall(cartridge, scratch, _shelf.Shared(name), visit.Name, _time), cartridge.Cartridge, _time);
        var used = _engines.Use();
        return new HostedDoorView((ProgramDoor)door, scratch, Facts(visit, door.Manifest), _time, (result, id) =>
        {
            if (id.Length > 0)
                visit.Services.Log.Add($"Door {name}, node {visit.Caller.Node}, {visit.Name}, {id}: {Reason(result)}");
            used.Dispose();
        });
    }

    private CartridgeScoresView? Scores(Visit visit, string name) =>
        Ready(visit, name) is CartridgeDoor door ? new CartridgeScoresView(door, new DoorScores(_shelf.Shared(name), _time), visit.Name) : null;

    /// <summary>Opens a door; why it cannot be opened is for the sysop, and the caller is told that it is so.</summary>
    private HostedDoor Ready(Visit visit, string name)
    {
        try
        {
            return _shelf.Open(_engines, name);
        }
        catch (DoorRefusedException e)
        {
            visit.Services.Log.Add($"Door {name} cannot be opened for {visit.Name}: {e.Message}");
            throw new DoorRefusedException("This door is closed. The sysop can see why.", e);
        }
    }

    private DoorFacts Facts(Visit visit, DoorManifest manifest) => new()
    {
        Link = DoorLink.Stdio,
        Software = "Monster Arcade",
        Board = _name,
        Sysop = "Sysop",
        Alias = visit.Name,
        UserKey = visit.Account.ToString(System.Globalization.CultureInfo.InvariantCulture),
        UserNumber = (int)visit.Account,
        Emulation = DoorEmulation.Ansi,
        TimeLeft = TimeSpan.FromMinutes(manifest.Minutes),
        Deadline = _time.GetUtcNow() + TimeSpan.FromMinutes(manifest.Minutes),
        Node = Math.Max(1, visit.Caller.Node),
    };

    private static string Reason(DoorResult result) => result.Ending switch
    {
        DoorEnding.Trapped => $"it trapped: {result.Fault}",
        DoorEnding.Memory => "it took more memory than door.toml says.",
        DoorEnding.Work => "it worked longer than door.toml says.",
        DoorEnding.Time => "its minutes were over.",
        DoorEnding.Output => "it wrote more than door.toml says.",
        DoorEnding.Disk => "it kept more than door.toml says; the newest of it was taken away.",
        _ => $"{result.Ending}. {result.Fault}",
    };
}
