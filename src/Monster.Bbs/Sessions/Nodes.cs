namespace Monster.Bbs.Sessions;

/// <summary>
/// Who is on. A caller who is let in takes the lowest free node and keeps it until leaving. Safe for any thread.
/// </summary>
public sealed class Nodes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Caller> _callers = [];
    private readonly PriorityQueue<int, int> _free = new();
    private readonly TimeProvider _time;
    private int _next = 1;

    /// <summary>A board with nobody on.</summary>
    /// <param name="max">The most callers at a time.</param>
    /// <param name="time">The clock of notices.</param>
    public Nodes(int max, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        Max = max;
        _time = time;
    }

    /// <summary>Somebody came, left, logged in or does something else. Raised on that caller's thread: return at once.</summary>
    public event Action? Changed;

    /// <summary>Everybody was told something. Raised on the thread of whoever told it: return at once.</summary>
    public event Action<Notice>? Told;

    /// <summary>The most callers at a time.</summary>
    public int Max { get; }

    /// <summary>How many are on.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _callers.Count;
        }
    }

    /// <summary>Lets a caller in.</summary>
    /// <returns>False when every node is taken.</returns>
    public bool TryEnter(Caller caller)
    {
        lock (_lock)
        {
            if (_callers.Count >= Max || caller.Node != 0)
                return false;
            caller.Node = _free.TryDequeue(out int free, out _) ? free : _next++;
            _callers.Add(caller.Node, caller);
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>The caller is gone; the node is free.</summary>
    public void Leave(Caller caller)
    {
        lock (_lock)
        {
            if (!_callers.TryGetValue(caller.Node, out var there) || there != caller)
                return;
            _callers.Remove(caller.Node);
            _free.Enqueue(caller.Node, caller.Node);
        }

        Changed?.Invoke();
    }

    /// <summary>Tells everybody's screens to look again, after a login or another doing.</summary>
    public void Announce() => Changed?.Invoke();

    /// <summary>Everybody on now, by node.</summary>
    public IReadOnlyList<Caller> List()
    {
        lock (_lock)
            return [.. _callers.Values.OrderBy(caller => caller.Node)];
    }

    /// <summary>The caller on a node; null when it is free.</summary>
    public Caller? Find(int node)
    {
        lock (_lock)
            return _callers.GetValueOrDefault(node);
    }

    /// <summary>Tells everybody something from the board.</summary>
    public void Broadcast(string text)
    {
        var notice = new Notice(NoticeKind.Board, "", text, _time.GetUtcNow());
        foreach (var caller in List())
            caller.Inbox.Add(notice);
        Told?.Invoke(notice);
    }

    /// <summary>Sends a caller away.</summary>
    /// <returns>False when nobody is on that node.</returns>
    public bool Disconnect(int node, string farewell)
    {
        if (Find(node) is not { } caller)
            return false;
        caller.Dismiss(farewell);
        return true;
    }
}
