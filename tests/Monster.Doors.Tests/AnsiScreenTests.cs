using System.Text;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>The screen that hosted doors write to.</summary>
public sealed class AnsiScreenTests
{
    private readonly List<string> _answers = [];

    [Theory]
    [InlineData("hello", 0, "hello")]
    [InlineData("a\r\nb", 1, "b")]
    [InlineData("abc\bX", 0, "abX")]
    [InlineData("abc\rX", 0, "Xbc")]
    [InlineData("\tx", 0, "        x")]
    [InlineData("\e[3;5Hx", 2, "    x")]
    [InlineData("\e[3;5fx", 2, "    x")]
    [InlineData("abc\e[2Dx", 0, "axc")]
    [InlineData("\e[2Cx", 0, "  x")]
    [InlineData("\e[2Bx", 2, "x")]
    [InlineData("\e[99;99Hx\e[1;1Hy", 0, "y")]
    [InlineData("abc\e[2J", 0, "")]
    [InlineData("abc\e[1;2H\e[K", 0, "a")]
    [InlineData("abc\e[1;2H\e[1K", 0, "  c")]
    [InlineData("a\e[sbc\e[ux", 0, "axc")]
    [InlineData("\e[1;33mgold", 0, "gold")]
    [InlineData("\e[?25lx", 0, "x")]
    [InlineData("\e]0;title\ax", 0, "x")]
    [InlineData("\e_application\e\\x", 0, "x")]
    [InlineData("one\e[1;1H\e[L", 1, "one")]
    [InlineData("one\r\ntwo\e[1;1H\e[M", 0, "two")]
    [InlineData("\e[99999999999999999999Ax", 0, "x")]
    [InlineData("a\x07\0b", 0, "ab")]
    public void Text_and_sequences_land_where_they_should(string written, int row, string shown) =>
        Assert.Equal(shown, Row(Written(TerminalEncoding.Cp437, Encoding.Latin1.GetBytes(written)), row));

    [Fact]
    public void Characters_come_in_either_encoding_and_in_pieces()
    {
        Assert.Equal("█é", Row(Written(TerminalEncoding.Cp437, [0xDB, 0x82]), 0));
        Assert.Equal("█é日x", Row(Written(TerminalEncoding.Utf8, Encoding.UTF8.GetBytes("█é日x")), 0).Replace("\0", "", StringComparison.Ordinal));
        Assert.Equal("�x", Row(Written(TerminalEncoding.Utf8, [0xFF, (byte)'x']), 0));
    }

    [Fact]
    public void Colours_are_the_sixteen_of_the_terminal()
    {
        var cells = Written(TerminalEncoding.Cp437, "\e[1;31;44ma\e[0mb\e[7mc\e[0;93md"u8.ToArray());
        Assert.Equal((Ink.Red, Ink.DarkBlue), (cells[0, 0].Foreground, cells[0, 0].Background));
        Assert.Equal((Ink.Silver, Ink.Black), (cells[1, 0].Foreground, cells[1, 0].Background));
        Assert.Equal((Ink.Black, Ink.Silver), (cells[2, 0].Foreground, cells[2, 0].Background));
        Assert.Equal(Ink.Yellow, cells[3, 0].Foreground);
    }

    [Fact]
    public void The_last_row_scrolls_and_long_lines_wrap()
    {
        string text = string.Concat(Enumerable.Range(1, 30).Select(i => $"line {i}\r\n")) + new string('x', 81);
        var cells = Written(TerminalEncoding.Cp437, Encoding.ASCII.GetBytes(text));
        Assert.Equal("line 9", Row(cells, 0));
        Assert.Equal(new string('x', 80), Row(cells, 22));
        Assert.Equal("x", Row(cells, 23));
    }

    [Fact]
    public void It_says_where_the_cursor_is_and_what_it_is()
    {
        Written(TerminalEncoding.Cp437, "\e[5;7H\e[6n\e[c\e[5n"u8.ToArray());
        Assert.Equal(["\e[5;7R", "\e[?1;2c", "\e[0n"], _answers);
    }

    [Fact]
    public void Bytes_of_any_kind_in_any_pieces_show_the_same_and_do_no_harm() => RandomRuns.Run(2_000, random =>
    {
        byte[] bytes = new byte[random.Next(0, 600)];
        const string Likely = "\e\e\e[[[;;0123456789HJKmABCDLMSTXsu\r\n\b\t?xyz";
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)Likely[random.Next(Likely.Length)];
        var encoding = random.Next(2) == 0 ? TerminalEncoding.Utf8 : TerminalEncoding.Cp437;
        var whole = new AnsiScreen(encoding, _ => { });
        var pieces = new AnsiScreen(encoding, _ => { });
        whole.Write(bytes);
        for (int at = 0; at < bytes.Length;)
        {
            int count = Math.Min(random.Next(1, 9), bytes.Length - at);
            pieces.Write(bytes.AsSpan(at, count));
            at += count;
        }

        Assert.Equal(Cells(whole), Cells(pieces));
        Assert.Equal(whole.Cursor, pieces.Cursor);
        Assert.InRange(whole.Cursor.X, 0, 79);
        Assert.InRange(whole.Cursor.Y, 0, 23);
    });

    private static string Cells(AnsiScreen screen)
    {
        var cells = Draw(screen);
        return string.Join('\n', Enumerable.Range(0, 24).Select(y => string.Join(' ', Enumerable.Range(0, 80).Select(x => (cells[x, y].CodePoint, cells[x, y].Foreground, cells[x, y].Background)))));
    }

    private static CellBuffer Draw(AnsiScreen screen)
    {
        var cells = new CellBuffer(80, 24);
        screen.Draw(cells, 0, 0);
        return cells;
    }

    private static string Row(CellBuffer cells, int y) =>
        string.Concat(Enumerable.Range(0, 80).Select(x => cells[x, y].CodePoint).Where(point => point <= 0x10FFFF && point != Cell.WideTail).Select(point => new Rune(point).ToString())).TrimEnd();

    private CellBuffer Written(TerminalEncoding encoding, byte[] bytes)
    {
        var screen = new AnsiScreen(encoding, answer => _answers.Add(Encoding.ASCII.GetString(answer)));
        screen.Write(bytes);
        return Draw(screen);
    }
}
