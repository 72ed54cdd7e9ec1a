using System.IO.Compression;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>Hosted doors as a caller of the board meets them: list, play, end; and as the sysop does: install, remove, export.</summary>
public sealed class HostedDoorViewTests(WasiPrograms programs)
{
    private readonly List<(DoorResult Result, string Id)> _ended = [];

    [Fact]
    public async Task A_game_that_reads_lines_is_played_with_echo_and_corrections()
    {
        await using var visit = Visit("echo");
        await visit.ShowsAsync("ready");
        visit.Type("helpo\b\blo\r");
        await visit.ShowsAsync("you said hello");
        visit.Type("\x03"); // Ctrl-C leaves
        await visit.EndAsync();
        await Until.TrueAsync(() => _ended.Count == 1);
        Assert.Equal((DoorEnding.CallerGone, 7, ""), (_ended[0].Result.Ending, _ended[0].Result.ExitCode, _ended[0].Id));
    }

    [Fact]
    public async Task A_fault_shows_a_friendly_card_with_the_id_that_the_sysop_gets()
    {
        await using var visit = Visit("fault");
        await visit.ShowsAsync("fault stopped working");
        await Until.TrueAsync(() => _ended.Count == 1);
        Assert.Equal(8, _ended[0].Id.Length);
        Assert.Contains(_ended[0].Id, visit.Screen(), StringComparison.Ordinal);
        Assert.DoesNotContain("unreachable", visit.Screen(), StringComparison.Ordinal);
        Assert.Contains("unreachable", _ended[0].Result.Fault, StringComparison.Ordinal);
        visit.Type(" ");
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_door_that_closes_by_itself_leaves_its_last_words_until_a_key()
    {
        await using var visit = Visit("clock");
        await visit.ShowsAsync("The door has closed.");
        Assert.Contains("coarse", visit.Screen(), StringComparison.Ordinal);
        visit.Type(" ");
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_game_of_Debian_is_played_as_a_native_door()
    {
        using var engines = new DoorEngines(null, new NativeSandbox());
        string folder = programs.NewFolder();
        File.WriteAllText(Path.Combine(folder, DoorManifest.FileName), "name = \"Greed\"\nprogram = \"/usr/games/greed\"\ntrusted = true\n");
        ProgramDoor door;
        try
        {
            door = (ProgramDoor)HostedDoor.Open(engines, folder);
        }
        catch (DoorRefusedException e) when (e.Message.Contains("cannot be set up here", StringComparison.Ordinal) || e.Message.Contains("need bubblewrap", StringComparison.Ordinal))
        {
            return; // no sandbox on this machine
        }

        await using var visit = Visit(door);
        await visit.ShowsAsync("Score: 0 ");
        visit.Type("hjklyubn"); // to every side: some way is free
        await Until.TrueAsync(() => visit.Screen().Contains("Score: ", StringComparison.Ordinal) && !visit.Screen().Contains("Score: 0 ", StringComparison.Ordinal));
        visit.Type("q");
        await visit.ShowsAsync("Really quit?");
        visit.Type("y");
        await visit.ShowsAsync("The door has closed.");
        visit.Type(" ");
        await visit.EndAsync();
    }

    [Fact]
    public void Doors_are_installed_replaced_removed_and_what_callers_keep_stays()
    {
        string data = programs.NewFolder();
        var shelf = new DoorShelf(data);
        Assert.Empty(shelf.Names);
        string source = Path.Combine(programs.NewFolder(), "Guess");
        Directory.Move(programs.Folder("guess"), source);
        File.WriteAllText(Path.Combine(source, "secret.txt"), "not part of the door");
        Assert.Equal("guess", shelf.Install(programs.Engines, source));
        Assert.Equal(["door.toml", "guess.wasm"], Directory.GetFiles(Path.Combine(data, "doors", "guess")).Select(Path.GetFileName).Order());
        string scratch = Directory.CreateDirectory(shelf.Scratch("guess", 7)).FullName;
        File.WriteAllText(Path.Combine(scratch, "wins"), "3");
        File.CreateSymbolicLink(Path.Combine(scratch, "link"), "/etc/passwd");
        Assert.Equal("guess", shelf.Install(programs.Engines, source));
        string zip = Path.Combine(data, "saves.zip");
        Assert.Equal(1, shelf.Export("guess", null, zip));
        using (var archive = ZipFile.OpenRead(zip))
            Assert.Equal(["7/wins"], archive.Entries.Select(entry => entry.FullName));
        shelf.Remove("guess");
        Assert.Empty(shelf.Names);
        Assert.Equal("3", File.ReadAllText(Path.Combine(scratch, "wins")));
        Assert.Throws<DoorRefusedException>(() => shelf.Remove("guess"));
    }

    [Theory]
    [InlineData("../board")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("GUESS")]
    public void A_name_leads_nowhere_else(string name)
    {
        var shelf = new DoorShelf(programs.NewFolder());
        Assert.Throws<DoorRefusedException>(() => shelf.Scratch(name, 1));
        Assert.Throws<DoorRefusedException>(() => shelf.Manifest(name));
        Assert.Throws<DoorRefusedException>(() => shelf.Export(name, null, "x.zip"));
    }

    private ViewSession Visit(string program) => Visit(programs.Door(program));

    private ViewSession Visit(ProgramDoor door) => new(new HostedDoorView(
        door, programs.NewFolder(), new DoorFacts { Alias = "ann", UserNumber = 1 }, TimeProvider.System, (result, id) =>
        {
            lock (_ended)
                _ended.Add((result, id));
        }));
}
