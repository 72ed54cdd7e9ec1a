using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monster.Trace.Columns;

/// <summary>
/// Encodes pages (parquet-format, Encodings.md). Dictionary indices are bit-packed at 8, 16, 24 or 32 bits: bytes stay aligned, which zstd
/// compresses better and faster than the fewest bits would.
/// </summary>
internal sealed class PageEncoder : IDisposable
{
    /// <summary>PLAIN.</summary>
    public const int Plain = 0;

    /// <summary>DELTA_BINARY_PACKED.</summary>
    public const int Delta = 5;

    /// <summary>RLE_DICTIONARY.</summary>
    public const int Dictionary = 8;

    private const int DeltaBlock = 128;
    private const int MiniBlocks = 4;
    private const int MiniBlock = DeltaBlock / MiniBlocks;

    private readonly Zstd _zstd;
    private byte[] _room = new byte[1 << 20];

    public PageEncoder(int level) => _zstd = new Zstd(level);

    public void Dispose() => _zstd.Dispose();

    /// <summary>Dictionary indices of 32 bits, of which the high ones may be zero.</summary>
    public Page Indices(ReadOnlySpan<uint> indices)
    {
        Reserve((indices.Length * 4) + 64);
        int start = 1 + Varint(1, ((ulong)(indices.Length + 7) / 8 << 1) | 1);
        int padded = (indices.Length + 7) & ~7;
        if (Narrow(indices, MemoryMarshal.Cast<byte, ushort>(_room.AsSpan(start))))
            return Packed(indices.Length, 16, start, padded * 2, indices.Length * 2);
        uint all = 0;
        foreach (uint index in indices)
            all |= index;
        if (all >> 24 != 0)
        {
            MemoryMarshal.AsBytes(indices).CopyTo(_room.AsSpan(start));
            return Packed(indices.Length, 32, start, padded * 4, indices.Length * 4);
        }

        ref byte room = ref MemoryMarshal.GetArrayDataReference(_room);
        for (int i = 0; i < indices.Length; i++)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref room, start + (i * 3)), indices[i]); // the fourth byte is overwritten by the next
        return Packed(indices.Length, 24, start, padded * 3, indices.Length * 3);
    }

    /// <summary>Dictionary indices of 8 bits.</summary>
    public Page Indices(ReadOnlySpan<byte> indices)
    {
        Reserve(indices.Length + 64);
        int start = 1 + Varint(1, ((ulong)(indices.Length + 7) / 8 << 1) | 1);
        indices.CopyTo(_room.AsSpan(start));
        return Packed(indices.Length, 8, start, (indices.Length + 7) & ~7, indices.Length);
    }

    /// <summary>Index 0 again and again: a dictionary of one value.</summary>
    public Page Constant(int count)
    {
        _room[0] = 1;
        int length = 1 + Varint(1, (ulong)count << 1);
        _room[length++] = 0;
        return Finish(count, length, Dictionary);
    }

    /// <summary>Numbers one after another: <paramref name="first"/>, first + 1, ...</summary>
    public Page Sequence(ulong first, int count)
    {
        int blocks = (Math.Max(count - 1, 0) + DeltaBlock - 1) / DeltaBlock;
        Reserve((blocks * (1 + MiniBlocks)) + 64);
        int length = DeltaHeader(first, count);
        for (int i = 0; i < blocks; i++)
        {
            _room[length++] = 2; // the smallest difference, 1, in zigzag
            for (int m = 0; m < MiniBlocks; m++)
                _room[length++] = 0;
        }

        return Finish(count, length, Delta);
    }

    /// <summary>Numbers that never go down, given as their distances from <paramref name="first"/>: widths are whole bytes.</summary>
    public Page Ascending(ulong first, ReadOnlySpan<uint> distances)
    {
        Reserve((distances.Length * 4) + (distances.Length / 16) + 1024);
        int length = DeltaHeader(distances.IsEmpty ? first : first + distances[0], distances.Length);
        Span<uint> deltas = stackalloc uint[DeltaBlock];
        Span<ushort> narrow = stackalloc ushort[DeltaBlock];
        for (int i = 1; i < distances.Length; i += DeltaBlock)
        {
            int count = Math.Min(DeltaBlock, distances.Length - i);
            if (count < DeltaBlock)
                deltas.Clear();
            uint all = Differences(distances, i, count, deltas);
            int width = all == 0 ? 0 : all < 1u << 8 ? 1 : all < 1u << 16 ? 2 : 4;
            _room[length++] = 0; // the smallest difference is taken to be 0
            for (int m = 0; m < MiniBlocks; m++)
                _room[length++] = (byte)(m * MiniBlock < count ? width * 8 : 0);
            int padded = (count + MiniBlock - 1) / MiniBlock * MiniBlock;
            var to = _room.AsSpan(length, padded * width);
            if (width == 4)
                MemoryMarshal.AsBytes(deltas[..padded]).CopyTo(to);
            else if (width > 0)
                Shorten(deltas, narrow, width == 2 ? MemoryMarshal.Cast<byte, ushort>(to) : default, width == 1 ? to : default);
            length += padded * width;
        }

        return Finish(distances.Length, length, Delta);
    }

    /// <summary>A dictionary of 32-bit values.</summary>
    public Page Values(ReadOnlySpan<uint> values) => new(values.Length, values.Length * 4, _zstd.Compress(MemoryMarshal.AsBytes(values)), Plain);

    /// <summary>A dictionary of 64-bit values.</summary>
    public Page Values(ReadOnlySpan<ulong> values) => new(values.Length, values.Length * 8, _zstd.Compress(MemoryMarshal.AsBytes(values)), Plain);

    /// <summary>A dictionary of the numbers from 0.</summary>
    public Page AllBytes(int count) => Values([.. Enumerable.Range(0, count).Select(i => (uint)i)]);

    private Page Packed(int count, byte width, int start, int length, int used)
    {
        _room[0] = width;
        _room.AsSpan(start + used, length - used).Clear();
        return Finish(count, start + length, Dictionary);
    }

    private Page Finish(int count, int length, int encoding) => new(count, length, _zstd.Compress(_room.AsSpan(0, length)), encoding);

    private int DeltaHeader(ulong first, int count)
    {
        int length = Varint(0, DeltaBlock);
        length += Varint(length, MiniBlocks);
        length += Varint(length, (ulong)count);
        return length + Varint(length, (first << 1) ^ (ulong)((long)first >> 63));
    }

    private int Varint(int at, ulong value)
    {
        int start = at;
        while (value >= 0x80)
        {
            _room[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _room[at++] = (byte)value;
        return at - start;
    }

    /// <summary>Differences of neighbours.</summary>
    /// <returns>All their bits.</returns>
    private static uint Differences(ReadOnlySpan<uint> values, int from, int count, Span<uint> deltas)
    {
        ref uint value = ref MemoryMarshal.GetReference(values);
        ref uint delta = ref MemoryMarshal.GetReference(deltas);
        var all = Vector256<uint>.Zero;
        int k = 0;
        for (; k + 8 <= count; k += 8)
        {
            var difference = Vector256.LoadUnsafe(ref value, (nuint)(from + k)) - Vector256.LoadUnsafe(ref value, (nuint)(from + k - 1));
            difference.StoreUnsafe(ref delta, (nuint)k);
            all |= difference;
        }

        uint rest = 0;
        for (; k < count; k++)
            rest |= deltas[k] = values[from + k] - values[from + k - 1];
        for (int lane = 0; lane < Vector256<uint>.Count; lane++)
            rest |= all[lane];
        return rest;
    }

    /// <summary>Stores 128 numbers in 16 or 8 bits each, as far as there is room.</summary>
    private static void Shorten(ReadOnlySpan<uint> from, Span<ushort> between, Span<ushort> shorts, Span<byte> bytes)
    {
        for (int k = 0; k < DeltaBlock; k += 16)
            Vector256.Narrow(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)k), Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)(k + 8))).CopyTo(between[k..]);
        if (!shorts.IsEmpty)
        {
            between[..shorts.Length].CopyTo(shorts);
            return;
        }

        Span<byte> whole = stackalloc byte[DeltaBlock];
        for (int k = 0; k < DeltaBlock; k += 32)
            Vector256.Narrow(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(between), (nuint)k), Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(between), (nuint)(k + 16))).CopyTo(whole[k..]);
        whole[..bytes.Length].CopyTo(bytes);
    }

    private void Reserve(int length)
    {
        if (_room.Length < length)
            _room = new byte[length * 2];
    }

    /// <summary>Stores the low halves.</summary>
    /// <returns>Whether all high halves are zero.</returns>
    private static bool Narrow(ReadOnlySpan<uint> from, Span<ushort> to)
    {
        ref uint source = ref MemoryMarshal.GetReference(from);
        ref ushort target = ref MemoryMarshal.GetReference(to);
        var all = Vector256<uint>.Zero;
        int i = 0;
        for (; i + 16 <= from.Length; i += 16)
        {
            var low = Vector256.LoadUnsafe(ref source, (nuint)i);
            var high = Vector256.LoadUnsafe(ref source, (nuint)(i + 8));
            all |= low | high;
            Vector256.Narrow(low, high).StoreUnsafe(ref target, (nuint)i);
        }

        uint rest = 0;
        for (; i < from.Length; i++)
        {
            rest |= from[i];
            to[i] = (ushort)from[i];
        }

        return Vector256.EqualsAll(all & Vector256.Create(0xFFFF0000u), Vector256<uint>.Zero) && rest <= ushort.MaxValue;
    }
}
