namespace Monster.Board;

/// <summary>A store in memory: for browsers, tests, and as the layer in which a command's changes wait until it is accepted.</summary>
public sealed class MemoryStore : IStore
{
    private readonly SortedDictionary<byte[], byte[]> _entries = new(KeyOrder.Instance);
    private readonly SortedSet<byte[]> _keys = new(KeyOrder.Instance);

    /// <summary>How many entries there are.</summary>
    public int Count => _keys.Count;

    /// <inheritdoc/>
    public byte[]? Find(ReadOnlySpan<byte> key) => _entries.TryGetValue(key.ToArray(), out byte[]? value) ? value : null;

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false)
    {
        if (_keys.Count == 0 || (limit is not null && KeyOrder.Instance.Compare(start, limit) >= 0))
            yield break;
        byte[] last = limit ?? _keys.Max!;
        if (KeyOrder.Instance.Compare(start, last) > 0)
            yield break;
        var view = _keys.GetViewBetween(start, last);
        foreach (byte[] key in descending ? view.Reverse() : view)
        {
            if (limit is null || KeyOrder.Instance.Compare(key, limit) < 0)
                yield return new(key, _entries[key]);
        }
    }

    /// <inheritdoc/>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        StoreLimits.Check(key, value);
        byte[] owned = key.ToArray();
        _entries[owned] = value.ToArray();
        _keys.Add(owned);
    }

    /// <inheritdoc/>
    public void Delete(ReadOnlySpan<byte> key)
    {
        byte[] owned = key.ToArray();
        _entries.Remove(owned);
        _keys.Remove(owned);
    }
}
