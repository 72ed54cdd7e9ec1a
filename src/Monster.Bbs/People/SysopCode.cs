using System.Security.Cryptography;
using System.Text;

namespace Monster.Bbs.People;

/// <summary>
/// The code that makes the first account the sysop. It is made at start as long as there is no sysop, shown where the board was
/// started and nowhere else, works once, and is never written anywhere.
/// </summary>
public sealed class SysopCode
{
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int Length = 12;

    private string? _code;

    /// <summary>A new code.</summary>
    public SysopCode() => _code = RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The code in groups of four; null when it was used.</summary>
    public string? Text => Volatile.Read(ref _code) is { } code ? string.Join('-', code.Chunk(4).Select(group => new string(group))) : null;

    /// <summary>Whether this is the code. Case, spaces and dashes do not matter.</summary>
    public bool Is(string typed)
    {
        string plain = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return Volatile.Read(ref _code) is { } code && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(plain), Encoding.UTF8.GetBytes(code));
    }

    /// <summary>There is a sysop now.</summary>
    public void Use() => Volatile.Write(ref _code, null);
}
