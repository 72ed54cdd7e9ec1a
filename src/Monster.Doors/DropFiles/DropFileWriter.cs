using System.Text;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// Writes drop files for doors that are hosted here: lines that end in CR LF, clean text, numbers that 16-bit doors can take, and never a
/// password. What a door makes of its file is never read back: on other boards a door can promote its caller that way.
/// </summary>
public static class DropFileWriter
{
    /// <summary>The name under which a format's file is written.</summary>
    public static string FileName(DropFileKind kind) => DropFormat.Of(kind).FileName;

    /// <summary>A file's content.</summary>
    public static byte[] Write(DropFileKind kind, DoorFacts facts)
    {
        var format = DropFormat.Of(kind);
        using var file = new MemoryStream();
        foreach (var field in format.Fields)
        {
            string line = DropFileReader.Clean(field.Write(facts));
            file.Write(format.Encoding == TerminalEncoding.Utf8 ? Encoding.UTF8.GetBytes(line) : ToCp437(line));
            file.Write("\r\n"u8);
        }

        return file.ToArray();
    }

    private static byte[] ToCp437(string line) => [.. line.EnumerateRunes().Select(rune => Cp437.ToSafeByte(rune.Value, showsControlGlyphs: false))];
}
