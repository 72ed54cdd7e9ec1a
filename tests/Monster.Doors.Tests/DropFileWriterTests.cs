using System.Text;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>What we write for doors that are hosted here.</summary>
public sealed class DropFileWriterTests
{
    private static readonly DoorFacts Facts = new()
    {
        Link = DoorLink.Stdio,
        Software = "Monster Arcade 0.1.0",
        Board = "My Board",
        Sysop = "Jane Doe",
        Alias = "bläde",
        UserKey = "4711",
        UserNumber = 12,
        Level = 50,
        TimeLeft = TimeSpan.FromMinutes(60),
        Deadline = new DateTimeOffset(2026, 11, 25, 18, 30, 0, TimeSpan.Zero),
        Width = 100,
        Height = 30,
        Emulation = DoorEmulation.Ansi,
        Encoding = TerminalEncoding.Cp437,
        Language = "en",
        Node = 3,
    };

    public static TheoryData<DropFileKind> Kinds => [.. Enum.GetValues<DropFileKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Files_are_what_they_were(DropFileKind kind) =>
        Golden.Check(DropFileWriter.FileName(kind), Text(kind, Facts).Replace("\r\n", "\n", StringComparison.Ordinal));

    [Theory]
    [InlineData(DropFileKind.Door32Sys, 11)]
    [InlineData(DropFileKind.DoorSys, 52)]
    [InlineData(DropFileKind.DorInfoDef, 13)]
    [InlineData(DropFileKind.ChainTxt, 30)]
    [InlineData(DropFileKind.BbsDevDrp, 19)]
    public void Files_have_the_lines_of_their_format_and_end_each_with_CR_LF(DropFileKind kind, int lines)
    {
        string text = Text(kind, Facts);
        Assert.Equal(lines, text.Split("\r\n").Length - 1);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\r'), text.Count(c => c == '\n'));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_again(DropFileKind kind) => RandomRuns.Run(200, random =>
    {
        var facts = Facts with
        {
            Alias = Name(random),
            UserNumber = random.Next(1, 100_000),
            Level = random.Next(0, 256),
            Node = random.Next(1, 256),
            TimeLeft = TimeSpan.FromMinutes(random.Next(0, 546)),
            Emulation = random.Next(2) == 0 ? DoorEmulation.Ansi : DoorEmulation.Ascii,
        };
        var read = DropFileReader.Read(DropFileWriter.Write(kind, facts), kind, "FILE").Use();
        Assert.Equal(facts.Alias, read.Name);
        Assert.Equal(facts.Emulation, read.Emulation);
        if (kind != DropFileKind.BbsDevDrp)
            Assert.Equal(facts.TimeLeft, read.TimeLeft);
        if (kind is not (DropFileKind.ChainTxt or DropFileKind.DorInfoDef))
            Assert.Equal(facts.Node, read.Node);
        if (kind is not (DropFileKind.BbsDevDrp or DropFileKind.DorInfoDef))
            Assert.Equal(facts.UserNumber, read.UserNumber);
    });

    [Fact]
    public void Times_stay_within_what_16_bit_doors_can_take()
    {
        foreach (var kind in Enum.GetValues<DropFileKind>())
        {
            string text = Text(kind, Facts with { TimeLeft = null, Deadline = null });
            var numbers = text.Split("\r\n").Where(line => line.Length > 0 && line.All(char.IsAsciiDigit)).Select(long.Parse);
            Assert.All(numbers.Where(number => number != 57_600), number => Assert.InRange(number, 0, short.MaxValue));
        }

        Assert.Equal("546", Text(DropFileKind.Door32Sys, Facts with { TimeLeft = TimeSpan.FromDays(1) }).Split("\r\n")[8]);
        Assert.Equal("32767", Text(DropFileKind.DoorSys, Facts with { TimeLeft = TimeSpan.FromDays(1) }).Split("\r\n")[17]);
        Assert.Equal("0", Text(DropFileKind.Door32Sys, Facts with { TimeLeft = TimeSpan.FromMinutes(-5) }).Split("\r\n")[8]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_name_cannot_add_a_line(DropFileKind kind)
    {
        string hostile = Text(kind, Facts with { Alias = "a\r\nb\nc\x1A\0\u2028d", Board = "x\ny", Sysop = "\r\n" });
        Assert.Equal(Text(kind, Facts).Split("\r\n").Length, hostile.Split("\r\n").Length);
        Assert.Contains("abcd", hostile, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_password_in_line_14_of_door_sys() => Assert.Equal("", Text(DropFileKind.DoorSys, Facts).Split("\r\n")[13]);

    [Fact]
    public void Old_files_are_code_page_437_and_the_new_one_is_UTF_8_without_a_mark()
    {
        Assert.Contains((byte)0x84, DropFileWriter.Write(DropFileKind.Door32Sys, Facts)); // ä
        byte[] file = DropFileWriter.Write(DropFileKind.BbsDevDrp, Facts);
        Assert.Equal((byte)'1', file[0]);
        Assert.Contains("bläde", new UTF8Encoding(false, true).GetString(file), StringComparison.Ordinal);
    }

    private static string Text(DropFileKind kind, DoorFacts facts)
    {
        byte[] file = DropFileWriter.Write(kind, facts);
        return kind == DropFileKind.BbsDevDrp ? Encoding.UTF8.GetString(file) : string.Concat(file.Select(value => value < 128 ? (char)value : Cp437.ToChar(value)));
    }

    private static string Name(Random random)
    {
        const string Letters = "abcdefghij XYZ-_.'äöüéñß";
        string name = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => Letters[random.Next(Letters.Length)])).Trim();
        name = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name.Length > 0 ? name : "x";
    }
}
