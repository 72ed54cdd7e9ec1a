namespace Monster.Board;

/// <summary>The shared state to change. Only <see cref="ICommand.Apply"/> does, and only through <see cref="BoardMachine"/>.</summary>
public interface IStore : IReadStore
{
    /// <summary>Sets the value of a key.</summary>
    /// <exception cref="ArgumentException">The key or the value is longer than the limit.</exception>
    void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>Sets the value of a key, and gives the one before; null when there was none.</summary>
    /// <exception cref="ArgumentException">As <see cref="Put"/>.</exception>
    byte[]? Exchange(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        byte[]? before = Find(key);
        Put(key, value);
        return before;
    }

    /// <summary>Removes a key, if it is there.</summary>
    void Delete(ReadOnlySpan<byte> key);
}
