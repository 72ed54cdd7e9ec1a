namespace Monster.Bbs.Sessions;

/// <summary>
/// What others say to a caller, waiting to be shown. Safe for any thread. Bounded: when it is full the oldest goes, so nobody can fill
/// another's memory.
/// </summary>
public sealed class Inbox
{
    /// <summary>The most notices that wait.</summary>
    public const int MaxNotices = 32;

    /// <summary>The longest text kept of one, in UTF-16 units.</summary>
    public const int MaxText = 512;

    private readonly Lock _lock = new();
    private readonly Queue<Notice> _notices = new();
    private readonly Action _arrived;

    /// <summary>An empty inbox.</summary>
    /// <param name="arrived">Called after something came, on the thread of whoever sent it.</param>
    public Inbox(Action arrived) => _arrived = arrived;

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _notices.Count;
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(Notice notice)
    {
        if (notice.Text.Length > MaxText)
            notice = notice with { Text = notice.Text[..MaxText] };
        lock (_lock)
        {
            if (_notices.Count == MaxNotices)
                _notices.Dequeue();
            _notices.Enqueue(notice);
        }

        _arrived();
    }

    /// <summary>Takes the oldest.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Notice? notice)
    {
        lock (_lock)
            return _notices.TryDequeue(out notice);
    }
}
