using System.Text;

namespace Monster.Terminal.Tests;

/// <summary>A line of text being typed.</summary>
public sealed class TextFieldTests
{
    [Fact]
    public void Editing_keys_do_what_shells_taught_people()
    {
        var field = new TextField(40);
        Type(field, "one two three");
        Control(field, 'w');
        Assert.Equal("one two ", field.Text);
        field.Press(new KeyPress(KeyCode.Home));
        Type(field, "0");
        field.Press(new KeyPress(KeyCode.Delete));
        Assert.Equal("0ne two ", field.Text);
        Control(field, 'k');
        Assert.Equal("0", field.Text);
        Control(field, 'u');
        Assert.Equal("", field.Text);
    }

    [Fact]
    public void A_secret_is_never_drawn_and_the_limit_holds()
    {
        var field = new TextField(8, isSecret: true);
        Type(field, "hunter2 and more");
        Assert.Equal("hunter2 ", field.Text);
        var screen = new CellBuffer(80, 24);
        field.Draw(screen, 0, 0, 20, focused: true);
        foreach (var cell in screen.Row(0))
            Assert.True(cell.CodePoint is '•' or '_' or ' ');
    }

    [Fact]
    public void The_window_follows_the_cursor_of_a_text_longer_than_the_field()
    {
        var field = new TextField(100);
        Type(field, "abcdefghijklmnopqrstuvwxyz");
        Assert.Equal("rstuvwxyz", Shown(field));
        field.Press(new KeyPress(KeyCode.Home));
        Assert.Equal("abcdefghij", Shown(field));
    }

    [Fact]
    public void Characters_without_width_such_as_bidi_controls_are_not_taken()
    {
        var field = new TextField(20);
        foreach (int value in new[] { 'a', 0x202E, 0x200B, 0x7F, 'b' })
            field.Press(new KeyPress(KeyCode.Character, new Rune(value), KeyModifiers.None));
        Assert.Equal("ab", field.Text);
    }

    private static string Shown(TextField field)
    {
        var screen = new CellBuffer(80, 24);
        field.Draw(screen, 0, 0, 10, focused: true);
        return string.Concat(screen.Row(0)[..10].ToArray().Select(c => (char)c.CodePoint)).Trim();
    }

    private static void Control(TextField field, char letter) => field.Press(new KeyPress(KeyCode.Character, new Rune(letter), KeyModifiers.Control));

    private static void Type(TextField field, string text)
    {
        foreach (char c in text)
            field.Press(new KeyPress(c));
    }
}
