using System.Globalization;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// DOOR32.SYS. Errata that bite: 0 in line 1 does not mean that nobody calls (Synchronet writes it for a door on standard input); a
/// blank there is unknown and not 0; ENiGMA up to 0.5 wrote a socket of number -1; EleBBS writes 32699 minutes for no limit.
/// </summary>
internal static class Door32Sys
{
    public static DropFormat Format { get; } = new("DOOR32.SYS", 11, TerminalEncoding.Cp437,
    [
        new("what carries the caller: 0 local or stdio, 1 serial, 2 socket", ReadLink, facts => facts.Link == DoorLink.Socket ? "2" : "0"),
        new("handle of the socket", ReadHandle, facts => facts.Link == DoorLink.Socket ? Text(facts.Handle) : "-1"),
        DropField.Unused("baud", "57600"),
        new("the board's program", (line, facts) => facts with { Software = line.Plain() }, facts => facts.Software),
        new("number of the user's record", (line, facts) => facts with { UserNumber = line.Number(1, int.MaxValue) }, facts => Text(facts.UserNumber ?? 1)),
        new("real name", (line, facts) => facts with { RealName = line.Plain() }, RealName),
        new("alias", (line, facts) => facts with { Alias = line.Plain() }, facts => facts.Alias),
        new("security level", (line, facts) => facts with { Level = line.Number(0, int.MaxValue) }, facts => Text(facts.Level ?? 10)),
        new("minutes left", (line, facts) => facts with { TimeLeft = line.Time(60) }, facts => Text(Minutes(facts))),
        new("emulation: 0 ASCII, 1 ANSI, 2 Avatar, 3 RIP, 4 Max Graphics", ReadEmulation, facts => Text((int)(facts.Emulation ?? DoorEmulation.Ansi))),
        new("node", (line, facts) => facts with { Node = line.Number(1, 65_535) }, facts => Text(facts.Node ?? 1)),
    ]);

    /// <summary>The most minutes that old doors can take: more seconds than 32,767 overflow in them.</summary>
    public const int MostMinutes = 546;

    /// <summary>Minutes left, for a format that has no word for "no limit".</summary>
    public static int Minutes(DoorFacts facts) => facts.TimeLeft is { } left ? (int)Math.Clamp(left.TotalMinutes, 0, MostMinutes) : MostMinutes;

    /// <summary>A number as these files have it; empty when there is none.</summary>
    public static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The real name; where the board keeps it to itself, the alias, for doors want something there.</summary>
    public static string RealName(DoorFacts facts) => facts.RealName.Length > 0 ? facts.RealName : facts.Alias;

    private static DoorFacts ReadLink(LineReading line, DoorFacts facts) => facts with
    {
        Link = line.Number() switch
        {
            0 => line.As(DoorLink.Stdio, "local or stdio: standard input and output are used"),
            1 => line.Refuse(DoorLink.Serial, "a serial line cannot be used. Set the door to a socket or to standard input and output"),
            2 => line.As(DoorLink.Socket, "socket"),
            null => line.As(DoorLink.Unknown, "unknown: standard input and output are used"),
            _ => line.Refuse(DoorLink.Unknown, $"'{line.Text}' is not 0, 1 or 2. Is this a DOOR32.SYS?"),
        },
    };

    private static DoorFacts ReadHandle(LineReading line, DoorFacts facts)
    {
        if (facts.Link != DoorLink.Socket)
            return line.As(facts, "not used");
        return line.Number() switch
        {
            >= 0 and <= int.MaxValue and var handle => facts with { Handle = (int)handle },
            -1 => line.As(facts with { Link = DoorLink.Stdio }, "a socket that is none: standard input and output are used"),
            _ => line.Refuse(facts, $"'{line.Text}' is not the number of a socket, which line 1 promises. Set the door to standard input and output, or have the board pass its socket"),
        };
    }

    private static DoorFacts ReadEmulation(LineReading line, DoorFacts facts) => facts with
    {
        Emulation = line.Number(0, 4) is { } number ? line.As((DoorEmulation)number, ((DoorEmulation)number).ToString()) : null,
    };
}
