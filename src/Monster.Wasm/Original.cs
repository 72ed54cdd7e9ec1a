namespace Monster.Wasm;

/// <summary>
/// How a part of a module was encoded in the file it comes from. Linkers pad numbers and write empty sections; a part
/// that still means the same is written as it was, so that reading and writing changes no byte.
/// </summary>
/// <param name="Ours">Our own encoding of the part when it was read.</param>
/// <param name="Theirs">The bytes of the file.</param>
internal sealed record Original(byte[] Ours, byte[] Theirs)
{
    /// <summary>The bytes to write for a part that we would now encode as <paramref name="now"/>.</summary>
    public static ReadOnlySpan<byte> Choose(Original? original, ReadOnlySpan<byte> now) =>
        original is not null && now.SequenceEqual(original.Ours) ? original.Theirs : now;

    /// <summary>What to remember of a part: nothing when the file has it as we would write it.</summary>
    public static Original? Of(ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs) =>
        ours.SequenceEqual(theirs) ? null : new Original(ours.ToArray(), theirs.ToArray());
}
