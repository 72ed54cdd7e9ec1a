namespace Monster.Bbs.Sessions;

/// <summary>The members who have the board's web pages open; beside the callers they are who is online. Safe for any thread.</summary>
public sealed class PageReaders
{
    private readonly Lock _lock = new();
    private readonly List<PageReader> _open = []; // a page each
    private volatile IReadOnlyList<PageReader> _listed = [];

    /// <summary>Somebody opened the first page, or closed the last. Raised on that request's thread: return at once.</summary>
    public event Action? Changed;

    /// <summary>Somebody opens a page.</summary>
    /// <returns>Closes it when disposed.</returns>
    public IDisposable Enter(PageReader reader)
    {
        Change(() => _open.Add(reader));
        return new Page(this, reader);
    }

    /// <summary>Each once, since the first page that is still open, by name.</summary>
    public IReadOnlyList<PageReader> List() => _listed;

    private void Change(Action change)
    {
        bool isOther;
        lock (_lock)
        {
            int before = _listed.Count;
            change();
            _listed = [.. _open.GroupBy(reader => reader.Account).Select(same => same.MinBy(reader => reader.Since)!).OrderBy(reader => reader.Name, StringComparer.Ordinal)];
            isOther = _listed.Count != before;
        }

        if (isOther)
            Changed?.Invoke();
    }

    private void Close(PageReader reader) => Change(() =>
    {
        int at = _open.FindIndex(other => ReferenceEquals(other, reader));
        if (at >= 0)
            _open.RemoveAt(at);
    });

    private sealed class Page(PageReaders readers, PageReader reader) : IDisposable
    {
        public void Dispose() => readers.Close(reader);
    }
}
