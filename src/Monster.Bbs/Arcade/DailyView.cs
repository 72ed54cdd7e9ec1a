using System.Globalization;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

using Cartridge = Monster.Arcade.Cartridge;

/// <summary>The challenge of today: one game, one seed for everyone, one try. Enter plays it; later it shows how the others did.</summary>
public sealed class DailyView : View
{
    private readonly BoardHall _hall;
    private readonly ScoreTable _table = new();
    private DailyChallenge? _daily;
    private ListedCartridge? _game;
    private string _walk = "";
    private bool _had;
    private bool _asked;
    private string _notice = "";

    /// <summary>The challenge.</summary>
    public DailyView(BoardHall hall) => _hall = hall.Daily();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
    [
        $"Daily challenge: {_game?.Title ?? "one moment"}. {State}", .. _walk.Length > 0 ? [_walk] : Array.Empty<string>(), .. _table.Lines(), .. _notice.Length > 0 ? [_notice] : Array.Empty<string>(),
        _had ? "Enter: the play's page. Esc: back." : "Enter: play. Esc: back.",
    ];

    private string State => _hall.Player.IsGuest ? "Log in to play it." : _had ? "You have had your try; there is a new one tomorrow." : "You have one try.";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        if (_daily is not null)
        {
            Read();
        }
        else if (!_asked)
        {
            _asked = true;
            _ = LoadAsync();
        }
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _notice = "";
        if (key.Is(KeyCode.Escape))
            Views.Close();
        else if (key.Is(KeyCode.Enter) && _game is not null && !_had)
            Play();
        else if (key.Is(KeyCode.Enter) && _table.Selected is { } row)
            Views.Open(new PlayPageView(_hall, row.Play));
        else
            _table.Press(key.Code);
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        var today = ScorePeriod.Date(_daily?.Day ?? ScorePeriod.Day(_hall.Arcade.Time.GetUtcNow()));
        ScreenParts.Title(screen, "Daily challenge", today.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        if (_game is not null)
        {
            screen.Text(screen.Text(1, 1, _game.Title, Ink.White) + 2, 1, State, _had ? Ink.Grey : Ink.Yellow);
            screen.TextIn(1, 2, screen.Width - 2, _walk, Ink.Grey);
            _table.Draw(screen, 4, screen.Height - 3, _hall.Player.Account, "Nobody has played it yet today.");
        }

        screen.TextIn(1, screen.Height - 2, screen.Width - 2, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, ("Enter", _had ? "play's page" : "play"), ("↑↓", "choose"), ("Escape", "back"));
    }

    private void Play()
    {
        if (_hall.Player.IsGuest)
        {
            _notice = "Log in to play the daily challenge.";
            return;
        }

        try
        {
            var cartridge = _hall.Arcade.FindCartridge(_game!.Sha256) ?? throw new ArcadeException($"{_game.Title} is not here.");
            Views.Open(new PlayView(_hall, cartridge, _hall.Arcade.Time));
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var daily = await _hall.Arcade.Tickets.TodayAsync();
            string walk = DescribeWalk(daily);
            Views.Post(() =>
            {
                (_daily, _walk) = (daily, walk);
                Read();
            });
        }
        catch (ArcadeException e)
        {
            Views.Post(() => _notice = e.Message);
        }
    }

    /// <summary>How the public walk came to the game; nothing when the challenge began by another rule or another catalogue.</summary>
    private string DescribeWalk(DailyChallenge daily)
    {
        try
        {
            var path = _hall.Arcade.Tickets.Choose(ScorePeriod.Date(daily.Day));
            return path[^1] == daily.Shard ? $"Chosen by the public walk on T_{DailyWalk.PrimeOf(ScorePeriod.Date(daily.Day))}: shard {string.Join(" → ", path.TakeLast(12))}" : "";
        }
        catch (ArcadeException)
        {
            return "";
        }
    }

    private void Read()
    {
        var daily = _daily!;
        ulong me = _hall.Player.Account;
        (_game, _had, bool bot) = _hall.Arcade.Board.Read(store => (
            CartridgeList.Find(store, daily.Cartridge),
            Tickets.HadDaily(store, me, daily.Day) && Tickets.Open(store, me, Tickets.DailySlot)?.Statement.Day != daily.Day,
            Players.Find(store, me).IsBot));
        if (_game is not null)
            _table.Read(_hall.Arcade, new Leaderboard(daily.Shard, _game.Rules, bot, LeaderboardPeriod.Daily, daily.Day));
    }
}
