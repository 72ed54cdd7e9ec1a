using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Monster.Terminal.Calls;
using Monster.Testing;

namespace Monster.Bridge.Tests;

/// <summary>The native program itself, as sshd starts it.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string Type = "ssh-ed25519";
    private const string Base64 = "AAAAC3NzaC1lZDI1NTE5AAAAINnYhd99MiHLuSw6K8uDiGC/Znb8VcA/cDYL/CNcew52";
    private const string Line = $"restrict,pty {Type} {Base64}\n";

    private readonly FakeBoard _board = new();

    private static string Program => Built();

    private static string Me => Run("id", "-u").Output.Trim();

    public void Dispose() => _board.Dispose();

    [Theory]
    [InlineData("known\n", Line)]
    [InlineData("unknown\n", Line)]
    [InlineData("refused\n", "")]
    [InlineData("stranger\n", Line)] // the caller is told so
    [InlineData("", Line)] // it hung up without a word
    [InlineData("known", Line)] // half a word is none
    [InlineData("something longer than any answer is\n", Line)]
    public async Task What_the_board_says_of_a_key_is_what_sshd_is_told(string answer, string line)
    {
        var asking = Task.Run(() => Ask(Me));
        var header = await _board.AnswerAsync(answer);
        Assert.Equal((CallRequest.Key, $"{Type} {Base64}"), (header.Request, header.Key));
        Assert.Equal((0, line, ""), await asking);
    }

    [Fact]
    public void A_board_that_is_down_or_takes_nothing_is_not_waited_for_and_says_no_to_nobody()
    {
        Assert.Equal((0, Line, ""), Run(Program, "keys", "--socket", "/nowhere/calls.sock", Me, Type, Base64));
        Assert.Equal((0, Line, ""), Ask(Me)); // connected, and never answered: two seconds
    }

    [Fact]
    public void The_keys_of_other_users_are_not_its_business()
    {
        string other = (int.Parse(Me, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        Assert.Equal((0, "", ""), Ask(other));
    }

    [Theory]
    [InlineData(null, "it needs a terminal")]
    [InlineData("ls -la", "no shell")]
    [InlineData("/usr/lib/openssh/sftp-server", "no sftp")]
    public void Without_a_terminal_or_with_a_command_it_says_what_this_is(string? command, string said)
    {
        var (code, output, errors) = Run(Program, command, ["call", "--socket", _board.Path]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(said, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_and_sizes_go_both_ways_and_the_end_of_the_board_ends_it()
    {
        using var terminal = new Tmux(100, 30);
        await terminal.ShowsAsync("ready>");
        terminal.TypeLine($"SSH_CONNECTION='192.0.2.7 50000 127.0.0.1 22' TERM=xterm {Program} call --socket {_board.Path}; echo code $?");
        var (line, header) = await _board.AcceptAsync();
        Assert.Equal(("192.0.2.7", "xterm", (100, 30), ""), (header.Address!.ToString(), header.Term, header.Size!.Value, header.Key));
        await line.SendAsync("\e[2J\e[HHello \u00E9"u8.ToArray());
        await terminal.ShowsAsync("Hello é");
        terminal.Type("C-c", named: true); // a byte like others
        Assert.Equal([0, 0, 1, 3], await HearAsync(line, 4));
        terminal.Type("é");
        Assert.Equal([0, 0, 2, 0xC3, 0xA9], await HearAsync(line, 5));
        terminal.Resize(132, 50);
        Assert.Equal([1, 0, 4, 0, 132, 0, 50], await HearAsync(line, 7));
        line.Dispose();
        await terminal.ShowsAsync("code 0");
        terminal.TypeLine("stty -a | grep -o ' icanon'"); // as it was before
        await terminal.ShowsAsync("icanon");
    }

    [Fact]
    public async Task A_large_screen_goes_through_whole_and_a_paste_too()
    {
        using var terminal = new Tmux(200, 50);
        await terminal.ShowsAsync("ready>");
        terminal.TypeLine($"{Program} call --socket {_board.Path}; echo code $?");
        var (line, _) = await _board.AcceptAsync();
        string lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}\r\n")));
        await line.SendAsync(Encoding.ASCII.GetBytes(lines));
        await terminal.ShowsAsync("line 19999");
        string paste = new('k', 3_000);
        terminal.Type(paste);
        var frames = new CallFrames();
        var typed = new System.Buffers.ArrayBufferWriter<byte>();
        var buffer = new byte[4096];
        while (typed.WrittenCount < paste.Length)
            frames.Receive(buffer.AsSpan(0, await line.ReceiveAsync(buffer)), typed);
        Assert.Equal(paste, Encoding.ASCII.GetString(typed.WrittenSpan));
        line.Dispose();
        await terminal.ShowsAsync("code 0");
    }

    [Fact]
    public async Task A_terminal_that_goes_away_hangs_up()
    {
        Socket line;
        using (var terminal = new Tmux())
        {
            await terminal.ShowsAsync("ready>");
            terminal.TypeLine($"{Program} call --socket {_board.Path}");
            (line, _) = await _board.AcceptAsync();
        }

        Assert.Empty(await HearAsync(line, 1));
        line.Dispose();
    }

    [Fact]
    public async Task A_board_that_is_not_open_is_said_to_be_that()
    {
        using var terminal = new Tmux();
        await terminal.ShowsAsync("ready>");
        terminal.TypeLine($"{Program} call --socket /nowhere; echo code $?");
        await terminal.ShowsAsync("not open at the moment");
        await terminal.ShowsAsync("code 1");
    }

    private static async Task<byte[]> HearAsync(Socket line, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var heard = new byte[count];
        int length = 0;
        while (length < count && await line.ReceiveAsync(heard.AsMemory(length), limit.Token) is > 0 and var more)
            length += more;
        return heard[..length];
    }

    private static (int Code, string Output, string Errors) Run(string program, params string[] arguments) => Run(program, null, arguments);

    private static (int Code, string Output, string Errors) Run(string program, string? command, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SSH_ORIGINAL_COMMAND"] = command;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private static string Built([CallerFilePath] string here = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
        string program = Path.Combine(root, "artifacts", "native", "bridge", "monster-bridge");
        return File.Exists(program) ? program : throw new InvalidOperationException($"There is no {program}: ./test builds it.");
    }

    private (int Code, string Output, string Errors) Ask(string user) => Run(Program, "keys", "--socket", _board.Path, user, Type, Base64);
}
