using Monster.Board;
using Monster.Terminal;

namespace Monster.Bbs.People;

/// <summary>What a person set for himself: how screens are shown, and what others are told. It is kept sealed.</summary>
public sealed record Personal
{
    /// <summary>The most characters of <see cref="Place"/>.</summary>
    public const int MaxPlace = 40;

    /// <summary>The most characters of <see cref="About"/>.</summary>
    public const int MaxAbout = 300;

    /// <summary>The characters the terminal takes; null to ask the terminal.</summary>
    public TerminalEncoding? Encoding { get; init; }

    /// <summary>The colours the terminal shows; null to ask the terminal.</summary>
    public ColorSupport? Colours { get; init; }

    /// <summary>Whether screens are told line by line.</summary>
    public bool IsLineMode { get; init; }

    /// <summary>In line mode, lines until Enter is waited for; 0 for none.</summary>
    public int PageLength { get; init; }

    /// <summary>Whether others may ask this person to chat.</summary>
    public bool CanBePaged { get; init; } = true;

    /// <summary>Where the person is, in own words.</summary>
    public string Place { get; init; } = "";

    /// <summary>A few words about the person, in own words.</summary>
    public string About { get; init; } = "";

    /// <summary>As bytes, to be sealed.</summary>
    public byte[] ToBytes() => new FieldWriter()
        .Byte(1).Byte((byte)((int?)Encoding + 1 ?? 0)).Byte((byte)((int?)Colours + 1 ?? 0)).Bool(IsLineMode).I32(PageLength).Bool(CanBePaged).Text(Place).Text(About).ToArray();

    /// <summary>From bytes that were sealed; what nobody set when they are null or of another version.</summary>
    public static Personal FromBytes(byte[]? bytes)
    {
        if (bytes is not [1, ..])
            return new Personal();
        var fields = new FieldReader(bytes.AsSpan(1));
        byte encoding = fields.Byte();
        byte colours = fields.Byte();
        return new Personal
        {
            Encoding = encoding == 0 ? null : (TerminalEncoding)(encoding - 1),
            Colours = colours == 0 ? null : (ColorSupport)(colours - 1),
            IsLineMode = fields.Bool(),
            PageLength = fields.I32(),
            CanBePaged = fields.Bool(),
            Place = fields.Text(MaxPlace * 4),
            About = fields.Text(MaxAbout * 4),
        };
    }

    /// <summary>The facts of a terminal under these settings.</summary>
    /// <param name="asked">What the terminal itself told.</param>
    public TerminalFacts Over(TerminalFacts asked) => asked with
    {
        Encoding = Encoding ?? asked.Encoding,
        Colors = Colours ?? asked.Colors,
        IsLineMode = IsLineMode,
        PageLength = PageLength,
    };
}
