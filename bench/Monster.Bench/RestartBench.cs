using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Monster.Bbs;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bench;

/// <summary>
/// How long a board with many posts and scores takes to be open again, in a process of its own: after it was closed, and after SIGKILL while it wrote. The board is
/// made by its own commands (three a score), in a folder that is kept, so that it need not be made twice.
/// </summary>
internal static class RestartBench
{
    private const int Players = 2_000;
    private const int Turns = 5;
    private const int InFlight = 8_192;
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Key = new('a', 64);
    private static readonly string Signature = new('b', 128);

    public static async Task RunAsync(TextWriter output, string folder, int posts, int scores)
    {
        if (!Directory.Exists(folder))
            await FillAsync(output, folder, posts, scores);
        output.WriteLine("After      open, ms: shortest  median  longest | process start to open, ms: shortest  median  longest");
        foreach (bool killed in new[] { false, true })
        {
            List<(double Open, double All)> times = [];
            for (int turn = 0; turn < Turns; turn++)
            {
                await ChildAsync(folder, killed); // leaves it as it is to be found
                times.Add(await ChildAsync(folder, kill: false));
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(killed ? "SIGKILL" : "closing"),-10} {At(times, t => t.Open, 0),18:N0} {At(times, t => t.Open, Turns / 2),7:N0} {At(times, t => t.Open, Turns - 1),8:N0} | {At(times, t => t.All, 0),36:N0} {At(times, t => t.All, Turns / 2),7:N0} {At(times, t => t.All, Turns - 1),8:N0}"));
        }
    }

    /// <summary>The child: opens the board, says how long that took, and writes until it is killed or standard input ends.</summary>
    public static async Task OpenAsync(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        await using var board = BoardHost.Open(folder);
        double open = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        double all = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{open:0.0} {all:0.0}"));
        var end = Console.In.ReadToEndAsync();
        for (int i = 0; !end.IsCompleted; i++)
            await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => board.SubmitAsync(Post(i)).AsTask()));
    }

    private static async Task<(double Open, double All)> ChildAsync(string folder, bool kill)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RestartBench).Assembly.Location, "restart-open", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        string said = await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The board was not opened.");
        double[] times = [.. said.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        await Task.Delay(kill ? 1_500 : 0);
        if (kill)
            child.Kill();
        child.StandardInput.Close();
        await child.WaitForExitAsync();
        return (times[0], times[1]);
    }

    private static async Task FillAsync(TextWriter output, string folder, int posts, int scores)
    {
        var watch = Stopwatch.StartNew();
        await using (var board = BoardHost.Open(folder))
        {
            var pending = new Queue<Task<Outcome>>();
            for (int i = 1; i <= Players; i++)
                await SubmitAsync(new Register(Now, $"Player {i}", [1], BitConverter.GetBytes(i), [], AsSysop: false));
            for (int i = 0; i < posts; i++)
                await SubmitAsync(Post(i));
            byte[] file = [1, 2, 3];
            string cartridge = Convert.ToHexStringLower(SHA256.HashData(file));
            await SubmitAsync(new ListCartridge(cartridge, 1, "Maze Run", 1, 20, file));
            for (int i = 0; i < scores; i++)
                await ScoreAsync(i, cartridge);
            while (pending.TryDequeue(out var last))
                Check(await last);

            async Task ScoreAsync(int i, string sha)
            {
                (ulong player, ulong serial) = ((ulong)(i % Players) + 1, (ulong)(i / Players) + 1);
                string number = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(i)).AsSpan(0, PlayTicket.NumberBytes));
                var began = Now.AddMinutes(i / 1_000);
                await SubmitAsync(new OpenTicket(new TicketStatement(IsDaily: false, sha, 1, player, serial, 0, PlayTicket.Commitment(number), began), Key, Signature));
                var numbers = new PlayTicket(TicketKind.Node, player, serial, number, number);
                await SubmitAsync(new AnswerTicket(numbers, began));
                byte[] recording = new byte[400]; // a play of some minutes has about as much
                BitConverter.TryWriteBytes(recording, i);
                var done = began.AddMinutes(5);
                await SubmitAsync(new AcceptPlay
                {
                    Player = player,
                    Serial = serial,
                    Owner = 0,
                    Recording = recording,
                    Cartridge = sha,
                    Seed = numbers.Seed(sha),
                    Check = new CheckStatement(Convert.ToHexStringLower(SHA256.HashData(recording)), (int)(i * 7919L % 100_000), 3_000, 1_000_000, done),
                    PublicKey = Key,
                    CheckSignature = Signature,
                    RecordingSignature = Signature,
                    Time = done,
                });
            }

            async Task SubmitAsync(ICommand command)
            {
                pending.Enqueue(board.SubmitAsync(command).AsTask());
                if (pending.Count >= InFlight)
                    Check(await pending.Dequeue());
            }
        }

        long bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{posts:N0} posts and {scores:N0} scores by {posts + (3L * scores):N0} commands in {watch.Elapsed.TotalSeconds:N0} s; {bytes / 1024 / 1024:N0} MiB on the disk.\n"));
    }

    private static AddPost Post(int i) => new(Now, (uint)(i % Players) + 1, (byte)(i % MessageBoards.Count), 0, $"About the lamp of keeper {i % 977}", $"Number {i}: the fog came in at {i % 24} and the lamp was lit {i % 60} minutes later.\nWho was on the stairs then?");

    private static void Check(Outcome outcome)
    {
        if (!outcome.IsApplied)
            throw new InvalidOperationException(outcome.Why);
    }

    private static double At(List<(double Open, double All)> times, Func<(double Open, double All), double> of, int place) => times.Select(of).Order().ElementAt(place);
}
