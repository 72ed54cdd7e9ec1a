using System.Globalization;
using System.Text;

namespace Monster.Board.People;

/// <summary>
/// The names under which callers of other boards appear: <c>alias@TAG</c>. No name of this board has an @, so none can be taken
/// for another. What cannot stand in a name here is left out of the alias, and if two look alike then the later one has a number.
/// </summary>
public static class VisitorName
{
    /// <summary>The most characters of an alias that is taken.</summary>
    public const int MaxAlias = 40;

    /// <summary>The most characters of a tag.</summary>
    public const int MaxTag = 8;

    /// <summary>Why a text cannot be the tag of another board; null when it can.</summary>
    public static string? TagFault(string tag) =>
        tag.Length is >= 2 and <= MaxTag && tag.All(letter => letter is (>= 'A' and <= 'Z') or (>= '0' and <= '9')) && PersonName.Key(tag).Length >= 2
            ? null : $"a board's tag has 2 to {MaxTag} capital letters and digits";

    /// <summary>Why an alias cannot be taken; null when it can.</summary>
    public static string? AliasFault(string alias) =>
        alias.Length is 0 or > MaxAlias ? $"A name there has 1 to {MaxAlias} characters." :
        !Messages.CleanText.IsLine(alias) ? "The name has characters that cannot be shown." : null;

    /// <summary>The name shown.</summary>
    /// <param name="origin">Where the caller comes from.</param>
    /// <param name="number">1, or more when names that look alike are taken.</param>
    public static string Of(VisitorOrigin origin, uint number)
    {
        string suffix = number > 1 ? string.Create(CultureInfo.InvariantCulture, $"-{number}") : "";
        int most = PersonName.MaxLength - 1 - origin.Board.Length - suffix.Length; // as long as any name: screens have room for that
        var shown = new StringBuilder();
        foreach (char letter in origin.Alias)
        {
            bool joins = letter is ' ' or '.' or '-' or '_' or '\'';
            if (shown.Length < most && (char.IsAsciiLetterOrDigit(letter) || (joins && shown.Length > 0 && char.IsAsciiLetterOrDigit(shown[^1]))))
                shown.Append(letter);
        }

        while (shown.Length > 0 && !char.IsAsciiLetterOrDigit(shown[^1]))
            shown.Length--;
        return $"{(shown.Length > 0 ? shown.ToString() : "caller")}{suffix}@{origin.Board}";
    }
}
