using System.Diagnostics;
using System.Globalization;

namespace Monster.Bench.Load;

/// <summary>Who used the processors since it was made, in percent of one.</summary>
internal sealed class ProcessorMeter
{
    private readonly MeasuredServer _server;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _served;
    private readonly TimeSpan _own = Own();
    private readonly (double Total, double Idle) _machine = Machine();

    public ProcessorMeter(MeasuredServer server) => (_server, _served) = (server, server.Processor);

    /// <summary>Reads it.</summary>
    public (double Elapsed, double Server, double Own, double Others, double Idle) Read()
    {
        double elapsed = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var machine = Machine();
        double perTick = 100.0 * Environment.ProcessorCount / (machine.Total - _machine.Total);
        double idle = (machine.Idle - _machine.Idle) * perTick;
        double server = 100 * (_server.Processor - _served).TotalSeconds / elapsed, own = 100 * (Own() - _own).TotalSeconds / elapsed;
        return (elapsed, server, own, Math.Max(0, (100 * Environment.ProcessorCount) - idle - server - own), idle);
    }

    private static TimeSpan Own()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>Clock ticks of all processors, and those that were idle or waited for the disk.</summary>
    private static (double Total, double Idle) Machine()
    {
        double[] ticks = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        return (ticks.Sum(), ticks[3] + ticks[4]);
    }
}
