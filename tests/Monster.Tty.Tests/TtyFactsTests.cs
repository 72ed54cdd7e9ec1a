using Monster.Terminal;

namespace Monster.Tty.Tests;

/// <summary>What the environment says of a terminal.</summary>
public sealed class TtyFactsTests
{
    [Theory]
    [InlineData("TERM=xterm-256color LANG=de_DE.UTF-8", TerminalEncoding.Utf8)]
    [InlineData("TERM=xterm LANG=C.utf8", TerminalEncoding.Utf8)]
    [InlineData("TERM=xterm LANG=de_DE.UTF-8 LC_ALL=C", TerminalEncoding.Ascii)]
    [InlineData("TERM=xterm LANG=POSIX LC_CTYPE=en_US.UTF-8", TerminalEncoding.Utf8)]
    [InlineData("TERM=xterm LANG=en_US", TerminalEncoding.Ascii)]
    [InlineData("TERM=xterm LANG=en_US.ISO-8859-1", TerminalEncoding.Ascii)]
    [InlineData("TERM=ansi LANG=en_US.CP437", TerminalEncoding.Cp437)]
    [InlineData("TERM=xterm", TerminalEncoding.Utf8)]
    [InlineData("TERM=linux", TerminalEncoding.Ascii)]
    [InlineData("TERM=vt220", TerminalEncoding.Ascii)]
    public void The_locale_says_how_characters_travel(string environment, TerminalEncoding expected) =>
        Assert.Equal(expected, From(environment).Encoding);

    [Theory]
    [InlineData("TERM=xterm-256color", ColorSupport.Sixteen)]
    [InlineData("TERM=tmux-256color", ColorSupport.Sixteen)]
    [InlineData("TERM=linux", ColorSupport.BoldIsBright)]
    [InlineData("TERM=ansi-bbs", ColorSupport.BoldIsBright)]
    [InlineData("TERM=vt100", ColorSupport.Monochrome)]
    [InlineData("TERM=vt100 COLORTERM=truecolor", ColorSupport.Sixteen)]
    [InlineData("TERM=xterm-mono", ColorSupport.Monochrome)]
    [InlineData("TERM=xterm-256color NO_COLOR=1", ColorSupport.Monochrome)]
    [InlineData("TERM=xterm-256color NO_COLOR=", ColorSupport.Sixteen)]
    public void The_type_and_no_color_say_which_colours_there_are(string environment, ColorSupport expected) =>
        Assert.Equal(expected, From(environment).Colors);

    [Theory]
    [InlineData("TERM=xterm", true)]
    [InlineData("TERM=screen", false)]
    [InlineData("TERM=screen TMUX=/tmp/tmux-0/default", true)]
    [InlineData("TERM=vt100", false)]
    public void Erasing_is_trusted_only_where_it_is_known_to_keep_the_ground(string environment, bool expected) =>
        Assert.Equal(expected, From(environment).ErasesToBackground);

    [Theory]
    [InlineData("TERM=dumb")]
    [InlineData("")]
    public void A_terminal_that_cannot_place_text_is_refused(string environment) =>
        Assert.Contains("TERM", Assert.Throws<TtyException>(() => From(environment)).Message, StringComparison.Ordinal);

    private static TerminalFacts From(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        return TtyFacts.From(variables.GetValueOrDefault, (80, 24));
    }
}
