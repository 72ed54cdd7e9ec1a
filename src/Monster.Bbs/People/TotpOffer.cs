using System.Security.Cryptography;
using OtpNet;

namespace Monster.Bbs.People;

/// <summary>A secret for one-time codes that a person may take up. Nothing counts before a code of it was shown.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Text">As it is typed into an authenticator program: base 32.</param>
/// <param name="Uri">As it is taken up by a picture (Key Uri Format).</param>
public sealed record TotpOffer(byte[] Secret, string Text, string Uri)
{
    private const int SecretBytes = 20; // RFC 4226, section 4: 160 bits

    /// <summary>A new one.</summary>
    /// <param name="name">The account's name, shown by the program.</param>
    public static TotpOffer For(string name) => Of(RandomNumberGenerator.GetBytes(SecretBytes), name);

    /// <summary>A secret as it is offered.</summary>
    public static TotpOffer Of(byte[] secret, string name)
    {
        string text = Base32Encoding.ToString(secret).TrimEnd('=');
        return new TotpOffer(secret, text, $"otpauth://totp/Monster:{System.Uri.EscapeDataString(name)}?secret={text}&issuer=Monster");
    }

    /// <summary>The secret of a text; null when it is none that was ever offered.</summary>
    public static byte[]? SecretOf(string text) =>
        text.Length == (SecretBytes * 8 / 5) && text.All(c => c is (>= 'A' and <= 'Z') or (>= '2' and <= '7')) ? Base32Encoding.ToBytes(text) : null;
}
