using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Monster.Bench;

/// <summary>What the numbers were measured on. A number without it means nothing.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} logical processors, load {Load()}; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; " +
        $"Wasmtime {typeof(Wasmtime.Engine).Assembly.GetName().Version?.ToString(3)}; Node {NodeVersion()}; {(IsDebug ? "DEBUG BUILD: these numbers are worthless" : "Release build")}";

    private static bool IsDebug
    {
        get
        {
#if DEBUG
            return true;
#else
            return false;
#endif
        }
    }

    private static string Processor()
    {
        const string Path = "/proc/cpuinfo";
        string? line = File.Exists(Path) ? File.ReadLines(Path).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string NodeVersion()
    {
        using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
        return node.StandardOutput.ReadToEnd().Trim();
    }
}
