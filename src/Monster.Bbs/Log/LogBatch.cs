using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Monster.Bbs;

/// <summary>
/// Entries that are written and synced together. As bytes, all numbers little-endian:
/// <code>
/// u32 magic "MBAT"   u32 CRC-32C of the 24 bytes that follow
/// u64 index of the first entry   u32 entries   u32 bytes of the body   u32 CRC-32C of the body   u32 0
/// body: each entry as u32 length and bytes, filled up with zeros to a multiple of 8
/// </code>
/// Only one batch is on its way at a time: a whole batch behind a broken one shows that the broken one was synced once.
/// </summary>
internal static class LogBatch
{
    public const int HeadBytes = 32;
    public const int Alignment = 8;
    public const int MaxBodyBytes = 16 * 1024 * 1024;
    private const uint Magic = 0x5441424D; // "MBAT"

    /// <summary>The bytes of a batch.</summary>
    public static byte[] Encode(ulong first, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        int body = Aligned(entries.Sum(e => sizeof(int) + e.Length));
        byte[] bytes = new byte[HeadBytes + body];
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
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], body);
        BinaryPrimitives.WriteUInt32LittleEndian(head[24..], Crc(bytes.AsSpan(HeadBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Crc(head[8..]));
        return bytes;
    }

    /// <summary>Reads the head of a batch; false when there is none.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> head, out ulong first, out int count, out int body)
    {
        (first, count, body) = (0, 0, 0);
        if (head.Length < HeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(head) != Magic || BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) != Crc(head[8..HeadBytes]))
            return false;
        first = BinaryPrimitives.ReadUInt64LittleEndian(head[8..]);
        count = BinaryPrimitives.ReadInt32LittleEndian(head[16..]);
        body = BinaryPrimitives.ReadInt32LittleEndian(head[20..]);
        return count > 0 && body is > 0 and <= MaxBodyBytes && body % Alignment == 0;
    }

    /// <summary>Whether a body is the one that its head was written for.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) => BinaryPrimitives.ReadUInt32LittleEndian(head[24..]) == Crc(body);

    /// <summary>The entries in a whole body.</summary>
    public static List<ReadOnlyMemory<byte>> Entries(ReadOnlyMemory<byte> body, int count)
    {
        var entries = new List<ReadOnlyMemory<byte>>(count);
        for (int i = 0; i < count; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(body.Span);
            entries.Add(body.Slice(sizeof(int), length));
            body = body[(sizeof(int) + length)..];
        }

        return entries;
    }

    public static int Aligned(int bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>CRC-32C (RFC 3720, appendix B.4), by the processor's instruction.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (byte rest in bytes[(bytes.Length / sizeof(ulong) * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
