using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>The leaderboards of a game: today, this season, all time; people and programs apart. Enter opens a play's page.</summary>
public sealed class ScoresView : View
{
    private static readonly (LeaderboardPeriod Period, string Name)[] Periods =
        [(LeaderboardPeriod.Day, "Today"), (LeaderboardPeriod.Season, "This season"), (LeaderboardPeriod.AllTime, "All time")];

    private readonly BoardHall _hall;
    private readonly ScoreTable _table = new();
    private int _shard;
    private int _period = 2;
    private bool _bots;

    /// <summary>The scores of a game.</summary>
    public ScoresView(BoardHall hall, int shard) => (_hall, _shard) = (hall, shard);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        [$"{Title}, {Periods[_period].Name}", .. _table.Count == 0 ? [Nobody] : _table.Lines(), "Tab: other period. B: bots. N and P: next and previous game. Enter: the play's page. Esc: back."];

    private string Title => Monster.Arcade.Shards.Names[_shard] + (_bots ? ", bots" : "");

    private string Nobody => _bots ? "No program has a score here yet." : "Nobody has a score here yet. Yours would be the first.";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Read();

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape))
        {
            Views.Close();
            return;
        }

        if (key.Is(KeyCode.Enter) && _table.Selected is { } row)
        {
            Views.Open(new PlayPageView(_hall, row.Play));
            return;
        }

        int shards = _hall.Places.Count;
        if (key.Is(KeyCode.Tab) || key.Is(KeyCode.Right))
            _period = (_period + 1) % Periods.Length;
        else if (key.Is(KeyCode.Left))
            _period = (_period + Periods.Length - 1) % Periods.Length;
        else if (key.Is('b'))
            _bots = !_bots;
        else if (key.Is('n'))
            _shard = Next(1);
        else if (key.Is('p'))
            _shard = Next(shards - 1);
        else
            _table.Press(key.Code);
        Read();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, Title, "Scores");
        int x = 1;
        for (int i = 0; i < Periods.Length; i++)
            x = screen.Text(x, 1, i == _period ? $"[{Periods[i].Name}]" : $" {Periods[i].Name} ", i == _period ? Ink.Yellow : Ink.Grey) + 1;
        if (Periods[_period].Period == LeaderboardPeriod.Season)
            screen.TextRight(screen.Width - 1, 1, ScorePeriod.SeasonName(ScorePeriod.Season(_hall.Arcade.Time.GetUtcNow())), Ink.Grey);
        _table.Draw(screen, 3, screen.Height - 3, _hall.Player.Account, Nobody);
        ScreenParts.Keys(screen, ("Enter", "play's page"), ("←→", "period"), ("N P", "other game"), ("B", _bots ? "people" : "bots"), ("Escape", "back"));
    }

    private int Next(int step)
    {
        int shard = _shard;
        do
            shard = (shard + step) % _hall.Places.Count;
        while (!_hall.Places[shard].Exists && shard != _shard);
        return shard;
    }

    private void Read()
    {
        int rules = _hall.Arcade.Board.Read(store => CartridgeList.Current(store, _shard))?.Rules ?? 1;
        _table.Read(_hall.Arcade, Leaderboard.At(_shard, rules, _bots, Periods[_period].Period, _hall.Arcade.Time.GetUtcNow()));
    }
}
