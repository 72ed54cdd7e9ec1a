using Monster.Board;

namespace Monster.Bbs.Tests.Host;

public sealed class BoardHostTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_and_the_hash_is_of_all_of_it()
    {
        StateHash hash;
        await using (var board = BoardHost.Open(_folder.Path))
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => board.SubmitAsync(new SetFact($"n{i}", $"{i}")).AsTask()));
            Assert.All(outcomes, o => Assert.True(o.IsApplied));
            Assert.Equal(200, outcomes.Select(o => o.Index).Distinct().Count());
            hash = board.StateHash;
        }

        await using var again = BoardHost.Open(_folder.Path);
        Assert.Equal(200UL, again.AppliedIndex);
        Assert.Equal("77", again.Read(s => Facts.Find(s, "n77")));
        Assert.Equal(hash, again.StateHash);
        Assert.Equal(hash, again.Read(StateHash.OfAll));
    }

    [Fact]
    public async Task A_state_that_is_lost_or_behind_comes_back_from_the_log()
    {
        StateHash hash;
        await using (var board = BoardHost.Open(_folder.Path))
        {
            for (int i = 0; i < 20; i++)
                await board.SubmitAsync(new SetFact($"n{i % 5}", $"{i}"));
            hash = board.StateHash;
        }

        foreach (string file in Directory.GetFiles(_folder.Path, "state.db*"))
            File.Delete(file);
        await using var again = BoardHost.Open(_folder.Path);
        Assert.Equal(hash, again.StateHash);
        Assert.Equal("19", again.Read(s => Facts.Find(s, "n4")));
    }

    [Fact]
    public async Task A_retry_is_harmless_also_after_a_restart()
    {
        byte[] first = CommandKinds.Encode(new SetFact("name", "first"));
        await using (var board = BoardHost.Open(_folder.Path))
        {
            Assert.True((await board.SubmitAsync(9, 1, first)).IsApplied);
            Assert.True((await board.SubmitAsync(9, 2, CommandKinds.Encode(new SetFact("name", "second")))).IsApplied);
        }

        await using var again = BoardHost.Open(_folder.Path);
        Assert.True((await again.SubmitAsync(9, 1, first)).IsApplied);
        Assert.Equal("second", again.Read(s => Facts.Find(s, "name")));
    }

    [Fact]
    public async Task Two_processes_never_have_one_board()
    {
        await using var board = BoardHost.Open(_folder.Path);
        Assert.Contains("running already", Assert.Throws<LogException>(() => BoardHost.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_compaction_the_log_is_short_and_nothing_is_missing()
    {
        await using (var board = BoardHost.Open(_folder.Path))
        {
            for (int i = 0; i < 50; i++)
                await board.SubmitAsync(new SetFact($"n{i}", new string('x', 1000)));
            long before = LogBytes();
            Assert.True(await board.CompactAsync());
            Assert.True(before >= 50 * LogBatch.Block);
            Assert.Equal(LogBatch.Block, LogBytes());
            await board.SubmitAsync(new SetFact("after", "yes"));
        }

        await using var again = BoardHost.Open(_folder.Path);
        Assert.Equal("yes", again.Read(s => Facts.Find(s, "after")));
        Assert.Equal(51UL, again.AppliedIndex);
        Assert.NotNull(again.Read(s => Facts.Find(s, "n0")));
    }

    [Fact]
    public async Task A_log_and_a_state_that_do_not_belong_together_are_refused()
    {
        await using (var board = BoardHost.Open(_folder.Path))
            await board.SubmitAsync(new SetFact("a", "1"));
        Directory.Delete(_folder["log"], recursive: true);
        Directory.CreateDirectory(_folder["log"]);
        using (var other = LogFile.Open(_folder["log"], 0))
        {
        }

        Assert.Contains("another board", Assert.Throws<LogException>(() => BoardHost.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_too_long_or_none_is_rejected_and_the_board_goes_on()
    {
        await using var board = BoardHost.Open(_folder.Path);
        Assert.Equal(OutcomeKind.Rejected, (await board.SubmitAsync(1, 1, new byte[ICommand.MaxBytes + 1])).Kind);
        Assert.Equal(OutcomeKind.Rejected, (await board.SubmitAsync(1, 2, new byte[] { 1, 2, 3 })).Kind);
        Assert.True((await board.SubmitAsync(new SetFact("a", "1"))).IsApplied);
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_stop_the_board()
    {
        await using var board = BoardHost.Open(_folder.Path);
        board.Applied += (_, _) => throw new InvalidOperationException("a fault of a listener");
        Assert.True((await board.SubmitAsync(new SetFact("a", "1"))).IsApplied);
        Assert.True((await board.SubmitAsync(new SetFact("a", "2"))).IsApplied);
        Assert.Null(board.ReadOnlyBecause);
    }

    [Fact]
    public async Task Everyone_who_listens_hears_of_what_was_applied()
    {
        await using var board = BoardHost.Open(_folder.Path);
        var heard = new TaskCompletionSource<AppliedBatch>(TaskCreationOptions.RunContinuationsAsynchronously);
        board.Applied += (_, batch) => heard.TrySetResult(batch);
        await board.SubmitAsync(new SetFact("a", "1"));
        var applied = await heard.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Contains(new SetFact("a", "1").Kind, applied.Kinds);
    }

    public void Dispose() => _folder.Dispose();

    private long LogBytes() => Directory.GetFiles(_folder["log"]).Sum(path => new FileInfo(path).Length);
}
