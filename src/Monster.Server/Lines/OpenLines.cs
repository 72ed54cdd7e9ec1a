using System.Collections.Concurrent;

namespace Monster.Server;

/// <summary>The lines that are up; those whose far end takes nothing any more are put down.</summary>
internal sealed class OpenLines : IAsyncDisposable
{
    /// <summary>How long a far end may take nothing of what it is sent.</summary>
    public static readonly TimeSpan MaxStall = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Line, byte> _lines = new();
    private readonly ITimer _timer;

    public OpenLines(TimeProvider time) => _timer = time.CreateTimer(_ => Sweep(), null, Period, Period);

    public int Count => _lines.Count;

    public void Add(Line line) => _lines.TryAdd(line, 0);

    public void Remove(Line line) => _lines.TryRemove(line, out _);

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Sweep()
    {
        foreach (var line in _lines.Keys)
        {
            if (line.Stalled > MaxStall)
                line.Abort();
        }
    }
}
