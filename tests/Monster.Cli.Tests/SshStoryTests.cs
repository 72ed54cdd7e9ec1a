using System.Diagnostics;
using System.Net.Sockets;
using Monster.Testing;

namespace Monster.Cli.Tests;

/// <summary>Callers by Debian's ssh client, through Debian's sshd, set up by <c>monster ssh install</c>, to a board started by <c>monster up</c>.</summary>
public sealed class SshStoryTests : IDisposable
{
    private const string Password = "four small words";

    private readonly Tmux _terminal = new(100, 30);
    private readonly string _data = Directory.CreateTempSubdirectory("monster-ssh-data-").FullName;
    private SshMachine? _machine;
    private Process? _board;
    private string _user = "";

    public void Dispose()
    {
        _terminal.Dispose();
        Kill();
        _machine?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Somebody_calls_by_key_plays_a_ranked_play_loses_the_line_and_goes_on_and_reaches_nothing_else()
    {
        var machine = await SetUpAsync();
        string key = machine.MakeKey("alice");

        // Before the board is open its callers are told so, and the check says what is missing.
        await CallAsync(machine.Ssh(key, "bbs@127.0.0.1"));
        await _terminal.ShowsAsync("The board is not open at the moment");
        var closed = machine.Run($"{machine.Monster} ssh check --socket {machine.Socket} --bridge {SshMachine.Bridge}");
        Assert.Equal(ExitCode.CheckFailed, closed.Code);
        Assert.Contains($"WRONG    no board answers bbs at {machine.Socket}", closed.Said, StringComparison.Ordinal);
        await StartAsync();

        // An unknown key leads to the log-in screen; registering adds it.
        await CallAsync(machine.Ssh(key, "bbs@127.0.0.1"));
        await _terminal.ShowsAsync("Your key is on no account here");
        _terminal.Type("n");
        await _terminal.ShowsAsync("New here");
        foreach (string field in new[] { "Alice", Password, Password, "" })
            _terminal.TypeLine(field);
        await _terminal.ShowsAsync("Log in by your key from now on?");
        Named("Enter");
        await _terminal.ShowsAsync("From now on this key logs you in.");
        Named("Enter");
        await _terminal.ShowsAsync("Main menu");
        _terminal.Type("g");
        await _terminal.ShowsAsync("code 0");
        var check = machine.Run($"{machine.Monster} ssh check --socket {machine.Socket} --bridge {SshMachine.Bridge} --key {key}.pub");
        Assert.True(check.Code == ExitCode.Ok, check.Said);
        Assert.Contains("the board knows the key in", check.Said, StringComparison.Ordinal);

        // By key, and small limits for rekeying: a whole ranked play.
        string log = Path.Combine(machine.Folder, "client.log");
        await CallAsync(machine.Ssh(key, $"-v -E {log} -o RekeyLimit=4K bbs@127.0.0.1"));
        await _terminal.ShowsAsync("Hello, Alice");
        Named("Enter");
        await OpenMazeAsync();
        await _terminal.UntilAsync(() =>
        {
            Named("Right Down");
            return _terminal.Screen().Contains("Game over", StringComparison.Ordinal);
        }, "the play ends");
        await _terminal.ShowsAsync("Score checked");
        string talk = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.True(talk.Split("SSH2_MSG_NEWKEYS sent").Length > 3, $"the keys were not changed: {talk}");

        // The window changes its size, in the middle of things.
        _terminal.Resize(132, 50);
        await _terminal.UntilAsync(() => Row("Game over") > 22, "the screen is in the middle of the larger window");
        _terminal.Resize(100, 30);
        await _terminal.UntilAsync(() => Row("Game over") is > 5 and < 22, "and of the smaller one again");

        // The line goes down in the middle of a play: it waits.
        long pressed = 0;
        await _terminal.UntilAsync(() =>
        {
            // The card takes no key for a moment, and each one pressed meanwhile makes that longer.
            if (Stopwatch.GetElapsedTime(pressed) > TimeSpan.FromSeconds(2))
            {
                Named("Enter");
                pressed = Stopwatch.GetTimestamp();
            }

            return Row("Game over") < 0;
        }, "the next play begins");
        await _terminal.UntilAsync(() =>
        {
            Named("Right Down");
            return !_terminal.Screen().Contains("asleep until you move", StringComparison.Ordinal);
        }, "the play has begun: one without a tick is not kept");
        Named("Enter"); // to the beginning of a line, where ~ means something to ssh
        _terminal.Type("~.");
        await _terminal.ShowsAsync("code 255");
        await CallAsync(machine.Ssh(key, "bbs@127.0.0.1"));
        await _terminal.ShowsAsync("Hello, Alice");
        Named("Enter");
        await _terminal.ShowsAsync("A play waits for you");
        Named("Enter");
        await _terminal.UntilAsync(() => !_terminal.Screen().Contains("A play waits", StringComparison.Ordinal), "the play goes on");
        Named("Enter");
        _terminal.Type("~.");
        await _terminal.ShowsAsync("code 255");
    }

    [Fact]
    public async Task Nothing_but_the_board_is_reachable()
    {
        var machine = await SetUpAsync();
        await StartAsync();
        string key = machine.MakeKey("alice");
        using var inside = new TcpListener(System.Net.IPAddress.Loopback, 0);
        inside.Start();
        int target = ((System.Net.IPEndPoint)inside.LocalEndpoint).Port;

        Refused("ls -la /", 1, "no command is run");
        Refused("/bin/sh -i", 1, "there is no shell");
        Refused("", 1, "it needs a terminal", "-T");
        Assert.Equal((1, ""), machine.Run($"{machine.Ssh(key, "-s")} bbs@127.0.0.1 sftp")); // sshd passes no word on from a subsystem
        Assert.Contains("closed", machine.Run($"echo ls | {machine.Ssh(key, program: "sftp", port: "-P")} bbs@127.0.0.1").Said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("closed", machine.Run($"{machine.Ssh(key, program: "scp", port: "-P")} /etc/hostname bbs@127.0.0.1:/tmp/stolen").Said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no command", machine.Run($"{machine.Ssh(key, "-O", program: "scp", port: "-P")} bbs@127.0.0.1:/etc/passwd {machine.Folder}").Said, StringComparison.Ordinal);
        Assert.Contains("stdio forwarding failed", machine.Run($"{machine.Ssh(key)} -W 127.0.0.1:{target} bbs@127.0.0.1").Said, StringComparison.Ordinal);
        Assert.Contains("remote port forwarding failed", machine.Run($"timeout 20 {machine.Ssh(key)} -o ExitOnForwardFailure=yes -N -R 0:127.0.0.1:{target} bbs@127.0.0.1").Said, StringComparison.Ordinal);
        Assert.Contains("remote port forwarding failed", machine.Run($"timeout 20 {machine.Ssh(key)} -o ExitOnForwardFailure=yes -N -R {machine.Folder}/evil:127.0.0.1:{target} bbs@127.0.0.1").Said, StringComparison.Ordinal);
        var local = machine.Run($"timeout 10 {machine.Ssh(key)} -N -L {machine.Folder}/l:127.0.0.1:{target} bbs@127.0.0.1 >/dev/null & for i in $(seq 100); do [ -S {machine.Folder}/l ] && break; sleep 0.1; done; {SshMachine.Bridge} ping --socket {machine.Folder}/l; cat {machine.Folder}/sshd.log");
        Assert.Contains("The board does not answer", local.Said, StringComparison.Ordinal);
        Assert.Contains("refused local port forward", local.Said, StringComparison.Ordinal);
        Assert.False(inside.Pending(), "somebody came through to a port of this machine");
        Assert.False(File.Exists("/tmp/stolen") || File.Exists(Path.Combine(machine.Folder, "passwd")));

        // In a terminal: no agent, no X11, no variable of the caller's, and a command is refused all the same.
        await CallAsync($"MONSTER_EVIL=1 SSH_AUTH_SOCK=/nowhere DISPLAY=:9 {machine.Ssh(key, "-A -X -o SendEnv=MONSTER_EVIL bbs@127.0.0.1")}");
        await _terminal.ShowsAsync("Your key is on no account here");
        var bridges = machine.Run("for p in $(pgrep -x monster-bridge); do tr '\\0' '\\n' </proc/$p/environ; done");
        Assert.Contains("SSH_CONNECTION", bridges.Said, StringComparison.Ordinal);
        Assert.All(["MONSTER_EVIL", "SSH_AUTH_SOCK", "DISPLAY"], name => Assert.DoesNotContain(name, bridges.Said, StringComparison.Ordinal));
        _terminal.Type("g");
        await _terminal.ShowsAsync("code 0");
        await CallAsync(machine.Ssh(key, "-t bbs@127.0.0.1 /bin/sh"));
        await _terminal.ShowsAsync("there is no shell");

        // The account itself has no other shell, and the socket no other users.
        Assert.Contains("there is no shell", machine.Run("su bbs -c id").Said, StringComparison.Ordinal);
        Assert.Equal("stranger", machine.Run($"setpriv --reuid=65534 --regid=65534 --clear-groups {SshMachine.Bridge} ping --socket {machine.Socket}").Said);
        Assert.Equal("open", machine.Run($"setpriv --reuid={_user} --regid=65534 --clear-groups {SshMachine.Bridge} ping --socket {machine.Socket}").Said);

        void Refused(string command, int code, string said, string options = "")
        {
            var refused = machine.Run($"{machine.Ssh(key, options)} bbs@127.0.0.1 {command}");
            Assert.Equal(code, refused.Code);
            Assert.Contains(said, refused.Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_board_for_known_keys_alone_lets_nobody_else_try_and_takes_every_type_of_key()
    {
        var machine = await SetUpAsync();
        await StartAsync();
        string[] keys = [machine.MakeKey("ed"), machine.MakeKey("ec", "ecdsa"), machine.MakeKey("rsa", "rsa")];
        await CallAsync(machine.Ssh(keys[0], "bbs@127.0.0.1"));
        await _terminal.ShowsAsync("Your key is on no account here");
        _terminal.Type("n");
        foreach (string field in new[] { "Alice", Password, Password, "" })
            _terminal.TypeLine(field);
        await _terminal.ShowsAsync("Name of the key");
        Named("Enter");
        await _terminal.ShowsAsync("Hello, Alice");
        Named("Enter");
        await _terminal.ShowsAsync("Main menu");
        _terminal.Type("uk");
        await _terminal.ShowsAsync("SSH keys");
        foreach (string key in keys[1..])
        {
            _terminal.Type("a");
            await _terminal.ShowsAsync("Add an SSH key");
            _terminal.Type(await File.ReadAllTextAsync(key + ".pub", TestContext.Current.CancellationToken)); // pasted, line end and all
            Named("Enter");
            _terminal.TypeLine(Password);
            await _terminal.ShowsAsync("Added SHA256:");
        }

        Assert.Contains("rsa@home", _terminal.Screen(), StringComparison.Ordinal);
        Kill();
        await _terminal.ShowsAsync("code 0");
        await StartAsync("--ssh-guests", "false");
        string stranger = machine.MakeKey("stranger");
        Assert.Contains("Permission denied (publickey)", machine.Run($"{machine.Ssh(stranger)} bbs@127.0.0.1").Said, StringComparison.Ordinal);
        Assert.Contains("a key on no account is refused", machine.Run($"{machine.Monster} ssh check --socket {machine.Socket} --bridge {SshMachine.Bridge}").Said, StringComparison.Ordinal);
        foreach (string key in keys[1..])
        {
            await CallAsync(machine.Ssh(key, "bbs@127.0.0.1"));
            await _terminal.ShowsAsync("Are you Alice?");
            _terminal.Type("y");
            await _terminal.ShowsAsync("Hello, Alice");
            Named("Enter");
            await _terminal.ShowsAsync("Main menu");
            _terminal.Type("g");
            await _terminal.ShowsAsync("code 0");
        }
    }

    [Fact]
    public async Task Without_any_key_a_caller_comes_to_the_log_in_screen_where_the_sysop_wants_that()
    {
        var machine = await SetUpAsync("--keyless");
        await StartAsync();
        await CallAsync(machine.Ssh(null, "bbs@127.0.0.1"));
        await _terminal.ShowsAsync("Play now");
        Assert.DoesNotContain("Your key", _terminal.Screen(), StringComparison.Ordinal);
        var check = machine.Run($"{machine.Monster} ssh check --keyless --socket {machine.Socket} --bridge {SshMachine.Bridge}");
        Assert.True(check.Code == ExitCode.Ok, check.Said);
        Assert.Contains("no command is run", machine.Run($"{machine.Ssh(null)} bbs@127.0.0.1 id").Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_install_that_cannot_be_right_changes_nothing_and_says_what_to_do()
    {
        var machine = await SetUpAsync();
        string install = $"{machine.Monster} ssh install --socket {machine.Socket}";
        Assert.Contains("somebody's?", machine.Run($"{install} --user root").Said, StringComparison.Ordinal);
        Assert.Contains("no folder", machine.Run($"{install} --bridge {SshMachine.Bridge} --dir /nowhere").Said, StringComparison.Ordinal);
        Assert.Contains("--bridge", machine.Run($"{install} --bridge '/etc/monster; rm -rf x/monster-bridge'").Said, StringComparison.Ordinal);
        var open = machine.Run($"chmod go+w /etc/monster; {install} --bridge {SshMachine.Bridge}");
        Assert.Contains("others than root may write to /etc/monster", open.Said, StringComparison.Ordinal);
        machine.Run("chmod go-w /etc/monster");

        // Somebody else's settings that sshd does not take: ours are taken back.
        string before = machine.Run("cat /etc/ssh/sshd_config.d/50-monster.conf").Said;
        var broken = machine.Run($"echo Nonsense yes >/etc/ssh/sshd_config.d/60-broken.conf; {install} --keyless --bridge {SshMachine.Bridge}");
        Assert.Equal(ExitCode.BadInput, broken.Code);
        Assert.Contains("sshd does not take its configuration", broken.Said, StringComparison.Ordinal);
        Assert.Equal(before, machine.Run("cat /etc/ssh/sshd_config.d/50-monster.conf").Said);

        // Settings that stand before ours are seen.
        var check = machine.Run($"rm /etc/ssh/sshd_config.d/60-broken.conf; printf 'Match User bbs\\nDisableForwarding no\\n' >/etc/ssh/sshd_config.d/10-mine.conf; {machine.Monster} ssh check --socket {machine.Socket} --bridge {SshMachine.Bridge}");
        Assert.Contains("WRONG    sshd: DisableForwarding is 'no' for bbs", check.Said, StringComparison.Ordinal);
        Assert.Contains("well     other users are not touched", check.Said, StringComparison.Ordinal);

        // Without rights: nothing, and a clear word. (As a user who may read the program.)
        var unprivileged = machine.Run($"setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/tmp {install}");
        Assert.Contains("run it as root", unprivileged.Said, StringComparison.Ordinal);
        Assert.Contains("would make the Unix user other", machine.Run($"{install} --dry-run --user other").Said, StringComparison.Ordinal);
        Assert.NotEqual(0, machine.Run("getent passwd other").Code);
    }

    private int Row(string text) => Array.FindIndex(_terminal.Screen().Split('\n'), row => row.Contains(text, StringComparison.Ordinal));

    private void Named(string keys) => _terminal.Type(keys, named: true);

    private async Task OpenMazeAsync()
    {
        await _terminal.ShowsAsync("Main menu");
        _terminal.Type("a");
        await _terminal.ShowsAsync("Enter play");
        _terminal.Type("maze");
        await _terminal.ShowsAsync("Find: maze");
        Named("Enter");
        await _terminal.UntilAsync(() => !_terminal.Screen().Contains("Find: maze", StringComparison.Ordinal), "the game opens");
    }

    private async Task CallAsync(string command)
    {
        _terminal.TypeLine("");
        await _terminal.ShowsAsync("ready>");
        _terminal.TypeLine($"clear; {command}; echo code $?");
        await _terminal.UntilAsync(() => !_terminal.Screen().Contains("clear; ", StringComparison.Ordinal), "the call begins");
    }

    private async Task<SshMachine> SetUpAsync(string more = "")
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "sshd gives calls to another user only when root starts it.");
        _machine = await SshMachine.StartAsync(typeof(Program).Assembly.Location, more);
        _user = _machine.Run("id -u bbs").Said;
        return _machine;
    }

    private async Task StartAsync(params string[] more)
    {
        _board = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "up", "--no-console", "--data", _data, "--telnet", "off", "--web", "off", "--calls", _machine!.Socket, "--ssh-user", _user, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _board.ErrorDataReceived += (_, _) => { };
        _board.BeginErrorReadLine();
        while (await _board.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("Ctrl-C", StringComparison.Ordinal))
        {
        }
    }

    private void Kill()
    {
        if (_board is null)
            return;
        _board.Kill();
        _board.WaitForExit();
        _board.Dispose();
        _board = null;
    }
}
