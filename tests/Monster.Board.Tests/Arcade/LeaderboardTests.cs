namespace Monster.Board.Tests.Arcade;

/// <summary>Lists of scores, the daily challenge, and the division of bots.</summary>
public sealed class LeaderboardTests
{
    private const ulong Ann = 1;
    private const ulong Bob = 2;
    private const ulong Robot = 3;

    private readonly Den _den = new();

    [Fact]
    public void Each_player_stands_once_with_the_best_and_of_equal_scores_the_earlier_comes_first()
    {
        _den.Play(Ann, 50);
        _den.Play(Bob, 100);
        var best = _den.Play(Ann, 100);
        _den.Play(Ann, 70);
        Assert.Equal([(Bob, 100), (Ann, 100)], Top(LeaderboardPeriod.AllTime).Select(row => (row.Player, row.Score)));
        Assert.Equal(best.Id, Top(LeaderboardPeriod.AllTime)[1].Play);
        Assert.Equal((1, 2), (Leaderboards.Rank(_den.Store, Board(LeaderboardPeriod.AllTime), Bob), Leaderboards.Rank(_den.Store, Board(LeaderboardPeriod.AllTime), Ann)));
        Assert.Null(Leaderboards.Rank(_den.Store, Board(LeaderboardPeriod.AllTime), Robot));
        Assert.Null(Leaderboards.Rank(_den.Store, Board(LeaderboardPeriod.AllTime), Ann, most: 1));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public void Scores_of_any_size_are_in_order(int largest)
    {
        var random = new Random(7);
        var scores = Enumerable.Range(1, 60).ToDictionary(player => (ulong)player, _ => random.Next(largest));
        foreach (var (player, score) in scores)
            _den.Play(player, score);
        Assert.Equal(scores.OrderByDescending(p => p.Value).ThenBy(p => p.Key).Take(20).Select(p => (p.Key, p.Value)), Top(LeaderboardPeriod.AllTime, 20).Select(row => (row.Player, row.Score)));
    }

    [Fact]
    public void A_day_ends_at_midnight_and_a_season_with_the_quarter()
    {
        _den.Now = new DateTimeOffset(2026, 12, 31, 23, 50, 0, TimeSpan.Zero);
        _den.Play(Ann, 100);
        _den.Now = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Empty(Top(LeaderboardPeriod.Day));
        Assert.Empty(Top(LeaderboardPeriod.Season));
        _den.Play(Bob, 10);
        Assert.Equal([Bob], Top(LeaderboardPeriod.Day).Select(row => row.Player));
        Assert.Equal([Bob], Top(LeaderboardPeriod.Season).Select(row => row.Player));
        Assert.Equal([Ann, Bob], Top(LeaderboardPeriod.AllTime).Select(row => row.Player));
        Assert.Equal((2027 * 4, "2027, season 1"), (ScorePeriod.Season(_den.Now), ScorePeriod.SeasonName(ScorePeriod.Season(_den.Now))));
        Assert.Equal(2026 * 4 + 3, ScorePeriod.Season(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero)));
    }

    [Fact]
    public void Other_rules_have_a_list_of_their_own_and_the_old_one_stays()
    {
        _den.Play(Ann, 100);
        _den.List(Den.Maze, "Maze Run", Den.Rate, rules: 2);
        _den.Play(Bob, 10);
        Assert.Equal([Ann], Top(LeaderboardPeriod.AllTime).Select(row => row.Player));
        Assert.Equal([Bob], Leaderboards.Top(_den.Store, Board(LeaderboardPeriod.AllTime) with { Rules = 2 }, 10).Select(row => row.Player));
    }

    [Fact]
    public void Bots_have_a_division_of_their_own()
    {
        Assert.True(_den.Accepts(new DeclareBot(Robot, IsBot: true)));
        _den.Play(Robot, 1_000_000);
        _den.Play(Ann, 1);
        Assert.Equal([Ann], Top(LeaderboardPeriod.AllTime).Select(row => row.Player));
        Assert.Equal([Robot], Leaderboards.Top(_den.Store, Board(LeaderboardPeriod.AllTime) with { IsOfBots = true }, 10).Select(row => row.Player));
    }

    [Fact]
    public void The_daily_challenge_has_one_seed_for_everyone_one_ticket_a_player_and_its_own_list()
    {
        Assert.False(_den.Open(Ann, Den.Maze, daily: true));
        StartDaily(1);
        Assert.True(_den.Open(Ann, Den.Maze, daily: true), _den.Why);
        Assert.True(_den.Open(Bob, Den.Maze, daily: true), _den.Why);
        var (ann, bob) = (Tickets.Find(_den.Store, Ann, 1)!, Tickets.Find(_den.Store, Bob, 1)!);
        Assert.Equal(ann.Seed, bob.Seed);
        Assert.NotNull(ann.Seed);
        var ordinary = _den.Begin(Ann, Den.Maze); // the challenge does not stand in the way of an ordinary play
        Assert.NotEqual(ann.Seed, ordinary.Seed);
        _den.Now += TimeSpan.FromMinutes(1);
        Assert.True(_den.Accepts(_den.HandIn(ann, 100)), _den.Why);
        Assert.False(_den.Open(Ann, Den.Maze, daily: true));
        Assert.Contains("tomorrow", _den.Why, StringComparison.Ordinal);
        Assert.Equal([Ann], Top(LeaderboardPeriod.Daily).Select(row => row.Player));
        Assert.Empty(Top(LeaderboardPeriod.AllTime));
    }

    [Fact]
    public void A_challenge_played_over_midnight_stands_in_the_list_of_its_day()
    {
        _den.Now = new DateTimeOffset(2026, 12, 31, 23, 59, 0, TimeSpan.Zero);
        StartDaily(1);
        Assert.True(_den.Open(Ann, Den.Maze, daily: true));
        var board = Board(LeaderboardPeriod.Daily);
        _den.Now += TimeSpan.FromMinutes(5);
        Assert.True(_den.Accepts(_den.HandIn(Tickets.Find(_den.Store, Ann, 1)!, 100)), _den.Why);
        Assert.Single(Leaderboards.Top(_den.Store, board, 10));
        Assert.False(_den.Open(Bob, Den.Maze, daily: true), "yesterday's challenge was still given");
    }

    [Fact]
    public void The_number_of_a_challenge_was_committed_to_by_the_one_before()
    {
        StartDaily(1);
        Assert.False(Dailies.Last(_den.Store)!.WasCommitted);
        Assert.False(_den.Accepts(Daily(1)), "a second challenge began on the same day");
        _den.Now += TimeSpan.FromDays(3);
        Assert.False(_den.Accepts(Daily(5)), "the number was not the one committed to");
        StartDaily(2);
        Assert.True(Dailies.Last(_den.Store)!.WasCommitted);
    }

    [Fact]
    public void Recordings_are_kept_with_their_scores_and_lists_of_plays_are_newest_first()
    {
        var plays = Enumerable.Range(0, 5).Select(i => _den.Play(i % 2 == 0 ? Ann : Bob, i * 10)).ToList();
        Assert.Equal(plays.AsEnumerable().Reverse().Take(3).Select(p => p.Id), Plays.Recent(_den.Store, 3).Select(p => p.Id));
        Assert.Equal([plays[4].Id, plays[2].Id, plays[0].Id], Plays.RecentOf(_den.Store, Ann, 10).Select(p => p.Id));
        foreach (var play in plays)
        {
            byte[] recording = Plays.Recording(_den.Store, play.Id)!;
            Assert.Equal(play.Id, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(recording)));
            Assert.Equal(play, Plays.Find(_den.Store, play.Id));
        }
    }

    private void StartDaily(ulong number) => Assert.True(_den.Accepts(Daily(number)), _den.Why);

    private StartDaily Daily(ulong number) =>
        new(Den.Number(number), CartridgeList.Current(_den.Store, Den.Maze)!.Sha256, PlayTicket.Commitment(Den.Number(number + 1)), _den.Key, _den.Now);

    private Leaderboard Board(LeaderboardPeriod period) => Leaderboard.At(Den.Maze, 1, bots: false, period, _den.Now);

    private IReadOnlyList<LeaderboardRow> Top(LeaderboardPeriod period, int most = 10) => Leaderboards.Top(_den.Store, Board(period), most);
}
