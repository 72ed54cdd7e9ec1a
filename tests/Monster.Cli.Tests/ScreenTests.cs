using Monster.Testing;

namespace Monster.Cli.Tests;

/// <summary>The commands that take over the terminal, in a real one (tmux).</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly Tmux _tmux = new();

    private static string Monster => $"dotnet {typeof(Program).Assembly.Location}";

    /// <summary>A cartridge that is always there, and behaves when no key asks for harm.</summary>
    private static string Game => Repository.At("tests", "hostile", "division-by-zero.wasm");

    public void Dispose() => _tmux.Dispose();

    [Fact]
    public async Task Up_says_where_everything_is_kept_opens_the_board_here_and_keeps_it_open_for_others()
    {
        await RunAsync("up --telnet 127.0.0.1:0 --web 127.0.0.1:0");
        await _tmux.ShowsAsync("  sysop code ");
        await _tmux.ShowsAsync("Enter: open the board here.");
        _tmux.Type("Enter", named: true);
        await _tmux.ShowsAsync("Play now");
        _tmux.Type("a");
        await _tmux.ShowsAsync("Enter play");
        _tmux.Type("full");
        await _tmux.ShowsAsync("Find: full");
        _tmux.Type("Escape", named: true);
        await _tmux.ShowsAsync("Receipt");
        _tmux.Type("Escape", named: true);
        await _tmux.ShowsAsync("Play now");
        _tmux.Type("g");
        await _tmux.ShowsAsync("still open for others");
        _tmux.Type("Enter", named: true);
        await _tmux.ShowsAsync("Play now");
        _tmux.Type("C-c", named: true);
        await _tmux.ShowsAsync("ended 0.");
        Assert.Contains($"Everything it keeps is in {_tmux.Directory}", _tmux.Screen().Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_play_saved_and_left_is_there_the_next_time()
    {
        await RunAsync($"play {Game}");
        await _tmux.UntilAsync(() => _tmux.Ask("#{alternate_on}") == "1", "the game is shown");
        _tmux.Type("abc");
        _tmux.Type("Escape", named: true);
        await _tmux.ShowsAsync("Save and leave");
        _tmux.Type("s");
        await _tmux.ShowsAsync("ended 0.");
        Assert.Single(Directory.GetFiles(Path.Combine(_tmux.Directory, "data", "saved"), "*.play"));
        _tmux.TypeLine("clear");
        await RunAsync($"play {Game}");
        await _tmux.ShowsAsync("Welcome back");
        _tmux.Type("C-c", named: true);
        await _tmux.ShowsAsync("ended 130.");
        Assert.Single(Directory.GetFiles(Path.Combine(_tmux.Directory, "data", "saved"), "*.play"));
    }

    [Fact]
    public async Task A_recording_can_be_watched()
    {
        File.WriteAllText(Path.Combine(_tmux.Directory, "keys"), $"[{string.Join(',', Enumerable.Repeat(97, 200))}]");
        await RunAsync($"cart run {Game} --seed {new string('0', 32)} --keys keys --record it.play");
        await _tmux.ShowsAsync("ended 0.");
        _tmux.TypeLine("clear");
        await RunAsync($"watch it.play --cartridge {Game}");
        await _tmux.ShowsAsync("speed");
        _tmux.Type("Space +", named: true);
        await _tmux.ShowsAsync("still 2x");
        _tmux.Type("Escape", named: true);
        await _tmux.ShowsAsync("ended 0.");
    }

    [Theory]
    [InlineData("play zzz", "No game is called 'zzz'.")]
    [InlineData("play so", "could be")]
    [InlineData("play missing.wasm", "missing.wasm")]
    [InlineData("watch missing.play", "There is no file 'missing.play'.")]
    [InlineData("play < /dev/null", "Standard input is not a terminal")]
    [InlineData("play --encoding ebcdic", "ebcdic")]
    public async Task What_cannot_be_shown_is_said_in_a_line(string command, string message)
    {
        await RunAsync(command);
        await _tmux.ShowsAsync("ended 2.");
        Assert.Contains(message, _tmux.Screen().Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task RunAsync(string arguments)
    {
        await _tmux.ShowsAsync("ready>");
        _tmux.TypeLine($"{Monster} {arguments}; echo ended $?.");
    }
}
