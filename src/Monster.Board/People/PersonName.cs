using System.Text;

namespace Monster.Board.People;

/// <summary>
/// The names people may have: 2 to 20 letters, digits and single spaces or <c>. - _ '</c> between them (a space may follow a dot), the letters of one script
/// (Latin, Greek, Cyrillic, or the Chinese, Japanese and Korean ones together). Two names that look alike are the same name, so that nobody can
/// pass for another: <see cref="Key"/> folds case, accents, look-alike letters and everything but letters and digits. An @ is in no such name;
/// it is kept by <see cref="Key"/>, for it stands in the names of callers of other boards (<see cref="VisitorName"/>). All
/// ranges are written out, because <c>Apply</c> must decide alike on every machine.
/// </summary>
public static class PersonName
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 2;

    /// <summary>The most characters.</summary>
    public const int MaxLength = 20;

    /// <summary>Latin letters with marks, U+00C0 to U+017F, as the letters they are folded to; <c>.</c> where there is none.</summary>
    private const string LatinBase =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Greek and Cyrillic letters that look like Latin ones, and the Latin ones.</summary>
    private const string LookAlikes =
        "αaοoρpνvυuιiκkχxγyηnτtωw" +
        "аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнhгrпnиu";

    /// <summary>Why a name cannot be one; null when it can.</summary>
    public static string? Fault(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int length = 0;
        Script script = Script.None;
        Rune before = new('-');
        foreach (var rune in name.EnumerateRunes())
        {
            length++;
            if (length > MaxLength)
                return $"A name has at most {MaxLength} characters.";
            var of = ScriptOf(rune.Value);
            bool joins = rune.Value is ' ' or '.' or '-' or '_' or '\'';
            if (of == Script.None && !joins && rune.Value is not (>= '0' and <= '9'))
                return $"A name has letters, digits, spaces and . - _ ' only; U+{rune.Value:X4} is none of them.";
            if (joins && (length == 1 || (IsJoiner(before) && !(rune.Value == ' ' && before.Value == '.'))))
                return "A name begins with a letter or digit, and has no two signs or spaces in a row.";
            if (of != Script.None && script != Script.None && of != script)
                return "A name has letters of one script only, so that none can be mistaken for another.";
            script = of == Script.None ? script : of;
            before = rune;
        }

        if (length < MinLength)
            return $"A name has at least {MinLength} characters.";
        if (IsJoiner(before))
            return "A name ends with a letter or digit.";
        if (Key(name).Length < MinLength)
            return $"A name has at least {MinLength} letters or digits.";
        // As keys, where i is folded to l.
        return Key(name) is "guest" or "sysop" or "system" or "board" or "monster" or "monsterarcade" or "admln"
            ? "That name is the board's own. Please choose another."
            : null;
    }

    /// <summary>What names that look alike have in common: what a name is found by.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            int folded = Fold(rune.Value);
            if (folded is '@')
                key.Append('@');
            else if (folded is '0')
                key.Append('o');
            else if (folded is '1' or 'l' or 'i')
                key.Append('l');
            else if (folded is (>= '0' and <= '9') or (>= 'a' and <= 'z') || (folded > 0x7F && ScriptOf(folded) != Script.None))
                key.Append(new Rune(folded));
        }

        return key.ToString();
    }

    private static bool IsJoiner(Rune rune) => rune.Value is ' ' or '.' or '-' or '_' or '\'';

    private static Script ScriptOf(int value) => value switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => Script.Latin,
        >= 0xC0 and <= 0x17F => value is 0xD7 or 0xF7 ? Script.None : Script.Latin,
        (>= 0x386 and <= 0x3CE) and not (0x387 or 0x38B or 0x38D or 0x3A2) => Script.Greek,
        >= 0x400 and <= 0x45F => Script.Cyrillic,
        0x490 or 0x491 => Script.Cyrillic,
        (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or 0x30FC => Script.EastAsian,
        (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) => Script.EastAsian,
        _ => Script.None,
    };

    private static int Fold(int value)
    {
        if (value is >= 'A' and <= 'Z')
            return value + 32;
        if (value is >= 0xC0 and <= 0x17F)
            return LatinBase[value - 0xC0];
        value = value switch
        {
            >= 0x391 and <= 0x3A9 => value + 32,
            0x386 or 0x3AC => 'α',
            0x388 or 0x3AD => 'ε',
            0x389 or 0x3AE => 'η',
            0x38A or 0x390 or 0x3AA or 0x3AF or 0x3CA => 'ι',
            0x38C or 0x3CC => 'ο',
            0x38E or 0x3AB or 0x3B0 or 0x3CB or 0x3CD => 'υ',
            0x38F or 0x3CE => 'ω',
            0x3C2 => 'σ',
            >= 0x400 and <= 0x40F => value + 80,
            >= 0x410 and <= 0x42F => value + 32,
            _ => value,
        };
        for (int i = 0; i < LookAlikes.Length; i += 2)
        {
            if (LookAlikes[i] == value)
                return LookAlikes[i + 1];
        }

        return value;
    }

    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        EastAsian,
    }
}
