using System.Security.Cryptography;
using NSec.Cryptography;

namespace Monster.Bbs.People;

/// <summary>
/// One key for each person, a file each in the data directory's <c>secrets/people</c>, readable by the owner only and never in the
/// log. What is private goes into the log sealed with its person's key; deleting an account deletes the key, and what was sealed
/// is noise from then on, in every copy of the log.
/// A sealed text: <code>u8 version = 1 | nonce, 24 bytes | XChaCha20-Poly1305 of the text, with a purpose as associated data</code>.
/// </summary>
public sealed class KeyVault
{
    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = 1 + NonceLength + 16;

    /// <summary>Bytes of a key's name.</summary>
    public const int IdLength = 16;

    private const byte Version = 1;
    private const int NonceLength = 24;

    private readonly string _folder;

    /// <summary>The keys of a folder; it is made when it is not there.</summary>
    public KeyVault(string folder)
    {
        _folder = folder;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes a key. It is on the disk when this returns.</summary>
    /// <returns>Its name, which is no secret.</returns>
    public byte[] Create()
    {
        byte[] id = RandomNumberGenerator.GetBytes(IdLength);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(PathOf(id), options);
        file.Write(RandomNumberGenerator.GetBytes(AeadAlgorithm.XChaCha20Poly1305.KeySize));
        file.Flush(flushToDisk: true);
        return id;
    }

    /// <summary>Whether a key is there.</summary>
    public bool Has(ReadOnlySpan<byte> id) => File.Exists(PathOf(id));

    /// <summary>Deletes a key: what was sealed with it can never be read again.</summary>
    public void Drop(ReadOnlySpan<byte> id)
    {
        string path = PathOf(id);
        if (!File.Exists(path))
            return;
        // Written over first: on a plain disk the old bytes are gone with it; on others at least the file is.
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            file.Write(RandomNumberGenerator.GetBytes((int)file.Length));
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    /// <summary>Seals bytes for a person.</summary>
    /// <param name="id">The name of the person's key.</param>
    /// <param name="purpose">What it is, so that nothing sealed can pass for something else.</param>
    /// <param name="open">The bytes.</param>
    /// <exception cref="KeyDroppedException">The key is gone.</exception>
    public byte[] Seal(ReadOnlySpan<byte> id, ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> open)
    {
        using var key = KeyOf(id);
        byte[] seal = new byte[Overhead + open.Length];
        seal[0] = Version;
        RandomNumberGenerator.Fill(seal.AsSpan(1, NonceLength));
        AeadAlgorithm.XChaCha20Poly1305.Encrypt(key, seal.AsSpan(1, NonceLength), purpose, open, seal.AsSpan(1 + NonceLength));
        return seal;
    }

    /// <summary>Opens what was sealed; null when the key is gone, or the seal is damaged or was made for another purpose.</summary>
    public byte[]? Open(ReadOnlySpan<byte> id, ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> seal)
    {
        if (seal.Length < Overhead || seal[0] != Version)
            return null;
        try
        {
            using var key = KeyOf(id);
            return AeadAlgorithm.XChaCha20Poly1305.Decrypt(key, seal.Slice(1, NonceLength), purpose, seal[(1 + NonceLength)..]);
        }
        catch (KeyDroppedException)
        {
            return null;
        }
    }

    private Key KeyOf(ReadOnlySpan<byte> id)
    {
        try
        {
            return Key.Import(AeadAlgorithm.XChaCha20Poly1305, File.ReadAllBytes(PathOf(id)), KeyBlobFormat.RawSymmetricKey);
        }
        catch (Exception e) when (e is FileNotFoundException or FormatException)
        {
            throw new KeyDroppedException(e);
        }
    }

    private string PathOf(ReadOnlySpan<byte> id)
    {
        if (id.Length != IdLength)
            throw new ArgumentException($"A key's name has {IdLength} bytes, not {id.Length}.", nameof(id));
        return Path.Combine(_folder, Convert.ToHexStringLower(id));
    }
}
