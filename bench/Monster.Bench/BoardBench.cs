using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Monster.Bbs;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bench;

/// <summary>
/// Posts a second that are on the disk when they are answered: the board (log, rules, retries, state hash, search) against bare SQLite
/// doing the least that could be called the same: a row and its words, one transaction for all that wait (group commit), synchronous = FULL.
/// The two take turns; each turn begins with an empty directory.
/// </summary>
internal static class BoardBench
{
    /// <param name="Posts">Posts a second.</param>
    /// <param name="Microseconds">Processor time a post, of all threads, those of the writers too.</param>
    private readonly record struct Rate(double Posts, double Microseconds);

    private const int Turns = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static async Task PostsAsync(TextWriter output)
    {
        output.WriteLine($"Durable posts a second, closed loop, best and median of {Turns} turns of {Turn.TotalSeconds:0} s; {Directory.GetCurrentDirectory()} holds the files");
        output.WriteLine("writers |  board best  median | SQLite best  median | ratio of bests  of medians | processor time a post, least: board, SQLite");
        foreach (int writers in new[] { 1, 8, 64, 512 })
        {
            var board = new List<Rate>();
            var bare = new List<Rate>();
            for (int turn = 0; turn < Turns; turn++)
            {
                board.Add(await InFolderAsync(folder => BoardAsync(folder, writers)));
                bare.Add(await InFolderAsync(folder => BareAsync(folder, writers)));
            }

            var (ours, theirs) = (board.Max(r => r.Posts), bare.Max(r => r.Posts));
            output.WriteLine(
                $"{writers,7} | {ours,11:N0} {Median(board),7:N0} | {theirs,11:N0} {Median(bare),7:N0} | {ours / theirs,14:0.00} {Median(board) / Median(bare),11:0.00} | " +
                $"{board.Min(r => r.Microseconds),10:N0} µs {bare.Min(r => r.Microseconds),6:N0} µs");
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

    private static async Task<Rate> BareAsync(string folder, int writers)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000;" +
            "CREATE TABLE post(id INTEGER PRIMARY KEY, board INTEGER, author INTEGER, time INTEGER, subject TEXT, body TEXT);" +
            "CREATE INDEX by_board ON post(board, id);" +
            "CREATE VIRTUAL TABLE words USING fts5(body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');");
        var channel = Channel.CreateUnbounded<(long Number, TaskCompletionSource Done)>();
        var writing = Task.Factory.StartNew(() => WriteBare(connection, channel.Reader), TaskCreationOptions.LongRunning);
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

    private static void WriteBare(SqliteConnection connection, ChannelReader<(long Number, TaskCompletionSource Done)> reader)
    {
        using var post = connection.CreateCommand();
        post.CommandText = "INSERT INTO post(board, author, time, subject, body) VALUES($b, 1, $t, $s, $x)";
        using var words = connection.CreateCommand();
        words.CommandText = "INSERT INTO words(rowid, body) VALUES(last_insert_rowid(), $w)";
        foreach (string name in new[] { "$b", "$t", "$s", "$x" })
            post.Parameters.Add(new SqliteParameter(name, null));
        words.Parameters.Add(new SqliteParameter("$w", null));
        var batch = new List<TaskCompletionSource>();
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            using var transaction = connection.BeginTransaction();
            (post.Transaction, words.Transaction) = (transaction, transaction);
            while (batch.Count < 4_096 && reader.TryRead(out var next))
            {
                post.Parameters[0].Value = next.Number % MessageBoards.Count;
                post.Parameters[1].Value = Now.ToUnixTimeMilliseconds();
                post.Parameters[2].Value = Subject(next.Number);
                post.Parameters[3].Value = Body(next.Number);
                post.ExecuteNonQuery();
                words.Parameters[0].Value = Subject(next.Number) + "\n" + Body(next.Number);
                words.ExecuteNonQuery();
                batch.Add(next.Done);
            }

            transaction.Commit();
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

    private static double Median(List<Rate> rates) => rates.Select(r => r.Posts).Order().ElementAt(rates.Count / 2);

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
