using System.IO.Compression;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Monster.Bbs;
using Monster.Bbs.Control;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Server;

namespace Monster.Cli.Tests;

/// <summary>The sysop at the shell, on a board that runs or not.</summary>
public sealed class UserCommandTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("monster-user-").FullName;

    public async ValueTask InitializeAsync()
    {
        await using var board = BoardHost.Open(_data);
        using var services = new BbsServices(board, new Nodes(1, TimeProvider.System), TimeProvider.System);
        await services.Desk.RegisterAsync(null, "Sue", "four small words", services.Desk.SysopCode!.Text!, new Personal());
        await services.Desk.RegisterAsync(null, "Alice", "four small words", "", new Personal { About = "Plays at night" });
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Levels_bans_and_passwords_are_set_and_listed()
    {
        Assert.Equal("Alice is a sysop.\n", Run("user", "sysop", "alice"));
        Assert.Equal("Alice is a member.\n", Run("user", "member", "ALICE"));
        Run("user", "ban", "alice", "--reason", "Shouting");
        Assert.Contains("\"name\":\"Alice\",\"level\":\"member\"", Run("user", "list", "--json"), StringComparison.Ordinal);
        Assert.Contains("banned until", Run("user", "list"), StringComparison.Ordinal);
        Run("user", "unban", "alice");
        string password = Run("user", "password", "alice").TrimEnd();
        await using var board = BoardHost.Open(_data);
        using var services = new BbsServices(board, new Nodes(1, TimeProvider.System), TimeProvider.System);
        Assert.Equal("Alice", (await services.Desk.LogInAsync(null, "alice", password, null))!.Name);
        await Assert.ThrowsAsync<RefusedException>(() => services.Desk.LogInAsync(null, "alice", "four small words", null));
    }

    [Fact]
    public async Task Somebodys_ssh_keys_are_shown_and_taken_away()
    {
        const string Line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        string fingerprint;
        await using (var board = BoardHost.Open(_data))
        {
            using var services = new BbsServices(board, new Nodes(1, TimeProvider.System), TimeProvider.System);
            Assert.True(SshPublicKey.TryRead(Line, out var key, out string? why), why);
            fingerprint = key.Fingerprint;
            await services.SshKeys.AddAsync((uint)(await services.Desk.LogInAsync(null, "alice", "four small words", null))!.Account, key, "laptop", isProven: false);
        }

        string shown = Run("user", "keys", "alice");
        Assert.StartsWith($"{fingerprint}  ssh-ed25519  since ", shown, StringComparison.Ordinal);
        Assert.EndsWith("  not used yet  laptop\n", shown, StringComparison.Ordinal);
        Assert.Contains("has no key", Fail("user", "remove-key", "sue", fingerprint), StringComparison.Ordinal);
        Assert.Equal("The key does not log Alice in any more.\n", Run("user", "remove-key", "alice", fingerprint));
        Assert.Equal("", Run("user", "keys", "alice"));
    }

    [Fact]
    public void An_export_has_what_the_board_knows_and_a_deletion_asks_first()
    {
        string zip = Path.Combine(_data, "alice.zip");
        Run("user", "export", "alice", "--out", zip);
        using (var archive = ZipFile.OpenRead(zip))
        using (var reader = new StreamReader(archive.GetEntry("account.json")!.Open()))
            Assert.Contains("Plays at night", reader.ReadToEnd(), StringComparison.Ordinal);
        Assert.Contains("--yes", Fail("user", "delete", "alice"), StringComparison.Ordinal);
        Run("user", "delete", "alice", "--yes");
        Assert.Contains("Nobody is called 'alice'", Fail("user", "delete", "alice", "--yes"), StringComparison.Ordinal);
        Assert.Contains("only sysop", Fail("user", "member", "sue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_that_holds_its_data_but_does_not_answer_is_left_alone_and_said_so()
    {
        await using var board = BoardHost.Open(_data);
        Assert.Contains("try again in a moment", Fail("user", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_board_does_the_same_at_its_socket_which_is_for_its_owner_only_and_goes_with_it()
    {
        string socket = Path.Combine(_data, ControlRequest.SocketName);
        await File.WriteAllTextAsync(socket, "left by a board that was killed", TestContext.Current.CancellationToken);
        using var arcade = new LocalArcade();
        var settings = new ServerSettings { Telnet = null, Web = null };
        await using (var board = await BoardServer.StartAsync(_data, settings, arcade.Catalogue, null, arcade.Atlas, NullLoggerFactory.Instance, TimeProvider.System))
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
            Assert.StartsWith("Open: 0 of 1500 nodes taken.", Run("board", "status"), StringComparison.Ordinal);
            Assert.Equal("Alice is a sysop.\n", Run("user", "sysop", "alice"));
            Assert.Contains("\"name\":\"Alice\",\"level\":\"sysop\"", Run("user", "list", "--json"), StringComparison.Ordinal);
            Run("user", "member", "alice");
            Assert.Equal(12, Run("user", "password", "alice").TrimEnd().Length);
            Run("board", "edit", "70", "--name", "Moonlight");
            Assert.Contains("\"name\":\"Moonlight\"", Run("board", "list", "--json"), StringComparison.Ordinal);
            Assert.Contains("only sysop", Fail("user", "member", "sue"), StringComparison.Ordinal);
            string zip = Path.Combine(_data, "alice.zip");
            Run("user", "export", "alice", "--out", zip);
            using (var archive = await ZipFile.OpenReadAsync(zip, TestContext.Current.CancellationToken))
                Assert.NotNull(archive.GetEntry("account.json"));
            Assert.Equal("{\"callers\":[]}\n", Run("board", "who", "--json"));
            Assert.Contains("Nobody is on node 7", Fail("board", "disconnect", "7"), StringComparison.Ordinal);
            var asked = new TaskCompletionSource<TimeSpan>();
            board.ShutDownAsked += notice => asked.TrySetResult(notice);
            Run("board", "close", "--notice", "30");
            Assert.Equal(TimeSpan.FromSeconds(30), await asked.Task.WaitAsync(TestContext.Current.CancellationToken));
        }

        Assert.False(File.Exists(socket));
        Assert.StartsWith("Not open", Run("board", "status"), StringComparison.Ordinal);
        Assert.Contains("not open", Fail("board", "close"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_sends_a_line_without_end_is_told_so_and_others_are_served()
    {
        using var arcade = new LocalArcade();
        await using var board = await BoardServer.StartAsync(_data, new ServerSettings { Telnet = null, Web = null }, arcade.Catalogue, null, arcade.Atlas, NullLoggerFactory.Instance, TimeProvider.System);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_data, ControlRequest.SocketName)), TestContext.Current.CancellationToken);
        Run("board", "status");
        await socket.SendAsync(new byte[ControlRequest.MaxLineBytes + 1], TestContext.Current.CancellationToken);
        byte[] answer = new byte[1000];
        int count = await socket.ReceiveAsync(answer, TestContext.Current.CancellationToken);
        Assert.Contains("at most 65536 bytes", System.Text.Encoding.UTF8.GetString(answer, 0, count), StringComparison.Ordinal);
        Assert.Equal(0, await socket.ReceiveAsync(answer, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_page_of_the_control_socket_has_every_action_with_its_fields()
    {
        string page = await File.ReadAllTextAsync(Repository.At("docs", "control.md"), TestContext.Current.CancellationToken);
        await using var board = BoardHost.Open(_data);
        using var services = new BbsServices(board, new Nodes(1, TimeProvider.System), TimeProvider.System);
        foreach (var action in new ControlDesk(services).Actions)
            Assert.Contains($"| `{action.Name}` | {string.Join(", ", action.Fields.Select(field => $"`{field}`"))} | {action.Does} |\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Boards_are_named_and_the_theme_is_written_and_checked()
    {
        Run("board", "edit", "70", "--name", "Moonlight", "--write", "sysop");
        Assert.Contains("70  Moonlight", Run("board", "list"), StringComparison.Ordinal);
        Assert.Contains("write: sysops", Run("board", "list").Split('\n')[70], StringComparison.Ordinal);
        Run("board", "theme");
        Assert.Contains("All is right", Run("board", "theme-check"), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_data, "theme", "colours.toml"), "text = \"pink\"");
        var said = CommandLine.Run("board", "theme-check", "--data", _data);
        Assert.Contains("colours.toml, line 1: 'pink' is no colour", said.Output, StringComparison.Ordinal);
        Assert.Equal(2, said.ExitCode);
    }

    private string Run(params string[] arguments)
    {
        var said = CommandLine.Run([.. arguments, "--data", _data]);
        Assert.True(said.ExitCode == 0, said.Error);
        return said.Output;
    }

    private string Fail(params string[] arguments)
    {
        var said = CommandLine.Run([.. arguments, "--data", _data]);
        Assert.NotEqual(0, said.ExitCode);
        return said.Error;
    }
}
