using System.Globalization;

namespace Monster.Bbs.Screens;

/// <summary>The last lines of what happened, for the sysop's eyes. Safe for any thread.</summary>
public sealed class SysopLog
{
    /// <summary>The lines that are kept.</summary>
    public const int MaxLines = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private readonly TimeProvider _time;

    /// <summary>An empty log.</summary>
    public SysopLog(TimeProvider time) => _time = time;

    /// <summary>Told each line as well, on the thread that adds it: a log file.</summary>
    public event Action<string>? Added;

    /// <summary>Adds a line.</summary>
    public void Add(string text)
    {
        lock (_lock)
        {
            _lines.Enqueue($"{_time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {text}");
            if (_lines.Count > MaxLines)
                _lines.Dequeue();
        }

        Added?.Invoke(text);
    }

    /// <summary>The lines, the latest last.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_lock)
            return [.. _lines];
    }
}
