using System.Text;

namespace Monster.Board.Messages;

/// <summary>
/// Text that does to a screen nothing but show itself: no control characters, none that change the direction of what stands around
/// them, none that cannot be seen, and at most two marks on one letter. All ranges are written out, because
/// <c>Apply</c> must decide alike on every machine.
/// </summary>
public static class CleanText
{
    private const int MaxMarks = 2;

    /// <summary>One line: what is not clean is left out, line ends become spaces, spaces at the ends go.</summary>
    public static string Line(string text) => Clean(text.ReplaceLineEndings(" "), keepsLineFeeds: false).Trim(' ');

    /// <summary>Several lines: what is not clean is left out, tabs become spaces, line ends become line feeds, empty lines at the end go.</summary>
    public static string Block(string text) => Clean(text.ReplaceLineEndings("\n").Replace("\t", "    ", StringComparison.Ordinal), keepsLineFeeds: true).TrimEnd(' ', '\n');

    /// <summary>Whether a text of one line is as <see cref="Line"/> would make it.</summary>
    public static bool IsLine(string text) => Line(text) == text;

    /// <summary>Whether a text of several lines is as <see cref="Block"/> would make it.</summary>
    public static bool IsBlock(string text) => Block(text) == text;

    private static string Clean(string text, bool keepsLineFeeds)
    {
        var clean = new StringBuilder(text.Length);
        int marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' && keepsLineFeeds)
            {
                clean.Append('\n');
                marks = MaxMarks;
                continue;
            }

            if (IsHidden(rune.Value))
                continue;
            marks = IsMark(rune.Value) ? marks + 1 : 0;
            if (marks <= MaxMarks && !(marks > 0 && clean.Length == 0))
                clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>Controls, directions, joiners, fillers, tags, private use, and the replacement for what was no character.</summary>
    private static bool IsHidden(int value) => value is
        < 0x20 or (>= 0x7F and <= 0x9F) or 0xAD or 0x34F or 0x61C or (>= 0x115F and <= 0x1160) or (>= 0x17B4 and <= 0x17B5) or
        (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0x3164 or
        (>= 0xE000 and <= 0xF8FF) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or 0xFFA0 or (>= 0xFFF0 and <= 0xFFFF) or
        (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or >= 0xE0000;

    private static bool IsMark(int value) => value is
        (>= 0x300 and <= 0x36F) or (>= 0x483 and <= 0x489) or (>= 0x591 and <= 0x5BD) or (>= 0x610 and <= 0x61A) or (>= 0x64B and <= 0x65F) or
        (>= 0xE31 and <= 0xE3A) or (>= 0xE47 and <= 0xE4E) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or
        (>= 0x20D0 and <= 0x20FF) or (>= 0x3099 and <= 0x309A) or (>= 0xFE20 and <= 0xFE2F);
}
