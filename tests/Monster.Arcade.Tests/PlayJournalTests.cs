namespace Monster.Arcade.Tests;

public sealed class PlayJournalTests(ArcadeFixture arcade) : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Path => _folder["a.journal"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_500)]
    public void A_process_that_is_killed_loses_what_was_played_since_the_last_note_and_no_more(int ticks)
    {
        using var play = New();
        using var journal = PlayJournal.Begin(Path, play);
        for (int i = 0; i < ticks; i++)
        {
            play.Tick(i % 3 == 0 ? 'a' + (i % 20) : 0);
            if (i % 20 == 19)
                journal.Note();
        }

        byte[] noted = RecordingWriter.Encode(Rebuilt(play, ticks / 20 * 20).ToRecording());
        using var resumed = PlayJournal.Resume(Path, Find)!;
        Assert.Equal(noted, RecordingWriter.Encode(resumed.ToRecording()));
    }

    [Fact]
    public void A_play_that_was_saved_goes_on_at_once_and_says_where_it_came_from()
    {
        using var play = New();
        play.Origin = new PlayOrigin("42", "here", [1, 2, 3], DateTimeOffset.UnixEpoch.AddDays(1));
        using (var journal = PlayJournal.Begin(Path, play))
        {
            for (int i = 0; i < 1_500; i++)
                play.Tick('k');
            journal.Save();
        }

        Assert.Equal(1_500, PlayJournal.Peek(Path)!.Ticks);
        using var resumed = PlayJournal.Resume(Path, Find)!;
        Assert.Equal(RecordingWriter.Encode(play.ToRecording()), RecordingWriter.Encode(resumed.ToRecording()));
        Assert.Equal("42", resumed.Origin.Player);
        using var again = PlayJournal.Begin(Path, resumed);
        resumed.Tick('x');
        again.Note();
        using var third = PlayJournal.Resume(Path, Find)!;
        Assert.Equal(1_501, third.Ticks);
        Assert.Equal(RecordingWriter.Encode(resumed.ToRecording()), RecordingWriter.Encode(third.ToRecording()));
    }

    [Fact]
    public void A_play_whose_end_was_noted_but_not_kept_comes_back_at_its_end()
    {
        using var play = New();
        using var journal = PlayJournal.Begin(Path, play);
        play.Tick('a');
        play.Tick(Sample.EndKey);
        journal.Note();
        using var resumed = PlayJournal.Resume(Path, Find)!;
        Assert.Equal((PlayStatus.Over, 2), (resumed.Status, resumed.Score()));
    }

    [Fact]
    public void A_turn_based_play_keeps_its_rhythm()
    {
        using var turns = arcade.Runtime.Load(Sample.Build(Sample.Manifest with { TicksPerSecond = 0 }), "turns");
        using var play = new Play(turns, default);
        using var journal = PlayJournal.Begin(Path, play);
        foreach (int pause in new[] { 100, 2_000, 70_000 })
        {
            play.Tick('a', pause);
            journal.Note();
        }

        using var resumed = PlayJournal.Resume(Path, _ => turns)!;
        Assert.Equal([100, 2_000, 70_000], resumed.ToRecording().Rhythm);
    }

    [Fact]
    public void Wherever_a_journal_is_torn_the_play_comes_back_as_it_was_noted_before()
    {
        using (var play = New())
        using (var journal = PlayJournal.Begin(Path, play))
        {
            for (int i = 0; i < 200; i++)
            {
                play.Tick('a');
                if (i % 10 == 9)
                    journal.Note();
            }
        }

        byte[] whole = File.ReadAllBytes(Path);
        int before = -1;
        for (int length = whole.Length; length >= 0; length -= 7)
        {
            File.WriteAllBytes(Path, whole[..length]);
            int ticks = TicksOf();
            Assert.True(before < 0 || ticks <= before, $"{length} bytes gave {ticks} ticks, more bytes gave {before}");
            before = ticks;
        }
    }

    [Fact]
    public void Whatever_bytes_a_journal_has_it_is_refused_with_a_reason_or_gone_on_with()
    {
        using (var play = New())
        using (var journal = PlayJournal.Begin(Path, play))
        {
            for (int i = 0; i < 100; i++)
                play.Tick('a');
            journal.Note();
        }

        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } text ? int.Parse(text, null) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        byte[] whole = File.ReadAllBytes(Path);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = [.. whole];
            for (int i = random.Next(1, 4); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(Path, bytes);
            Assert.InRange(TicksOf(), -1, 100);
        }
    }

    [Fact]
    public void Without_a_journal_there_is_nothing_to_go_on_with() => Assert.Null(PlayJournal.Resume(Path, Find));

    private int TicksOf()
    {
        try
        {
            using var resumed = PlayJournal.Resume(Path, Find)!;
            return resumed.Ticks;
        }
        catch (ArcadeException e)
        {
            Assert.NotEmpty(e.Message);
            return -1;
        }
    }

    private Play New() => new(arcade.Sample, new Seed(1, 2, 3, 4));

    private Play Rebuilt(Play play, int ticks)
    {
        var recording = play.ToRecording();
        return Play.Rebuild(arcade.Sample, recording.Seed, recording.Keys.First(ticks), ticks, []);
    }

    private Cartridge? Find(string sha256) => sha256 == arcade.Sample.Sha256 ? arcade.Sample : null;
}
