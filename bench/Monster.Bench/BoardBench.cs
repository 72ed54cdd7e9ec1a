using System.Diagnostics;
using System.Threading.Channels;
using Monster.Bbs;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bench;

/// <summary>
/// Posts a second that are on the disk when they are answered: the board (log, rules, retries, state hash, search) against bare SQLite
/// (<see cref="BarePosts"/>) with one transaction for all that wait (group commit) and synchronous = FULL. They take turns; each turn begins with an empty directory.
/// </summary>
internal static class BoardBench
{
    /// <param name="Posts">Posts a second.</param>
    /// <param name="Microseconds">Processor time a post, of all threads, those of the writers too.</param>
    private readonly record struct Rate(double Posts, double Microseconds);

    private const int Turns = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    /// <param name="output">Where the report goes.</param>
    /// <param name="writers">How many write at a time; the usual numbers when none is given.</param>
    public static async Task PostsAsync(TextWriter output, int? writers)
    {
        output.WriteLine($"Durable posts a second, closed loop, best and median of {Turns} turns of {Turn.TotalSeconds:0} s; {Directory.GetCurrentDirectory()} holds the files.");
        output.WriteLine("'SQLite, same': the same posts in tables with every index and count that the board reads by. 'SQLite, least': a row, an index, and its words.");
        output.WriteLine("writers |  board best  median | SQLite, same  median | SQLite, least  median | ratio to same, bests  medians | to least, bests | processor time a post, least: board, same, least");
        foreach (int count in writers is { } one ? [one] : new[] { 1, 8, 64, 512 })
        {
            List<Rate> board = [], same = [], least = [];
            for (int turn = 0; turn < Turns; turn++)
            {
                board.Add(await InFolderAsync(folder => BoardAsync(folder, count)));
                same.Add(await InFolderAsync(folder => BareAsync(folder, count, isLeast: false)));
                least.Add(await InFolderAsync(folder => BareAsync(folder, count, isLeast: true)));
            }

            output.WriteLine(
                $"{count,7} | {Best(board),11:N0} {Median(board),7:N0} | {Best(same),12:N0} {Median(same),7:N0} | {Best(least),13:N0} {Median(least),7:N0} | " +
                $"{Best(board) / Best(same),20:0.00} {Median(board) / Median(same),8:0.00} | {Best(board) / Best(least),15:0.00} | " +
                $"{board.Min(r => r.Microseconds),10:N0} µs {same.Min(r => r.Microseconds),6:N0} µs {least.Min(r => r.Microseconds),6:N0} µs");
        }
    }

    private static async Task<Rate> BoardAsync(string folder, int writers)
    {
        await using var board = BoardHost.Open(folder);
        var author = await board.SubmitAsync(Author());
        return await LoopAsync(writers, async i =>
        {
            var outcome = await board.SubmitAsync(new AddPost(Now, (uint)author.Number, (byte)(i % MessageBoards.Count), 0, Subject(i), Body(i)));
            if (!outcome.IsApplied)
                throw new InvalidOperationException(outcome.Why);
        });
    }

    private static async Task<Rate> BareAsync(string folder, int writers, bool isLeast)
    {
        using var bare = new BarePosts(Path.Combine(folder, "bare.db"), isLeast);
        var channel = Channel.CreateUnbounded<(long Number, TaskCompletionSource Done)>();
        var writing = Task.Factory.StartNew(() => WriteBare(bare, channel.Reader), TaskCreationOptions.LongRunning);
        var rate = await LoopAsync(writers, i =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            channel.Writer.TryWrite((i, done));
            return done.Task;
        });
        channel.Writer.Complete();
        await writing;
        return rate;
    }

    private static void WriteBare(BarePosts bare, ChannelReader<(long Number, TaskCompletionSource Done)> reader)
    {
        var batch = new List<TaskCompletionSource>();
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            bare.Begin();
            while (batch.Count < 4_096 && reader.TryRead(out var next))
            {
                bare.Add((int)(next.Number % MessageBoards.Count), Now.ToUnixTimeMilliseconds(), Subject(next.Number), Body(next.Number));
                batch.Add(next.Done);
            }

            bare.Commit();
            batch.ForEach(done => done.SetResult());
        }
    }

    private static async Task<Rate> LoopAsync(int writers, Func<long, Task> post)
    {
        long begun = 0, done = 0;
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < Turn)
            {
                await post(Interlocked.Increment(ref begun));
                Interlocked.Increment(ref done);
            }
        })));
        return new Rate(done / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / done);
    }

    private static async Task<Rate> InFolderAsync(Func<string, Task<Rate>> run)
    {
        string folder = Path.Combine(Directory.GetCurrentDirectory(), $"board-bench-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        try
        {
            return await run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Register Author() => new(Now, "Keeper", [1], [1], [], AsSysop: false);

    private static string Subject(long i) => $"About the lamp of keeper {i % 977}";

    private static string Body(long i) =>
        $"Number {i}: the fog came in at {i % 24} and the lamp was lit {i % 60} minutes later.\nWho was on the stairs then? " +
        "I have the log of the harbour here and it says that nobody came up before the morning, but the oil had gone down by a hand.\nLet us meet at the old pier and look at it together.";

    private static double Best(List<Rate> rates) => rates.Max(r => r.Posts);

    private static double Median(List<Rate> rates) => rates.Select(r => r.Posts).Order().ElementAt(rates.Count / 2);
}
