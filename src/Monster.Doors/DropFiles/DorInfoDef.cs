using System.Globalization;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// DORINFO1.DEF. Synchronet writes 12 lines, all in capitals, others 13; graphics is 1 on some boards and 2 on others for the same ANSI.
/// </summary>
internal static class DorInfoDef
{
    public static DropFormat Format { get; } = new("DORINFO1.DEF", 12, TerminalEncoding.Cp437,
    [
        new("the board's name", (line, facts) => facts with { Board = line.Plain() }, facts => facts.Board),
        new("sysop's first name", (line, facts) => facts with { Sysop = line.Plain() }, facts => First(facts.Sysop)),
        new("sysop's last name", (line, facts) => facts with { Sysop = Joined(facts.Sysop, line.Plain()) }, facts => Last(facts.Sysop)),
        new("port: COM0 is the board's own console", ReadPort, _ => "COM0"),
        DropField.Unused("speed of the line", "57600 BAUD,N,8,1"),
        DropField.Unused("networked", "0"),
        new("first name", (line, facts) => facts with { RealName = line.Plain() }, facts => First(Name(facts))),
        new("last name", (line, facts) => facts with { RealName = Joined(facts.RealName, line.Plain()) }, facts => Last(Name(facts))),
        new("calling from", (line, facts) => facts with { Location = line.Plain() }, facts => facts.Location),
        new("graphics: 0 text, 1 or 2 ANSI", ReadGraphics, facts => facts.Emulation == DoorEmulation.Ascii ? "0" : "2"), // some doors insist on 2
        new("security level", (line, facts) => facts with { Level = line.Number(0, int.MaxValue) }, facts => Door32Sys.Text(facts.Level ?? 10)),
        new("minutes left", (line, facts) => facts with { TimeLeft = line.Time(60) }, facts => Door32Sys.Text(Door32Sys.Minutes(facts))),
        DropField.Unused("FOSSIL driver", "0"),
    ]);

    private static string Name(DoorFacts facts) => facts.Alias.Length > 0 ? facts.Alias : facts.RealName;

    private static string First(string name) => name.Split(' ', 2)[0];

    private static string Last(string name) => name.Split(' ', 2) is [_, var last] ? last.Trim() : "";

    private static string Joined(string first, string last) => $"{first} {last}".Trim();

    private static DoorFacts ReadPort(LineReading line, DoorFacts facts) => line.Text.Length == 0 || line.Text.StartsWith("COM", StringComparison.OrdinalIgnoreCase)
        ? line.As(facts, "this format cannot pass a socket: standard input and output are used")
        : line.Refuse(facts, $"'{line.Text}' is no port such as COM1. Is this a DORINFO1.DEF?");

    private static DoorFacts ReadGraphics(LineReading line, DoorFacts facts) => facts with
    {
        Emulation = int.TryParse(line.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int graphics)
            ? line.As<DoorEmulation?>(graphics == 0 ? DoorEmulation.Ascii : DoorEmulation.Ansi, graphics == 0 ? "plain text" : "ANSI")
            : line.As<DoorEmulation?>(null, "unknown"),
    };
}
