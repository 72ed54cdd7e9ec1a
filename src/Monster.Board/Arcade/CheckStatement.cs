using System.Buffers.Binary;

namespace Monster.Board;

/// <summary>What a node signs when it has replayed a recording: what it found. Form: docs/tickets.md.</summary>
/// <param name="Play">The recording's name: SHA-256 of the unsigned file, 64 hexadecimal digits.</param>
/// <param name="Score">The score on replay.</param>
/// <param name="Ticks">Completed updates.</param>
/// <param name="Units">Budget units the replay used.</param>
/// <param name="CheckedAt">When; to the millisecond.</param>
public sealed record CheckStatement(string Play, int Score, int Ticks, ulong Units, DateTimeOffset CheckedAt)
{
    private const int HashBytes = 32;

    private static ReadOnlySpan<byte> Tag => "monster check 1\n"u8;

    /// <summary>The bytes that are signed.</summary>
    public byte[] Encode()
    {
        byte[] bytes = new byte[Tag.Length + HashBytes + 4 + 4 + 8 + 8];
        Tag.CopyTo(bytes);
        var rest = bytes.AsSpan(Tag.Length);
        Convert.FromHexString(Play).CopyTo(rest);
        BinaryPrimitives.WriteInt32BigEndian(rest[HashBytes..], Score);
        BinaryPrimitives.WriteInt32BigEndian(rest[(HashBytes + 4)..], Ticks);
        BinaryPrimitives.WriteUInt64BigEndian(rest[(HashBytes + 8)..], Units);
        BinaryPrimitives.WriteInt64BigEndian(rest[(HashBytes + 16)..], CheckedAt.ToUnixTimeMilliseconds());
        return bytes;
    }
}
