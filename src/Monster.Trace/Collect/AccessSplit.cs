using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Monster.Trace.Plugin;

namespace Monster.Trace.Collect;

/// <summary>
/// Takes a chunk of mode memory apart into blocks and accesses. A worker's room: what is in it belongs to the chunk split last. Blocks and
/// accesses come in an order no processor can guess, so they are told apart without a branch.
/// </summary>
internal sealed class AccessSplit
{
    private const int MaxRecords = StreamLayout.ChunkSize / 8;
    private const int Part = 1 << 13; // records at a time: they stay in the processor's cache
    private const uint OffsetMask = (1 << LineDictionary.LineShift) - 1;

    private readonly uint[] _executed = new uint[MaxRecords + Part];
    private readonly uint[] _firstAccess = new uint[MaxRecords + Part];
    private readonly uint[] _lines = new uint[MaxRecords];
    private readonly byte[] _offsets = new byte[MaxRecords];
    private readonly uint[] _operations = new uint[MaxRecords];
    private readonly ulong[] _accesses = new ulong[Part + 1];
    private readonly int[] _owners = new int[Part + 1];
    private readonly int[] _places = new int[Part + 1];
    private int _blocks;

    /// <summary>Ids of the blocks executed.</summary>
    public ReadOnlySpan<uint> Executed => _executed.AsSpan(0, _blocks);

    /// <summary>How many accesses of the chunk came before each.</summary>
    public ReadOnlySpan<uint> FirstAccess => _firstAccess.AsSpan(0, _blocks);

    /// <summary>Accesses of the chunk.</summary>
    public int Count { get; private set; }

    /// <summary>Cache lines, as indices of the row group's dictionary.</summary>
    public ReadOnlySpan<uint> Lines => _lines.AsSpan(0, Count);

    /// <summary>Offsets in the line.</summary>
    public ReadOnlySpan<byte> Offsets => _offsets.AsSpan(0, Count);

    /// <summary>Operations, as indices of the stream's dictionary.</summary>
    public ReadOnlySpan<uint> Ops => _operations.AsSpan(0, Count);

    /// <summary>How many records are blocks.</summary>
    public static int CountBlocks(ReadOnlySpan<ulong> records)
    {
        ref ulong record = ref MemoryMarshal.GetReference(records);
        var marks = Vector256.Create((ulong)StreamLayout.BlockMark);
        Vector256<ulong> sum = default;
        int i = 0;
        for (; i + 4 <= records.Length; i += 4)
            sum -= Vector256.Equals(Vector256.LoadUnsafe(ref record, (nuint)i) & marks, marks);
        int count = (int)Vector256.Sum(sum);
        for (; i < records.Length; i++)
            count += (ushort)records[i] == StreamLayout.BlockMark ? 1 : 0;
        return count;
    }

    /// <summary>The place of the first block; negative for none.</summary>
    public static int FirstBlock(ReadOnlySpan<ulong> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            if ((ushort)records[i] == StreamLayout.BlockMark)
                return i;
        }

        return -1;
    }

    /// <summary>The id of the last block; negative for none.</summary>
    public static int LastBlock(ReadOnlySpan<ulong> records)
    {
        for (int i = records.Length - 1; i >= 0; i--)
        {
            if ((ushort)records[i] == StreamLayout.BlockMark)
                return (int)(uint)(records[i] >> 16);
        }

        return -1;
    }

    /// <summary>Takes a chunk apart.</summary>
    /// <param name="records">The chunk, beginning with a block or with accesses of the one before it.</param>
    /// <param name="lines">The row group's lines.</param>
    /// <param name="operations">The stream's operations.</param>
    /// <param name="ids">One more than the largest block id.</param>
    /// <param name="current">The block executed before, negative for none.</param>
    public void Split(ReadOnlySpan<ulong> records, LineDictionary lines, Operations operations, int ids, int current)
    {
        (_blocks, Count) = (0, 0);
        Check(current < 0 ? 0 : (uint)current, ids);
        for (; records.Length > 0; records = records[Math.Min(Part, records.Length)..])
        {
            int before = _blocks;
            int accesses = Separate(records[..Math.Min(Part, records.Length)]);
            var executed = _executed.AsSpan(before, _blocks - before);
            uint largest = 0;
            foreach (uint id in executed)
                largest = Math.Max(largest, id);
            Check(largest, ids);
            operations.Places(executed, current, _places);
            Look(accesses, executed, current, lines, operations);
            Count += accesses;
            if (executed.Length > 0)
                current = (int)executed[^1];
        }
    }

    private static void Check(uint id, int ids)
    {
        if (id >= (uint)ids)
            throw new TraceException($"The plugin's stream names block {id}, which was never translated: it is damaged.");
    }

    /// <summary>Blocks go behind the blocks, accesses into the room for a part's.</summary>
    /// <returns>How many accesses there are.</returns>
    private int Separate(ReadOnlySpan<ulong> records)
    {
        ref uint executed = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_executed), _blocks);
        ref uint first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_firstAccess), _blocks);
        ref ulong access = ref MemoryMarshal.GetArrayDataReference(_accesses);
        ref int owner = ref MemoryMarshal.GetArrayDataReference(_owners);
        uint before = (uint)Count;
        nint blocks = 0, accesses = 0;
        foreach (ulong record in records)
        {
            bool isBlock = (ushort)record == StreamLayout.BlockMark;
            Unsafe.Add(ref executed, blocks) = (uint)(record >> 16);
            Unsafe.Add(ref first, blocks) = before + (uint)accesses;
            Unsafe.Add(ref access, accesses) = record;
            Unsafe.Add(ref owner, accesses) = (int)blocks;
            nint one = isBlock ? 1 : 0;
            blocks += one;
            accesses += 1 - one;
        }

        _blocks += (int)blocks;
        return (int)accesses;
    }

    /// <summary>Line, offset and operation of each access of the part.</summary>
    private void Look(int accesses, ReadOnlySpan<uint> executed, int before, LineDictionary lines, Operations operations)
    {
        ref uint line = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lines), Count);
        ref uint operation = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_operations), Count);
        ref byte offset = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_offsets), Count);
        ref ulong access = ref MemoryMarshal.GetArrayDataReference(_accesses);
        ref int owner = ref MemoryMarshal.GetArrayDataReference(_owners);
        ref int place = ref MemoryMarshal.GetArrayDataReference(_places);
        ulong[] table = lines.Table;
        uint[] slots = operations.Slots;
        ref ulong entry = ref MemoryMarshal.GetArrayDataReference(table);
        int shift = 64 - BitOperations.Log2((uint)table.Length);
        for (int i = 0; i < accesses; i++)
        {
            ulong record = Unsafe.Add(ref access, i), number = LineDictionary.LineOf(record);
            if (!LineDictionary.TryFind(Unsafe.Add(ref entry, (nint)(LineDictionary.Hash(number) >> shift)), number, out uint index))
            {
                index = lines.FindOrAdd(number);
                table = lines.Table;
                entry = ref MemoryMarshal.GetArrayDataReference(table);
                shift = 64 - BitOperations.Log2((uint)table.Length);
            }

            Unsafe.Add(ref line, i) = index;
            Unsafe.Add(ref offset, i) = (byte)((uint)(record >> 16) & OffsetMask);
            int mine = Unsafe.Add(ref owner, i), slot = Unsafe.Add(ref place, mine) + Operations.SlotOf(record);
            uint found = (uint)slot < (uint)slots.Length ? slots[slot] : 0;
            if (found == 0)
            {
                found = operations.FindOrAdd(slot, record, mine == 0 ? before : (int)executed[mine - 1]) + 1;
                slots = operations.Slots;
            }

            Unsafe.Add(ref operation, i) = found - 1;
        }
    }
}
