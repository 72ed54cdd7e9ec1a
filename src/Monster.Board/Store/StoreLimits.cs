namespace Monster.Board;

/// <summary>What a store refuses to hold.</summary>
public static class StoreLimits
{
    /// <exception cref="ArgumentException">The key or the value is longer than the limit, or the key is empty.</exception>
    public static void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length is 0 or > IReadStore.MaxKeyBytes)
            throw new ArgumentException($"A key has 1 to {IReadStore.MaxKeyBytes} bytes, not {key.Length}.", nameof(key));
        if (value.Length > IReadStore.MaxValueBytes)
            throw new ArgumentException($"A value has at most {IReadStore.MaxValueBytes} bytes, not {value.Length}.", nameof(value));
    }
}
