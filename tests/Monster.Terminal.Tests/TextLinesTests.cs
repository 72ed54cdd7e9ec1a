using System.Text;

namespace Monster.Terminal.Tests;

/// <summary>Text broken into rows: nothing lost, nothing too wide.</summary>
public sealed class TextLinesTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 3, "one|two|thr|ee")]
    [InlineData("exactly ten", 7, "exactly|ten")]
    [InlineData("", 10, "")]
    [InlineData("漢字漢字", 5, "漢字|漢字")]
    [InlineData("   ", 2, "")]
    public void Words_stay_whole_where_they_fit(string text, int width, string rows) =>
        Assert.Equal(rows, string.Join('|', TextLines.Wrap(text, width)));

    [Theory]
    [InlineData("a line broken\nby hand\n\nand another", "a line broken by hand\n\nand another")]
    [InlineData("\n\nshort\nlines", "\n\nshort\nlines")]
    [InlineData("Arcade      all games\nDaily       one game\nends here,", "Arcade      all games\nDaily       one game\nends here,")]
    public void Paragraphs_broken_by_hand_are_made_whole_and_tables_stay(string text, string whole) =>
        Assert.Equal(whole, TextLines.Unbroken(text, margin: 10));

    [Fact]
    public void No_row_is_too_wide_and_no_character_is_lost()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("MONSTER_SEED"), out int given) ? given : Environment.TickCount;
        var random = new Random(seed);
        for (int turn = 0; turn < 2_000; turn++)
        {
            var text = Enumerable.Range(0, random.Next(120)).Select(_ => random.Next(5) switch
            {
                0 => new Rune(' '),
                1 => new Rune('漢'),
                2 => new Rune(0x1F600),
                _ => new Rune('a' + random.Next(26)),
            }).ToList();
            int width = random.Next(2, 40);
            int next = 0;
            foreach (var (start, length) in TextLines.Rows(text, width))
            {
                Assert.True(start == next, $"Seed {seed}: a row begins at {start}, the last ended at {next}.");
                next = start + length;
                int columns = DisplayWidth.Of(string.Concat(text[start..next]).TrimEnd(' '));
                Assert.True(columns <= width, $"Seed {seed}: {columns} columns of {width}.");
            }

            Assert.True(next == text.Count, $"Seed {seed}: the rows end at {next} of {text.Count}.");
        }
    }
}
