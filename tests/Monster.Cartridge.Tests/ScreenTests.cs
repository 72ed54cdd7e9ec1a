using System.Globalization;

namespace Monster.Cartridge.Tests;

public sealed class ScreenTests
{
    private readonly uint[] _cells = [.. Enumerable.Repeat(Screen.Pack(' ', Color.Silver, Color.Black), Abi.CellCount)];
    private readonly uint[] _voices = new uint[Abi.VoiceCount];

    private Screen Screen => new(_cells, _voices);

    [Fact]
    public void A_cell_is_packed_as_the_contract_says()
    {
        Assert.Equal(0x0409_2588u, Screen.Pack('█', Color.Red, Color.DarkBlue));
    }

    [Fact]
    public void What_falls_outside_is_not_drawn_and_does_not_wrap()
    {
        Screen.Put(-1, 5, 'x');
        Screen.Put(Abi.Width, 5, 'x');
        Screen.Put(5, -1, 'x');
        Screen.Put(5, Abi.Height, 'x');
        Screen.Put(int.MaxValue, int.MinValue, 'x');
        Screen.Over(-1, 5, 'x', Color.Red);
        Screen.Over(3, Abi.Height, 'x', Color.Red);
        Assert.DoesNotContain('x', All());
        Screen.Text(77, 3, "abcdef");
        Screen.Text(-2, 4, "abcdef");
        Assert.EndsWith("abc", Line(3), StringComparison.Ordinal);
        Assert.StartsWith("cdef ", Line(4), StringComparison.Ordinal);
        Assert.Equal(7, All().Count(c => c is >= 'a' and <= 'f'));
    }

    [Fact]
    public void Text_stands_where_it_is_put_in_its_colours()
    {
        Screen.Text(10, 2, "Hi", Color.Yellow, Color.DarkRed);
        Assert.Equal(Screen.Pack('H', Color.Yellow, Color.DarkRed), _cells[(2 * 80) + 10]);
        Assert.Equal(Screen.Pack('i', Color.Yellow, Color.DarkRed), _cells[(2 * 80) + 11]);
        Assert.Equal(2, _cells.Count(c => c != Screen.Pack(' ', Color.Silver, Color.Black)));
    }

    [Theory]
    [InlineData("even", 38)]
    [InlineData("odd", 38)]
    [InlineData("", 40)]
    public void Centered_text_has_as_much_room_on_both_sides(string text, int left)
    {
        Screen.Center(1, text);
        Assert.Equal(text, Line(1).Trim());
        if (text.Length > 0)
            Assert.Equal(left, Line(1).IndexOf(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Over_keeps_the_ground_and_a_full_block_becomes_one()
    {
        Screen.Put(0, 0, '.', Color.White, Color.DarkGreen);
        Screen.Put(1, 0, '█', Color.Brown, Color.Black);
        Screen.Over(0, 0, '*', Color.Red);
        Screen.Over(1, 0, '*', Color.Red);
        Assert.Equal(Screen.Pack('*', Color.Red, Color.DarkGreen), _cells[0]);
        Assert.Equal(Screen.Pack('*', Color.Red, Color.Brown), _cells[1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-7)]
    [InlineData(999)]
    [InlineData(1_000)]
    [InlineData(-1_000)]
    [InlineData(123_456)]
    [InlineData(1_000_000)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Numbers_have_commas_between_thousands_and_the_width_they_say(int value)
    {
        string expected = value.ToString("N0", CultureInfo.InvariantCulture);
        int after = Screen.Number(3, 1, value);
        Assert.Equal("   " + expected, Line(1).TrimEnd());
        Assert.Equal(3 + expected.Length, after);
        Assert.Equal(expected.Length, Screen.NumberWidth(value));
        Screen.NumberLeft(60, 2, value);
        Assert.Equal(60, Line(2).TrimEnd().Length);
        Assert.Equal(expected, Line(2).Trim());
    }

    [Fact]
    public void Fill_covers_its_rectangle_and_no_more()
    {
        Screen.Fill(78, 22, 5, 5, '#');
        Screen.Fill(-1, -1, 2, 2, '#');
        Screen.Fill(10, 10, 0, 5, '#');
        Screen.Fill(10, 10, 5, -3, '#');
        Assert.Equal(5, All().Count(c => c == '#'));
        Assert.EndsWith("##", Line(22), StringComparison.Ordinal);
        Assert.StartsWith("#", Line(0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_has_its_corners_and_sides_in_place_and_an_untouched_inside()
    {
        Screen.Put(5, 5, '!');
        Screen.Box(4, 4, 5, 3);
        Assert.Equal("    ┌───┐", Line(4).TrimEnd());
        Assert.Equal("    │!  │", Line(5).TrimEnd());
        Assert.Equal("    └───┘", Line(6).TrimEnd());
    }

    [Fact]
    public void The_frame_leaves_the_last_cell_alone_and_keeps_title_and_score_apart()
    {
        Screen.Frame("Night Fall", 1_234_567, "Arrows move");
        Assert.Equal(" Night Fall" + new string(' ', 53) + "Score 1,234,567", Line(0).TrimEnd());
        Assert.Equal(" Arrows move", Line(23).TrimEnd());
        Assert.Equal(' ', All()[^1]);
    }

    [Fact]
    public void A_notice_is_framed_and_holds_its_title_and_line()
    {
        Screen.Fill(0, 0, Abi.Width, Abi.Height, '.');
        Screen.Notice(9, "Over", "You were too slow today", Color.Red);
        string[] rows = [.. Enumerable.Range(9, 5).Select(y => Line(y).Trim('.'))];
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Equal("Over", rows[1].Trim('│', ' '));
        Assert.Equal("You were too slow today", rows[3].Trim('│', ' '));
        Assert.Equal(new string('.', 80), Line(8));
        Assert.Equal(new string('.', 80), Line(14));
    }

    [Fact]
    public void A_voice_is_packed_as_the_contract_says_and_a_fifth_is_not_heard()
    {
        Screen.Voice(1, 440, 15, Waveform.Noise);
        Screen.Voice(2, 65_536 + 7, 16 + 3, Waveform.Triangle);
        Screen.Voice(4, 440, 15);
        Screen.Voice(-1, 440, 15);
        Assert.Equal([0u, 0x030F_01B8u, 0x0103_0007u, 0u], _voices);
    }

    private string All() => new([.. _cells.Select(c => (char)(c & 0xFFFF))]);

    private string Line(int y) => All().Substring(y * Abi.Width, Abi.Width);
}
