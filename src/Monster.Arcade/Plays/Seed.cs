using System.Buffers.Binary;
using Monster.Cartridge;

namespace Monster.Arcade;

/// <summary>The 128-bit seed of a play: four words, written as 16 little-endian bytes or 32 hexadecimal digits. Every value is valid.</summary>
public readonly record struct Seed(uint A, uint B, uint C, uint D)
{
    /// <summary>Reads 16 bytes.</summary>
    public static Seed FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]));

    /// <summary>Reads 32 hexadecimal digits.</summary>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse(string text, out Seed seed)
    {
        seed = default;
        if (text.Length != 2 * Abi.SeedBytes || !text.All(char.IsAsciiHexDigit))
            return false;
        seed = FromBytes(Convert.FromHexString(text));
        return true;
    }

    /// <summary>The 16 bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Abi.SeedBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, A);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), B);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), C);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), D);
        return bytes;
    }

    /// <summary>The 32 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
