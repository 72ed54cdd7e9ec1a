using Monster.Terminal;

namespace Monster.Doors;

/// <summary>CHAIN.TXT of WWIV: 30 lines, more on some boards, of which the tail is nobody's business. Seconds may have a fraction.</summary>
internal static class ChainTxt
{
    public static DropFormat Format { get; } = new("CHAIN.TXT", 20, TerminalEncoding.Cp437,
    [
        new("number of the user's record", ReadNumber, facts => Door32Sys.Text(facts.UserNumber ?? 1)),
        new("alias", (line, facts) => facts with { Alias = line.Plain() }, facts => facts.Alias),
        new("real name", (line, facts) => facts with { RealName = line.Plain() }, Door32Sys.RealName),
        DropField.Unused("radio call sign"),
        DropField.Unused("age", "0"),
        DropField.Unused("gender", "U"),
        DropField.Unused("gold", "0"),
        DropField.Date("last call", "01/01/80"),
        new("columns", (line, facts) => facts with { Width = line.Number(20, TerminalFacts.MaxWidth) }, facts => Door32Sys.Text(facts.Width ?? 80)),
        new("rows", (line, facts) => facts with { Height = line.Number(5, TerminalFacts.MaxHeight) }, facts => Door32Sys.Text(facts.Height ?? 24)),
        new("security level", (line, facts) => facts with { Level = line.Number(0, int.MaxValue) }, facts => Door32Sys.Text(facts.Level ?? 10)),
        DropField.Unused("co-sysop", "0"),
        new("sysop", (line, facts) => facts with { IsSysop = line.YesNo() == true }, facts => facts.IsSysop ? "1" : "0"),
        new("ANSI", ReadAnsi, facts => facts.Emulation == DoorEmulation.Ascii ? "0" : "1"),
        DropField.Unused("calls from afar", "1"),
        new("seconds left", (line, facts) => facts with { TimeLeft = line.Time(1) }, facts => Door32Sys.Text(Door32Sys.Minutes(facts) * 60)),
        DropField.Unused("folder of text files"),
        DropField.Unused("folder of data"),
        DropField.Unused("log"),
        DropField.Unused("speed of the line", "57600"),
        DropField.Unused("port", "0"),
        new("the board's name", (line, facts) => facts with { Board = line.Plain() }, facts => facts.Board),
        new("the sysop's name", (line, facts) => facts with { Sysop = line.Plain() }, facts => facts.Sysop),
        DropField.Unused("time of this call, seconds after midnight", "0"),
        DropField.Unused("seconds on", "0"),
        DropField.Unused("KiB uploaded", "0"),
        DropField.Unused("files uploaded", "0"),
        DropField.Unused("KiB downloaded", "0"),
        DropField.Unused("files downloaded", "0"),
        DropField.Unused("line's form", "8N1"),
    ]);

    private static DoorFacts ReadNumber(LineReading line, DoorFacts facts)
    {
        var number = line.Number(1, int.MaxValue);
        return number is null && line.Text.Length > 0
            ? line.Refuse(facts, $"'{line.Text}' is not the number of a user. Is this a CHAIN.TXT?")
            : facts with { UserNumber = number };
    }

    private static DoorFacts ReadAnsi(LineReading line, DoorFacts facts) => facts with
    {
        Emulation = line.YesNo() switch { true => DoorEmulation.Ansi, false => DoorEmulation.Ascii, null => null },
    };
}
