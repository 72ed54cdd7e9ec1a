namespace Monster.Board.People;

/// <summary>The most bytes of what an account holds.</summary>
public static class PeopleLimits
{
    /// <summary>A password verifier.</summary>
    public const int Verifier = 256;

    /// <summary>A key's name.</summary>
    public const int KeyId = 64;

    /// <summary>Sealed settings and profile.</summary>
    public const int Personal = 8 * 1024;

    /// <summary>A sealed secret of one-time codes.</summary>
    public const int Totp = 256;

    /// <summary>A sealed SSH key: RSA keys of 16,384 bits are the longest.</summary>
    public const int SshKey = 4 * 1024;

    /// <summary>The SSH keys of one account.</summary>
    public const int SshKeys = 10;

    /// <summary>A name in UTF-8.</summary>
    public const int Name = PersonName.MaxLength * 4;

    /// <summary>A reason, in characters.</summary>
    public const int ReasonLength = 100;

    /// <summary>A reason in UTF-8.</summary>
    public const int Reason = ReasonLength * 4;

    internal const string NoAccount = "That account does not exist any more.";
}
