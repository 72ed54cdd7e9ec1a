using Monster.Bbs.Menus;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A menu as the theme describes it: a letter, or arrows and Enter.</summary>
public sealed class MenuScreen : Screen
{
    private const int ColumnWidth = 38;

    private readonly string _name;
    private int _selected;
    private int _perColumn = 1;

    /// <summary>The menu of a name.</summary>
    public MenuScreen(Visit visit, string name)
        : base(visit) => _name = name;

    /// <inheritdoc/>
    protected override string Title => Page.Title;

    /// <inheritdoc/>
    protected override string Help => Page.Help;

    /// <inheritdoc/>
    protected override string Corner => $"{base.Corner}  {Visit.Services.OnlineCount} online";

    /// <inheritdoc/>
    protected override string Doing => "In the menus";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("letter", "goes there"), ("↑↓", "choose"), ("Enter", "go")];

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told => Items.Select(item => $"{item.Key}: {item.Text}{(item.About.Length > 0 ? " - " + item.About : "")}");

    // Read anew each time: a reloaded theme shows at the next key.
    private MenuPage Page => Visit.Services.Theme.Current.Menus.GetValueOrDefault(_name) ?? Visit.Services.Theme.Current.Menus[Theme.MainMenu];

    private IReadOnlyList<MenuItem> Items => [.. Page.Items.Where(item => Visit.IsFor(item.Audience))];

    /// <inheritdoc/>
    protected override void Refresh()
    {
        var views = Views;
        if (Visit.Caller is { Login: null, Origin.Known: { } known })
            views.Post(() => Visit.Enter(known, views));
    }

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        var items = Items;
        _selected = Math.Clamp(_selected, 0, Math.Max(0, items.Count - 1));
        int y = Top;
        if (Visit.Services.Theme.Current.Screens.GetValueOrDefault(Page.Screen) is { } picture)
        {
            picture.Draw(screen, (screen.Width - picture.Columns) / 2, y);
            y += picture.Rows.Count + 1;
        }

        bool isWide = screen.Width >= 120;
        int rows = screen.Height - 4 - y;
        int columns = items.Count > rows || (!isWide && items.Count > 12) ? 2 : 1;
        _perColumn = (items.Count + columns - 1) / columns;
        int gap = columns == 1 && items.Count * 2 <= rows ? 2 : 1;
        int width = columns == 1 ? 70 : isWide ? 60 : ColumnWidth;
        int x = (screen.Width - (columns * width)) / 2;
        for (int i = 0; i < items.Count; i++)
            DrawItem(screen, x + (i / _perColumn * width), y + (i % _perColumn * gap), width - 2, items[i], i == _selected, showsAbout: isWide || columns == 1);
        if (columns > 1 && !isWide && items.Count > 0)
            screen.TextCentered(0, screen.Height - 3, screen.Width, items[_selected].About, Ink.Grey);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        var items = Items;
        if (key.IsText && items.FirstOrDefault(item => key.Is(item.Key)) is { } chosen)
        {
            _selected = items.ToList().IndexOf(chosen);
            Visit.Go(chosen, Views);
            return true;
        }

        if (key.Is(KeyCode.Enter) && items.Count > 0)
        {
            Visit.Go(items[_selected], Views);
            return true;
        }

        int step = key.Code switch
        {
            KeyCode.Up => -1,
            KeyCode.Down or KeyCode.Tab => 1,
            KeyCode.Left => -_perColumn,
            KeyCode.Right => _perColumn,
            KeyCode.Home => -_selected,
            KeyCode.End => items.Count - 1 - _selected,
            _ => 0,
        };
        if (step == 0 || items.Count == 0)
            return false;
        int to = _selected + step;
        if (Math.Abs(step) == 1)
            _selected = (to + items.Count) % items.Count;
        else if (to >= 0 && to < items.Count)
            _selected = to;
        return true;
    }

    /// <inheritdoc/>
    protected override void Back()
    {
        if (Views.Count == 1)
            Visit.AskGoodbye(Views);
        else
            base.Back();
    }

    private static void DrawItem(CellBuffer screen, int x, int y, int width, MenuItem item, bool selected, bool showsAbout)
    {
        var (ink, ground) = selected ? (Ink.Black, Ink.Yellow) : (Ink.Silver, Ink.Black);
        screen.Fill(x, y, width, 1, new Cell(' ', ink, ground));
        screen.Put(x + 1, y, item.Key, selected ? Ink.Black : Ink.Yellow, ground);
        int at = screen.Text(x + 4, y, item.Text, selected ? ink : Ink.White, ground);
        if (showsAbout)
            screen.TextIn(Math.Max(at + 2, x + 26), y, x + width - Math.Max(at + 2, x + 26), item.About, selected ? ink : Ink.Grey, ground);
    }
}
