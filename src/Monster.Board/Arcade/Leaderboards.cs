namespace Monster.Board;

/// <summary>The leaderboards: a player stands in each once, with the best score; of equal scores the earlier comes first.</summary>
public static class Leaderboards
{
    private const int HashBytes = 32;

    /// <summary>The best of a leaderboard, best first.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="board">Which one.</param>
    /// <param name="most">How many.</param>
    /// <param name="skip">How many above them are left out; they are read all the same.</param>
    public static IReadOnlyList<LeaderboardRow> Top(IReadStore store, Leaderboard board, int most, int skip = 0)
    {
        byte[] prefix = board.Key(Table.Ranks).ToKey();
        return [.. store.ScanPrefix(prefix).Skip(skip).Take(most).Select(pair => Row(pair.Key, prefix.Length, pair.Value))];
    }

    /// <summary>A player's row; null when there is none.</summary>
    public static LeaderboardRow? Best(IReadStore store, Leaderboard board, ulong player)
    {
        if (store.Find(BestKey(board, player)) is not { } value)
            return null;
        var fields = new FieldReader(value);
        return new LeaderboardRow(player, fields.I32(), fields.Time(), Hex.Digits(fields.Fixed(HashBytes)));
    }

    /// <summary>The rank of a player, from 1; null when the player is not among the first so many.</summary>
    public static int? Rank(IReadStore store, Leaderboard board, ulong player, int most = 1_000)
    {
        if (Best(store, board, player) is not { } best)
            return null;
        byte[] mine = RankKey(board, best);
        int better = store.Scan(board.Key(Table.Ranks).ToKey(), mine).Take(most).Count();
        return better < most ? better + 1 : null;
    }

    /// <summary>Enters a play in all leaderboards it belongs to.</summary>
    internal static void Enter(IStore store, AcceptedPlay play)
    {
        var row = new LeaderboardRow(play.Player, play.Score, play.Accepted, play.Id);
        // The seed of the daily challenge is everybody's, and could have been watched: it counts there alone.
        LeaderboardPeriod[] periods = play.Day > 0
            ? [LeaderboardPeriod.Daily]
            : [LeaderboardPeriod.AllTime, LeaderboardPeriod.Season, LeaderboardPeriod.Day];
        foreach (var period in periods)
        {
            var board = Leaderboard.At(play.Shard, play.Rules, play.IsBot, period, play.Accepted);
            Enter(store, period == LeaderboardPeriod.Daily ? board with { Number = play.Day } : board, row);
        }
    }

    private static void Enter(IStore store, Leaderboard board, LeaderboardRow row)
    {
        if (Best(store, board, row.Player) is { } before)
        {
            if (before.Score >= row.Score)
                return;
            store.Delete(RankKey(board, before));
        }

        store.Put(BestKey(board, row.Player), new FieldWriter().I32(row.Score).Time(row.At).Hash(row.Play).Written);
        store.Put(RankKey(board, row), new FieldWriter().Hash(row.Play).Written);
    }

    private static LeaderboardRow Row(byte[] key, int prefix, byte[] value)
    {
        // A reader leaves out the first byte, the table's: here, the last byte of what all keys of this leaderboard share.
        var parts = new KeyReader(key.AsSpan(prefix - 1));
        int score = (int)parts.Descending();
        var at = parts.Time();
        return new LeaderboardRow(parts.U64(), score, at, Hex.Digits(value));
    }

    private static byte[] BestKey(Leaderboard board, ulong player) => board.Key(Table.Bests).U64(player).ToKey();

    private static byte[] RankKey(Leaderboard board, LeaderboardRow row) => board.Key(Table.Ranks).Descending((uint)row.Score).Time(row.At).U64(row.Player).ToKey();
}
