using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>
/// A screen of the board: title, body, one line of news, one line of keys. F1 helps, Escape goes back, in every one of them.
/// </summary>
public abstract class Screen : View
{
    /// <summary>Waiting is not shown before this has passed.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _closed = new();
    private string _news = "";
    private Ink _newsInk = Ink.Yellow;
    private string? _doing;
    private TimeSpan _doingSince;
    private bool _isOver;

    /// <summary>A screen of a visit.</summary>
    protected Screen(Visit visit) => Visit = visit;

    /// <summary>The caller and the board.</summary>
    public Visit Visit { get; }

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _doing is null || _doingSince + QuietTime <= Now ? null : _doingSince + QuietTime;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Lines
    {
        get
        {
            if (Told is not { } told)
                return null;
            var lines = new List<string> { Title };
            lines.AddRange(told);
            lines.Add(string.Join(", ", Keys.Where(key => IsTyped(key.Key)).Append(("?", "help")).Append(("esc", "back")).Select(key => $"{key.Item1} {key.Item2}")));
            if (Visit.PagedBy is { } pager)
                lines.Add(PageText(pager));
            if (News.Text.Length > 0)
                lines.Add(News.Text);
            return lines;
        }
    }

    /// <summary>The title line.</summary>
    protected abstract string Title { get; }

    /// <summary>What F1 tells, its lines separated by line feeds.</summary>
    protected abstract string Help { get; }

    /// <summary>At the right of the title line.</summary>
    protected virtual string Corner => Visit.Name;

    /// <summary>The keys that work now, the most wanted first; help and back are added.</summary>
    protected virtual IReadOnlyList<(string Key, string Does)> Keys => [];

    /// <summary>What others see the caller do here; null to leave it as it was.</summary>
    protected virtual string? Doing => null;

    /// <summary>Whether characters are typed here as text, so that ? is one of them.</summary>
    protected virtual bool IsTyping => false;

    /// <summary>The body in line mode; null to read out what is drawn.</summary>
    protected virtual IEnumerable<string>? Told => null;

    /// <summary>The time of the last call of this view.</summary>
    protected TimeSpan Now { get; private set; }

    /// <summary>Whether something is being done: keys but Escape wait until it is over.</summary>
    protected bool IsBusy => _doing is not null;

    /// <summary>The first row of the body.</summary>
    protected static int Top => 2;

    private (string Text, Ink Ink) News =>
        _doing is not null ? (Now - _doingSince >= QuietTime ? _doing + "..." : "", Ink.Grey) : (_news, _newsInk);

    /// <inheritdoc/>
    public sealed override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, Title, Corner);
        Body(screen);
        DrawNews(screen);
        ScreenParts.Keys(screen, [.. Keys, ("F1", "help"), ("Esc", "back")]);
        Visit.Services.Theme.Current.Colours.Apply(screen);
    }

    /// <inheritdoc/>
    public sealed override void Press(KeyPress key, TimeSpan now)
    {
        Now = now;
        if (IsBusy)
        {
            if (key.Is(KeyCode.Escape))
                Back();
            return;
        }

        Say("");
        if (key.Is(KeyCode.F4) && Visit.PagedBy is { } pager)
        {
            Visit.Answer(pager, Views);
            return;
        }

        if (Take(key))
            return;
        if (key.Is(KeyCode.Escape))
            Back();
        else if (key.Is(KeyCode.F1) || (key.Is('?') && !IsTyping))
            Views.Open(new TextScreen(Visit, $"Help: {Title}", TextLines.Unbroken(Help)));
    }

    /// <inheritdoc/>
    public sealed override void Shown(TimeSpan now)
    {
        Now = now;
        if (Doing is { } doing)
            Visit.Do(doing);
        Refresh();
        if (Visit.TakeSaid() is { Length: > 0 } said)
            Say(said, isGood: true);
    }

    /// <inheritdoc/>
    public sealed override void Wake(TimeSpan now)
    {
        Now = now;
        Woken();
    }

    /// <summary>Draws what lies between title and news.</summary>
    protected abstract void Body(CellBuffer screen);

    /// <summary>Takes a key.</summary>
    /// <returns>Whether it meant something here. Escape not taken goes back, F1 and ? not taken help.</returns>
    protected abstract bool Take(KeyPress key);

    /// <summary>Reads again what is shown: this screen is on top now.</summary>
    protected virtual void Refresh()
    {
    }

    /// <summary>The time asked for has come.</summary>
    protected virtual void Woken()
    {
    }

    /// <summary>Leaves the screen. Asks first where something would be lost.</summary>
    protected virtual void Back() => Views.Close();

    /// <summary>Frees what was taken. Called once.</summary>
    protected virtual void Over()
    {
    }

    /// <inheritdoc/>
    protected sealed override void Closed()
    {
        _isOver = true;
        _closed.Cancel();
        _closed.Dispose();
        Over();
    }

    /// <summary>Shows one line until the next key.</summary>
    protected void Say(string text, bool isGood = false, bool isBad = false) =>
        (_news, _newsInk) = (text, isBad ? Ink.Red : isGood ? Ink.Green : Ink.Yellow);

    /// <summary>Does what takes time beside the session, then goes on here. A refusal is shown, and nothing typed is lost.</summary>
    /// <param name="doing">What is being done, shown when it takes long.</param>
    /// <param name="work">The work; runs on another thread.</param>
    /// <param name="then">Runs between two events of this session, unless the screen was left.</param>
    protected void Work<T>(string doing, Func<CancellationToken, Task<T>> work, Action<T> then)
    {
        (_doing, _doingSince) = (doing, Now);
        var (views, stop) = (Views, _closed.Token);
        _ = Task.Run(async () =>
        {
            try
            {
                var result = await work(stop);
                views.Post(() => Finish(() => then(result)));
            }
            catch (Exception e)
            {
                views.Post(() => Finish(() => Say(Visit.Explain(e), isBad: true)));
            }
        });
    }

    private void Finish(Action then)
    {
        if (_isOver)
            return;
        _doing = null;
        then();
    }

    /// <summary>Whether a key can be had by typing a line: a letter, Enter, or one that has a word.</summary>
    private static bool IsTyped(string key) => key is { Length: 1 } or "Enter" || LineKeys.Named(key) is not null;

    private static string PageText(string pager) => $"{pager} asks you to chat: F4 goes there.";

    private void DrawNews(CellBuffer screen)
    {
        const int MostRows = 3;
        int y = screen.Height - 2;
        var (text, ink) = News;
        if (text.Length > 0)
        {
            var rows = TextLines.Wrap(text, screen.Width - 3).Take(MostRows).ToList();
            screen.Fill(0, y - rows.Count + 1, screen.Width, rows.Count, new Cell(' ', Ink.Silver, Ink.Black)); // over the last of the body where they need more than their row
            for (int i = 0; i < rows.Count; i++)
                screen.TextIn(1, y - rows.Count + 1 + i, screen.Width - 3, rows[i], ink);
            return;
        }

        if (Visit.PagedBy is { } pager)
            screen.TextIn(1, y, screen.Width - 3, PageText(pager), Ink.Magenta);
    }
}
