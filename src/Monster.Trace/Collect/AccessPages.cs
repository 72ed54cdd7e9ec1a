using System.Numerics;
using Monster.Trace.Plugin;

namespace Monster.Trace.Collect;

/// <summary>
/// Takes the stream of mode memory apart: blocks, and accesses as page number, offset in the page, and operation. Page numbers and
/// operations are dictionary indices of the row group that is being made.
/// </summary>
internal sealed class AccessPages
{
    private const int PageShift = 12;
    private const int MaxRecords = StreamLayout.ChunkSize / 8;
    private const int SlotsPerInstruction = 16; // five sizes, two directions
    private const ulong NoPage = ulong.MaxValue;

    private readonly ProcessBlocks _blocks;
    private readonly OpTable _ops;
    private readonly uint[] _executed = new uint[MaxRecords];
    private readonly ulong[] _firstAccess = new ulong[MaxRecords];
    private readonly uint[] _pages = new uint[MaxRecords];
    private readonly ushort[] _offsets = new ushort[MaxRecords];
    private readonly uint[] _operations = new uint[MaxRecords];
    private int[] _slotsOf = new int[1024]; // by id: where its slots begin, 0 for none yet
    private uint[] _slots = new uint[1 << 16]; // 0 for none, else index + 1
    private int _slotsUsed = SlotsPerInstruction;
    private readonly List<uint> _opNumbers = [];
    private ulong[] _keys = NewKeys(1 << 12);
    private uint[] _values = new uint[1 << 12];
    private readonly List<ulong> _pageNumbers = [];
    private int _executedCount;
    private int _current = -1;

    public AccessPages(ProcessBlocks blocks, OpTable ops) => (_blocks, _ops) = (blocks, ops);

    /// <summary>The offsets' dictionary.</summary>
    public static ReadOnlySpan<uint> AllOffsets => Enumerable.Range(0, 1 << PageShift).Select(i => (uint)i).ToArray();

    public ReadOnlySpan<uint> Executed => _executed.AsSpan(0, _executedCount);

    public ReadOnlySpan<ulong> FirstAccess => _firstAccess.AsSpan(0, _executedCount);

    /// <summary>Accesses of the chunk.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<uint> Pages => _pages.AsSpan(0, Count);

    public ReadOnlySpan<ushort> Offsets => _offsets.AsSpan(0, Count);

    public ReadOnlySpan<uint> Ops => _operations.AsSpan(0, Count);

    /// <summary>The page dictionary of the row group.</summary>
    public ReadOnlySpan<ulong> PageNumbers => _pageNumbers.ToArray();

    /// <summary>The operation dictionary of the stream.</summary>
    public ReadOnlySpan<uint> OpNumbers => _opNumbers.ToArray();

    /// <summary>Takes a chunk apart.</summary>
    /// <param name="records">The chunk.</param>
    /// <param name="counts">How often each id was executed, added to.</param>
    /// <param name="accessed">Accesses of the stream before this chunk.</param>
    public void Split(ReadOnlySpan<ulong> records, ulong[] counts, ulong accessed)
    {
        int executed = 0, count = 0;
        int slots = _current < 0 ? 0 : SlotsOf(_current);
        ulong[] keys = _keys;
        uint[] values = _values, slotTable = _slots;
        int shift = 64 - BitOperations.Log2((uint)keys.Length);
        foreach (ulong record in records)
        {
            uint low = (ushort)record;
            if (low == StreamLayout.BlockMark)
            {
                uint id = (uint)(record >> 16);
                if (id >= (uint)counts.Length)
                    throw new TraceException($"The plugin's stream names block {id}, which was never translated: it is damaged.");
                counts[id]++;
                _executed[executed] = id;
                _firstAccess[executed++] = accessed + (uint)count;
                _current = (int)id;
                slots = (uint)id < (uint)_slotsOf.Length && _slotsOf[id] != 0 ? _slotsOf[id] : SlotsOf((int)id);
                slotTable = _slots;
                continue;
            }

            if (slots == 0)
                continue; // before the first block: a window opened in the middle of one
            ulong address = (ulong)((long)record >> 16), page = address >> PageShift;
            uint slot = (uint)((page * 0x9E3779B97F4A7C15UL) >> shift);
            if (keys[slot] == page)
            {
                _pages[count] = values[slot];
            }
            else
            {
                _pages[count] = FindPage(page, slot);
                (keys, values) = (_keys, _values);
                shift = 64 - BitOperations.Log2((uint)keys.Length);
            }

            int place = slots + (int)(((low >> 3) & 511) * SlotsPerInstruction) + (int)((low & 7) * 2) + (int)((low >> 13) & 1);
            uint operation = slotTable[place];
            _operations[count] = operation != 0 ? operation - 1 : NewOperation(place, low);
            _offsets[count++] = (ushort)(address & ((1 << PageShift) - 1));
        }

        (_executedCount, Count) = (executed, count);
    }

    /// <summary>The next row group has a page dictionary of its own.</summary>
    public void EndRowGroup()
    {
        _pageNumbers.Clear();
        Array.Fill(_keys, NoPage);
    }

    private uint FindPage(ulong page, uint slot)
    {
        uint mask = (uint)_keys.Length - 1;
        while (_keys[slot] != NoPage)
        {
            slot = (slot + 1) & mask;
            if (_keys[slot] == page)
                return _values[slot];
        }

        uint index = (uint)_pageNumbers.Count;
        _pageNumbers.Add(page);
        _keys[slot] = page;
        _values[slot] = index;
        if (_pageNumbers.Count * 4 > _keys.Length)
            Grow();
        return index;
    }

    private void Grow()
    {
        int size = _keys.Length * 4;
        _keys = NewKeys(size);
        _values = new uint[size];
        int shift = 64 - BitOperations.Log2((uint)size);
        for (int i = 0; i < _pageNumbers.Count; i++)
        {
            uint slot = (uint)((_pageNumbers[i] * 0x9E3779B97F4A7C15UL) >> shift);
            while (_keys[slot] != NoPage)
                slot = (slot + 1) & ((uint)size - 1);
            _keys[slot] = _pageNumbers[i];
            _values[slot] = (uint)i;
        }
    }

    private int SlotsOf(int id)
    {
        if (id >= _slotsOf.Length)
            Array.Resize(ref _slotsOf, Math.Max(id + 1, _slotsOf.Length * 2));
        if (_slotsOf[id] == 0)
        {
            int need = Math.Max((int)_blocks.Instructions[id], 1) * SlotsPerInstruction;
            if (_slotsUsed + need > _slots.Length)
                Array.Resize(ref _slots, Math.Max(_slotsUsed + need, _slots.Length * 2));
            _slotsOf[id] = _slotsUsed;
            _slotsUsed += need;
        }

        return _slotsOf[id];
    }

    private uint NewOperation(int place, uint access)
    {
        uint index = (uint)_opNumbers.Count;
        _opNumbers.Add(_ops.Number(_blocks.Blocks[_current], access));
        _slots[place] = index + 1;
        return index;
    }

    private static ulong[] NewKeys(int size)
    {
        var keys = new ulong[size];
        Array.Fill(keys, NoPage);
        return keys;
    }
}
