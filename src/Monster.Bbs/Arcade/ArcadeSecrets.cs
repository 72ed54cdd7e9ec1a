using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monster.Arcade;
using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>
/// What an arcade must not tell: the key it signs with, and the secret its numbers come from. Kept in <c>secrets/</c> of the data directory,
/// for its owner's eyes only, and never in the log. A number follows from the secret and what it is for, so that after a crash it is the same again, and there is no second
/// choice for the same ticket.
/// </summary>
public sealed class ArcadeSecrets : IDisposable
{
    private const int SecretBytes = 32;

    private readonly byte[] _secret;

    private ArcadeSecrets(SigningKey key, byte[] secret) => (Key, _secret) = (key, secret);

    /// <summary>The key of this node.</summary>
    public SigningKey Key { get; }

    /// <summary>Reads them from a data directory; makes them the first time.</summary>
    /// <exception cref="ArcadeException">They are damaged or cannot be written.</exception>
    public static ArcadeSecrets Open(string directory)
    {
        string folder = Path.Combine(directory, "secrets");
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string secret = Text(Path.Combine(folder, "tickets.key"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));
            if (secret.Length != 2 * SecretBytes || !secret.All(char.IsAsciiHexDigit))
                throw new ArcadeException($"The file '{Path.Combine(folder, "tickets.key")}' is damaged. Put its copy back, or move it away and a new secret will be made.");
            var key = SigningKey.FromText(Text(Path.Combine(folder, "arcade.key"), () =>
            {
                using var made = SigningKey.Create();
                return made.ToText();
            }));
            return new ArcadeSecrets(key, Convert.FromHexString(secret));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"The arcade's keys in '{folder}' cannot be used: {e.Message}", e);
        }
    }

    /// <summary>The node's number for a ticket, 32 hexadecimal digits.</summary>
    public string TicketNumber(ulong player, ulong serial, string cartridge)
    {
        Span<byte> numbers = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(numbers, player);
        BinaryPrimitives.WriteUInt64BigEndian(numbers[sizeof(ulong)..], serial);
        return Number("ticket\n"u8, [.. numbers, .. Convert.FromHexString(cartridge)]);
    }

    /// <summary>The number of the daily challenge that follows the one of a day; the first follows day 0.</summary>
    public string DailyNumber(int after)
    {
        byte[] day = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(day, after);
        return Number("daily\n"u8, day);
    }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    private string Number(ReadOnlySpan<byte> what, byte[] of) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret, (byte[])[.. what, .. of]).AsSpan(0, PlayTicket.NumberBytes));

    private static string Text(string path, Func<string> make)
    {
        if (!File.Exists(path))
            AtomicFile.Write(path, Encoding.ASCII.GetBytes(make()), ownerOnly: true);
        return File.ReadAllText(path);
    }
}
