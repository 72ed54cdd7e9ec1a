using System.Buffers.Binary;

namespace Monster.Board;

/// <summary>What a node signs when it opens a ticket: that it has chosen its number, and for what. Form: docs/tickets.md.</summary>
/// <param name="IsDaily">Whether it is for the daily challenge.</param>
/// <param name="Cartridge">SHA-256 of the cartridge's file, 64 hexadecimal digits.</param>
/// <param name="Rules">The version of the game's rules.</param>
/// <param name="Player">The account's number.</param>
/// <param name="Serial">Counts the player's tickets, from 1.</param>
/// <param name="Day">Of the daily challenge, in days since 1970-01-01 (UTC); otherwise 0.</param>
/// <param name="Commitment">SHA-256 of the node's number, 64 hexadecimal digits.</param>
/// <param name="Opened">When; to the millisecond.</param>
public sealed record TicketStatement(bool IsDaily, string Cartridge, int Rules, ulong Player, ulong Serial, int Day, string Commitment, DateTimeOffset Opened)
{
    private const int HashBytes = 32;

    private static ReadOnlySpan<byte> Tag => "monster ticket 1\n"u8;

    /// <summary>The bytes that are signed.</summary>
    public byte[] Encode()
    {
        byte[] bytes = new byte[Tag.Length + 1 + HashBytes + 4 + 8 + 8 + 4 + HashBytes + 8];
        Tag.CopyTo(bytes);
        var rest = bytes.AsSpan(Tag.Length);
        rest[0] = IsDaily ? (byte)1 : (byte)0;
        Convert.FromHexString(Cartridge).CopyTo(rest[1..]);
        rest = rest[(1 + HashBytes)..];
        BinaryPrimitives.WriteUInt32BigEndian(rest, (uint)Rules);
        BinaryPrimitives.WriteUInt64BigEndian(rest[4..], Player);
        BinaryPrimitives.WriteUInt64BigEndian(rest[12..], Serial);
        BinaryPrimitives.WriteUInt32BigEndian(rest[20..], (uint)Day);
        Convert.FromHexString(Commitment).CopyTo(rest[24..]);
        BinaryPrimitives.WriteInt64BigEndian(rest[(24 + HashBytes)..], Opened.ToUnixTimeMilliseconds());
        return bytes;
    }
}
