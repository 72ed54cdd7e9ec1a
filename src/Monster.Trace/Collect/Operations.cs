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

    /// <summary>The slots of this moment: one more than an index, 0 for what has none yet.</summary>
    public uint[] Slots => Volatile.Read(ref _slots);

    /// <summary>Where the slots of each block begin.</summary>
    /// <param name="executed">Ids of blocks.</param>
    /// <param name="before">The id of the block before them; negative for none.</param>
    /// <param name="places">Room for as many as there are blocks, and one more.</param>
    public void Places(ReadOnlySpan<uint> executed, int before, Span<int> places)
    {
        int[] slotsOf = Volatile.Read(ref _slotsOf);
        places[0] = before < 0 ? 0 : SlotsOf(before);
        for (int i = 0; i < executed.Length; i++)
        {
            uint id = executed[i];
            int place = id < (uint)slotsOf.Length ? slotsOf[id] : 0;
            places[i + 1] = place != 0 ? place : SlotsOf((int)id);
        }
    }

    /// <summary>The slot of an access among its block's: bits 3 to 11 are the instruction, 0 to 2 the size, 13 the direction.</summary>
    public static int SlotOf(ulong record) => (int)(((record & 0xFFF) << 1) | ((record >> 13) & 1));

    /// <summary>The index of an access, new or not.</summary>
    public uint FindOrAdd(int slot, ulong record, int id)
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
