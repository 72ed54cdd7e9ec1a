using System.Text;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// Reads drop files as boards write them and not as they should be: any line ending, any case, short files, blanks anywhere, a byte-order mark,
/// an end-of-file mark of DOS. Whatever the bytes are, what comes out is an explanation.
/// </summary>
public static class DropFileReader
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The longest line that is kept, in characters.</summary>
    public const int MaxLine = 200;

    private const int MaxLines = 100;
    private const byte EndOfFile = 0x1A;

    /// <summary>Reads a file's content.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="kind">The format; null to tell it by the content.</param>
    /// <param name="name">What to call the file in messages.</param>
    /// <exception cref="DropFileException">It is too large, too short, or of no format we know.</exception>
    public static DropFile Read(ReadOnlySpan<byte> content, DropFileKind? kind, string name)
    {
        if (content.Length > MaxBytes)
            throw new DropFileException($"{name} is larger than {MaxBytes:N0} bytes, so it is no drop file.");
        var known = kind ?? Guess(content) ?? throw new DropFileException($"{name} is none of DOOR32.SYS, DOOR.SYS, DORINFO1.DEF, CHAIN.TXT and BBSDEV.DRP, by its name or by its content.");
        var format = DropFormat.Of(known);
        var lines = Lines(content, format.Encoding);
        if (lines.Count < format.Least)
            throw new DropFileException($"{name} has {lines.Count} lines; {format.FileName} has at least {format.Least}. Was it written whole?");
        var facts = new DoorFacts();
        var explained = new List<DropFileLine>();
        for (int i = 0; i < lines.Count; i++)
            explained.Add(Explain(i, lines[i], i < format.Fields.Count ? format.Fields[i] : DropField.Unused("not part of the format"), ref facts));
        return new DropFile(known, name, facts, explained);
    }

    /// <summary>The format that a file's name says; null when it says none. <c>DORINFO.DEF</c>, <c>DORINFO3.DEF</c> and <c>DORINFOA.DEF</c> are DORINFO too.</summary>
    public static DropFileKind? KindOf(string fileName) => fileName.ToUpperInvariant() switch
    {
        "BBSDEV.DRP" => DropFileKind.BbsDevDrp,
        "DOOR32.SYS" => DropFileKind.Door32Sys,
        "DOOR.SYS" => DropFileKind.DoorSys,
        "CHAIN.TXT" => DropFileKind.ChainTxt,
        ['D', 'O', 'R', 'I', 'N', 'F', 'O', .., '.', 'D', 'E', 'F'] and { Length: 11 or 12 } => DropFileKind.DorInfoDef,
        _ => null,
    };

    private static DropFileLine Explain(int index, string text, DropField field, ref DoorFacts facts)
    {
        if (field.IsSecret)
            return new DropFileLine(index + 1, text.Length == 0 ? "" : "(hidden)", field.Meaning, text.Length == 0 ? "" : "the board puts a password here: tell its sysop");
        if (field.Read is null)
            return new DropFileLine(index + 1, text, field.Meaning, "not used");
        var reading = new LineReading(text);
        facts = field.Read(reading, facts);
        return new DropFileLine(index + 1, text, field.Meaning, reading.Taken, reading.Fault);
    }

    private static List<string> Lines(ReadOnlySpan<byte> content, TerminalEncoding encoding)
    {
        if (content.StartsWith("\uFEFF"u8))
            content = content[3..];
        int end = content.IndexOf(EndOfFile);
        if (end >= 0)
            content = content[..end];
        string text = encoding == TerminalEncoding.Utf8 ? Encoding.UTF8.GetString(content) : FromCp437(content);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').Select(Clean).ToList();
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1); // what follows the last line's ending
        return lines[..Math.Min(lines.Count, MaxLines)];
    }

    private static string FromCp437(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte value in bytes)
            text.Append(value < ' ' ? (char)value : Cp437.ToChar(value));
        return text.ToString();
    }

    /// <summary>Without control characters, other invisible ones and outer blanks, and not longer than a line can be.</summary>
    internal static string Clean(string line)
    {
        var text = new StringBuilder();
        foreach (var rune in line.EnumerateRunes())
        {
            bool isShown = Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.OtherNotAssigned
                or System.Globalization.UnicodeCategory.PrivateUse);
            if (isShown && text.Length + rune.Utf16SequenceLength <= MaxLine)
                text.Append(rune.ToString());
        }

        return text.ToString().Trim();
    }

    /// <summary>The format by what stands in the lines that cannot be mistaken.</summary>
    private static DropFileKind? Guess(ReadOnlySpan<byte> content)
    {
        var lines = Lines(content, TerminalEncoding.Cp437);
        bool Is(int line, Func<string, bool> what) => lines.Count > line && what(lines[line]);
        bool IsPort(string text) => text.StartsWith("COM", StringComparison.OrdinalIgnoreCase);
        bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
        if (Is(0, text => text.StartsWith("1.", StringComparison.Ordinal)) && lines.Count >= BbsDevDrp.Format.Least)
            return DropFileKind.BbsDevDrp;
        if (Is(0, IsPort) && lines.Count >= DoorSys.Format.Least)
            return DropFileKind.DoorSys;
        if (Is(3, IsPort) && lines.Count >= DorInfoDef.Format.Least)
            return DropFileKind.DorInfoDef;
        if (lines.Count is 11 or 12 && Is(0, text => text is "0" or "1" or "2"))
            return DropFileKind.Door32Sys;
        return lines.Count >= ChainTxt.Format.Least && Is(0, IsNumber) && Is(8, IsNumber) && Is(9, IsNumber) ? DropFileKind.ChainTxt : null;
    }
}
