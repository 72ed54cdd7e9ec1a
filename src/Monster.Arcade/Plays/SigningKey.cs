using NSec.Cryptography;

namespace Monster.Arcade;

/// <summary>The Ed25519 key with which a node signs the recordings it accepts.</summary>
public sealed class SigningKey : IDisposable
{
    private const string Header = "monster signing key 1";

    private readonly Key _key;

    private SigningKey(Key key) => _key = key;

    /// <summary>The public half, 64 hexadecimal digits: what others name with <c>--trust</c>.</summary>
    public string PublicKey => Convert.ToHexStringLower(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>A new key.</summary>
    public static SigningKey Create() =>
        new(Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <exception cref="ArcadeException">It is something else.</exception>
    public static SigningKey FromText(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 2 && lines[0] == Header && lines[1].Length == 64 && lines[1].All(char.IsAsciiHexDigit))
            return new SigningKey(Key.Import(SignatureAlgorithm.Ed25519, Convert.FromHexString(lines[1]), KeyBlobFormat.RawPrivateKey, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));
        throw new ArcadeException("The signing key's file is damaged. Put its copy back, or move it away and a new key will be made.");
    }

    /// <summary>The key as text, the secret half included: for a file that only its owner can read.</summary>
    public string ToText() => $"{Header}\n{Convert.ToHexStringLower(_key.Export(KeyBlobFormat.RawPrivateKey))}\n";

    /// <summary>A recording with this key and its signature.</summary>
    public Recording Sign(Recording recording)
    {
        var unsigned = recording with { PublicKey = _key.PublicKey.Export(KeyBlobFormat.RawPublicKey), Signature = null };
        return unsigned with { Signature = SignatureAlgorithm.Ed25519.Sign(_key, RecordingWriter.Encode(unsigned)) };
    }

    /// <summary>The signature over a statement, 64 bytes. What is signed begins with a tag, so that it is never taken for something else.</summary>
    public byte[] Sign(ReadOnlySpan<byte> statement) => SignatureAlgorithm.Ed25519.Sign(_key, statement);

    /// <summary>Whether a signature over a statement is a key's.</summary>
    public static bool IsSignatureGood(byte[] publicKey, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature) =>
        TryImport(publicKey, out var key) && SignatureAlgorithm.Ed25519.Verify(key, statement, signature);

    /// <summary>Whether the signature of a signed recording is its key's.</summary>
    public static bool IsSignatureGood(Recording recording) =>
        TryImport(recording.PublicKey, out var key) &&
        SignatureAlgorithm.Ed25519.Verify(key, RecordingWriter.Encode(recording with { Signature = null }), recording.Signature);

    /// <summary>Forgets the secret.</summary>
    public void Dispose() => _key.Dispose();

    private static bool TryImport(byte[]? bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PublicKey? key) =>
        NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out key);
}
