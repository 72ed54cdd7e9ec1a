using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monster.Trace.Columns;

/// <summary>
/// Encodes pages (parquet-format, Encodings.md). Dictionary indices are bit-packed at 16 or 32 bits: bytes stay aligned, which zstd
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
        MemoryMarshal.AsBytes(indices).CopyTo(_room.AsSpan(start));
        return Packed(indices.Length, 32, start, padded * 4, indices.Length * 4);
    }

    /// <summary>Dictionary indices of 16 bits.</summary>
    public Page Indices(ReadOnlySpan<ushort> indices)
    {
        Reserve((indices.Length * 2) + 64);
        int start = 1 + Varint(1, ((ulong)(indices.Length + 7) / 8 << 1) | 1);
        MemoryMarshal.AsBytes(indices).CopyTo(_room.AsSpan(start));
        return Packed(indices.Length, 16, start, ((indices.Length + 7) & ~7) * 2, indices.Length * 2);
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

    /// <summary>Numbers that never go down, with differences under 2^16: widths are whole bytes.</summary>
    public Page Ascending(ReadOnlySpan<ulong> values)
    {
        Reserve((values.Length * 2) + (values.Length / 16) + 256);
        int length = DeltaHeader(values.IsEmpty ? 0 : values[0], values.Length);
        Span<ushort> deltas = stackalloc ushort[DeltaBlock];
        for (int i = 1; i < values.Length; i += DeltaBlock)
        {
            int count = Math.Min(DeltaBlock, values.Length - i);
            deltas.Clear();
            for (int k = 0; k < count; k++)
                deltas[k] = checked((ushort)(values[i + k] - values[i + k - 1]));
            _room[length++] = 0; // the smallest difference is taken to be 0
            int widths = length;
            length += MiniBlocks;
            for (int m = 0; m < MiniBlocks; m++)
            {
                var mini = deltas.Slice(m * MiniBlock, MiniBlock);
                bool any = mini.ContainsAnyExcept((ushort)0), wide = mini.ContainsAnyInRange((ushort)256, ushort.MaxValue);
                _room[widths + m] = (byte)(m * MiniBlock >= count || !any ? 0 : wide ? 16 : 8);
                for (int k = 0; k < MiniBlock && _room[widths + m] != 0; k++)
                {
                    _room[length++] = (byte)mini[k];
                    if (wide)
                        _room[length++] = (byte)(mini[k] >> 8);
                }
            }
        }

        return Finish(values.Length, length, Delta);
    }

    /// <summary>A dictionary of 32-bit values.</summary>
    public Page Values(ReadOnlySpan<uint> values) => new(values.Length, values.Length * 4, _zstd.Compress(MemoryMarshal.AsBytes(values)), Plain);

    /// <summary>A dictionary of 64-bit values.</summary>
    public Page Values(ReadOnlySpan<ulong> values) => new(values.Length, values.Length * 8, _zstd.Compress(MemoryMarshal.AsBytes(values)), Plain);

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
