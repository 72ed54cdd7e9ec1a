using Monster.Bbs.Screens;
using Monster.Doors;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>The doors of a board: opens them for its callers and tells the sysop of those that misbehave. The engine starts with the first one.</summary>
internal sealed class BoardDoors : IDisposable
{
    private readonly DoorShelf _shelf;
    private readonly Lazy<WasiEngine> _engine;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly NativeSandbox? _native;
    private readonly Lock _lock = new();
    private int _running;
    private bool _isClosed;

    /// <summary>The doors in a board's data directory.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="settings">The board's name, and whether native doors are run.</param>
    /// <param name="time">The clock.</param>
    public BoardDoors(string data, ServerSettings settings, TimeProvider time)
    {
        (_shelf, _name, _time, _native) = (new DoorShelf(data), settings.Name, time, settings.NativeDoors ? new NativeSandbox() : null);
        _engine = new Lazy<WasiEngine>(() => new WasiEngine(Path.Combine(data, "compiled-doors")));
    }

    /// <summary>The list of doors, for a caller.</summary>
    public View Open(Visit visit) => new HostedDoorsView(_shelf, name => Play(visit, name));

    /// <summary>Ends the engine, or leaves that to the last program that is still at its end.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_running == 0 && _engine.IsValueCreated)
                _engine.Value.Dispose();
        }
    }

    private HostedDoorView Play(Visit visit, string name)
    {
        var door = (ProgramDoor)_shelf.Open(_engine.Value, name, _native);
        var caller = new DoorFacts
        {
            Link = DoorLink.Stdio,
            Software = "Monster Arcade",
            Board = _name,
            Sysop = "Sysop",
            Alias = visit.Name,
            UserKey = visit.Account.ToString(System.Globalization.CultureInfo.InvariantCulture),
            UserNumber = (int)visit.Account,
            Emulation = DoorEmulation.Ansi,
            TimeLeft = TimeSpan.FromMinutes(door.Manifest.Minutes),
            Deadline = _time.GetUtcNow() + TimeSpan.FromMinutes(door.Manifest.Minutes),
            Node = Math.Max(1, visit.Caller.Node),
        };
        visit.Do($"In the door {door.Manifest.Name}");
        lock (_lock)
            _running++;
        return new HostedDoorView(door, _shelf.Scratch(name, visit.Account), caller, _time, (result, id) =>
        {
            if (id.Length > 0)
                visit.Services.Log.Add($"Door {name}, node {visit.Caller.Node}, {id}: {result.Ending}. {result.Fault}");
            Ended();
        });
    }

    private void Ended()
    {
        lock (_lock)
        {
            _running--;
            if (_isClosed && _running == 0)
                _engine.Value.Dispose();
        }
    }
}
