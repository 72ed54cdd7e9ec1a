using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Monster.Board;

/// <summary>
/// A ticket whose two numbers are known: everything that the seed of a ranked play follows from, but for the cartridge. It is what field
/// 14 of a recording holds, so that anyone who has the recording can compute the seed again. Form and arithmetic: docs/tickets.md.
/// </summary>
/// <param name="Kind">How the seed came about.</param>
/// <param name="Player">The account's number, from 1.</param>
/// <param name="Serial">Counts the player's tickets, from 1.</param>
/// <param name="NodeNumber">The node's number, 32 hexadecimal digits: committed to before it knew the player's.</param>
/// <param name="PlayerNumber">The player's number, 32 hexadecimal digits; for the daily challenge the day and zeros.</param>
public sealed record PlayTicket(TicketKind Kind, ulong Player, ulong Serial, string NodeNumber, string PlayerNumber)
{
    /// <summary>Bytes of either side's number.</summary>
    public const int NumberBytes = 16;

    /// <summary>Bytes of a seed.</summary>
    public const int SeedBytes = 16;

    /// <summary>Bytes of a ticket.</summary>
    public const int Bytes = 1 + sizeof(ulong) + sizeof(ulong) + NumberBytes + NumberBytes;

    /// <summary>The day of a ticket of the daily challenge, in days since 1970-01-01 (UTC); 0 for other tickets.</summary>
    public int Day => Kind == TicketKind.Daily ? BinaryPrimitives.ReadInt32BigEndian(Convert.FromHexString(PlayerNumber)) : 0;

    private const string DayTail = "000000000000000000000000";

    private static ReadOnlySpan<byte> CommitmentTag => "monster ticket commitment 1\n"u8;

    private static ReadOnlySpan<byte> SeedTag => "monster seed 1\n"u8;

    private static ReadOnlySpan<byte> DailyTag => "monster daily seed 1\n"u8;

    /// <summary>A ticket of the daily challenge.</summary>
    /// <param name="player">The account's number.</param>
    /// <param name="serial">Counts the player's tickets.</param>
    /// <param name="number">The challenge's number.</param>
    /// <param name="day">The day, in days since 1970-01-01 (UTC).</param>
    public static PlayTicket Daily(ulong player, ulong serial, string number, int day)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)day);
        return new PlayTicket(TicketKind.Daily, player, serial, number, Convert.ToHexStringLower(bytes) + DayTail);
    }

    /// <summary>What a node publishes before it knows the player's number: SHA-256 of its own, 64 hexadecimal digits.</summary>
    public static string Commitment(string nodeNumber) =>
        Convert.ToHexStringLower(SHA256.HashData([.. CommitmentTag, .. Convert.FromHexString(nodeNumber)]));

    /// <summary>
    /// The seed, 32 hexadecimal digits: SHA-256 of both numbers, the cartridge, the player and the serial, cut. Of a daily ticket: of the
    /// number, the cartridge and the day.
    /// </summary>
    /// <param name="cartridge">SHA-256 of the cartridge's file, 64 hexadecimal digits.</param>
    public string Seed(string cartridge)
    {
        byte[] ticket = Encode();
        byte[] game = Convert.FromHexString(cartridge);
        var numbers = ticket.AsSpan(17);
        byte[] hash = Kind == TicketKind.Daily
            ? SHA256.HashData([.. DailyTag, .. numbers[..NumberBytes], .. game, .. numbers.Slice(NumberBytes, sizeof(uint))])
            : SHA256.HashData([.. SeedTag, .. numbers, .. game, .. ticket.AsSpan(1, 2 * sizeof(ulong))]);
        return Convert.ToHexStringLower(hash.AsSpan(0, SeedBytes));
    }

    /// <summary>The bytes that a recording holds.</summary>
    public byte[] Encode()
    {
        byte[] bytes = new byte[Bytes];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), Player);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(9), Serial);
        Convert.FromHexString(NodeNumber).CopyTo(bytes, 17);
        Convert.FromHexString(PlayerNumber).CopyTo(bytes, 17 + NumberBytes);
        return bytes;
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; null when it is something else.</summary>
    public static PlayTicket? TryDecode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes || bytes[0] is < (int)TicketKind.Player or > (int)TicketKind.Daily)
            return null;
        var ticket = new PlayTicket(
            (TicketKind)bytes[0],
            BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[9..]),
            Convert.ToHexStringLower(bytes.Slice(17, NumberBytes)),
            Convert.ToHexStringLower(bytes.Slice(17 + NumberBytes, NumberBytes)));
        bool isWhole = ticket.Kind != TicketKind.Daily || ticket.PlayerNumber.EndsWith(DayTail, StringComparison.Ordinal);
        return ticket.Player > 0 && ticket.Serial > 0 && isWhole ? ticket : null;
    }
}
