using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Monster.Board.Messages;

namespace Monster.Bbs.People;

/// <summary>
/// The public half of an SSH key, as it stands in a file ending in <c>.pub</c>: type, base64, and a comment that may be missing. Taken are
/// Ed25519 (RFC 8709), ECDSA on the three NIST curves (RFC 5656), RSA from 2,048 bits (RFC 4253) and the two kinds that live in a security
/// token (PROTOCOL.u2f of OpenSSH). The bytes are checked to be exactly what the type says; that a point is on its curve is for sshd.
/// </summary>
public sealed record SshPublicKey
{
    /// <summary>The most characters of a line: an RSA key of 16,384 bits and a comment.</summary>
    public const int MaxLine = 3_200;

    /// <summary>The most characters that are kept of a comment.</summary>
    public const int MaxComment = 40;

    private const int MinRsaBits = 2_048;
    private const int MaxRsaBits = 16_384;

    private SshPublicKey(string type, byte[] bytes, string comment)
    {
        (Type, Base64, Comment) = (type, Convert.ToBase64String(bytes), comment);
        Hash = SHA256.HashData(bytes);
    }

    /// <summary>The type, as SSH names it.</summary>
    public string Type { get; }

    /// <summary>The key's bytes.</summary>
    public string Base64 { get; }

    /// <summary>What its owner calls it.</summary>
    public string Comment { get; }

    /// <summary>SHA-256 of its bytes.</summary>
    public byte[] Hash { get; }

    /// <summary>The hash as <c>ssh-keygen -l</c> shows it.</summary>
    public string Fingerprint => FingerprintOf(Hash);

    /// <summary>A hash as <c>ssh-keygen -l</c> shows it.</summary>
    public static string FingerprintOf(byte[] hash) => "SHA256:" + Convert.ToBase64String(hash).TrimEnd('=');

    /// <summary>The line of a <c>.pub</c> file without the comment.</summary>
    public override string ToString() => $"{Type} {Base64}";

    /// <summary>Reads a line; what is wrong is said to whoever pasted it.</summary>
    public static bool TryRead(string line, [NotNullWhen(true)] out SshPublicKey? key, out string fault)
    {
        key = null;
        fault = "";
        if (line.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            fault = "That is the private half! Never give it to anyone. Paste the line of the file ending in .pub.";
            return false;
        }

        string[] words = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        if (line.Length > MaxLine || words.Length < 2)
        {
            fault = line.Length > MaxLine ? $"A key is one line of at most {MaxLine:N0} characters." : "That is no key: it looks like 'ssh-ed25519 AAAA... comment', one line of the file ending in .pub.";
            return false;
        }

        byte[] bytes = new byte[MaxLine];
        if (!Convert.TryFromBase64String(words[1], bytes, out int length))
        {
            fault = "The long part of the key is cut or damaged (it is no base64). Copy the whole line.";
            return false;
        }

        bytes = bytes[..length];
        fault = FaultOf(words[0], bytes) ?? "";
        if (fault.Length == 0)
            key = new SshPublicKey(words[0], bytes, Cut(CleanText.Line(words.Length > 2 ? words[2] : "")));
        return key is not null;
    }

    private static string Cut(string comment) => comment.Length <= MaxComment ? comment : CleanText.Line(comment[..MaxComment]);

    private static string? FaultOf(string type, byte[] bytes)
    {
        if (type == "ssh-dss")
            return "DSA keys are not safe any more, and OpenSSH takes none. Make a new key: ssh-keygen -t ed25519";
        if (type.Contains("-cert-", StringComparison.Ordinal))
            return "That is a certificate. Paste the key it was made for: the file without -cert.";
        if (!IsKnown(type))
            return $"'{Shown(type)}' is no type of key that is taken here: ed25519, ecdsa and rsa are.";
        const string Damaged = "The key is cut or damaged. Copy the whole line of the file ending in .pub.";
        if (Parts(bytes) is not [var name, .. var parts] || !name.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(type)))
            return Damaged;
        return (type, parts) switch
        {
            ("ssh-rsa", [var exponent, var modulus]) => RsaFault(exponent, modulus),
            ("ssh-ed25519", [{ Length: 32 }]) or ("sk-ssh-ed25519@openssh.com", [{ Length: 32 }, { Length: > 0 and <= 256 }]) => null,
            ("sk-ecdsa-sha2-nistp256@openssh.com", [var curve, var point, { Length: > 0 and <= 256 }]) when IsPoint("nistp256", curve, point) => null,
            (_, [var curve, var point]) when type.StartsWith("ecdsa-", StringComparison.Ordinal) && IsPoint(type[11..], curve, point) => null,
            _ => Damaged,
        };
    }

    private static string Shown(string type) => CleanText.Line(type.Length <= MaxComment ? type : type[..MaxComment]);

    private static bool IsKnown(string type) => type is "ssh-ed25519" or "sk-ssh-ed25519@openssh.com" or "ssh-rsa" or "sk-ecdsa-sha2-nistp256@openssh.com"
        or "ecdsa-sha2-nistp256" or "ecdsa-sha2-nistp384" or "ecdsa-sha2-nistp521";

    private static bool IsPoint(string curve, byte[] named, byte[] point)
    {
        int side = curve switch { "nistp256" => 32, "nistp384" => 48, _ => 66 };
        return named.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(curve)) && point.Length == 1 + (2 * side) && point[0] == 4; // uncompressed (SEC 1, 2.3.3)
    }

    private static string? RsaFault(byte[] exponent, byte[] modulus)
    {
        if (!IsPositive(exponent) || !IsPositive(modulus) || exponent.Length > 8 || modulus.Length > (MaxRsaBits / 8) + 1)
            return "The key is damaged, or its numbers are larger than OpenSSH takes.";
        long bits = new BigInteger(modulus, isUnsigned: true, isBigEndian: true).GetBitLength();
        return bits < MinRsaBits ? $"An RSA key of {bits} bits is too weak: {MinRsaBits:N0} are the least. Better: ssh-keygen -t ed25519"
            : (exponent[^1] & 1) == 0 || (modulus[^1] & 1) == 0 || exponent is [1] ? "The key is damaged: RSA's numbers are odd." : null;
    }

    /// <summary>A number above zero as RFC 4251 writes it: the shortest form.</summary>
    private static bool IsPositive(byte[] number) => number is [> 0 and < 0x80, ..] or [0, >= 0x80, ..];

    /// <summary>The strings of a key (RFC 4251, section 5); null when the bytes are not exactly some of them.</summary>
    private static byte[][]? Parts(ReadOnlySpan<byte> bytes)
    {
        var parts = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(bytes) is var length && length > bytes.Length - 4 || parts.Count == 4)
                return null;
            parts.Add(bytes.Slice(4, (int)length).ToArray());
            bytes = bytes[(4 + (int)length)..];
        }

        return [.. parts];
    }
}
