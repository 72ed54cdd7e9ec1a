using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Monster.Bench;

/// <summary>Whole processes: <c>monster verify</c> of a recording from start to end, and <c>monster play</c> to its first frame. The cache of compiled cartridges is warm after the first.</summary>
internal static class StartBench
{
    private const int Rounds = 7;

    /// <summary>Part of the line of keys under the grid.</summary>
    private const string LastOfFrame = "Enter";

    /// <param name="output">Where the result goes.</param>
    /// <param name="monster">The built command.</param>
    /// <param name="recording">A recording of about ten minutes.</param>
    public static void Run(TextWriter output, string monster, string recording)
    {
        double best = Enumerable.Range(0, Rounds).Min(_ => Verify(monster, recording));
        double frame = Enumerable.Range(0, Rounds).Min(_ => Play(monster));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(monster)} play to the first frame: {frame:F0} ms (best of {Rounds})."));
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

    /// <summary>In a terminal of 80 by 24 that <c>script</c> (util-linux) makes. The last row of a frame is drawn last.</summary>
    private static double Play(string monster)
    {
        long begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("script", ["-qec", $"stty cols 80 rows 24; exec '{monster}' play", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = "xterm-256color" },
        })!;
        var seen = new StringBuilder();
        var buffer = new char[4096];
        while (!seen.ToString().Contains(LastOfFrame, StringComparison.Ordinal))
        {
            int count = process.StandardOutput.Read(buffer);
            if (count == 0)
                throw new InvalidOperationException($"{monster} play ended: {seen}");
            seen.Append(buffer, 0, count);
        }

        double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.StandardInput.Write('\u0003');
        process.StandardInput.Flush();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return time;
    }
}
