using System.Globalization;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>All games with the record of each, who holds it, and the caller's own best: Enter opens a game's leaderboards.</summary>
public sealed class RecordsView : ListView<RecordsView.Standing>
{
    private readonly BoardHall _hall;

    /// <summary>The records of all games.</summary>
    public RecordsView(BoardHall hall) => _hall = hall;

    /// <inheritdoc/>
    protected override string Title => "Leaderboards";

    /// <inheritdoc/>
    protected override string Empty => "No game can be played here.";

    /// <inheritdoc/>
    protected override string Does => "its scores";

    /// <inheritdoc/>
    protected override IReadOnlyList<Standing> Read() => _hall.Arcade.Board.Read(store => _hall.Places.Where(place => place.Exists).Select(place => At(store, place)).ToList());

    /// <inheritdoc/>
    protected override bool IsSame(Standing one, Standing other) => one.Shard == other.Shard;

    /// <inheritdoc/>
    protected override void DrawHead(CellBuffer screen, int x, int y)
    {
        screen.Text(x + 2, y, "Nr  Game", Ink.Grey);
        screen.TextRight(x + 36, y, "Record", Ink.Grey);
        screen.Text(x + 39, y, "Held by", Ink.Grey);
        screen.TextRight(x + 71, y, "Your best", Ink.Grey);
    }

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, Standing item, Ink ink, Ink ground)
    {
        screen.TextRight(x + 2, y, item.Shard.ToString(CultureInfo.InvariantCulture), Of(Ink.Grey, ink), ground);
        screen.TextIn(x + 4, y, 20, Shards.Names[item.Shard], Of(Ink.White, ink), ground);
        screen.TextRight(x + 34, y, ScreenParts.Score(item.Record), Of(Ink.Yellow, ink), ground);
        screen.TextIn(x + 37, y, 21, item.Holder, Of(Ink.Magenta, ink), ground);
        screen.TextRight(x + 69, y, ScreenParts.Score(item.Own), ink, ground);
    }

    /// <inheritdoc/>
    protected override string Tell(Standing item) => item.Record is null
        ? $"{Shards.Names[item.Shard]}: no score yet"
        : $"{Shards.Names[item.Shard]}: {ScreenParts.Score(item.Record)} by {item.Holder}{(item.Own is { } own ? $", your best {ScreenParts.Score(own)}" : "")}";

    /// <inheritdoc/>
    protected override string? Open(Standing item)
    {
        Views.Open(new ScoresView(_hall, item.Shard));
        return null;
    }

    private Standing At(IReadStore store, Place place)
    {
        int rules = CartridgeList.Current(store, place.Shard)?.Rules ?? 1;
        var board = Leaderboard.At(place.Shard, rules, bots: false, LeaderboardPeriod.AllTime, _hall.Arcade.Time.GetUtcNow());
        var own = Leaderboards.Best(store, board, _hall.Player.Account);
        return Leaderboards.Top(store, board, 1) is [var best]
            ? new Standing(place.Shard, best.Score, _hall.Arcade.Settings.NameOf(store, best.Player), own?.Score)
            : new Standing(place.Shard, null, "", null);
    }

    /// <summary>How a game stands.</summary>
    /// <param name="Shard">Which game, 0 to 70.</param>
    /// <param name="Record">The best score of all time; null when nobody has one.</param>
    /// <param name="Holder">Who made it.</param>
    /// <param name="Own">The caller's best; null when there is none.</param>
    public sealed record Standing(int Shard, int? Record, string Holder, int? Own);
}
