namespace Monster.Board;

/// <summary>The shared state to change. Only <see cref="ICommand.Apply"/> does, and only through <see cref="BoardMachine"/>.</summary>
public interface IStore : IReadStore
{
    /// <summary>Sets the value of a key.</summary>
    /// <exception cref="ArgumentException">The key or the value is longer than the limit.</exception>
    void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>Removes a key, if it is there.</summary>
    void Delete(ReadOnlySpan<byte> key);
}
