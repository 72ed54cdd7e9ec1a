namespace Monster.Wasm;

/// <summary>A section that engines skip.</summary>
/// <param name="Name">Its name; several sections may have the same.</param>
/// <param name="Bytes">Its content after the name.</param>
/// <param name="After">The section it follows; <see cref="SectionId.Data"/> puts it at the end of every module.</param>
public sealed record CustomSection(string Name, ReadOnlyMemory<byte> Bytes, SectionId After = SectionId.Data)
{
    /// <summary>How the section was encoded in the file it comes from, when that differs from our own encoding.</summary>
    internal Original? Original { get; init; }
}
