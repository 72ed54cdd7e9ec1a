using System.Globalization;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// BBSDEV.DRP 1.0 (realdeuce.github.io/bbsdev.drp): found by the environment variable BBSDEV_DRP. Line 12 is the encoding in which the board
/// reads what the door writes, not the terminal's. A value that the specification does not know is refused and not guessed at.
/// </summary>
internal static class BbsDevDrp
{
    /// <summary>The environment variable with the file's whole path.</summary>
    public const string Variable = "BBSDEV_DRP";

    public static DropFormat Format { get; } = new("BBSDEV.DRP", 19, TerminalEncoding.Utf8,
    [
        new("version", ReadVersion, _ => "1.0"),
        new("what carries the caller", ReadLink, WriteLink),
        new("its number", ReadHandle, facts => facts.Link == DoorLink.Socket ? Door32Sys.Text(facts.Handle) : ""),
        new("alias", (line, facts) => facts with { Alias = line.Plain() }, facts => facts.Alias),
        new("key of the user", (line, facts) => facts with { UserKey = line.Plain() }, facts => facts.UserKey),
        new("columns", (line, facts) => facts with { Width = line.Number(1, 10_000) }, facts => Door32Sys.Text(facts.Width)),
        new("rows", (line, facts) => facts with { Height = line.Number(1, 10_000) }, facts => Door32Sys.Text(facts.Height)),
        new("ANSI", ReadAnsi, facts => facts.Emulation == DoorEmulation.Ascii ? "N" : "Y"),
        new("RIP", (line, facts) => line.As(facts, line.YesNo() is null ? line.Taken : "not used"), facts => facts.Emulation == DoorEmulation.Rip ? "Y" : "N"),
        new("version of CTerm", (line, facts) => facts with { CTerm = line.Plain() }, facts => facts.CTerm),
        new("end of the call", ReadDeadline, facts => facts.Deadline?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? ""),
        new("encoding the board reads", ReadCharset, facts => facts.Encoding switch { TerminalEncoding.Utf8 => "UTF-8", TerminalEncoding.Ascii => "US-ASCII", _ => "IBM437" }),
        new("language", (line, facts) => facts with { Language = line.Plain() }, facts => facts.Language),
        new("the board's program", (line, facts) => facts with { Software = line.Plain() }, facts => facts.Software),
        new("the board's name", (line, facts) => facts with { Board = line.Plain() }, facts => facts.Board),
        new("sysop", (line, facts) => facts with { Sysop = line.Plain() }, facts => facts.Sysop),
        new("access level", ReadLevel, facts => facts.IsSysop ? "sysop" : Door32Sys.Text(facts.Level ?? 10)),
        new("node", (line, facts) => facts with { Node = line.Number(1, 65_535) }, facts => Door32Sys.Text(facts.Node ?? 1)),
        DropField.Unused("shown on the board's screen", "N"),
    ]);

    private static DoorFacts ReadVersion(LineReading line, DoorFacts facts) => line.Text.StartsWith("1.", StringComparison.Ordinal)
        ? facts
        : line.Refuse(facts, $"'{line.Text}' is not a version this program knows; 1.0 is. Update the arcade, or have the board write DOOR32.SYS");

    private static DoorFacts ReadLink(LineReading line, DoorFacts facts) => facts with
    {
        Link = line.Text switch
        {
            "stdio" => DoorLink.Stdio,
            "local" => DoorLink.Local,
            "socket" => DoorLink.Socket,
            "serial" or "uart" or "fossil" => line.Refuse(DoorLink.Serial, $"'{line.Text}' cannot be used. Set the door to a socket or to standard input and output"),
            _ => line.Refuse(DoorLink.Unknown, $"'{line.Text}' is none of stdio, local, socket, serial, uart and fossil"),
        },
    };

    private static string WriteLink(DoorFacts facts) => facts.Link switch
    {
        DoorLink.Local => "local",
        DoorLink.Socket => "socket",
        _ => "stdio",
    };

    private static DoorFacts ReadHandle(LineReading line, DoorFacts facts)
    {
        if (facts.Link != DoorLink.Socket)
            return line.As(facts, "not used");
        return line.Number() is >= 0 and <= int.MaxValue and var handle
            ? facts with { Handle = (int)handle }
            : line.Refuse(facts, $"'{line.Text}' is not the number of a socket, which line 2 promises");
    }

    private static DoorFacts ReadAnsi(LineReading line, DoorFacts facts) => facts with
    {
        Emulation = line.YesNo() switch { true => DoorEmulation.Ansi, false => DoorEmulation.Ascii, null => null },
    };

    private static DoorFacts ReadDeadline(LineReading line, DoorFacts facts)
    {
        if (line.Text.Length == 0)
            return line.As(facts, "no limit");
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        bool hasZone = line.Text.EndsWith('Z') || line.Text.EndsWith('z') || (line.Text.Length > 6 && line.Text[^6] is '+' or '-');
        if (!hasZone || !DateTimeOffset.TryParseExact(line.Text.ToUpperInvariant(), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end))
            return line.Refuse(facts, $"'{line.Text}' is not a time such as 2026-11-25T18:30:00Z (RFC 3339)");
        return line.As(facts with { Deadline = end }, end.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
    }

    private static DoorFacts ReadCharset(LineReading line, DoorFacts facts) => line.Text.ToUpperInvariant() switch
    {
        "IBM437" or "CP437" or "437" => facts with { Encoding = TerminalEncoding.Cp437 },
        "UTF-8" => facts with { Encoding = TerminalEncoding.Utf8 },
        "US-ASCII" => facts with { Encoding = TerminalEncoding.Ascii },
        "" => line.As(facts, "not said: code page 437 is used"),
        _ when IsAsciiCompatible(line.Text) => line.As(facts with { Encoding = TerminalEncoding.Ascii }, "plain ASCII is used, which it contains"),
        _ => line.Refuse(facts, $"'{line.Text}' is an encoding this program cannot write; IBM437, UTF-8 and US-ASCII are"),
    };

    private static bool IsAsciiCompatible(string charset) =>
        charset.StartsWith("windows-125", StringComparison.OrdinalIgnoreCase) || charset.StartsWith("ISO-8859-", StringComparison.OrdinalIgnoreCase);

    private static DoorFacts ReadLevel(LineReading line, DoorFacts facts) => line.Text switch
    {
        "sysop" or "cosysop" => facts with { IsSysop = line.Text == "sysop" },
        _ => facts with { Level = line.Number(0, int.MaxValue) },
    };
}
