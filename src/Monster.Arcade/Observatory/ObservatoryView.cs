using Monster.Arcade.Screens;
using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>
/// The observatory: the Hecke operators of the fifteen Monster primes at work on the 71 shards. Tab and the digits turn its pages, the arrows choose a shard
/// and a prime. What it shows of the graph is what the 71 modules answer; what is missing is said to be missing.
/// </summary>
public sealed class ObservatoryView : View
{
    private readonly ObservatoryState _state;
    private readonly ObservatoryPage[] _pages;
    private readonly Func<Place, View?>? _play;
    private int _page;
    private int _asked;
    private TimeSpan _now;
    private string _notice = "";

    /// <summary>The observatory.</summary>
    /// <param name="atlas">The graphs.</param>
    /// <param name="places">The 71 places.</param>
    /// <param name="time">The clock.</param>
    /// <param name="shard">The shard to begin with.</param>
    /// <param name="daily">Whether to begin with the page of the daily walk.</param>
    /// <param name="play">Opens a game; null where none can be played from here.</param>
    public ObservatoryView(HeckeAtlas atlas, IReadOnlyList<Place> places, TimeProvider time, int shard = DailyWalk.FirstShard, bool daily = false, Func<Place, View?>? play = null)
    {
        _state = new ObservatoryState(atlas, places, time);
        _state.Choose(shard);
        _play = play;
        _pages = [new GraphPage(_state), new MatrixPage(_state), new SpectrumPage(_state), new WalkPage(_state), new SeriesPage(_state), new LevelsPage(_state), new DailyPage(_state)];
        _page = daily ? _pages.Length - 1 : 0;
    }

    /// <summary>The observatory of a hall, from where the game of the day can be played.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="time">The clock.</param>
    /// <param name="shard">The shard to begin with.</param>
    /// <param name="daily">Whether to begin with the page of the daily walk.</param>
    public static ObservatoryView Of(IHall hall, TimeProvider time, int shard = DailyWalk.FirstShard, bool daily = false) =>
        new(hall.Atlas, hall.Places, time, shard, daily, place => new PlayView(hall, hall.Load(place), time));

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => Page.WakeAt;

    /// <summary>What the modules are asked for; ends when they have answered. Null before the first question.</summary>
    internal Task? Asking { get; private set; }

    private ObservatoryPage Page => _pages[_page];

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        _now = now;
        Look();
    }

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        _now = now;
        if (Page.WakeAt <= now)
            Page.Wake(now);
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        (_now, _notice) = (now, "");
        if (key.Is(KeyCode.Enter) && Page is DailyPage { Game: { } game })
            Play(game);
        else if (!Page.Press(key, now) && !Go(key))
            return;
        Look();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Observatory", $"T_{_state.Prime} · shard {_state.Shard}, {_state.NameOf(_state.Shard)}");
        int x = 1;
        for (int i = 0; i < _pages.Length; i++)
        {
            bool isShown = i == _page;
            string name = $" {i + 1} {_pages[i].Name} ";
            x = screen.Text(x, 1, name, isShown ? Ink.Black : Ink.Grey, isShown ? Ink.Yellow : Ink.Black);
        }

        Page.Draw(screen);
        screen.TextIn(1, screen.Height - 2, _notice.Length > 0 ? screen.Width - 2 : 0, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, [.. Page.Keys, ("Tab", "page"), .. Page is LevelsPage or DailyPage ? Array.Empty<(string, string)>() : [("←→", "shard"), ("↑↓", "prime")], ("Escape", "back"), ("F1", "help")]);
    }

    private bool Go(KeyPress key)
    {
        switch (key)
        {
            case { Code: KeyCode.Escape }:
            case var _ when key.IsControl('c'):
                Views.Close();
                return false;
            case { Code: KeyCode.F1 }:
            case var _ when key.Is('?'):
                Views.Open(HelpView.OfObservatory());
                return false;
            case { Code: KeyCode.Tab }:
                _page = (_page + (key.Modifiers == KeyModifiers.Shift ? _pages.Length - 1 : 1)) % _pages.Length;
                return true;
            case { IsText: true } when key.Rune.Value >= '1' && key.Rune.Value < '1' + _pages.Length:
                _page = key.Rune.Value - '1';
                return true;
            case { Code: KeyCode.Left }:
                _state.GoTo((_state.Shard + Shards.Count - 1) % Shards.Count);
                return true;
            case { Code: KeyCode.Right }:
                _state.GoTo((_state.Shard + 1) % Shards.Count);
                return true;
            case { Code: KeyCode.Up }:
                _state.NextPrime(1);
                return true;
            case { Code: KeyCode.Down }:
                _state.NextPrime(-1);
                return true;
            case var _ when key.Is('o'):
                _state.Choose(_state.Shard);
                return true;
            default:
                return false;
        }
    }

    private void Play(int shard)
    {
        try
        {
            if (_play?.Invoke(_state.Places[shard]) is { } view)
                Views.Open(view);
            else
                _notice = $"'monster play' shows {_state.NameOf(shard)}.";
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }

    /// <summary>Tells the page what is chosen, and asks the modules where that is not known.</summary>
    private void Look()
    {
        Page.Changed(_now);
        int prime = _state.Prime;
        if (_state.Graph is not null || _asked == prime)
            return;
        _asked = prime;
        Asking = Task.Run(() =>
        {
            var graph = _state.Atlas.Graph(prime);
            _ = graph.IsRamanujan; // takes a moment too
            Views.Post(() => Answer(graph));
        });
    }

    private void Answer(IsogenyGraph graph)
    {
        _asked = 0;
        _state.Answer(graph);
        Look();
    }
}
