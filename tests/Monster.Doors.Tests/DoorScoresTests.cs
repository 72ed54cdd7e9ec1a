using Monster.Arcade;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>The scores that a board's callers share.</summary>
public sealed class DoorScoresTests(DoorFixture doors)
{
    [Fact]
    public void Each_caller_has_one_place_by_their_best_whatever_the_case_of_their_name()
    {
        var scores = New(out _);
        Assert.Equal(1, scores.Add(Score("Ann", 10)));
        Assert.Equal(1, scores.Add(Score("Bob", 20)));
        Assert.Equal(3, scores.Add(Score("Cid", 10))); // the older of equal ones stays before
        Assert.Null(scores.Add(Score("ANN", 9)));
        Assert.Equal(1, scores.Add(Score("ann", 30)));
        Assert.Equal([("ann", 30), ("Bob", 20), ("Cid", 10)], scores.Of("Points", 1).Select(score => (score.Name, score.Score)));
    }

    [Fact]
    public void Games_and_rules_are_kept_apart()
    {
        var scores = New(out _);
        scores.Add(Score("Ann", 10));
        Assert.Equal(1, scores.Add(Score("Bob", 5) with { Rules = 2 }));
        Assert.Equal(1, scores.Add(Score("Bob", 5) with { Title = "Other" }));
        Assert.Single(scores.Of("Points", 1));
    }

    [Fact]
    public void Only_so_many_are_kept()
    {
        var scores = New(out _);
        for (int i = 1; i <= DoorScores.MostPerGame; i++)
            scores.Add(Score($"caller {i}", i * 10));
        Assert.Null(scores.Add(Score("last", 5)));
        Assert.Equal(1, scores.Add(Score("first", 100_000)));
        Assert.Equal(DoorScores.MostPerGame, scores.Of("Points", 1).Count);
        Assert.DoesNotContain(scores.Of("Points", 1), score => score.Name == "caller 1");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_put_aside_and_not_written_over()
    {
        var scores = New(out string folder);
        File.WriteAllText(Path.Combine(folder, "scores.json"), """{"version":9,"scores":[]}""");
        Assert.Empty(scores.Of("Points", 1));
        Assert.Equal(1, scores.Add(Score("Ann", 1)));
        Assert.Contains("\"version\":9", File.ReadAllText(Directory.GetFiles(folder, "scores.json.damaged-*").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_at_once_lose_nothing()
    {
        var scores = New(out string folder);
        Parallel.For(0, 40, i => new DoorScores(folder, TimeProvider.System).Add(Score($"caller {i}", i + 1)));
        Assert.Equal(40, scores.Of("Points", 1).Count);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said()
    {
        string file = Path.Combine(doors.NewFolder(), "file");
        File.WriteAllText(file, "");
        Assert.Contains("could not be kept", Assert.Throws<ArcadeException>(() => new DoorScores(file, TimeProvider.System).Add(Score("Ann", 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Callers_folders_stay_below_theirs_and_are_never_shared() => RandomRuns.Run(300, random =>
    {
        string[] pieces = ["a", "A", "..", "/", "\\", "ä", "\0", " ", "con", "~", "x"];
        string Name() => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
        var (one, other) = (new DoorFacts { Alias = Name() }, new DoorFacts { Alias = Name() });
        string folder = CallerFiles.Folder("/data", one);
        Assert.Equal("/data/callers", Path.GetDirectoryName(Path.GetFullPath(folder)));
        Assert.All(Path.GetFileName(folder), letter => Assert.True(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'));
        Assert.Equal(string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase), folder == CallerFiles.Folder("/data", other));
        Assert.NotEqual(folder, CallerFiles.Folder("/data", one with { UserKey = one.Alias }));
    });

    private DoorScores New(out string folder)
    {
        folder = doors.NewFolder();
        return new DoorScores(folder, TimeProvider.System);
    }

    private static DoorScore Score(string name, int score) => new("Points", 1, name, score, DateTimeOffset.UnixEpoch);
}
