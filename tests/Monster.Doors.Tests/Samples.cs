using System.Text;

namespace Monster.Doors.Tests;

/// <summary>Drop files as the boards of this world write them, from their formats' descriptions.</summary>
internal static class Samples
{
    public const string Door32 = "2\r\n7\r\n38400\r\nMystic 1.12 A48\r\n12\r\nRick Deckard\r\nblade\r\n50\r\n60\r\n1\r\n2\r\n";

    public const string DorInfo = "MY BOARD\r\nJANE\r\nDOE\r\nCOM1\r\n57600 BAUD,N,8,1\r\n0\r\nRICK\r\nDECKARD\r\nLOS ANGELES\r\n1\r\n50\r\n60\r\n-1\r\n";

    public const string Chain =
        "12\r\nblade\r\nRick Deckard\r\n\r\n35\r\nM\r\n0.00\r\n11/24/26\r\n132\r\n50\r\n50\r\n0\r\n1\r\n1\r\n1\r\n3600.00\r\nC:\\GFILES\r\nC:\\DATA\r\n261125.LOG\r\n57600\r\n1\r\nMy Board\r\nJane Doe\r\n66000\r\n30\r\n0\r\n0\r\n0\r\n0\r\n8N1\r\n";

    public const string BbsDev =
        "1.0\r\nsocket\r\n7\r\nbläde\r\nuser:4711\r\n132\r\n50\r\nY\r\nN\r\n1.332\r\n2026-11-25T18:30:00Z\r\nIBM437\r\nen-US\r\nENiGMA 0.5\r\nMy Board\r\nJane\r\n50\r\n3\r\nN\r\n";

    /// <summary>A DOOR.SYS of so many lines.</summary>
    public static string DoorSys(int lines = 52) => string.Concat(DoorSysLines.Take(lines).Select(line => line + "\r\n"));

    private static readonly string[] DoorSysLines =
    [
        "COM1:", "57600", "8", "2", "57600", "Y", "N", "Y", "N", "Rick Deckard", "Los Angeles", "555-1234", "555-4321", "hunter2", "50", "17", "11/24/26", "3600", "60", "GR",
        "24", "N", "1,2", "1", "12/31/99", "12", "Z", "1", "2", "3", "4", "01-31-1980", "C:\\MAIN", "C:\\GEN", "Jane Doe", "blade", "00:00", "Y", "N", "Y",
        "7", "0", "11/24/2026", "18:20", "17:10", "10", "3", "100", "200", "none", "4", "5",
    ];

    /// <summary>A sample with one line changed; lines count from 1.</summary>
    public static string With(string sample, int line, string text)
    {
        string[] lines = sample.Split("\r\n");
        lines[line - 1] = text;
        return string.Join("\r\n", lines);
    }

    public static string Of(DropFileKind kind) => kind switch
    {
        DropFileKind.BbsDevDrp => BbsDev,
        DropFileKind.Door32Sys => Door32,
        DropFileKind.DoorSys => DoorSys(),
        DropFileKind.DorInfoDef => DorInfo,
        _ => Chain,
    };

    public static DropFile Read(string content, DropFileKind? kind) => DropFileReader.Read(Encoding.UTF8.GetBytes(content), kind, "FILE");
}
