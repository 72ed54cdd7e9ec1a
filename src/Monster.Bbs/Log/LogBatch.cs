using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Monster.Bbs;

/// <summary>
/// Entries that are written and synced together. As bytes, all numbers little-endian:
/// <code>
/// u32 magic "MBAT"   u32 check: CRC-32C of the 24 bytes that follow, begun with the board's number
/// u64 index of the first entry   u32 entries   u32 bytes of the body   u32 CRC-32C of the body   u32 check of the batch before
/// body: each entry as u32 length and bytes, filled up with zeros so that the batch has whole blocks
/// </code>
/// Only one batch is on its way at a time: a whole batch behind a broken one shows that the broken one was synced once. A batch has
/// blocks of its own, so that a write that tears a block never tears what was acknowledged before. Since the check begins with a number
/// that nobody outside knows, no text that somebody posts can look like a batch.
/// </summary>
internal readonly record struct LogBatch(ulong First, int Count, int BodyBytes, uint BodyCheck, uint Previous, uint Check)
{
    public const int HeadBytes = 32;
    public const int Block = 4096;
    public const int MaxBodyBytes = 16 * 1024 * 1024;
    private const uint Magic = 0x5441424D; // "MBAT"

    /// <summary>The index behind its last entry.</summary>
    public ulong Next => First + (ulong)Count;

    /// <summary>Bytes in the file.</summary>
    public int Size => HeadBytes + BodyBytes;

    /// <summary>The bytes of a batch.</summary>
    /// <param name="first">The index of the first entry.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="previous">The check of the batch before; 0 when there is none.</param>
    /// <param name="board">The board's number.</param>
    public static byte[] Encode(ulong first, IReadOnlyList<ReadOnlyMemory<byte>> entries, uint previous, Guid board)
    {
        int size = Whole(HeadBytes + entries.Sum(e => sizeof(int) + e.Length));
        byte[] bytes = new byte[size];
        int at = HeadBytes;
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), entry.Length);
            entry.Span.CopyTo(bytes.AsSpan(at + sizeof(int)));
            at += sizeof(int) + entry.Length;
        }

        var head = bytes.AsSpan(0, HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(head[8..], first);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], size - HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head[24..], Crc(bytes.AsSpan(HeadBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(head[28..], previous);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], HeadCheck(head, board));
        return bytes;
    }

    /// <summary>The batch at the beginning of some bytes, its body not looked at yet; null when there is none.</summary>
    public static LogBatch? Head(ReadOnlySpan<byte> bytes, Guid board)
    {
        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != HeadCheck(bytes, board))
            return null;
        var batch = new LogBatch(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        return batch.Count > 0 && batch.BodyBytes is > 0 and <= MaxBodyBytes && batch.Size % Block == 0 ? batch : null;
    }

    /// <summary>The check of the batch whose bytes these are.</summary>
    public static uint CheckOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);

    /// <summary>Whether a body is the one that this head was written for.</summary>
    public bool IsWhole(ReadOnlySpan<byte> body) => body.Length == BodyBytes && BodyCheck == Crc(body);

    /// <summary>The entries in its body, which is whole.</summary>
    public List<ReadOnlyMemory<byte>> Entries(ReadOnlyMemory<byte> body)
    {
        var entries = new List<ReadOnlyMemory<byte>>(Count);
        for (int i = 0; i < Count; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(body.Span);
            entries.Add(body.Slice(sizeof(int), length));
            body = body[(sizeof(int) + length)..];
        }

        return entries;
    }

    /// <summary>CRC-32C (RFC 3720, appendix B.4), by the processor's instruction.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The CRC of the bytes before them.</param>
    public static uint Crc(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        uint crc = ~before;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (byte rest in bytes[(bytes.Length / sizeof(ulong) * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }

    private static int Whole(int bytes) => (bytes + Block - 1) / Block * Block;

    private static uint HeadCheck(ReadOnlySpan<byte> head, Guid board)
    {
        Span<byte> number = stackalloc byte[16];
        board.TryWriteBytes(number);
        return Crc(head[8..HeadBytes], Crc(number));
    }
}
