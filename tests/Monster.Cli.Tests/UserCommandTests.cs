using System.IO.Compression;
using Monster.Bbs;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;

namespace Monster.Cli.Tests;

/// <summary>The sysop at the shell, on a board that does not run.</summary>
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
    public async Task A_running_board_is_left_alone_and_said_so()
    {
        await using var board = BoardHost.Open(_data);
        Assert.Contains("running already", Fail("user", "list"), StringComparison.Ordinal);
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
