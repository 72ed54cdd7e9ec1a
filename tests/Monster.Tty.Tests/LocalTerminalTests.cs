using Monster.Testing;

namespace Monster.Tty.Tests;

/// <summary>
/// A program in a real terminal (tmux): whatever ends it, the terminal afterwards is the terminal before, to the last setting.
/// </summary>
public sealed class LocalTerminalTests : IDisposable
{
    private readonly Tmux _tmux = new();

    private static string Program => $"dotnet {typeof(LocalTerminalTests).Assembly.Location} --terminal saved";

    public void Dispose() => _tmux.Dispose();

    [Theory]
    [InlineData("left", "q", "ended 0.")]
    [InlineData("crashed", "x", "ended 134.")]
    [InlineData("crashed on another thread", "t", "ended 134.")]
    public async Task The_terminal_is_put_back_when_the_program(string how, string key, string end)
    {
        await StartAsync();
        _tmux.Type("ab");
        await _tmux.ShowsAsync("keys ab");
        _tmux.Type(key);
        await CheckPutBackAsync(end);
        if (how.StartsWith("crashed", StringComparison.Ordinal))
            Assert.Contains("crashed", _tmux.Screen(), StringComparison.Ordinal);
        if (how is "left" or "crashed")
            Assert.Equal("ab", Saved());
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public async Task A_signal_lets_views_save_and_puts_the_terminal_back(string signal, int code)
    {
        await StartAsync();
        _tmux.Type("ab");
        await _tmux.ShowsAsync("keys ab");
        Signal(signal);
        await CheckPutBackAsync($"ended {code}.");
        Assert.Equal("ab", Saved());
    }

    [Fact]
    public async Task Control_c_ends_even_a_program_that_hangs()
    {
        await StartAsync();
        _tmux.Type("s");
        _tmux.Type("C-c", named: true);
        _tmux.Type("C-c", named: true);
        await CheckPutBackAsync("ended 130.");
    }

    [Fact]
    public async Task Control_z_gives_the_terminal_back_and_fg_takes_it_again()
    {
        await StartAsync();
        _tmux.Type("ab");
        await _tmux.ShowsAsync("keys ab");
        _tmux.Type("C-z", named: true);
        await _tmux.ShowsAsync("Stopped");
        Assert.Equal("0 1", _tmux.Ask("#{alternate_on} #{cursor_flag}"));
        _tmux.TypeLine("stty -g > between");
        _tmux.TypeLine("clear; rm over; fg; echo over $?.; stty -g > after; touch over");
        await _tmux.ShowsAsync("size 80x24 interruptions");
        Assert.Equal("1 0", _tmux.Ask("#{alternate_on} #{cursor_flag}"));
        _tmux.Type("c");
        await _tmux.ShowsAsync("keys abc");
        _tmux.Type("q");
        await CheckPutBackAsync("over 0.", kept: "--terminal saved");
        Assert.Equal(Read("before"), Read("between"));
    }

    [Fact]
    public async Task A_program_stopped_from_outside_draws_itself_again()
    {
        await StartAsync();
        Signal("STOP");
        await _tmux.ShowsAsync("Stopped");
        _tmux.TypeLine("rm over; fg; echo over $?.; stty -g > after; touch over");
        await _tmux.ShowsAsync("size 80x24 interruptions");
        Assert.Equal("1 0", _tmux.Ask("#{alternate_on} #{cursor_flag}"));
        _tmux.Type("q");
        await CheckPutBackAsync("over 0.");
    }

    [Fact]
    public async Task A_new_size_is_followed_and_a_small_one_explained()
    {
        await StartAsync();
        _tmux.Resize(132, 50);
        await _tmux.ShowsAsync("size 132x50");
        _tmux.Resize(60, 20);
        await _tmux.ShowsAsync("80x24 needed");
        await _tmux.ShowsAsync("60x20 now");
        _tmux.Resize(100, 30);
        await _tmux.ShowsAsync("size 100x30 interruptions 1");
        _tmux.Type("q");
        await CheckPutBackAsync("ended 0.");
    }

    [Fact]
    public async Task Keys_of_a_real_terminal_are_known()
    {
        await StartAsync();
        _tmux.Type("Up F1 Home NPage DC Tab Enter BSpace F12 é Escape", named: true);
        await _tmux.ShowsAsync("<Up><F1><Home><PageDown><Delete><Tab><Enter><Backspace><F12>é<Escape>");
        _tmux.Type("q");
        await CheckPutBackAsync("ended 0.");
    }

    [Theory]
    [InlineData("< /dev/null", "Standard input is not a terminal")]
    [InlineData("2>&1 | cat", "Standard output is not a terminal")]
    public async Task Without_a_terminal_the_reason_is_said(string redirection, string message)
    {
        _tmux.TypeLine($"{Program} {redirection}; echo over$((6 * 7)).");
        await _tmux.ShowsAsync("over42.");
        Assert.Contains(message, _tmux.Screen().Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        await _tmux.ShowsAsync("ready>");
        _tmux.TypeLine($"clear; echo kept; stty -g > before; export DOTNET_DbgEnableMiniDump=0; ulimit -c 0; {Program}; echo ended $?.; stty -g > after; touch over");
        await _tmux.ShowsAsync("size 80x24");
        Assert.Equal("1 0", _tmux.Ask("#{alternate_on} #{cursor_flag}"));
    }

    private void Signal(string name)
    {
        int shell = int.Parse(_tmux.Ask("#{pane_pid}"), null);
        using var kill = System.Diagnostics.Process.Start("pkill", [$"-{name}", "-P", shell.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task CheckPutBackAsync(string end, string kept = "kept")
    {
        await _tmux.ShowsAsync(end);
        await _tmux.UntilAsync(() => File.Exists(Path.Combine(_tmux.Directory, "over")), "the shell goes on");
        Assert.Equal(Read("before"), Read("after"));
        Assert.Equal("0 1", _tmux.Ask("#{alternate_on} #{cursor_flag}"));
        Assert.Contains(kept, _tmux.Screen(), StringComparison.Ordinal);
        Assert.DoesNotContain("size 80x24", _tmux.Screen(), StringComparison.Ordinal);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_tmux.Directory, name));

    private string Saved() => Read("saved");
}
