using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Monster.Arcade;
using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Bench;

/// <summary>Measurements over the recorded plays: how fast they replay, what they send to a terminal, what they cost in budget units.</summary>
internal static class PlayBench
{
    private const int Rounds = 5;

    /// <summary>Replays each play on one core; the best of a few rounds counts.</summary>
    public static void Replay(DemoPlays plays, TextWriter output)
    {
        output.WriteLine("| game | ticks | ticks/s of play | replay, ms | times real time |");
        output.WriteLine("|---|--:|--:|--:|--:|");
        var ratios = new List<double>();
        foreach (var play in plays.All)
        {
            double best = Enumerable.Range(0, Rounds).Min(_ => ReplayOnce(play));
            int rate = play.Cartridge.Manifest.TicksPerSecond;
            double ratio = rate == 0 ? 0 : play.Recording.Ticks / (double)rate / (best / 1000);
            if (rate > 0)
                ratios.Add(ratio);
            output.WriteLine(Line($"| {play.Name} | {play.Recording.Ticks:N0} | {rate} | {best:F2} | {(rate == 0 ? "turn-based" : ratio.ToString("N0", CultureInfo.InvariantCulture))} |"));
        }

        ratios.Sort();
        if (ratios.Count > 0)
            output.WriteLine(Line($"| **median** | | | | **{ratios[ratios.Count / 2]:N0}** |"));
    }

    /// <summary>Bytes to a terminal with sixteen colours and UTF-8, one frame a tick, as when playing.</summary>
    public static void Frames(DemoPlays plays, TextWriter output)
    {
        output.WriteLine("| game | frames | bytes per frame | largest |");
        output.WriteLine("|---|--:|--:|--:|");
        double sum = 0;
        foreach (var play in plays.All)
        {
            var (frames, bytes, largest) = FramesOf(play);
            sum += bytes / (double)frames;
            output.WriteLine(Line($"| {play.Name} | {frames:N0} | {bytes / (double)frames:F0} | {largest:N0} |"));
        }

        output.WriteLine(Line($"| **mean** | | **{sum / Math.Max(plays.All.Count, 1):F0}** | |"));
    }

    /// <summary>Budget units of each call: exact, the same in every engine.</summary>
    public static void Costs(DemoPlays plays, TextWriter output)
    {
        output.WriteLine("| game | cartridge, bytes | init | ticks | mean per tick | largest tick | whole play | largest draw |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var play in plays.All)
        {
            using var instance = play.Cartridge.CreateInstance();
            instance.Init(play.Recording.Seed);
            int init = Abi.InitBudget - instance.BudgetLeft;
            var keys = play.Recording.Keys.Read();
            long whole = 0;
            int largest = 0, draw = 0;
            for (int tick = 0; tick < play.Recording.Ticks; tick++)
            {
                instance.Update(keys.Next());
                int units = Abi.UpdateBudget - instance.BudgetLeft;
                whole += units;
                largest = Math.Max(largest, units);
                instance.Draw();
                draw = Math.Max(draw, Abi.DrawBudget - instance.BudgetLeft);
            }

            output.WriteLine(Line($"| {play.Name} | {play.Cartridge.File.Length:N0} | {init:N0} | {play.Recording.Ticks:N0} | {whole / Math.Max(play.Recording.Ticks, 1):N0} | {largest:N0} | {whole:N0} | {draw:N0} |"));
        }
    }

    private static double ReplayOnce(DemoPlay play)
    {
        long begin = Stopwatch.GetTimestamp();
        using (var instance = play.Cartridge.CreateInstance())
        {
            instance.Init(play.Recording.Seed);
            var keys = play.Recording.Keys.Read();
            for (int tick = 0; tick < play.Recording.Ticks; tick++)
                instance.Update(keys.Next());
            if (!instance.StateHash().AsSpan().SequenceEqual(play.Recording.StateHash))
                throw new InvalidDataException($"{play.Name}: the replay ends in another state.");
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static (int Frames, long Bytes, int Largest) FramesOf(DemoPlay play)
    {
        using var replay = new Replay(play.Cartridge, play.Recording);
        var picture = new Picture();
        var screen = new CellBuffer(Abi.Width, Abi.Height);
        var writer = new FrameWriter(new TerminalFacts(Abi.Width, Abi.Height) { Encoding = TerminalEncoding.Utf8, Colors = ColorSupport.Sixteen });
        var output = new ArrayBufferWriter<byte>();
        int frames = 0, largest = 0;
        long bytes = 0;
        do
        {
            replay.Draw(picture);
            screen.Picture(0, 0, picture.Cells, Abi.Width);
            output.ResetWrittenCount();
            int sent = writer.Write(screen, output);
            frames++;
            bytes += sent;
            largest = Math.Max(largest, sent);
        }
        while (replay.Step());

        return (frames, bytes, largest);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
