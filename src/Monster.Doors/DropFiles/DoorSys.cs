using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// DOOR.SYS, as GAP defined it: 52 lines; older boards write the first 31, and Synchronet pads those with blank ones. Line 14 has the
/// caller's password in clear text on many boards: it is neither read nor shown, and written empty.
/// </summary>
internal static class DoorSys
{
    private const int MostSeconds = 32_767; // 16-bit doors

    public static DropFormat Format { get; } = new("DOOR.SYS", 31, TerminalEncoding.Cp437,
    [
        new("port: COM0 is the board's own console", ReadPort, _ => "COM0:"),
        DropField.Unused("speed of the line", "57600"),
        DropField.Unused("data bits", "8"),
        new("node", (line, facts) => facts with { Node = line.Number(1, 65_535) }, facts => Door32Sys.Text(facts.Node ?? 1)),
        DropField.Unused("speed of the port", "57600"),
        DropField.Unused("shown on the board's screen", "Y"),
        DropField.Unused("printer", "N"),
        DropField.Unused("page bell", "N"),
        DropField.Unused("caller alarm", "N"),
        new("real name", (line, facts) => facts with { RealName = line.Plain() }, Door32Sys.RealName),
        new("calling from", (line, facts) => facts with { Location = line.Plain() }, facts => facts.Location),
        DropField.Unused("home phone"),
        DropField.Unused("work phone"),
        DropField.Secret("password: never read, never shown"),
        new("security level", (line, facts) => facts with { Level = line.Number(0, int.MaxValue) }, facts => Door32Sys.Text(facts.Level ?? 10)),
        DropField.Unused("times on", "1"),
        DropField.Date("last call", "01/01/80"),
        new("seconds left", (line, facts) => facts with { TimeLeft = line.Time(1) }, facts => Door32Sys.Text(Seconds(facts))),
        new("minutes left", ReadMinutes, facts => Door32Sys.Text(Door32Sys.Minutes(facts))),
        new("graphics: GR, NG or 7E", ReadGraphics, facts => facts.Emulation == DoorEmulation.Ascii ? "NG" : "GR"),
        new("rows of a page", (line, facts) => line.As(facts, line.Number(1, 200) is null ? line.Taken : "noted; the terminal is asked, for the width is not here"), facts => Door32Sys.Text(facts.Height ?? 24)),
        DropField.Unused("expert mode", "N"),
        DropField.Unused("conferences registered in"),
        DropField.Unused("conference now", "0"),
        DropField.Date("account expires", "12/31/99"),
        new("number of the user's record", (line, facts) => facts with { UserNumber = line.Number(1, int.MaxValue) }, facts => Door32Sys.Text(facts.UserNumber ?? 1)),
        DropField.Unused("protocol", "Z"),
        DropField.Unused("uploads", "0"),
        DropField.Unused("downloads", "0"),
        DropField.Unused("KiB downloaded today", "0"),
        DropField.Unused("KiB allowed a day", "0"),
        DropField.Date("birth", "01/01/80"),
        DropField.Unused("path of the user file"),
        DropField.Unused("path of the text files"),
        new("sysop", (line, facts) => facts with { Sysop = line.Plain() }, facts => facts.Sysop),
        new("alias", (line, facts) => facts with { Alias = line.Plain() }, facts => facts.Alias),
        DropField.Unused("next event", "00:00"),
        DropField.Unused("error-correcting line", "Y"),
        DropField.Unused("ANSI supported though graphics are off", "N"),
        DropField.Unused("record locking", "Y"),
        DropField.Unused("the board's colour", "7"),
        DropField.Unused("minutes of credit", "0"),
        DropField.Date("last new-file scan", "01/01/80"),
        DropField.Unused("time of this call", "00:00"),
        DropField.Unused("time of the last call", "00:00"),
        DropField.Unused("files allowed a day", "0"),
        DropField.Unused("files downloaded today", "0"),
        DropField.Unused("KiB uploaded", "0"),
        DropField.Unused("KiB downloaded", "0"),
        DropField.Unused("comment"),
        DropField.Unused("doors opened", "0"),
        DropField.Unused("messages left", "0"),
    ]);

    private static int Seconds(DoorFacts facts) => facts.TimeLeft is { } left ? (int)Math.Clamp(left.TotalSeconds, 0, MostSeconds) : MostSeconds;

    private static DoorFacts ReadPort(LineReading line, DoorFacts facts)
    {
        string text = line.Text.ToUpperInvariant();
        if (!text.StartsWith("COM", StringComparison.Ordinal) && text.Length > 0)
            return line.Refuse(facts, $"'{line.Text}' is no port such as COM1:. Is this a DOOR.SYS?");
        return line.As(facts, "this format cannot pass a socket: standard input and output are used");
    }

    /// <summary>Seconds count, being finer; but they are cut at 32,767, and blank on some boards.</summary>
    private static DoorFacts ReadMinutes(LineReading line, DoorFacts facts)
    {
        var minutes = line.Time(60);
        if (facts.TimeLeft is null || minutes is null)
            return facts with { TimeLeft = facts.TimeLeft ?? minutes };
        bool wereCut = facts.TimeLeft >= TimeSpan.FromMinutes(Door32Sys.MostMinutes) && minutes > facts.TimeLeft;
        return wereCut ? facts with { TimeLeft = minutes } : line.As(facts, "the seconds count");
    }

    private static DoorFacts ReadGraphics(LineReading line, DoorFacts facts) => line.Text.ToUpperInvariant() switch
    {
        "GR" => line.As(facts with { Emulation = DoorEmulation.Ansi }, "ANSI"),
        "NG" or "7E" => line.As(facts with { Emulation = DoorEmulation.Ascii }, "plain text"),
        "" => line.As(facts, "not said"),
        _ => line.As(facts, "neither GR, NG nor 7E: unknown"),
    };
}
