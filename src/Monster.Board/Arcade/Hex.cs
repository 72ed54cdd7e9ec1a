namespace Monster.Board;

/// <summary>Hashes, keys and numbers: hexadecimal digits in the program, bytes in commands, values and keys.</summary>
internal static class Hex
{
    public static FieldWriter Hash(this FieldWriter fields, string digits) => fields.Fixed(Convert.FromHexString(digits));

    public static KeyWriter Hash(this KeyWriter key, string digits) => key.Fixed(Convert.FromHexString(digits));

    public static string Digits(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
