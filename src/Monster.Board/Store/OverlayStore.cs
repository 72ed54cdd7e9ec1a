namespace Monster.Board;

/// <summary>
/// Changes over a store that are not yet in it. A command writes here and sees what it wrote; when it is accepted, the changes
/// go down with <see cref="Flush"/>, else they are dropped. So a command is applied whole or not at all, whatever happens in it.
/// </summary>
public sealed class OverlayStore : IStore
{
    private readonly IReadStore _below;
    private readonly SortedDictionary<byte[], byte[]?> _changes = new(KeyOrder.Instance); // null: deleted

    /// <summary>No changes over a store yet.</summary>
    public OverlayStore(IReadStore below) => _below = below;

    /// <inheritdoc/>
    public byte[]? Find(ReadOnlySpan<byte> key) =>
        _changes.Count > 0 && _changes.TryGetValue(key.ToArray(), out byte[]? value) ? value : _below.Find(key);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false)
    {
        // A command changes few keys: going through them all is less than keeping a second index.
        var changed = _changes.Where(c => KeyOrder.Instance.Compare(c.Key, start) >= 0 && (limit is null || KeyOrder.Instance.Compare(c.Key, limit) < 0)).ToList();
        if (descending)
            changed.Reverse();
        int next = 0;
        int sign = descending ? -1 : 1;
        foreach (var entry in _below.Scan(start, limit, descending))
        {
            while (next < changed.Count && sign * KeyOrder.Instance.Compare(changed[next].Key, entry.Key) < 0)
            {
                if (changed[next].Value is { } added)
                    yield return new(changed[next].Key, added);
                next++;
            }

            if (next < changed.Count && KeyOrder.Instance.Equals(changed[next].Key, entry.Key))
            {
                if (changed[next].Value is { } replaced)
                    yield return new(entry.Key, replaced);
                next++;
            }
            else
            {
                yield return entry;
            }
        }

        for (; next < changed.Count; next++)
        {
            if (changed[next].Value is { } added)
                yield return new(changed[next].Key, added);
        }
    }

    /// <inheritdoc/>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        StoreLimits.Check(key, value);
        _changes[key.ToArray()] = value.ToArray();
    }

    /// <inheritdoc/>
    public void Delete(ReadOnlySpan<byte> key) => _changes[key.ToArray()] = null;

    /// <summary>Makes the changes in the store below, in the order of their keys, and forgets them.</summary>
    public void Flush(IStore store)
    {
        foreach (var (key, value) in _changes)
        {
            if (value is null)
                store.Delete(key);
            else
                store.Put(key, value);
        }

        _changes.Clear();
    }

    /// <summary>Forgets the changes.</summary>
    public void Clear() => _changes.Clear();
}
