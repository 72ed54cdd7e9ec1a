using System.Diagnostics;
using System.Globalization;

namespace Monster.Bench;

/// <summary>Whole processes, from start to end: <c>monster verify</c> of a recording. The cache of compiled cartridges is warm after the first.</summary>
internal static class StartBench
{
    private const int Rounds = 7;

    /// <param name="output">Where the result goes.</param>
    /// <param name="monster">The built command.</param>
    /// <param name="recording">A recording of about ten minutes.</param>
    public static void Run(TextWriter output, string monster, string recording)
    {
        double best = Enumerable.Range(0, Rounds).Min(_ => Verify(monster, recording));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"monster verify {Path.GetFileName(recording)}: {best:F0} ms, process start included (best of {Rounds})."));
    }

    private static double Verify(string monster, string recording)
    {
        long begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(monster, ["verify", recording]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{monster} verify {recording} ended with {process.ExitCode}.");
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
