using Monster.Bbs.Menus;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Bbs.Tests.Menus;

/// <summary>Menus, pictures and colours as files: taken when right, refused with file, line and reason when not.</summary>
public sealed class ThemeFolderTests : IDisposable
{
    private const string Welcome = "title = \"Hello\"\nhelp = \"Read me\"\n[[item]]\nkey = \"L\"\ntext = \"Log in\"\ndo = \"log-in\"\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("monster-theme-").FullName;
    private readonly ManualTime _time = new();
    private readonly List<ThemeFault> _complaints = [];
    private int _stamp;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_built_in_theme_is_right_and_has_the_menus_the_board_opens()
    {
        using var theme = new ThemeFolder(null, _time);
        Assert.Contains(Theme.FirstMenu, theme.Current.Menus.Keys);
        Assert.Contains(Theme.MainMenu, theme.Current.Menus.Keys);
        Assert.Empty(theme.Faults);
    }

    [Fact]
    public void A_changed_file_is_in_use_after_the_next_look_without_a_restart()
    {
        using var theme = Open();
        Write("menus/welcome.toml", Welcome);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Hello", theme.Current.Menus["welcome"].Title);
        Write("menus/welcome.toml", Welcome.Replace("Hello", "Good evening", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Good evening", theme.Current.Menus["welcome"].Title);
        File.Delete(Path.Combine(_folder, "menus/welcome.toml"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Monster Arcade", theme.Current.Menus["welcome"].Title);
    }

    [Theory]
    [InlineData("menus/welcome.toml", "title = \"x", 1, "")]
    [InlineData("menus/welcome.toml", "title = \"T\"\nhelp = \"H\"\n", 1, "There are 0 choices")]
    [InlineData("menus/welcome.toml", "title = \"T\"\nhelp = \"H\"\ncolour = \"red\"\n[[item]]\n", 3, "'colour' is not known here")]
    [InlineData("menus/welcome.toml", "title = 7\nhelp = \"H\"\n", 1, "'title' must be a text in quotes")]
    [InlineData("menus/welcome.toml", "title = \"T\"\nhelp = \"H\"\n[[item]]\nkey = \"L\"\ntext = \"x\"\ndo = \"dance\"\n", 6, "'dance' is nothing a menu can do")]
    [InlineData("menus/welcome.toml", "title = \"T\"\nhelp = \"H\"\n[[item]]\nkey = \"L\"\ntext = \"x\"\ndo = \"log-in\"\n[[item]]\nkey = \"l\"\ntext = \"y\"\ndo = \"play\"\n", 8, "Key L already takes 'x'")]
    [InlineData("menus/welcome.toml", "title = \"T\"\nhelp = \"H\"\n[[item]]\nkey = \"P\"\ntext = \"x\"\ndo = \"play\"\n", 1, "nobody could")]
    [InlineData("menus/welcome.toml", "title = \"T\"\nhelp = \"H\"\n[[item]]\nkey = \"L\"\ntext = \"x\"\ndo = \"menu\"\nmenu = \"nowhere\"\n[[item]]\nkey=\"M\"\ntext=\"y\"\ndo=\"log-in\"\n", 1, "'nowhere', which does not exist")]
    [InlineData("menus/welcome.toml", "title = \"T\"\nhelp = \"H\"\nscreen = \"nothing\"\n[[item]]\nkey=\"M\"\ntext=\"y\"\ndo=\"log-in\"\n", 1, "There is no picture 'nothing'")]
    [InlineData("menus/welcome.toml", "title = \"\\u202Eevil\"\nhelp = \"H\"\n", 1, "cannot be shown (U+202E)")]
    [InlineData("menus/welcome.toml", "[menu]\ntitle = \"T\"\n", 1, "'menu' is not known here")]
    [InlineData("screens/welcome.toml", "text = \"\"\"\none\n{mauve}two\n\"\"\"", 3, "'mauve' is no colour mark")]
    [InlineData("colours.toml", "text = \"silver\"\nselected = \"pink\"", 2, "'pink' is no colour")]
    [InlineData("colours.toml", "text = \"silver\"\nborder = \"red\"", 2, "'border' is no role")]
    [InlineData("colours.toml", "ground = \"silver\"\ntext = \"silver\"", 2, "nothing in it could be read")]
    [InlineData("readme.toml", "a = \"b\"", 1, "this is none of them")]
    public void A_bad_file_keeps_the_old_one_and_says_file_line_and_why(string file, string text, int line, string reason)
    {
        using var theme = Open();
        var before = theme.Current;
        Write(file, text);
        _time.Advance(TimeSpan.FromSeconds(2));
        var fault = Assert.Single(theme.Faults);
        Assert.Equal((file, line), (fault.File, fault.Line));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Same(before, theme.Current);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([fault], _complaints);
    }

    [Fact]
    public void A_menu_may_come_before_the_picture_it_shows()
    {
        using var theme = Open();
        Write("menus/welcome.toml", "screen = \"ours\"\n" + Welcome);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(theme.Faults);
        Write("screens/ours.toml", "text = \"{good}ours\"");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(theme.Faults);
        Assert.Equal("Hello", theme.Current.Menus["welcome"].Title);
    }

    [Fact]
    public void A_picture_that_a_menu_shows_stays_in_use_when_its_file_goes()
    {
        Write("screens/ours.toml", "text = \"ours\"");
        Write("menus/welcome.toml", "screen = \"ours\"\n" + Welcome);
        using var theme = Open();
        File.Delete(Path.Combine(_folder, "screens/ours.toml"));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Contains("ours", theme.Current.Screens.Keys);
        Assert.Contains("There is no picture 'ours'", Assert.Single(theme.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_of_a_theme_change_what_is_drawn()
    {
        Write("colours.toml", "selected = \"cyan\"");
        using var theme = Open();
        var screen = new CellBuffer(80, 24);
        screen.Text(0, 0, "here", Ink.Black, Ink.Yellow);
        theme.Current.Colours.Apply(screen);
        Assert.Equal(Ink.Cyan, screen[0, 0].Background);
    }

    [Fact]
    public void Every_action_a_menu_can_have_is_in_a_built_in_menu()
    {
        using var theme = new ThemeFolder(null, _time);
        var used = theme.Current.Menus.Values.SelectMany(menu => menu.Items).Select(item => item.Action).ToHashSet();
        Assert.Equal(MenuActions.All.Keys.Except(["back"]).Order(), used.Order());
    }

    private ThemeFolder Open() => new(_folder, _time, TimeSpan.FromSeconds(2), _complaints.Add);

    private void Write(string file, string text)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(++_stamp));
    }
}
