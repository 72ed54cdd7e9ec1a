namespace Monster.Board;

/// <summary>
/// The shared state to read: an ordered map of bytes to bytes. Keys are made by <see cref="KeyWriter"/>, so that what is asked
/// for together lies together. Everything that is read through one instance is of one moment.
/// </summary>
public interface IReadStore
{
    /// <summary>The longest key, in bytes.</summary>
    const int MaxKeyBytes = 256;

    /// <summary>The longest value, in bytes: a command's payload and a little.</summary>
    const int MaxValueBytes = 512 * 1024;

    /// <summary>The value of a key; null when there is none.</summary>
    byte[]? Find(ReadOnlySpan<byte> key);

    /// <summary>The entries from a key up to, but without, another, in ascending or descending order of their bytes.</summary>
    /// <param name="start">The first key that counts.</param>
    /// <param name="limit">The first key after it that does not count; null for no end.</param>
    /// <param name="descending">Whether the last comes first.</param>
    IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] start, byte[]? limit, bool descending = false);
}
