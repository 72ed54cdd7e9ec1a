using System.Numerics;

namespace Monster.Trace.Collect;

/// <summary>
/// The cache lines of a row group, numbered as they come: the dictionary of the column <c>line</c>. Several workers look up at one time,
/// without a lock; what is not found is looked for again, and added, under one. An entry of the hash table is one word: the line's number
/// above, one more than its index below.
/// </summary>
internal sealed class LineDictionary
{
    /// <summary>Bytes of a line, log2.</summary>
    public const int LineShift = 6;

    /// <summary>When there are so many, the row group is to end. Far more have room: chunks that are being taken apart may add theirs.</summary>
    public const int ManyLines = 1 << 20;

    private const int IndexBits = 22; // a line of 48-bit addresses has the other 42
    private const ulong LineMask = (1UL << (64 - IndexBits)) - 1;
    private const int StartSize = 1 << 12;

    private readonly Lock _lock = new();
    private ulong[] _table = new ulong[StartSize];
    private ulong[] _lines = new ulong[1024];
    private volatile int _count;

    /// <summary>How many lines there are.</summary>
    public int Count => _count;

    /// <summary>The lines, signed as addresses are. When nobody adds any more.</summary>
    public ReadOnlySpan<ulong> Lines => _lines.AsSpan(0, _count);

    /// <summary>The hash table of this moment, for <see cref="TryFind"/>.</summary>
    public ulong[] Table => Volatile.Read(ref _table);

    /// <summary>The line of a record of the plugin, which has the address above 16 other bits.</summary>
    public static ulong LineOf(ulong record) => record >> (16 + LineShift);

    /// <summary>The place to look at first.</summary>
    public static ulong Hash(ulong line) => line * 0x9E3779B97F4A7C15UL;

    /// <summary>What an entry of the table says of a line.</summary>
    /// <returns>Whether it is the line's.</returns>
    public static bool TryFind(ulong entry, ulong line, out uint index)
    {
        ulong found = entry - (line << IndexBits) - 1;
        index = (uint)found;
        return found < (1UL << IndexBits) - 1;
    }

    /// <summary>The index of a line, new or not.</summary>
    public uint FindOrAdd(ulong line)
    {
        lock (_lock)
        {
            int mask = _table.Length - 1, slot = Slot(line, _table);
            for (; _table[slot] != 0; slot = (slot + 1) & mask)
            {
                if (_table[slot] >> IndexBits == line)
                    return (uint)(_table[slot] & ((1UL << IndexBits) - 1)) - 1;
            }

            int index = _count;
            if (index == (1 << IndexBits) - 2)
                throw new TraceException("A row group has more cache lines than there is room for.");
            if (index == _lines.Length)
                Array.Resize(ref _lines, index * 2);
            _lines[index] = (ulong)((long)(line << IndexBits) >> IndexBits) & (ulong.MaxValue >> LineShift);
            Volatile.Write(ref _table[slot], (line << IndexBits) | (uint)(index + 1));
            _count = index + 1;
            if (_count * 4 > _table.Length)
                Grow();
            return (uint)index;
        }
    }

    private static int Slot(ulong line, ulong[] table) => (int)(Hash(line) >> (64 - BitOperations.Log2((uint)table.Length)));

    private void Grow()
    {
        var table = new ulong[_table.Length * 4];
        for (int i = 0; i < _count; i++)
        {
            ulong line = _lines[i] & LineMask;
            int slot = Slot(line, table);
            while (table[slot] != 0)
                slot = (slot + 1) & (table.Length - 1);
            table[slot] = (line << IndexBits) | (uint)(i + 1);
        }

        Volatile.Write(ref _table, table);
    }
}
