using System.Text;
using Monster.Terminal;
using static Monster.Doors.DropFileKind;

namespace Monster.Doors.Tests;

/// <summary>What the five formats say, and every erratum that is known of them.</summary>
public sealed class DropFileReaderTests
{
    public static TheoryData<DropFileKind> Kinds => [.. Enum.GetValues<DropFileKind>()];

    [Fact]
    public void Door32_says_who_calls_over_which_socket_for_how_long()
    {
        var facts = Samples.Read(Samples.Door32, Door32Sys).Use();
        Assert.Equal((DoorLink.Socket, 7, 12, "Rick Deckard", "blade", 50), (facts.Link, facts.Handle, facts.UserNumber, facts.RealName, facts.Alias, facts.Level));
        Assert.Equal((TimeSpan.FromHours(1), DoorEmulation.Ansi, 2, "Mystic 1.12 A48"), (facts.TimeLeft, facts.Emulation, facts.Node, facts.Software));
        Assert.Equal((null, null, null), (facts.Width, facts.Height, facts.Encoding));
    }

    [Theory]
    [InlineData("0", DoorLink.Stdio)] // Synchronet's word for a door on standard input; not that nobody calls
    [InlineData("", DoorLink.Unknown)] // atoi("") is 0, and 0 is something else
    [InlineData("x", DoorLink.Unknown)]
    public void Door32_without_a_socket_means_standard_input(string type, DoorLink link)
    {
        var facts = Samples.Read(Samples.With(Samples.With(Samples.Door32, 1, type), 2, "-1"), Door32Sys).Use();
        Assert.Equal((link, null, "blade"), (facts.Link, facts.Handle, facts.Name));
    }

    [Fact]
    public void A_socket_of_number_minus_one_is_none() =>
        Assert.Equal((DoorLink.Stdio, null), (Samples.Read(Samples.With(Samples.Door32, 2, "-1"), Door32Sys).Use() is var facts ? (facts.Link, facts.Handle) : default));

    [Theory]
    [InlineData("", null)]
    [InlineData("abc", null)]
    [InlineData("-1", null)]
    [InlineData("0", 0)]
    [InlineData("60", 60)]
    [InlineData("60.9", 60)]
    [InlineData("32699", 1440)] // EleBBS: no limit
    [InlineData("99999999999999999999999", 1440)]
    public void Minutes_are_unknown_when_they_cannot_be_read_and_a_day_at_most(string text, int? minutes)
    {
        Assert.Equal(minutes, Samples.Read(Samples.With(Samples.Door32, 9, text), Door32Sys).Use().TimeLeft?.TotalMinutes);
        Assert.Equal(minutes, Samples.Read(Samples.With(Samples.DorInfo, 12, text), DorInfoDef).Use().TimeLeft?.TotalMinutes);
    }

    [Theory]
    [InlineData(5, 0, null)]
    [InlineData(5, 12, 12)]
    [InlineData(11, 0, null)]
    public void A_number_that_counts_from_one_is_never_zero(int line, int written, int? read)
    {
        var facts = Samples.Read(Samples.With(Samples.Door32, line, $"{written}"), Door32Sys).Use();
        Assert.Equal(read, line == 5 ? facts.UserNumber : facts.Node);
    }

    [Fact]
    public void Blank_lines_of_Door32_are_unknown_and_not_zero()
    {
        var facts = Samples.Read("\r\n\r\n\r\n\r\n\r\n\r\nblade\r\n\r\n\r\n\r\n\r\n", Door32Sys).Use();
        Assert.Equal(new DoorFacts { Alias = "blade" }, facts);
    }

    [Fact]
    public void Door_sys_of_52_lines_is_read()
    {
        var facts = Samples.Read(Samples.DoorSys(), DoorSys).Use();
        Assert.Equal(("Rick Deckard", "blade", "Jane Doe", "Los Angeles", 50, 12, 2), (facts.RealName, facts.Alias, facts.Sysop, facts.Location, facts.Level, facts.UserNumber, facts.Node));
        Assert.Equal((TimeSpan.FromHours(1), DoorEmulation.Ansi, DoorLink.Unknown), (facts.TimeLeft, facts.Emulation, facts.Link));
    }

    [Fact]
    public void Door_sys_of_31_lines_is_read_and_so_is_one_padded_with_blanks()
    {
        var shorter = Samples.Read(Samples.DoorSys(31), DoorSys).Use();
        var padded = Samples.Read(Samples.DoorSys(31) + string.Concat(Enumerable.Repeat("\r\n", 21)), DoorSys).Use();
        Assert.Equal(("Rick Deckard", "", "Rick Deckard"), (shorter.RealName, shorter.Alias, shorter.Name));
        Assert.Equal(shorter, padded);
    }

    [Fact]
    public void A_password_is_neither_read_nor_shown()
    {
        var file = Samples.Read(Samples.DoorSys(), DoorSys);
        Assert.DoesNotContain("hunter2", file.ToString() + string.Concat(file.Lines) + file.Facts, StringComparison.Ordinal);
        Assert.Contains("password", file.Lines[13].Meaning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("32767", "600", 36_000)] // the seconds were cut for a 16-bit door
    [InlineData("3600", "600", 3_600)]
    [InlineData("", "60", 3_600)]
    [InlineData("90", "", 90)]
    [InlineData("", "", null)]
    public void Seconds_of_door_sys_count_unless_they_are_missing_or_were_cut(string seconds, string minutes, int? left) =>
        Assert.Equal(left, Samples.Read(Samples.With(Samples.With(Samples.DoorSys(), 18, seconds), 19, minutes), DoorSys).Use().TimeLeft?.TotalSeconds);

    [Theory]
    [InlineData("GR", DoorEmulation.Ansi)]
    [InlineData("gr", DoorEmulation.Ansi)]
    [InlineData("NG", DoorEmulation.Ascii)]
    [InlineData("7E", DoorEmulation.Ascii)]
    [InlineData("", null)]
    [InlineData("??", null)]
    public void Graphics_of_door_sys(string text, DoorEmulation? emulation) =>
        Assert.Equal(emulation, Samples.Read(Samples.With(Samples.DoorSys(), 20, text), DoorSys).Use().Emulation);

    [Theory]
    [InlineData("11/24/26", "2026-11-24")]
    [InlineData("11/24/2026", "2026-11-24")]
    [InlineData("11-24-99", "1999-11-24")]
    [InlineData("11-24-1999", "1999-11-24")]
    [InlineData("2026-11-24", "2026-11-24")]
    [InlineData("11.24.26", "2026-11-24")]
    [InlineData("", "not said")]
    [InlineData("none", "not a date: unknown")]
    [InlineData("13/45/26", "no such day: unknown")]
    [InlineData("00/00/0000", "no such day: unknown")]
    public void Dates_are_read_in_every_form_that_boards_write(string text, string taken) =>
        Assert.Equal(taken, Samples.Read(Samples.With(Samples.DoorSys(), 17, text), DoorSys).Lines[16].Taken);

    [Theory]
    [InlineData("0", DoorEmulation.Ascii)]
    [InlineData("1", DoorEmulation.Ansi)] // Synchronet
    [InlineData("2", DoorEmulation.Ansi)] // ENiGMA, for TradeWars 2002
    [InlineData("", null)]
    public void Graphics_of_dorinfo(string text, DoorEmulation? emulation) =>
        Assert.Equal(emulation, Samples.Read(Samples.With(Samples.DorInfo, 10, text), DorInfoDef).Use().Emulation);

    [Fact]
    public void Dorinfo_of_12_lines_is_read_and_names_are_put_together()
    {
        var facts = Samples.Read(Samples.DorInfo, DorInfoDef).Use();
        Assert.Equal(("RICK DECKARD", "JANE DOE", "MY BOARD", "LOS ANGELES"), (facts.Name, facts.Sysop, facts.Board, facts.Location));
        string twelve = Samples.DorInfo[..Samples.DorInfo.LastIndexOf("-1", StringComparison.Ordinal)];
        Assert.Equal(facts, Samples.Read(twelve, DorInfoDef).Use());
        Assert.Equal("RICK", Samples.Read(Samples.With(twelve, 8, ""), DorInfoDef).Use().Name);
    }

    [Fact]
    public void Chain_says_the_size_and_its_seconds_may_have_a_fraction()
    {
        var facts = Samples.Read(Samples.Chain, ChainTxt).Use();
        Assert.Equal((132, 50, TimeSpan.FromHours(1), "blade", true, "My Board"), (facts.Width, facts.Height, facts.TimeLeft, facts.Name, facts.IsSysop, facts.Board));
        Assert.Equal(facts, Samples.Read(Samples.Chain + "57600\r\nmore\r\n", ChainTxt).Use()); // 31 lines and more
        Assert.Equal(facts with { Width = null, Height = null }, Samples.Read(Samples.With(Samples.With(Samples.Chain, 9, "0"), 10, ""), ChainTxt).Use());
    }

    [Fact]
    public void Bbsdev_says_everything()
    {
        var facts = Samples.Read(Samples.BbsDev, BbsDevDrp).Use();
        Assert.Equal((DoorLink.Socket, 7, "bläde", "user:4711", 132, 50), (facts.Link, facts.Handle, facts.Alias, facts.UserKey, facts.Width, facts.Height));
        Assert.Equal((TerminalEncoding.Cp437, "1.332", "en-US", 3, 50), (facts.Encoding, facts.CTerm, facts.Language, facts.Node, facts.Level));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 18, 30, 0, TimeSpan.Zero), facts.Deadline);
        Assert.Equal(TimeSpan.FromMinutes(10), facts.Left(facts.Deadline!.Value.AddMinutes(-10)));
        Assert.Equal(TimeSpan.Zero, facts.Left(facts.Deadline.Value.AddMinutes(10)));
    }

    [Theory]
    [InlineData(2, "stdio")]
    [InlineData(2, "local")]
    [InlineData(11, "")]
    [InlineData(11, "2026-11-25T19:30:00+01:00")]
    [InlineData(11, "2026-11-25t18:30:00.25z")]
    [InlineData(12, "UTF-8")]
    [InlineData(12, "")]
    [InlineData(12, "windows-1252")]
    [InlineData(17, "sysop")]
    [InlineData(17, "cosysop")]
    [InlineData(6, "")]
    public void Bbsdev_takes_what_its_specification_has(int line, string text) => _ = Samples.Read(Samples.With(Samples.BbsDev, line, text), BbsDevDrp).Use();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Line_endings_marks_and_outer_blanks_change_nothing(DropFileKind kind)
    {
        string sample = Samples.Of(kind);
        var facts = Samples.Read(sample, kind).Use();
        Assert.Equal(facts, Samples.Read(sample.Replace("\r\n", "\n", StringComparison.Ordinal), kind).Use());
        Assert.Equal(facts, Samples.Read(sample.Replace("\r\n", "\r", StringComparison.Ordinal), kind).Use());
        Assert.Equal(facts, Samples.Read(sample.Replace("\r\n", " \t\r\n", StringComparison.Ordinal), kind).Use());
        Assert.Equal(facts, Samples.Read("\uFEFF" + sample, kind).Use());
        Assert.Equal(facts, Samples.Read(sample + "\x1A\x1A\0\0garbage", kind).Use());
        Assert.Equal(facts, Samples.Read(sample.TrimEnd(), kind).Use()); // the last line without its ending
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_of_an_unknown_name_is_known_by_its_content(DropFileKind kind) => Assert.Equal(kind, Samples.Read(Samples.Of(kind), null).Kind);

    [Theory]
    [InlineData("door32.sys", Door32Sys)]
    [InlineData("DOOR32.SYS", Door32Sys)]
    [InlineData("Door.Sys", DoorSys)]
    [InlineData("dorinfo.def", DorInfoDef)]
    [InlineData("DORINFO1.DEF", DorInfoDef)]
    [InlineData("DORINFOA.DEF", DorInfoDef)]
    [InlineData("chain.txt", ChainTxt)]
    [InlineData("bbsdev.drp", BbsDevDrp)]
    [InlineData("door16.sys", null)]
    public void A_name_says_the_format_in_any_case(string name, DropFileKind? kind) => Assert.Equal(kind, DropFileReader.KindOf(name));

    [Fact]
    public void Old_formats_are_code_page_437_and_names_lose_what_could_steer_a_terminal()
    {
        byte[] file = Encoding.ASCII.GetBytes(Samples.With(Samples.Door32, 7, "bl_de\x1B[2J\x07"));
        file[Array.IndexOf(file, (byte)'_')] = 0x84;
        Assert.Equal("bläde[2J", DropFileReader.Read(file, Door32Sys, "FILE").Use().Alias);
    }

    [Fact]
    public void Lines_are_kept_up_to_a_limit_and_files_that_are_too_large_are_refused()
    {
        Assert.Equal(DropFileReader.MaxLine, Samples.Read(Samples.With(Samples.Door32, 7, new string('x', 5_000)), Door32Sys).Use().Alias.Length);
        var refused = Assert.Throws<DropFileException>(() => Samples.Read(new string('\n', DropFileReader.MaxBytes + 1), Door32Sys));
        Assert.Equal("FILE is larger than 65,536 bytes, so it is no drop file.", refused.Message);
    }
}
