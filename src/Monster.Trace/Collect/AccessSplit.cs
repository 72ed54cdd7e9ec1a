using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Monster.Trace.Plugin;

namespace Monster.Trace.Collect;

/// <summary>
/// Takes a chunk of mode memory apart into blocks and accesses. A worker's room: what is in it belongs to the chunk split last. Blocks and
/// accesses come in an order no processor can guess, so where the blocks are is found without a branch; then a block's accesses are compared
/// with its <see cref="AccessPatterns">pattern</see> and copied together, eight at a time.
/// </summary>
internal sealed class AccessSplit
{
    private const int MaxRecords = StreamLayout.ChunkSize / 8;
    private const int Part = 1 << 13; // records at a time: they stay in the processor's cache
    private const ulong Mark = StreamLayout.BlockMark;
    private const uint OffsetMask = (1 << LineDictionary.LineShift) - 1;

    /// <summary>The bits of a record that a pattern has, for eight accesses and, further on, for fewer.</summary>
    private static ReadOnlySpan<ulong> Masks => [Mark, Mark, Mark, Mark, Mark, Mark, Mark, Mark, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly uint[] _executed = new uint[MaxRecords];
    private readonly uint[] _firstAccess = new uint[MaxRecords];
    private readonly uint[] _lines = new uint[MaxRecords];
    private readonly byte[] _offsets = new byte[MaxRecords];
    private readonly uint[] _operations = new uint[MaxRecords + AccessPatterns.Lanes];
    private readonly ulong[] _accesses = new ulong[MaxRecords + AccessPatterns.Lanes]; // of a part
    private readonly int[] _places = new int[Part + 1]; // of a part's blocks
    private int _blocks;
    private int _pending; // accesses of the part so far

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
        (_blocks, Count, _pending) = (0, 0, 0);
        Check(current < 0 ? 0 : (uint)current, ids);
        while (records.Length > 0)
        {
            int length = Math.Min(Part, records.Length), blocks = FindBlocks(records[..length]);
            if (length < records.Length && blocks > 1)
                length = _places[--blocks]; // the last may go on in the next part: it comes whole then
            _places[blocks] = length;
            AddOne(records[..(blocks == 0 ? length : _places[0])], (uint)Math.Max(current, 0), operations);
            for (int i = AddPatterned(records, 0, blocks, operations.Patterns.Current, ids); i < blocks; i = AddPatterned(records, i + 1, blocks, operations.Patterns.Current, ids))
                AddUnknown(records, i, ids, operations);
            Look(lines);
            current = _blocks > 0 ? (int)_executed[_blocks - 1] : current;
            records = records[length..];
        }
    }

    private static void Check(uint id, int ids)
    {
        if (id >= (uint)ids)
            throw new TraceException($"The plugin's stream names block {id}, which was never translated: it is damaged.");
    }

    /// <summary>The places of the blocks among the records of a part.</summary>
    /// <returns>How many there are.</returns>
    private int FindBlocks(ReadOnlySpan<ulong> records)
    {
        ref int place = ref MemoryMarshal.GetArrayDataReference(_places);
        nint blocks = 0;
        for (int i = 0; i < records.Length; i++)
        {
            Unsafe.Add(ref place, blocks) = i;
            blocks += (ushort)records[i] == StreamLayout.BlockMark ? 1 : 0;
        }

        return (int)blocks;
    }

    /// <summary>Adds executions that are as their blocks' patterns say.</summary>
    /// <param name="records">The part, and what of the chunk comes after it.</param>
    /// <param name="from">The first of the part's blocks.</param>
    /// <param name="blocks">One more than its last.</param>
    /// <param name="patterns">What is known.</param>
    /// <param name="ids">One more than the largest block id.</param>
    /// <returns>The first that was not added.</returns>
    private int AddPatterned(ReadOnlySpan<ulong> records, int from, int blocks, AccessPatterns.Table patterns, int ids)
    {
        ref ulong record = ref MemoryMarshal.GetReference(records);
        ref int place = ref MemoryMarshal.GetArrayDataReference(_places);
        ref uint executed = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_executed), _blocks - from);
        ref uint first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_firstAccess), _blocks - from);
        ref ulong access = ref MemoryMarshal.GetArrayDataReference(_accesses);
        ref uint operation = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_operations), Count);
        ref ulong key = ref MemoryMarshal.GetArrayDataReference(patterns.Keys);
        ref uint known = ref MemoryMarshal.GetArrayDataReference(patterns.Operations);
        ref ulong mask = ref MemoryMarshal.GetReference(Masks);
        ulong[] words = patterns.Words;
        int b = from, pending = _pending;
        for (; b < blocks; b++)
        {
            int at = Unsafe.Add(ref place, b) + 1, count = Unsafe.Add(ref place, b + 1) - at;
            uint id = (uint)(Unsafe.Add(ref record, at - 1) >> 16);
            ulong word = id < (uint)words.Length ? words[id] : 0;
            if (count > AccessPatterns.Count(word) || at + count + AccessPatterns.Lanes > records.Length || id >= (uint)ids)
                break;
            nint start = AccessPatterns.Start(word), to = pending;
            int left = count;
            Vector256<ulong> other;
            do
            {
                nint lanes = AccessPatterns.Lanes - Math.Min(left, AccessPatterns.Lanes);
                Vector256<ulong> low = Vector256.LoadUnsafe(ref record, (nuint)at), high = Vector256.LoadUnsafe(ref record, (nuint)at + 4);
                other = ((low ^ Vector256.LoadUnsafe(ref key, (nuint)start)) & Vector256.LoadUnsafe(ref mask, (nuint)lanes))
                    | ((high ^ Vector256.LoadUnsafe(ref key, (nuint)start + 4)) & Vector256.LoadUnsafe(ref mask, (nuint)lanes + 4));
                low.StoreUnsafe(ref access, (nuint)to);
                high.StoreUnsafe(ref access, (nuint)to + 4);
                Vector256.LoadUnsafe(ref known, (nuint)start).StoreUnsafe(ref operation, (nuint)to);
                (at, start, to, left) = (at + AccessPatterns.Lanes, start + AccessPatterns.Lanes, to + AccessPatterns.Lanes, left - AccessPatterns.Lanes);
            }
            while (left > 0 && other == default);
            if (other != default)
                break;
            Unsafe.Add(ref executed, b) = id;
            Unsafe.Add(ref first, b) = (uint)(Count + pending);
            pending += count;
        }

        _blocks += b - from;
        _pending = pending;
        return b;
    }

    /// <summary>Adds an execution that is not, and remembers it.</summary>
    private void AddUnknown(ReadOnlySpan<ulong> records, int block, int ids, Operations operations)
    {
        var accesses = records[(_places[block] + 1).._places[block + 1]];
        uint id = (uint)(records[_places[block]] >> 16);
        Check(id, ids);
        _firstAccess[_blocks] = (uint)(Count + _pending);
        _executed[_blocks++] = id;
        AddOne(accesses, id, operations);
        operations.Patterns.Learn(id, accesses, _operations.AsSpan(Count + _pending - accesses.Length, accesses.Length));
    }

    /// <summary>Adds accesses of a block one by one.</summary>
    private void AddOne(ReadOnlySpan<ulong> accesses, uint id, Operations operations)
    {
        foreach (ulong access in accesses)
        {
            _operations[Count + _pending] = operations.Find(access, id);
            _accesses[_pending++] = access;
        }
    }

    /// <summary>Line and offset of each access of the part.</summary>
    private void Look(LineDictionary lines)
    {
        ref uint line = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lines), Count);
        ref byte offset = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_offsets), Count);
        ref ulong access = ref MemoryMarshal.GetArrayDataReference(_accesses);
        ulong[] table = lines.Table;
        ref ulong entry = ref MemoryMarshal.GetArrayDataReference(table);
        int shift = 64 - BitOperations.Log2((uint)table.Length);
        int count = _pending;
        for (int i = 0; i < count; i++)
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
        }

        Count += _pending;
        _pending = 0;
    }
}
