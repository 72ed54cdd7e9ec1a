using static Monster.Doors.DropFileKind;

namespace Monster.Doors.Tests;

/// <summary>Every line that makes a file useless, and what its sysop is told.</summary>
public sealed class DropFileRefusedTests
{
    [Theory]
    [InlineData(Door32Sys, 1, "1", "FILE, line 1 (what carries the caller: 0 local or stdio, 1 serial, 2 socket): a serial line cannot be used. Set the door to a socket or to standard input and output")]
    [InlineData(Door32Sys, 1, "3", "FILE, line 1 (what carries the caller: 0 local or stdio, 1 serial, 2 socket): '3' is not 0, 1 or 2. Is this a DOOR32.SYS?")]
    [InlineData(Door32Sys, 2, "", "FILE, line 2 (handle of the socket): '' is not the number of a socket, which line 1 promises. Set the door to standard input and output, or have the board pass its socket")]
    [InlineData(Door32Sys, 2, "-7", "FILE, line 2 (handle of the socket): '-7' is not the number of a socket, which line 1 promises. Set the door to standard input and output, or have the board pass its socket")]
    [InlineData(Door32Sys, 2, "99999999999", "FILE, line 2 (handle of the socket): '99999999999' is not the number of a socket, which line 1 promises. Set the door to standard input and output, or have the board pass its socket")]
    [InlineData(DoorSys, 1, "0", "FILE, line 1 (port: COM0 is the board's own console): '0' is no port such as COM1:. Is this a DOOR.SYS?")]
    [InlineData(DorInfoDef, 4, "57600", "FILE, line 4 (port: COM0 is the board's own console): '57600' is no port such as COM1. Is this a DORINFO1.DEF?")]
    [InlineData(ChainTxt, 1, "blade", "FILE, line 1 (number of the user's record): 'blade' is not the number of a user. Is this a CHAIN.TXT?")]
    [InlineData(BbsDevDrp, 1, "2.0", "FILE, line 1 (version): '2.0' is not a version this program knows; 1.0 is. Update the arcade, or have the board write DOOR32.SYS")]
    [InlineData(BbsDevDrp, 1, "", "FILE, line 1 (version): '' is not a version this program knows; 1.0 is. Update the arcade, or have the board write DOOR32.SYS")]
    [InlineData(BbsDevDrp, 2, "serial", "FILE, line 2 (what carries the caller): 'serial' cannot be used. Set the door to a socket or to standard input and output")]
    [InlineData(BbsDevDrp, 2, "uart", "FILE, line 2 (what carries the caller): 'uart' cannot be used. Set the door to a socket or to standard input and output")]
    [InlineData(BbsDevDrp, 2, "fossil", "FILE, line 2 (what carries the caller): 'fossil' cannot be used. Set the door to a socket or to standard input and output")]
    [InlineData(BbsDevDrp, 2, "telnet", "FILE, line 2 (what carries the caller): 'telnet' is none of stdio, local, socket, serial, uart and fossil")]
    [InlineData(BbsDevDrp, 2, "STDIO", "FILE, line 2 (what carries the caller): 'STDIO' is none of stdio, local, socket, serial, uart and fossil")]
    [InlineData(BbsDevDrp, 3, "", "FILE, line 3 (its number): '' is not the number of a socket, which line 2 promises")]
    [InlineData(BbsDevDrp, 11, "tomorrow", "FILE, line 11 (end of the call): 'tomorrow' is not a time such as 2026-11-25T18:30:00Z (RFC 3339)")]
    [InlineData(BbsDevDrp, 11, "2026-11-25T18:30:00", "FILE, line 11 (end of the call): '2026-11-25T18:30:00' is not a time such as 2026-11-25T18:30:00Z (RFC 3339)")]
    [InlineData(BbsDevDrp, 12, "PETSCII", "FILE, line 12 (encoding the board reads): 'PETSCII' is an encoding this program cannot write; IBM437, UTF-8 and US-ASCII are")]
    public void A_bad_line_is_refused_with_its_number_and_what_to_do(DropFileKind kind, int line, string text, string message)
    {
        var file = Samples.Read(Samples.With(Samples.Of(kind), line, text), kind);
        Assert.Equal(message, Assert.Throws<DropFileException>(file.Use).Message);
        Assert.Equal([line], file.Lines.Where(explained => explained.Fault is not null).Select(explained => explained.Number));
    }

    [Theory]
    [InlineData(Door32Sys, 10, "DOOR32.SYS has at least 11")]
    [InlineData(DoorSys, 30, "DOOR.SYS has at least 31")]
    [InlineData(DorInfoDef, 11, "DORINFO1.DEF has at least 12")]
    [InlineData(ChainTxt, 19, "CHAIN.TXT has at least 20")]
    [InlineData(BbsDevDrp, 18, "BBSDEV.DRP has at least 19")]
    public void A_file_that_was_not_written_whole_is_refused(DropFileKind kind, int lines, string message)
    {
        string cut = string.Concat(Samples.Of(kind).Split("\r\n").Take(lines).Select(line => line + "\r\n"));
        Assert.Equal($"FILE has {lines} lines; {message}. Was it written whole?", Assert.Throws<DropFileException>(() => Samples.Read(cut, kind)).Message);
    }

    [Fact]
    public void What_is_no_drop_file_is_refused() =>
        Assert.StartsWith("FILE is none of DOOR32.SYS", Assert.Throws<DropFileException>(() => Samples.Read("Dear diary,\n", null)).Message, StringComparison.Ordinal);
}
