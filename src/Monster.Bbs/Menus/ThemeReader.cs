using System.Text;
using Monster.Terminal;

namespace Monster.Bbs.Menus;

/// <summary>Reads the three kinds of theme files and checks everything a screen will rely on.</summary>
public static class ThemeReader
{
    /// <summary>The most choices of a menu: they fit on 24 rows in two columns.</summary>
    public const int MaxItems = 32;

    private const int MaxTitle = 50;
    private const int MaxText = 30;
    private const int MaxAbout = 44;
    private const int MaxHelpLines = 400;

    /// <summary>Reads <c>menus/NAME.toml</c>.</summary>
    /// <exception cref="ThemeException">It cannot be used.</exception>
    public static MenuPage Menu(string file, string text)
    {
        var read = ThemeFile.Parse(file, text);
        string title = read.Top.Take("title", MaxTitle, isNeeded: true).Text;
        string screen = read.Top.Take("screen", MaxText, isNeeded: false).Text;
        var (help, helpLine) = read.Top.TakeBlock("help", isNeeded: true);
        read.Top.End();
        if (help.Count(c => c == '\n') > MaxHelpLines)
            throw read.Fault(helpLine, $"'help' has more than {MaxHelpLines} lines.");
        if (read.Items.Count is 0 or > MaxItems)
            throw read.Fault(1, $"There are {read.Items.Count} choices ([[item]]); 1 to {MaxItems} are allowed.");
        var items = new List<MenuItem>();
        foreach (var section in read.Items)
            items.Add(Item(read, section, items));
        return new MenuPage(title, screen, help.TrimEnd('\n'), items);
    }

    /// <summary>Reads <c>screens/NAME.toml</c>.</summary>
    /// <exception cref="ThemeException">It cannot be used.</exception>
    public static ScreenText Screen(string file, string text)
    {
        var read = ThemeFile.Parse(file, text);
        var (picture, line) = read.Top.TakeBlock("text", isNeeded: true);
        read.Top.End();
        string[] rows = picture.TrimEnd('\n').Split('\n');
        if (rows.Length > ScreenText.MaxRows)
            throw read.Fault(line, $"The picture has {rows.Length} rows; {ScreenText.MaxRows} are allowed.");
        var ink = Ink.Silver;
        var parsed = new ScreenText([.. rows.Select((row, index) => Runs(read, row, line + 1 + index, ref ink))]);
        return parsed.Columns <= ScreenText.MaxColumns
            ? parsed
            : throw read.Fault(line, $"The picture is {parsed.Columns} columns wide; {ScreenText.MaxColumns} are allowed.");
    }

    /// <summary>Reads <c>colours.toml</c>.</summary>
    /// <exception cref="ThemeException">It cannot be used.</exception>
    public static Palette Colours(string file, string text)
    {
        var read = ThemeFile.Parse(file, text);
        var roles = new Dictionary<string, Ink>();
        foreach (var (role, name, line) in read.Top.All)
        {
            if (!Palette.Roles.ContainsKey(role))
                throw read.Fault(line, $"'{role}' is no role; roles are {string.Join(", ", Palette.Roles.Keys)}.");
            roles[role] = Enum.TryParse(name, ignoreCase: true, out Ink ink) && Enum.IsDefined(ink) && !char.IsAsciiDigit(name[0])
                ? ink
                : throw read.Fault(line, $"'{name}' is no colour; colours are {string.Join(", ", Enum.GetNames<Ink>()).ToLowerInvariant()}.");
        }

        var ground = roles.GetValueOrDefault("ground", Ink.Black);
        foreach (var (role, _, line) in read.Top.All)
        {
            if (role != "ground" && roles[role] == ground)
                throw read.Fault(line, $"'{role}' has the colour of the ground: nothing in it could be read.");
        }

        return new Palette(roles);
    }

    private static MenuItem Item(ThemeFile read, ThemeSection section, List<MenuItem> before)
    {
        var (key, keyLine) = section.Take("key", 1, isNeeded: true);
        string text = section.Take("text", MaxText, isNeeded: true).Text;
        string about = section.Take("about", MaxAbout, isNeeded: false).Text;
        var (action, actionLine) = section.Take("do", MaxText, isNeeded: true);
        var (menu, menuLine) = section.Take("menu", MaxText, isNeeded: action == MenuActions.OpenMenu);
        var (audience, audienceLine) = section.Take("for", MaxText, isNeeded: false);
        section.End();
        if (key.Length != 1 || !char.IsAsciiLetterOrDigit(key[0]))
            throw read.Fault(keyLine, "'key' must be one letter or digit.");
        if (!MenuActions.All.ContainsKey(action))
            throw read.Fault(actionLine, $"'{action}' is nothing a menu can do; it can: {string.Join(", ", MenuActions.All.Keys)}.");
        if (action != MenuActions.OpenMenu && menu.Length > 0)
            throw read.Fault(menuLine, "'menu' only goes with do = \"menu\".");
        var who = MenuAudience.Everyone;
        if (audience.Length > 0 && !(Enum.TryParse(audience, ignoreCase: true, out who) && Enum.IsDefined(who) && !char.IsAsciiDigit(audience[0])))
            throw read.Fault(audienceLine, "'for' must be everyone, guests, members or sysop.");
        char letter = char.ToUpperInvariant(key[0]);
        foreach (var other in before.Where(other => other.Key == letter && Meet(other.Audience, who)))
            throw read.Fault(keyLine, $"Key {letter} already takes '{other.Text}'.");
        return new MenuItem(letter, text, about, action, menu, who);
    }

    /// <summary>Whether somebody sees both: only guests and members never meet.</summary>
    private static bool Meet(MenuAudience a, MenuAudience b) =>
        !((a == MenuAudience.Guests && b is MenuAudience.Members or MenuAudience.Sysop) || (b == MenuAudience.Guests && a is MenuAudience.Members or MenuAudience.Sysop));

    private static List<(string Text, Ink Ink)> Runs(ThemeFile read, string row, int line, ref Ink ink)
    {
        var runs = new List<(string, Ink)>();
        var text = new StringBuilder();
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] != '{' || (i + 1 < row.Length && row[i + 1] == '{'))
            {
                text.Append(row[i]);
                i += row[i] == '{' ? 1 : 0;
                continue;
            }

            int end = row.IndexOf('}', i);
            string role = end < 0 ? row[i..] : row[(i + 1)..end];
            if (end < 0 || !Palette.Roles.TryGetValue(role, out var next))
                throw read.Fault(line, $"'{role}' is no colour mark; write {{ROLE}} with one of {string.Join(", ", Palette.Roles.Keys)}, or {{{{ for a brace.");
            if (text.Length > 0)
                runs.Add((text.ToString(), ink));
            text.Clear();
            ink = next;
            i = end;
        }

        if (text.Length > 0)
            runs.Add((text.ToString(), ink));
        return runs;
    }
}
