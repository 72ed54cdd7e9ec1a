using Monster.Trace.Plugin;

namespace Monster.Trace.Collect;

/// <summary>
/// What a block's accesses look like. Nearly always the same instructions of a block access memory, in the same order: then the operations
/// of a whole execution are copied at once instead of being looked up one by one. Looking up needs no lock: a <see cref="Table"/> only
/// grows, and what is in it does not change but for a longer pattern of a block that had a shorter one.
/// </summary>
internal sealed class AccessPatterns
{
    /// <summary>Patterns are padded to a multiple of so many, and compared so many at a time.</summary>
    public const int Lanes = 8;

    private const int CountBits = 16;
    private const int MostAccesses = (1 << CountBits) - 1 - Lanes;

    private readonly Lock _lock = new();
    private Table _table = new(1024, 1 << 14);
    private int _used = Lanes; // the first are of the blocks that access nothing

    /// <summary>The patterns of this moment.</summary>
    public Table Current => Volatile.Read(ref _table);

    /// <summary>Remembers what one execution accessed, if that is more than what is known.</summary>
    /// <param name="id">The block's id.</param>
    /// <param name="records">Its accesses, as the plugin recorded them.</param>
    /// <param name="operations">What they were found to be.</param>
    public void Learn(uint id, ReadOnlySpan<ulong> records, ReadOnlySpan<uint> operations)
    {
        if (records.Length > MostAccesses)
            return;
        lock (_lock)
        {
            if (id < (uint)_table.Words.Length && Count(_table.Words[id]) >= records.Length)
                return;
            int padded = (records.Length + Lanes - 1) / Lanes * Lanes;
            if (id >= (uint)_table.Words.Length || _used + padded > _table.Keys.Length)
                _table = _table.Grown(Math.Max((int)id + 1, _table.Words.Length), _used + padded);
            for (int i = 0; i < records.Length; i++)
            {
                _table.Keys[_used + i] = records[i] & StreamLayout.BlockMark;
                _table.Operations[_used + i] = operations[i];
            }

            Volatile.Write(ref _table.Words[id], ((ulong)_used << CountBits) | (uint)records.Length);
            _used += padded;
        }
    }

    /// <summary>How many accesses a word's pattern has.</summary>
    public static int Count(ulong word) => (int)(word & ((1 << CountBits) - 1));

    /// <summary>Where it begins.</summary>
    public static int Start(ulong word) => (int)(word >> CountBits);

    /// <summary>The patterns one after another.</summary>
    internal sealed class Table(int blocks, int accesses)
    {
        /// <summary>By block id: <see cref="AccessPatterns.Start"/> and <see cref="AccessPatterns.Count"/>; 0 for a block of which nothing is known.</summary>
        public ulong[] Words { get; } = new ulong[blocks];

        /// <summary>The low 16 bits of each access's record: instruction, size, direction.</summary>
        public ulong[] Keys { get; } = new ulong[accesses];

        /// <summary>Its operation, as an index of the stream's dictionary.</summary>
        public uint[] Operations { get; } = new uint[accesses];

        /// <summary>A copy with room for more. Who has the old one goes on with what is in that.</summary>
        public Table Grown(int blocks, int accesses)
        {
            var grown = new Table(
                blocks > Words.Length ? Math.Max(blocks, Words.Length * 2) : Words.Length,
                accesses > Keys.Length ? Math.Max(accesses, Keys.Length * 2) : Keys.Length);
            Words.CopyTo(grown.Words, 0);
            Keys.CopyTo(grown.Keys, 0);
            Operations.CopyTo(grown.Operations, 0);
            return grown;
        }
    }
}
