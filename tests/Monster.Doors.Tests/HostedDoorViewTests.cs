using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Monster.Terminal;
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
    public void Doors_are_installed_replaced_removed_and_what_callers_keep_stays()
    {
        string data = programs.NewFolder();
        var shelf = new DoorShelf(data);
        Assert.Empty(shelf.Names);
        string source = Path.Combine(programs.NewFolder(), "Guess");
        Directory.Move(programs.Folder("guess"), source);
        File.WriteAllText(Path.Combine(source, "secret.txt"), "not part of the door");
        Assert.Equal("guess", shelf.Install(programs.Engine, source));
        Assert.Equal(["door.toml", "guess.wasm"], Directory.GetFiles(Path.Combine(data, "doors", "guess")).Select(Path.GetFileName).Order());
        string scratch = Directory.CreateDirectory(shelf.Scratch("guess", 7)).FullName;
        File.WriteAllText(Path.Combine(scratch, "wins"), "3");
        File.CreateSymbolicLink(Path.Combine(scratch, "link"), "/etc/passwd");
        Assert.Equal("guess", shelf.Install(programs.Engine, source));
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

    private Session Visit(string program) => new(new HostedDoorView(
        programs.Door(program), programs.NewFolder(), new DoorFacts { Alias = "ann", UserNumber = 1 }, TimeProvider.System, (result, id) =>
        {
            lock (_ended)
                _ended.Add((result, id));
        }));

    /// <summary>A view on a terminal of its own.</summary>
    private sealed class Session : IAsyncDisposable
    {
        private readonly Pipe _typed = new();
        private readonly TerminalSession _terminal;
        private readonly Task _reading;
        private readonly Task _showing;
        private readonly CellBuffer _seen = new(80, 24);

        public Session(View view)
        {
            _terminal = new TerminalSession(new Ends(_typed.Reader, PipeWriter.Create(Stream.Null)), new TerminalFacts(80, 24) { Encoding = TerminalEncoding.Utf8 }, TimeProvider.System);
            var loop = new ViewLoop(_terminal);
            loop.Drawn += drawn =>
            {
                lock (_seen)
                {
                    for (int y = 0; y < 24; y++)
                        drawn.Row(y).CopyTo(_seen.Row(y));
                }
            };
            _reading = _terminal.RunAsync();
            _showing = loop.RunAsync(view);
        }

        public void Type(string keys) => _ = _typed.Writer.WriteAsync(Encoding.UTF8.GetBytes(keys)).AsTask();

        public string Screen()
        {
            lock (_seen)
                return string.Join('\n', Enumerable.Range(0, 24).Select(y => string.Concat(Enumerable.Range(0, 80).Select(x => (char)_seen[x, y].CodePoint)).TrimEnd()));
        }

        public Task ShowsAsync(string text) => Until.TrueAsync(() => Screen().Contains(text, StringComparison.Ordinal));

        public Task EndAsync() => _showing.WaitAsync(TimeSpan.FromSeconds(20));

        public async ValueTask DisposeAsync()
        {
            _terminal.HangUp();
            await _showing;
            await _reading;
            _terminal.Dispose();
        }

        private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
