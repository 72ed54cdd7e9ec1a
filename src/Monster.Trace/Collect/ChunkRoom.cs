using Monster.Trace.Columns;

namespace Monster.Trace.Collect;

/// <summary>What a worker needs to turn a chunk into pages, again and again.</summary>
internal sealed class ChunkRoom(int level) : IDisposable
{
    private AccessSplit? _split;

    /// <summary>Makes pages.</summary>
    public PageEncoder Encoder { get; } = new(level);

    /// <summary>Counts ids.</summary>
    public Histogram Histogram { get; } = new();

    /// <summary>Takes chunks of mode memory apart.</summary>
    public AccessSplit Split => _split ??= new AccessSplit();

    public void Dispose() => Encoder.Dispose();
}
