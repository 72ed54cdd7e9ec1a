using Monster.Testing;

namespace Monster.Arcade.Tests;

/// <summary>A play that its process did not survive is found by the next one, and never while somebody plays it.</summary>
public sealed class RunningPlaysTests(ArcadeFixture arcade) : IDisposable
{
    private const string Name = "sample-1";

    private readonly Folder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_killed_process_played_is_taken_up_but_for_the_last_moments()
    {
        using var play = New();
        var killed = Running();
        for (int i = 0; i < 100; i++)
        {
            play.Tick('k');
            killed.Note(Name, play, isResting: false);
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        using var resumed = Next().TakeUp(Name, arcade.Sample)!;
        Assert.InRange(resumed.Ticks, 80, 100); // a second at 20 ticks
        Assert.Equal(play.Seed, resumed.Seed);
    }

    [Fact]
    public void A_pause_is_noted_at_once()
    {
        using var play = New();
        var killed = Running();
        play.Tick('a');
        killed.Note(Name, play, isResting: false);
        play.Tick('b');
        killed.Note(Name, play, isResting: true);
        using var resumed = Next().TakeUp(Name, arcade.Sample)!;
        Assert.Equal(2, resumed.Ticks);
    }

    [Fact]
    public void A_play_that_is_being_played_is_not_taken_up_by_another_process_of_the_same_player()
    {
        using var play = New();
        var first = Running();
        play.Tick('a');
        first.Note(Name, play, isResting: true);
        var second = Running();
        Assert.Null(second.TakeUp(Name, arcade.Sample));
        Assert.Empty(RunningPlays.LeftBehind(_folder["saved"]));
        using var other = New();
        other.Tick('b');
        second.Note(Name, other, isResting: true);
        Assert.Equal(2, Directory.GetFiles(_folder["saved"], "*.journal").Length);
        second.Drop();
        first.Drop();
        Assert.Empty(Directory.GetFiles(_folder["saved"], "*.journal"));
    }

    [Fact]
    public void A_damaged_journal_is_put_aside_and_not_met_again()
    {
        Directory.CreateDirectory(_folder["saved"]);
        File.WriteAllText(Path.Combine(_folder["saved"], Name + ".1.journal"), "not a journal");
        Assert.Null(Running().TakeUp(Name, arcade.Sample));
        Assert.Empty(Directory.GetFiles(_folder["saved"], "*.journal"));
        Assert.Single(Directory.GetFiles(_folder["saved"], "*.damaged"));
    }

    [Fact]
    public void The_oldest_recordings_go_when_there_are_too_many_but_never_that_of_the_best_score()
    {
        var store = new PlayerStore(_folder["data"], _time, mostRecordings: 3);
        string best = store.Keep(arcade.Record(2_000), arcade.Sample).Path;
        for (int i = 0; i < 6; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            store.Keep(arcade.Record(100 + i), arcade.Sample);
        }

        var kept = store.Recent(100).Select(recording => recording.Path).ToList();
        Assert.Equal(3, kept.Count);
        Assert.Contains(best, kept);
        Assert.Equal(105, PlayerStore.Read(kept[0]).Ticks);
    }

    private Play New() => new(arcade.Sample, new Seed(1, 2, 3, 4));

    private RunningPlays Running() => new(_folder["saved"], _time);

    /// <summary>What the next process finds: copies of the files, for this process still holds its own.</summary>
    private RunningPlays Next()
    {
        string copy = Directory.CreateDirectory(_folder["next"]).FullName;
        foreach (string file in Directory.GetFiles(_folder["saved"], "*.journal"))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(Path.Combine(copy, Path.GetFileName(file)));
            from.CopyTo(to);
        }

        return new RunningPlays(copy, _time);
    }
}
