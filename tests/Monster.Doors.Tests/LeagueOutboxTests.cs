using Monster.Arcade;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>What waits to be sent is not lost, not sent twice at once, and not more than there is room for.</summary>
public sealed class LeagueOutboxTests(DoorFixture doors)
{
    private readonly string _folder = doors.NewFolder();
    private readonly ManualTime _time = new();

    [Fact]
    public void What_waits_comes_out_oldest_first_and_whole()
    {
        var outbox = new LeagueOutbox(_folder, _time);
        Assert.True(outbox.IsEmpty);
        foreach (int age in new[] { 2, 5, 1 })
            outbox.Add(Post(age));
        Assert.Equal([5, 2, 1], outbox.Waiting().Select(waiting => waiting.Post.Score!.Value));
        Assert.Equal([1, 2, 3], outbox.Waiting()[0].Post.Recording);
        Assert.False(outbox.IsEmpty);
    }

    [Fact]
    public void One_more_than_the_most_is_refused_and_those_before_stay()
    {
        var outbox = new LeagueOutbox(_folder, _time);
        for (int i = 0; i < LeagueOutbox.Most; i++)
            File.WriteAllText(Path.Combine(_folder, $"{i}.json"), "x");
        Assert.Contains("Too many plays wait", Assert.Throws<ArcadeException>(() => outbox.Add(Post(1))).Message, StringComparison.Ordinal);
        Assert.Equal(LeagueOutbox.Most, Directory.GetFiles(_folder, "*.json").Length);
    }

    [Fact]
    public void What_cannot_be_read_is_put_aside_and_keeps_nobody_behind_it()
    {
        var outbox = new LeagueOutbox(_folder, _time);
        string bad = Path.Combine(_folder, "00000000000000000-0.json");
        File.WriteAllText(bad, "{\"version\":1,\"folder\":\"../../etc\"}");
        outbox.Add(Post(1));
        Assert.Single(outbox.Waiting());
        Assert.True(File.Exists(bad + ".damaged"));
    }

    [Fact]
    public void One_process_sends_at_a_time_and_one_thing_is_sent_by_one()
    {
        var outbox = new LeagueOutbox(_folder, _time);
        string path = outbox.Add(Post(1));
        using (var lead = outbox.TryLead())
        {
            Assert.NotNull(lead);
            Assert.Null(outbox.TryLead());
        }

        using (var claim = LeagueOutbox.TryClaim(path))
        {
            Assert.NotNull(claim);
            Assert.Null(LeagueOutbox.TryClaim(path));
            LeagueOutbox.Remove(path);
        }

        Assert.Null(LeagueOutbox.TryClaim(path));
        Assert.Empty(Directory.GetFiles(_folder, "*.json*"));
    }

    [Fact]
    public void A_board_that_cannot_be_reached_is_tried_ever_more_seldom_and_at_once_when_it_answered()
    {
        var backOff = new LeagueBackOff(_folder, _time);
        Assert.False(backOff.IsOn);
        var waits = new List<double>();
        for (int i = 0; i < 9; i++)
        {
            backOff.Failed(null);
            backOff.Failed(null); // another node, at the same time
            waits.Add((backOff.Until - _time.GetUtcNow()).TotalSeconds);
            _time.Advance(backOff.Until - _time.GetUtcNow());
            Assert.False(backOff.IsOn);
        }

        Assert.Equal([10, 20, 40, 80, 160, 320, 600, 600, 600], waits);
        backOff.Succeeded();
        backOff.Failed(TimeSpan.FromSeconds(30)); // what the board asked for
        Assert.Equal(30, (backOff.Until - _time.GetUtcNow()).TotalSeconds);
    }

    [Fact]
    public void A_ranked_play_is_held_by_one_process_and_its_owner_is_known_to_the_next()
    {
        using (var hold = LeagueHold.Begin(_folder, 7, 3))
        {
            Assert.NotNull(hold);
            Assert.True(LeagueHold.IsHeld(_folder, 7));
            Assert.Null(LeagueHold.GoOn(_folder, 7));
            Assert.Null(LeagueHold.Begin(_folder, 7, 4));
        }

        Assert.False(LeagueHold.IsHeld(_folder, 7));
        using (var next = LeagueHold.GoOn(_folder, 7))
        {
            Assert.Equal(3u, next!.Owner);
            next.End();
        }

        Assert.Null(LeagueHold.GoOn(_folder, 7));
    }

    [Fact]
    public void Results_are_told_once_and_the_same_ticket_counts_once()
    {
        var results = new LeagueResults(_folder);
        for (ulong serial = 1; serial <= LeagueResults.Most + 5; serial++)
            results.Add(new LeagueResult(serial, "Maze Run", 5, _time.GetUtcNow(), LeagueResultKind.Checked, "ok", IsTold: false));
        results.Add(new LeagueResult(LeagueResults.Most + 5, "Maze Run", 6, _time.GetUtcNow(), LeagueResultKind.Rejected, "no", IsTold: false));
        Assert.Equal(LeagueResults.Most, results.All.Count);
        Assert.Equal((ulong)LeagueResults.Most + 5, results.All[0].Serial);
        Assert.Equal(5, results.All[0].Score);
        results.MarkTold();
        Assert.All(results.All, result => Assert.True(result.IsTold));
    }

    private LeaguePost Post(int age) =>
        new(LeaguePost.CurrentVersion, "board.example", "ann", "ann-1", 1, 0, "Maze Run", age, _time.GetUtcNow() - TimeSpan.FromSeconds(age), [1, 2, 3]);
}
