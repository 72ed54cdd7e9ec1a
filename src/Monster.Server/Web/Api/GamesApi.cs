using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monster.Arcade;
using Monster.Bbs.Arcade;
using Monster.Board;

namespace Monster.Server;

/// <summary>Games, leaderboards, play pages and live plays: what anybody may read.</summary>
internal sealed class GamesApi(WebBoard web)
{
    private const int Most = 100;

    /// <summary>Ranks are counted from the first, so lists end somewhere.</summary>
    private const int DeepestRank = 10_000;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/games", Games);
        api.MapGet("/games/{shard:int}/scores", ScoresOf);
        api.MapGet("/plays", Plays);
        api.MapGet("/plays/{id}", PlayOf);
        api.MapGet("/daily", (Delegate)DailyAsync);
        api.MapGet("/live", Live);
    }

    /// <summary>The page of a play, as everybody who asks for it gets it.</summary>
    public static PlayFacts Facts(WebBoard web, string id, ulong viewer)
    {
        bool isId = id.Length == 64 && id.All(char.IsAsciiHexDigitLower);
        if (!isId || web.Board.Read(store => PlayPage.Find(store, id, web.Arcade.Settings)) is not { } page)
            throw ProblemException.NotFound("play");
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            page.Write(json);
        var line = web.Board.Read(store => WebBoard.Line(store, page.Play));
        return new PlayFacts(line, [.. page.Rows().Select(row => new Row(row.Name, row.Text))], JsonSerializer.Deserialize<JsonElement>(bytes.ToArray()), web.Arcade.MaySee(page.Play, viewer));
    }

    private Ok<ListOf<GameLine>> Games(HttpContext context)
    {
        uint me = Asker.Of(context).Id;
        return TypedResults.Ok(new ListOf<GameLine>(web.Board.Read(store => web.Arcade.Catalogue.Entries.Select(entry => Game(store, entry, me)).ToList())));
    }

    private GameLine Game(IReadStore store, CatalogueEntry entry, uint me)
    {
        if (CartridgeList.Current(store, entry.Shard) is not { } listed)
            return new GameLine(entry.Shard, entry.Title, null, null, null, 0, 0, false, null, null, 0);
        var manifest = web.Arcade.FindCartridge(listed.Sha256)?.Manifest;
        bool isBot = me > 0 && Players.Find(store, me).IsBot;
        var people = new Leaderboard(entry.Shard, listed.Rules, false, LeaderboardPeriod.AllTime, 0);
        var record = Leaderboards.Top(store, people, 1) is [var best] ? best : null;
        return new GameLine(
            entry.Shard, listed.Title, listed.Sha256, manifest?.Pitch, manifest?.Help, listed.TicksPerSecond, listed.Rules, entry.Sha256 == listed.Sha256 && web.Site.Has($"data/demos/{listed.Sha256}.play"),
            record is null ? null : new RecordLine(record.Score, WebBoard.Person(store, (uint)record.Player), record.Play, record.At),
            me == 0 ? null : Leaderboards.Best(store, people with { IsOfBots = isBot }, me)?.Score,
            me == 0 ? 0 : (long)Players.PlaysOf(store, me, entry.Shard));
    }

    private Ok<Scores> ScoresOf(HttpContext context, int shard, string? period, int? number, string? division, int? limit, string? after)
    {
        uint me = Asker.Of(context).Id;
        var span = period switch
        {
            null or "all" => LeaderboardPeriod.AllTime,
            "season" => LeaderboardPeriod.Season,
            "day" => LeaderboardPeriod.Day,
            "daily" => LeaderboardPeriod.Daily,
            _ => throw new ProblemException(400, "bad-request", "A period is all, season, day or daily."),
        };
        if (division is not (null or "people" or "programs"))
            throw new ProblemException(400, "bad-request", "A division is people or programs.");
        return TypedResults.Ok(web.Board.Read(store =>
        {
            var listed = (shard is >= 0 and < Shards.Count ? CartridgeList.Current(store, shard) : null) ?? throw ProblemException.NotFound("game");
            var board = Leaderboard.At(shard, listed.Rules, division == "programs", span, web.Time.GetUtcNow());
            if (number is { } wanted && span != LeaderboardPeriod.AllTime)
                board = board with { Number = Math.Clamp(wanted, 0, 1_000_000) };
            int above = (int)Math.Min(Paging.After(after), DeepestRank), most = Limit(limit);
            var rows = Leaderboards.Top(store, board, most + 1, above);
            string? next = rows.Count > most && above + most < DeepestRank ? (above + most).ToString(CultureInfo.InvariantCulture) : null;
            var mine = me == 0 ? null : Leaderboards.Best(store, board, me);
            return new Scores(
                listed.Title, shard, listed.Rules, period ?? "all", board.Number, NameOf(board), board.IsOfBots ? "programs" : "people",
                [.. rows.Take(most).Select((row, i) => new ScoreLine(above + i + 1, WebBoard.Person(store, (uint)row.Player), row.Score, row.Play, row.At))],
                next,
                mine is null ? null : new MyScore(Leaderboards.Rank(store, board, me), mine.Score, mine.Play));
        }));
    }

    private Ok<ListOf<PlayLine>> Plays(int? game, uint? player, int? limit, string? after)
    {
        const int LookedThrough = 2_000;
        int wanted = Limit(limit);
        ulong before = string.IsNullOrEmpty(after) ? ulong.MaxValue : Paging.After(after);
        return TypedResults.Ok(web.Board.Read(store =>
        {
            int read = game is null ? wanted + 1 : LookedThrough;
            var plays = player is { } who ? Monster.Board.Plays.RecentOf(store, who, read, before) : Monster.Board.Plays.Recent(store, read, before);
            var (items, next) = Paging.Page(plays.Where(play => game is null || play.Shard == game), wanted, play => play.Index);
            next ??= plays.Count == LookedThrough ? plays[^1].Index.ToString(CultureInfo.InvariantCulture) : null; // older ones were not looked through
            return new ListOf<PlayLine>([.. items.Select(play => WebBoard.Line(store, play))], next);
        }));
    }

    private Ok<PlayFacts> PlayOf(HttpContext context, string id) => TypedResults.Ok(Facts(web, id, Asker.Of(context).Id));

    private async Task<Ok<Daily>> DailyAsync(HttpContext context)
    {
        uint me = Asker.Of(context).Id;
        var today = await web.Remote.TodayAsync();
        var open = me == 0 ? null : web.Remote.Open(me, null);
        return TypedResults.Ok(web.Board.Read(store => new Daily(
            ScorePeriod.Date(today.Day), today.Day, today.Shard, WebBoard.Game(store, today.Shard), me != 0 && open is null && Monster.Board.Tickets.HadDaily(store, me, today.Day),
            open is null ? null : TicketsApi.Facts(web, store, open))));
    }

    private Ok<ListOf<LiveLine>> Live() => TypedResults.Ok(new ListOf<LiveLine>([.. web.Arcade.Live.All().Take(Most).Select(Line)]));

    private static LiveLine Line(LivePlay play) => new(
        play.Number, play.Cartridge.Manifest.Title, play.Cartridge.Manifest.Shard, play.Player, play.IsRanked, play.Watchers, play.Ticks,
        play.Phase.ToString().ToLowerInvariant(), play.Since, play.ChallengeDay > 0);

    private static int Limit(int? limit) => Paging.Limit(limit);

    private static string NameOf(Leaderboard board) => board.Period switch
    {
        LeaderboardPeriod.AllTime => "All time",
        LeaderboardPeriod.Season => ScorePeriod.SeasonName(board.Number),
        _ => ScorePeriod.Date(board.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
