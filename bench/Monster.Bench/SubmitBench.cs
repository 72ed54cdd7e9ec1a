using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Monster.Arcade;
using Monster.Bbs;
using Monster.Board;

namespace Monster.Bench;

/// <summary>
/// Ranked submission, replay included: a play of ten minutes is checked by the pool and entered into a board's log, from the moment it is handed in to
/// the moment the score is durable. The plays are the recorded ones of games/demo, their keys from the start again whenever they run out.
/// </summary>
internal static class SubmitBench
{
    private const int Minutes = 10;
    private const int Turns = 20;

    public static async Task RunAsync(DemoPlays plays, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("monster-bench-").FullName;
        await using (var board = BoardHost.Open(folder))
        {
            var cartridges = plays.All.ToDictionary(play => play.Cartridge.Sha256, play => play.Cartridge);
            await using var pool = new VerificationPool(new Verifier(cartridges.GetValueOrDefault));
            output.WriteLine($"Each of {plays.All.Count} games handed in {Turns} times, by turns; milliseconds. The disk is that of {Path.GetTempPath()}.\n");
            output.WriteLine("| game | minutes | bytes | replay, median | handed in, median | handed in, worst |\n|---|--:|--:|--:|--:|--:|");
            var tens = plays.All.Select(play => (play.Cartridge, Recording: Long(play))).ToList();
            var times = tens.Select(_ => new List<(double Replay, double All)>()).ToList();
            ulong player = 0;
            for (int turn = 0; turn < Turns; turn++)
            {
                for (int i = 0; i < tens.Count; i++)
                    times[i].Add(await HandInAsync(board, pool, tens[i].Cartridge, tens[i].Recording, ++player));
            }

            for (int i = 0; i < tens.Count; i++)
                output.WriteLine(Row(tens[i].Cartridge, tens[i].Recording, times[i]));
            var all = times.SelectMany(t => t).Select(t => t.All).Order().ToList();
            output.WriteLine($"\nAll: median {Ms(all[all.Count / 2])} ms, p99 {Ms(all[all.Count * 99 / 100])} ms. Goal: p99 of 50 ms.");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A play of ten minutes, or up to its end when that comes before.</summary>
    private static Recording Long(DemoPlay demo)
    {
        int rate = demo.Cartridge.Manifest.TicksPerSecond;
        int ticks = Minutes * 60 * (rate > 0 ? rate : 1); // a turn a second
        using var play = new Play(demo.Cartridge, demo.Recording.Seed);
        while (play.Ticks < ticks && play.Status == PlayStatus.Playing)
        {
            var keys = demo.Recording.Keys.Read();
            for (int i = 0; i < Math.Max(1, demo.Recording.Keys.TicksWithKeys) && play.Ticks < ticks && play.Status == PlayStatus.Playing; i++)
                play.Tick(keys.Next());
        }

        return play.ToRecording();
    }

    private static async Task<(double Replay, double All)> HandInAsync(BoardHost board, VerificationPool pool, Arcade.Cartridge cartridge, Recording recording, ulong player)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await SubmitAsync(board, new ListCartridge(cartridge.Sha256, cartridge.Manifest.Shard, cartridge.Manifest.Title, cartridge.Manifest.Rules, cartridge.Manifest.TicksPerSecond, cartridge.File));
        string number = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PlayTicket.NumberBytes));
        var statement = new TicketStatement(IsDaily: false, cartridge.Sha256, cartridge.Manifest.Rules, player, 1, 0, PlayTicket.Commitment(number), now);
        await SubmitAsync(board, new OpenTicket(statement, new string('a', 64), new string('b', 128)));
        var numbers = new PlayTicket(TicketKind.Node, player, 1, number, number);
        await SubmitAsync(board, new AnswerTicket(numbers, now));
        byte[] file = RecordingWriter.Encode(recording with { Started = now.AddMilliseconds(player) });
        long begin = Stopwatch.GetTimestamp();
        var verification = await pool.VerifyAsync(file);
        double replay = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        if (!verification.Passed)
            throw new InvalidOperationException($"{cartridge.Manifest.Title}: {string.Join(' ', verification.Checks)}");
        await SubmitAsync(board, new AcceptPlay
        {
            Player = player,
            Serial = 1,
            Owner = 0,
            Recording = file,
            Cartridge = cartridge.Sha256,
            Seed = numbers.Seed(cartridge.Sha256),
            Check = new CheckStatement(Convert.ToHexStringLower(SHA256.HashData(file)), recording.Score ?? 0, recording.Ticks, (ulong)verification.Units, now),
            PublicKey = new string('a', 64),
            CheckSignature = new string('b', 128),
            RecordingSignature = new string('b', 128),
            Time = now.AddHours(20),
        });
        return (replay, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
    }

    private static async Task SubmitAsync(BoardHost board, ICommand command)
    {
        var outcome = await board.SubmitAsync(command);
        if (!outcome.IsApplied)
            throw new InvalidOperationException(outcome.Why);
    }

    private static string Row(Arcade.Cartridge cartridge, Recording recording, List<(double Replay, double All)> times)
    {
        int rate = cartridge.Manifest.TicksPerSecond;
        string minutes = rate > 0 ? (recording.Ticks / 60.0 / rate).ToString("0.0", CultureInfo.InvariantCulture) : $"{recording.Ticks} turns";
        var all = times.Select(t => t.All).Order().ToList();
        return $"| {cartridge.Manifest.Title} | {minutes} | {RecordingWriter.Encode(recording).Length:N0} | {Ms(times.Select(t => t.Replay).Order().ElementAt(times.Count / 2))} | {Ms(all[all.Count / 2])} | {Ms(all[^1])} |";
    }

    private static string Ms(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
