using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Monster.Bbs.People;

/// <summary>
/// What is kept of a password: Argon2id (RFC 9106) with its parameters and salt, 57 bytes.
/// <code>u8 version = 1 | u32 memory in KiB | u32 passes | salt, 16 bytes | hash, 32 bytes</code> (integers big-endian, one lane). New ones
/// take 32 MiB and 3 passes, more than each minimum that OWASP lists, about a tenth of a second on a small machine; the
/// parameters stand in each verifier, so that they can grow: see <see cref="IsOld"/>.
/// </summary>
public static class PasswordVerifier
{
    /// <summary>The fewest characters of a password.</summary>
    public const int MinPassword = 8;

    /// <summary>The most characters of a password.</summary>
    public const int MaxPassword = 128;

    /// <summary>Bytes of a verifier.</summary>
    public const int Length = 1 + 4 + 4 + SaltLength + HashLength;

    /// <summary>Memory of new verifiers, in KiB.</summary>
    public const int Memory = 32 * 1024;

    /// <summary>Passes of new verifiers.</summary>
    public const int Passes = 3;

    private const byte Version = 1;
    private const int SaltLength = 16;
    private const int HashLength = 32;

    // A verifier that came in from elsewhere must not be able to take the machine down.
    private const int MaxMemory = 256 * 1024;
    private const int MaxPasses = 16;

    /// <summary>Why a password cannot be one; null when it can.</summary>
    public static string? Fault(string password, string name) =>
        password.Length < MinPassword ? $"A password has at least {MinPassword} characters." :
        password.Length > MaxPassword ? $"A password has at most {MaxPassword} characters." :
        password.Distinct().Count() < 4 ? "That password has too few different characters." :
        string.Equals(password.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase) ? "The password must not be the name." : null;

    /// <summary>Makes a verifier. Takes about a tenth of a second and 32 MiB.</summary>
    public static byte[] Make(string password)
    {
        byte[] verifier = new byte[Length];
        verifier[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(verifier.AsSpan(1), Memory);
        BinaryPrimitives.WriteInt32BigEndian(verifier.AsSpan(5), Passes);
        RandomNumberGenerator.Fill(verifier.AsSpan(9, SaltLength));
        Derive(password, verifier).CopyTo(verifier, 9 + SaltLength);
        return verifier;
    }

    /// <summary>Whether a password is the one. Takes as long as <see cref="Make"/>.</summary>
    /// <exception cref="FormatException">The verifier is damaged or of an unknown version.</exception>
    public static bool Verify(string password, ReadOnlySpan<byte> verifier) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, verifier), verifier[(9 + SaltLength)..]);

    /// <summary>Whether a verifier was made with other parameters than those of today: make it anew when the password is at hand.</summary>
    public static bool IsOld(ReadOnlySpan<byte> verifier) =>
        verifier[0] != Version || BinaryPrimitives.ReadInt32BigEndian(verifier[1..]) != Memory || BinaryPrimitives.ReadInt32BigEndian(verifier[5..]) != Passes;

    private static byte[] Derive(string password, ReadOnlySpan<byte> verifier)
    {
        if (verifier.Length != Length || verifier[0] != Version)
            throw new FormatException("A password verifier is damaged or of an unknown version.");
        int memory = BinaryPrimitives.ReadInt32BigEndian(verifier[1..]);
        int passes = BinaryPrimitives.ReadInt32BigEndian(verifier[5..]);
        if (memory is < 8 or > MaxMemory || passes is < 1 or > MaxPasses)
            throw new FormatException("A password verifier asks for more work than is allowed.");
        var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memory, NumberOfPasses = passes });
        return argon2.DeriveBytes(Encoding.UTF8.GetBytes(password), verifier.Slice(9, SaltLength), HashLength);
    }
}
