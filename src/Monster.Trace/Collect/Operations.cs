namespace Monster.Trace.Collect;

/// <summary>
/// Which operation an access of a stream is: the dictionary of the column <c>op</c>. As with <see cref="LineDictionary"/>, looking up needs
/// no lock.
/// </summary>
internal sealed class Operations
{
    private const int SlotsPerInstruction = 16; // five sizes, two directions

    private readonly Lock _lock = new();
    private readonly ProcessBlocks _blocks;
    private readonly OpTable _ops;
    private readonly List<uint> _numbers = [];
    private int[] _slotsOf = new int[1024]; // by id: where its slots begin, 0 for none yet
    private uint[] _slots = new uint[1 << 16]; // 0 for none, else index + 1
    private int _used = SlotsPerInstruction;

    public Operations(ProcessBlocks blocks, OpTable ops) => (_blocks, _ops) = (blocks, ops);

    /// <summary>The dictionary so far.</summary>
    public uint[] Numbers
    {
        get
        {
            lock (_lock)
                return [.. _numbers];
        }
    }

    /// <summary>What the blocks' accesses are when taken together.</summary>
    public AccessPatterns Patterns { get; } = new();

    /// <summary>The index of an access, new or not.</summary>
    /// <param name="record">What the plugin recorded.</param>
    /// <param name="id">The block's id.</param>
    public uint Find(ulong record, uint id)
    {
        int[] slotsOf = Volatile.Read(ref _slotsOf);
        int place = id < (uint)slotsOf.Length ? slotsOf[id] : 0;
        if (place == 0)
            place = SlotsOf((int)id);
        int slot = place + SlotOf(record);
        uint[] slots = Volatile.Read(ref _slots);
        uint found = (uint)slot < (uint)slots.Length ? slots[slot] : 0;
        return found != 0 ? found - 1 : FindOrAdd(slot, record, (int)id);
    }

    /// <summary>The slot of an access among its block's: bits 3 to 11 are the instruction, 0 to 2 the size, 13 the direction.</summary>
    private static int SlotOf(ulong record) => (int)(((record & 0xFFF) << 1) | ((record >> 13) & 1));

    private uint FindOrAdd(int slot, ulong record, int id)
    {
        lock (_lock)
        {
            if (_slots[slot] != 0)
                return _slots[slot] - 1;
            uint index = (uint)_numbers.Count;
            _numbers.Add(_ops.Number(_blocks.Blocks[id], (ushort)record));
            Volatile.Write(ref _slots[slot], index + 1);
            return index;
        }
    }

    private int SlotsOf(int id)
    {
        lock (_lock)
        {
            if (id < _slotsOf.Length && _slotsOf[id] != 0)
                return _slotsOf[id];
            int need = Math.Max((int)_blocks.Instructions[id], 1) * SlotsPerInstruction, place = _used;
            if (place + need > _slots.Length)
            {
                uint[] slots = _slots;
                Array.Resize(ref slots, Math.Max(place + need, slots.Length * 2));
                Volatile.Write(ref _slots, slots);
            }

            _used += need;
            int[] slotsOf = _slotsOf;
            if (id >= slotsOf.Length)
                Array.Resize(ref slotsOf, Math.Max(id + 1, slotsOf.Length * 2));
            slotsOf[id] = place;
            Volatile.Write(ref _slotsOf, slotsOf);
            return place;
        }
    }
}
