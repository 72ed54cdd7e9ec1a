using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>The arcade's screens for a session, as a menu opens them.</summary>
public sealed class ArcadeScreens
{
    private readonly ArcadeService _arcade;
    private readonly BoardHall _hall;

    /// <summary>The screens of a player.</summary>
    /// <param name="arcade">The arcade.</param>
    /// <param name="player">The player.</param>
    /// <param name="doing">Told what the player does, as others see it; null when nobody wants to know.</param>
    public ArcadeScreens(ArcadeService arcade, ArcadePlayer player, Action<string>? doing = null)
    {
        (_arcade, _hall) = (arcade, arcade.HallFor(player));
        _hall.Doing = doing;
        _hall.Doors =
        [
            new HallDoor(KeyCode.F3, "scores", place => new ScoresView(_hall, place.Shard)),
            new HallDoor(KeyCode.F4, "daily", _ => Daily()),
            new HallDoor(KeyCode.F5, "live", _ => Live()),
            new HallDoor(KeyCode.F6, "carry on", _ => CarryOn()),
            new HallDoor(KeyCode.F7, "observatory", place => Observatory(place.Shard)),
        ];
    }

    /// <summary>A screen by the name a menu has for it; null when there is none, or nothing to show.</summary>
    public View? Open(string action) => action switch
    {
        "play" => Today(),
        "arcade" => Grid(),
        "daily" => Daily(),
        "watch" => Live(),
        "scores" => Records(),
        "carry-on" => CarryOn(),
        "observatory" => Observatory(),
        "waiting" => Waiting(),
        _ => null,
    };

    /// <summary>For whoever wants to play at once: the game of the day, as often as one likes; the grid when it is not known or cannot be loaded.</summary>
    public View Today()
    {
        if (_hall.TodaysGame() is not { } shard)
            return Grid();
        try
        {
            return new PlayView(_hall, _hall.Load(_hall.Places[shard]), _arcade.Time);
        }
        catch (Monster.Arcade.ArcadeException)
        {
            return Grid();
        }
    }

    /// <summary>The grid of games.</summary>
    public View Grid() => new GridView(_hall, _arcade.Time);

    /// <summary>The daily challenge.</summary>
    public View Daily() => new DailyView(_hall);

    /// <summary>The plays going on now.</summary>
    public View Live() => new LivePlaysView(_arcade.Live, _hall.Player.IsGuest ? null : _hall.Player.Name, _arcade.Time, play => _arcade.MaySee(play.ChallengeDay, _hall.Player.Account) ? null : ArcadeService.NotYet);

    /// <summary>The records of all games, from where the leaderboards of each open.</summary>
    public View Records() => new RecordsView(_hall);

    /// <summary>The leaderboards of a game.</summary>
    public View Scores(int shard) => new ScoresView(_hall, shard);

    /// <summary>The observatory.</summary>
    public View Observatory(int shard = DailyWalk.FirstShard) => ObservatoryView.Of(_hall, _arcade.Time, shard);

    /// <summary>Goes on with a play begun on another connection.</summary>
    public View CarryOn() => new CarryOnView(_hall);

    /// <summary>The page of a play.</summary>
    public View Page(string id) => new PlayPageView(_hall, id);

    /// <summary>The plays that wait for this player; null when none does. To be shown after logging in.</summary>
    public View? Waiting() => new WaitingPlaysView(_hall) is { MayHaveAny: true } view ? view : null;
}
