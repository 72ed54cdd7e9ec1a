namespace Monster.Board;

/// <summary>A store whose <see cref="StateHash"/> is known at any time: changes pass through and are counted.</summary>
public sealed class HashedStore : IStore
{
    private readonly IStore _store;
    private StateHash _hash;

    /// <summary>Counts changes of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="hash">The hash of what is in it.</param>
    public HashedStore(IStore store, StateHash hash) => (_store, _hash) = (store, hash);

    /// <summary>The hash of what is in the store now.</summary>
    public StateHash Hash => _hash;

    /// <inheritdoc/>
    public byte[]? Find(ReadOnlySpan<byte> key) => _store.Find(key);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false) => _store.Scan(start, limit, descending);

    /// <inheritdoc/>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_store.Exchange(key, value) is { } before)
            _hash.Remove(key, before);
        _hash.Add(key, value);
    }

    /// <inheritdoc/>
    public void Delete(ReadOnlySpan<byte> key)
    {
        if (_store.Find(key) is not { } before)
            return;
        _hash.Remove(key, before);
        _store.Delete(key);
    }
}
