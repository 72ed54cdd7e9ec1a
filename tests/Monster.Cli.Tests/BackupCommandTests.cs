using Monster.Bbs;
using Monster.Board;

namespace Monster.Cli.Tests;

/// <summary>A board written to a file while it runs, and made again from it.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monster-backup-").FullName;

    [Fact]
    public async Task A_running_board_is_backed_up_and_comes_back_whole()
    {
        string file = At("board.monster");
        await using (var board = BoardHost.Open(At("data")))
        {
            await board.SubmitAsync(new SetFact("name", "Fog Harbour"));
            var said = CommandLine.Run("backup", file, "--data", At("data"));
            Assert.Equal((ExitCode.Ok, ""), (said.ExitCode, said.Error));
            Assert.Contains("up to entry 1", said.Output, StringComparison.Ordinal);
            await board.SubmitAsync(new SetFact("name", "changed afterwards"));
        }

        Assert.Contains("--force", CommandLine.Run("backup", file, "--data", At("data")).Error, StringComparison.Ordinal);
        var restored = CommandLine.Run("restore", file, "--data", At("again"), "--json");
        Assert.Equal((ExitCode.Ok, ""), (restored.ExitCode, restored.Error));
        Assert.Contains("\"index\":1,", restored.Output, StringComparison.Ordinal);
        await using var again = BoardHost.Open(At("again"));
        Assert.Equal("Fog Harbour", again.Read(s => Facts.Find(s, "name")));
        Assert.True((await again.SubmitAsync(new SetFact("name", "goes on"))).IsApplied);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_leaves_nothing_behind()
    {
        var none = CommandLine.Run("backup", At("board.monster"), "--data", At("nowhere"));
        Assert.Equal(ExitCode.BadInput, none.ExitCode);
        Assert.Contains("There is no board", none.Error, StringComparison.Ordinal);
        await using (BoardHost.Open(At("data")))
        {
        }

        Assert.Equal(ExitCode.Ok, CommandLine.Run("backup", At("board.monster"), "--data", At("data")).ExitCode);
        Assert.Contains("not empty", CommandLine.Run("restore", At("board.monster"), "--data", At("data")).Error, StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(At("board.monster"));
        File.WriteAllBytes(At("board.monster"), bytes[..(bytes.Length / 2)]);
        var cut = CommandLine.Run("restore", At("board.monster"), "--data", At("again"));
        Assert.Equal(ExitCode.BadInput, cut.ExitCode);
        Assert.NotEmpty(cut.Error);
        Assert.False(Directory.Exists(At("again")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);
}
