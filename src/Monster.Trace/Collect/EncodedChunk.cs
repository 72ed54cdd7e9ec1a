using Monster.Trace.Columns;

namespace Monster.Trace.Collect;

/// <summary>A chunk as pages, one a column, and what was known when it was taken apart.</summary>
internal sealed class EncodedChunk
{
    /// <summary>Pages of exec; none when the chunk has no blocks.</summary>
    public List<Page> Exec { get; } = [];

    /// <summary>Pages of mem; none when the chunk has no accesses.</summary>
    public List<Page> Memory { get; } = [];

    /// <summary>Blocks the stream executed before.</summary>
    public ulong FirstBlock { get; set; }

    /// <summary>Accesses of the stream before.</summary>
    public ulong FirstAccess { get; set; }

    /// <summary>Whether it is the last of its row group.</summary>
    public bool EndsGroup { get; set; }

    /// <summary>The row group's cache lines (mode memory).</summary>
    public LineDictionary? Lines { get; set; }
}
