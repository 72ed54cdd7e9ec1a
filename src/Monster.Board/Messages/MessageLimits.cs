namespace Monster.Board.Messages;

/// <summary>The most bytes, in UTF-8, of what people write.</summary>
public static class MessageLimits
{
    /// <summary>A subject, in characters.</summary>
    public const int SubjectLength = 70;

    /// <summary>A subject.</summary>
    public const int Subject = SubjectLength * 4;

    /// <summary>The text of a post or of a letter.</summary>
    public const int Body = 32 * 1024;

    /// <summary>A sealed letter: subject, text, and what sealing adds.</summary>
    public const int SealedMail = Body + Subject + 256;

    /// <summary>Letters in a folder.</summary>
    public const int MailPerFolder = 1_000;

    /// <summary>A one-liner, in characters.</summary>
    public const int OneLinerLength = 70;

    /// <summary>A one-liner.</summary>
    public const int OneLiner = OneLinerLength * 4;

    /// <summary>One-liners that are kept.</summary>
    public const int OneLiners = 200;

    /// <summary>A board's name, in characters.</summary>
    public const int BoardNameLength = 30;

    /// <summary>A board's name.</summary>
    public const int BoardName = BoardNameLength * 4;

    /// <summary>The line about a board, in characters.</summary>
    public const int BoardAboutLength = 70;

    /// <summary>The line about a board.</summary>
    public const int BoardAbout = BoardAboutLength * 4;
}
