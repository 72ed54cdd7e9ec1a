namespace Monster.Board;

/// <summary>
/// Changes over a store that are not yet in it. A command writes here and sees what it wrote; when it is accepted, the changes
/// go down with <see cref="Flush"/>, else they are dropped. So a command is applied whole or not at all, whatever happens in it.
/// </summary>
public sealed class OverlayStore : IStore
{
    private readonly IReadStore _below;
    private readonly Dictionary<byte[], byte[]?> _changes = new(KeyOrder.Instance); // null: deleted
    private readonly Dictionary<byte[], byte[]?>.AlternateLookup<ReadOnlySpan<byte>> _changesBySpan;
    private SortedSet<byte[]>? _keys; // of the changes; since the first scan, which most overlays never see

    /// <summary>No changes over a store yet.</summary>
    public OverlayStore(IReadStore below)
    {
        _below = below;
        _changesBySpan = _changes.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <inheritdoc/>
    public byte[]? Find(ReadOnlySpan<byte> key) => _changesBySpan.TryGetValue(key, out byte[]? value) ? value : _below.Find(key);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false)
    {
        var changed = Changed(start, limit);
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
        Set(key, value.ToArray());
    }

    /// <inheritdoc/>
    public void Delete(ReadOnlySpan<byte> key) => Set(key, null);

    /// <summary>Makes the changes in the store below, in the order of their keys, and forgets them.</summary>
    public void Flush(IStore store)
    {
        byte[][] keys = _keys is null ? [.. _changes.Keys] : [.. _keys];
        if (_keys is null)
            Array.Sort(keys, KeyOrder.Instance);
        foreach (byte[] key in keys)
        {
            if (_changes[key] is { } value)
                store.Put(key, value);
            else
                store.Delete(key);
        }

        Clear();
    }

    /// <summary>Forgets the changes.</summary>
    public void Clear()
    {
        _changes.Clear();
        _keys = null;
    }

    private void Set(ReadOnlySpan<byte> key, byte[]? value)
    {
        if (_changesBySpan.ContainsKey(key))
        {
            _changesBySpan[key] = value;
            return;
        }

        byte[] owned = key.ToArray();
        _changes.Add(owned, value);
        _keys?.Add(owned);
    }

    /// <summary>The changes in a range, as they are now: whoever scans may go on changing.</summary>
    private List<KeyValuePair<byte[], byte[]?>> Changed(byte[] start, byte[]? limit)
    {
        if (_changes.Count == 0)
            return [];
        _keys ??= new SortedSet<byte[]>(_changes.Keys, KeyOrder.Instance);
        byte[] last = limit ?? _keys.Max!;
        if (KeyOrder.Instance.Compare(start, last) > 0)
            return [];
        return
        [
            .. _keys.GetViewBetween(start, last)
                .Where(key => limit is null || KeyOrder.Instance.Compare(key, limit) < 0)
                .Select(key => new KeyValuePair<byte[], byte[]?>(key, _changes[key])),
        ];
    }
}
