using System.Security.Cryptography;
using System.Text;

namespace Monster.Cli;

/// <summary>
/// What the functions of a cartridge are called in its source: a file beside the cartridge, for names in it would change its hash. The first line is the
/// cartridge's SHA-256, then comes a name a line, in the order of the functions.
/// </summary>
internal static class CartridgeNames
{
    /// <summary>What such a file's name ends in.</summary>
    public const string Extension = ".names";

    private const int MaxBytes = 1 << 20;
    private const string Made = "w2c_f"; // wasm2c's names of functions without one, before their number

    /// <summary>The file for a cartridge.</summary>
    public static byte[] Write(ReadOnlySpan<byte> cartridge, IReadOnlyList<string> names) =>
        Encoding.UTF8.GetBytes(string.Join('\n', names.Select(Clean).Prepend(Convert.ToHexStringLower(SHA256.HashData(cartridge)))) + "\n");

    /// <summary>The names for a cartridge, from the files in a folder; none when there is no file for it.</summary>
    public static IReadOnlyList<string> Find(string folder, string sha256)
    {
        if (!Directory.Exists(folder))
            return [];
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length <= MaxBytes && File.ReadLines(path).FirstOrDefault() == sha256)
                return [.. File.ReadLines(path).Skip(1)];
        }

        return [];
    }

    /// <summary>What a function of the native program is called in the source; its own name when that is not known.</summary>
    public static string Of(string native, IReadOnlyList<string> names)
    {
        // What the C compiler made of one function ends in .part.0, .cold and the like.
        int dot = native.IndexOf('.', StringComparison.Ordinal);
        string whole = dot < 0 ? native : native[..dot], rest = dot < 0 ? "" : native[dot..];
        return whole.StartsWith(Made, StringComparison.Ordinal) && int.TryParse(whole.AsSpan(Made.Length), System.Globalization.NumberStyles.None, null, out int index) && index < names.Count && names[index].Length > 0
            ? names[index] + rest
            : native;
    }

    private static string Clean(string name) => string.Concat(name.Where(c => !char.IsControl(c)));
}
