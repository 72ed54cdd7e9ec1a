using System.Diagnostics;
using System.Text.RegularExpressions;
using Monster.Testing;

namespace Monster.Cli.Tests;

/// <summary>Two people with Debian's telnet client, each in a terminal of their own, on a board started by <c>monster up</c>.</summary>
public sealed partial class TelnetStoryTests : IDisposable
{
    private const string Password = "four small words";

    private readonly Tmux _alice = new();
    private readonly Tmux _bob = new(132, 50);
    private readonly string _data = Directory.CreateTempSubdirectory("monster-story-").FullName;
    private Process? _board;
    private string _port = "";
    private string _code = "";

    public void Dispose()
    {
        Stop();
        _alice.Dispose();
        _bob.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Two_people_register_play_post_answer_chat_and_write_and_a_kill_in_the_middle_costs_them_nothing()
    {
        await StartAsync();
        await CallAsync(_alice);
        await RegisterAsync(_alice, "Alice", _code);
        await _alice.ShowsAsync("Sysop"); // the code made her one
        await CallAsync(_bob);
        await RegisterAsync(_bob, "Bob", null);

        // Alice posts.
        _alice.Type("b");
        await _alice.ShowsAsync("Pixel Hunt");
        Named(_alice, "Enter");
        await _alice.ShowsAsync("Nobody has written here yet");
        _alice.Type("w");
        await _alice.ShowsAsync("Subject");
        _alice.Type("First light");
        Named(_alice, "Enter");
        _alice.Type("Who else is up at night?");
        await _alice.ShowsAsync("up at night?");
        Named(_alice, "C-x");
        await _alice.ShowsAsync("Posted.");
        Named(_alice, "Escape");
        await _alice.ShowsAsync("1 of 71");
        Named(_alice, "Escape");
        await _alice.ShowsAsync("Main menu");

        // The board is killed; what was acknowledged is there when it is started again.
        Kill();
        await _alice.ShowsAsync("Connection closed");
        await _bob.ShowsAsync("Connection closed");
        await StartAsync();
        Assert.Equal("", _code); // there is a sysop
        await CallAsync(_bob);
        await LogInAsync(_bob, "bob");
        await CallAsync(_alice);
        await LogInAsync(_alice, "alice");

        // Bob finds the post by a new-scan and answers with a quote.
        _bob.Type("n");
        await _bob.ShowsAsync("Who else is up at night?");
        _bob.Type("r");
        await _bob.ShowsAsync("Re: First light");
        Named(_bob, "C-q");
        await _bob.ShowsAsync("> Who else");
        Named(_bob, "Enter");
        await _bob.ShowsAsync("Answer on");
        _bob.Type("I am.");
        await _bob.ShowsAsync("I am.");
        Named(_bob, "C-x");
        await _bob.ShowsAsync("Posted.");
        Named(_bob, "Escape");
        await _bob.ShowsAsync("Main menu");

        // They chat: Alice pages, Bob comes by one key.
        _alice.Type("p");
        await _alice.ShowsAsync("who shall come to chat");
        await SelectAsync(_alice, "Bob");
        Named(_alice, "Enter");
        await _alice.ShowsAsync("Chat: Alice and Bob");
        await _bob.ShowsAsync("Alice asks you to chat");
        Named(_bob, "F4");
        await _bob.ShowsAsync("Chat: Alice and Bob");
        _bob.Type("Good evening");
        Named(_bob, "Enter");
        await _alice.ShowsAsync("Bob: Good evening");

        // Bob plays; Alice, the sysop, looks on.
        Named(_bob, "Escape");
        await _bob.ShowsAsync("Main menu");
        _bob.Type("a");
        await _bob.ShowsAsync("Type a name");
        Named(_alice, "Escape");
        await _alice.ShowsAsync("who shall come to chat");
        Named(_alice, "Escape");
        await _alice.ShowsAsync("Main menu");
        _alice.Type("x");
        await _alice.ShowsAsync("Watch, chat, disconnect, ban");
        _alice.Type("c");
        await _alice.ShowsAsync("Callers");
        await SelectAsync(_alice, "Bob");
        Named(_alice, "Enter");
        await _alice.ShowsAsync("►Maze");
    }

    private static void Named(Tmux terminal, string keys) => terminal.Type(keys, named: true);

    /// <summary>Moves the bar of a list to the row with a text.</summary>
    private static async Task SelectAsync(Tmux terminal, string text)
    {
        await terminal.UntilAsync(() => Row(terminal, text) >= 0 && Row(terminal, "►") >= 0, $"a list with {text}");
        while (Row(terminal, "►") is var at && at != Row(terminal, text))
        {
            Named(terminal, at < Row(terminal, text) ? "Down" : "Up");
            await terminal.UntilAsync(() => Row(terminal, "►") != at, "the bar moves");
        }
    }

    private static int Row(Tmux terminal, string text) => Array.FindIndex(terminal.Screen().Split('\n'), row => row.Contains(text, StringComparison.Ordinal));

    private static async Task RegisterAsync(Tmux terminal, string name, string? code)
    {
        terminal.Type("n");
        await terminal.ShowsAsync("New here");
        foreach (string field in code is null ? new[] { name, Password, Password } : [name, Password, Password, code])
        {
            terminal.Type(field);
            Named(terminal, "Enter");
        }

        await terminal.ShowsAsync($"Hello, {name}");
        Named(terminal, "Enter");
        await terminal.ShowsAsync("Main menu");
    }

    private static async Task LogInAsync(Tmux terminal, string name)
    {
        terminal.Type("l");
        await terminal.ShowsAsync("Password");
        terminal.TypeLine(name);
        terminal.TypeLine(Password);
        await terminal.ShowsAsync("Hello, ");
        Named(terminal, "Enter");
        await terminal.ShowsAsync("Main menu");
    }

    private async Task CallAsync(Tmux terminal)
    {
        terminal.TypeLine("clear");
        await terminal.ShowsAsync("ready>");
        terminal.TypeLine($"telnet 127.0.0.1 {_port}");
        await terminal.ShowsAsync("Play now");
    }

    private async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "up", "--no-console", "--data", _data, "--telnet", "127.0.0.1:0", "--web", "127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _board = Process.Start(start)!;
        _board.ErrorDataReceived += (_, _) => { };
        _board.BeginErrorReadLine();
        (_port, _code) = ("", "");
        while (await _board.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (TelnetLine().Match(line) is { Success: true } match)
                _port = match.Groups[1].Value;
            if (CodeLine().Match(line) is { Success: true } code)
                _code = code.Groups[1].Value;
            if (line.StartsWith("Ctrl-C", StringComparison.Ordinal))
                break;
        }

        Assert.NotEqual("", _port);
    }

    private void Kill()
    {
        _board!.Kill();
        _board.WaitForExit();
    }

    private void Stop()
    {
        if (_board is { HasExited: false })
            Kill();
        _board?.Dispose();
    }

    [GeneratedRegex(@"telnet 127\.0\.0\.1 (\d+)")]
    private static partial Regex TelnetLine();

    [GeneratedRegex(@"sysop code (\S+)")]
    private static partial Regex CodeLine();
}
