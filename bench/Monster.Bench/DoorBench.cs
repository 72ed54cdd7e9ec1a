using System.Diagnostics;
using System.Text;
using Monster.Doors;

namespace Monster.Bench;

/// <summary>Hosted doors: how long a program that was compiled before takes from asking for it to its first word, and two hundred at once.</summary>
internal static class DoorBench
{
    private const int Turns = 40;
    private const int Together = 200;

    /// <summary>Measures the door in a folder; it must write something at its start, and wait for its caller then.</summary>
    public static async Task RunAsync(TextWriter output, string folder)
    {
        string data = Directory.CreateTempSubdirectory("monster-bench-doors-").FullName;
        try
        {
            using var engine = new DoorEngines(Path.Combine(data, "compiled"));
            long began = Stopwatch.GetTimestamp();
            HostedDoor.Open(engine, folder).Dispose();
            output.WriteLine($"compiled for the first time: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0.0} ms");
            var opened = new List<double>();
            var spoken = new List<double>();
            for (int turn = 0; turn < Turns; turn++)
            {
                began = Stopwatch.GetTimestamp();
                using var door = (ProgramDoor)HostedDoor.Open(engine, folder);
                opened.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                await SpeakAsync(door, Path.Combine(data, "one"));
                spoken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            output.WriteLine($"precompiled, {Turns} turns: read and mapped min {opened.Min():0.0} ms, median {Median(opened):0.0}; to the first word min {spoken.Min():0.0} ms, median {Median(spoken):0.0}");
            using var shared = (ProgramDoor)HostedDoor.Open(engine, folder);
            long before = Environment.WorkingSet;
            began = Stopwatch.GetTimestamp();
            var runs = await Task.WhenAll(Enumerable.Range(0, Together).Select(i => SpeakAsync(shared, Path.Combine(data, $"{i}"), keep: true)));
            output.WriteLine($"{Together} at once, one program: all had spoken after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms; resident {(Environment.WorkingSet - before) / 1024.0 / 1024:0} MiB more");
            foreach (var run in runs)
                run!.HangUp();
            await Task.WhenAll(runs.Select(run => run!.Result));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<IDoorRun?> SpeakAsync(ProgramDoor door, string scratch, bool keep = false)
    {
        var spoke = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = door.Start(scratch, new DoorFacts { Alias = "ann", UserNumber = 1, Node = 1 }, _ => spoke.TrySetResult(), TimeProvider.System);
        await Task.WhenAny(spoke.Task, run.Result);
        if (!spoke.Task.IsCompleted)
            throw new InvalidOperationException($"The door said nothing: {run.Result.Result}");
        run.Type(Encoding.ASCII.GetBytes("\n"));
        if (keep)
            return run;
        run.HangUp();
        await run.Result;
        return null;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
