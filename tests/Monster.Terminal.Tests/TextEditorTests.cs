using System.Text;

namespace Monster.Terminal.Tests;

/// <summary>Writing: the cursor is where one expects it, and the limits hold.</summary>
public sealed class TextEditorTests
{
    [Fact]
    public void Typing_in_the_middle_of_what_was_written_changes_only_that_place()
    {
        var editor = new TextEditor(20, 1_000, 100);
        Type(editor, "hello world");
        Press(editor, KeyCode.Home);
        Type(editor, "Oh, ");
        Press(editor, KeyCode.End, KeyCode.Enter);
        Type(editor, "second");
        Press(editor, KeyCode.Up, KeyCode.Home, KeyCode.Delete);
        Assert.Equal("h, hello world\nsecond", editor.Text);
    }

    [Fact]
    public void Up_and_down_go_by_the_rows_one_sees_and_keep_their_column()
    {
        var editor = new TextEditor(10, 1_000, 100) { Text = "aaaa bbbb cccc dddd\n\nxxxxxxxx" };
        Press(editor, KeyCode.Up, KeyCode.Up);
        Type(editor, "|");
        // From column 8 of the last line, past the empty one, to the second row of the first: "cccc dddd", column 8.
        Assert.Equal("aaaa bbbb cccc ddd|d\n\nxxxxxxxx", editor.Text);
    }

    [Fact]
    public void Backspace_at_a_line_start_joins_lines_and_Control_Y_takes_a_line_away()
    {
        var editor = new TextEditor(20, 1_000, 100) { Text = "one\ntwo\nthree" };
        Press(editor, KeyCode.Home, KeyCode.Backspace);
        Assert.Equal("one\ntwothree", editor.Text);
        editor.Press(new KeyPress(KeyCode.Character, new Rune('y'), KeyModifiers.Control));
        Assert.Equal("one", editor.Text);
        Assert.Equal(3, editor.Bytes);
    }

    [Fact]
    public void A_giant_paste_stops_at_the_limit_and_says_so_and_loses_nothing_before_it()
    {
        var editor = new TextEditor(78, 1_000, 10);
        editor.Insert(new string('x', 5_000));
        Assert.True(editor.WasFull);
        Assert.Equal(new string('x', 1_000), editor.Text);
        editor.Text = string.Join('\n', Enumerable.Range(0, 50));
        Assert.Equal(10, editor.LineCount);
        Assert.True(editor.WasFull);
    }

    [Fact]
    public void Random_keys_keep_the_count_of_bytes_and_the_limits_right()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("MONSTER_SEED"), out int given) ? given : Environment.TickCount;
        var random = new Random(seed);
        var editor = new TextEditor(12, 300, 12);
        var screen = new CellBuffer(80, 24);
        KeyCode[] codes = [KeyCode.Enter, KeyCode.Backspace, KeyCode.Delete, KeyCode.Left, KeyCode.Right, KeyCode.Up, KeyCode.Down, KeyCode.Home, KeyCode.End, KeyCode.PageUp, KeyCode.PageDown, KeyCode.Tab];
        for (int turn = 0; turn < 20_000; turn++)
        {
            if (random.Next(3) > 0)
                editor.Press(new KeyPress(KeyCode.Character, new Rune(random.Next(4) switch { 0 => ' ', 1 => 'é', 2 => '漢', _ => 'a' }), KeyModifiers.None));
            else if (random.Next(20) == 0)
                editor.Press(new KeyPress(KeyCode.Character, new Rune('y'), KeyModifiers.Control));
            else
                editor.Press(new KeyPress(codes[random.Next(codes.Length)]));
            Assert.True(editor.Bytes == Encoding.UTF8.GetByteCount(editor.Text), $"Seed {seed}, turn {turn}");
            Assert.True(editor.Bytes <= 300 && editor.LineCount <= 12, $"Seed {seed}, turn {turn}");
            editor.Draw(screen, 0, 0, 5);
        }
    }

    [Fact]
    public void The_cursor_is_always_among_the_rows_shown()
    {
        var editor = new TextEditor(78, 10_000, 500) { Text = string.Join('\n', Enumerable.Range(0, 100)) };
        foreach (var key in new[] { KeyCode.PageUp, KeyCode.PageUp, KeyCode.Up, KeyCode.PageDown, KeyCode.Down, KeyCode.Down })
        {
            editor.Press(new KeyPress(key));
            var screen = new CellBuffer(80, 24);
            editor.Draw(screen, 0, 0, 7);
            int cursors = 0;
            for (int y = 0; y < 7; y++)
            {
                foreach (var cell in screen.Row(y))
                    cursors += cell.Background == Ink.Yellow ? 1 : 0;
            }

            Assert.Equal(1, cursors);
        }
    }

    private static void Type(TextEditor editor, string text)
    {
        foreach (char c in text)
            Assert.True(editor.Press(new KeyPress(c)));
    }

    private static void Press(TextEditor editor, params KeyCode[] codes)
    {
        foreach (var code in codes)
            Assert.True(editor.Press(new KeyPress(code)));
    }
}
