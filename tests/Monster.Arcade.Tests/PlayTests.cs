namespace Monster.Arcade.Tests;

public sealed class PlayTests(ArcadeFixture arcade)
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(1_024)]
    [InlineData(2_500)]
    public void A_play_that_was_left_goes_on_as_if_it_had_not_been(int leftAt)
    {
        foreach (bool fast in new[] { true, false })
        {
            using var whole = new Play(arcade.Sample, new Seed(4, 3, 2, 1));
            using var begun = new Play(arcade.Sample, new Seed(4, 3, 2, 1));
            for (int i = 0; i < leftAt; i++)
            {
                whole.Tick(i % 7 == 0 ? 'k' : 0);
                begun.Tick(i % 7 == 0 ? 'k' : 0);
            }

            var kept = RecordingReader.Decode(RecordingWriter.Encode(begun.ToRecording()));
            using var resumed = Play.Resume(arcade.Sample, kept, fast ? begun.SaveState() : []);
            for (int i = 0; i < 2_000; i++)
            {
                whole.Tick('a' + (i % 3));
                resumed.Tick('a' + (i % 3));
            }

            Assert.Equal(RecordingWriter.Encode(whole.ToRecording()), RecordingWriter.Encode(resumed.ToRecording()));
        }
    }

    [Fact]
    public void A_state_that_is_not_the_recorded_one_is_not_believed()
    {
        using var play = new Play(arcade.Sample, default);
        for (int i = 0; i < 100; i++)
            play.Tick('a');
        byte[] forged = play.SaveState();
        forged[20] = 200;
        using var resumed = Play.Resume(arcade.Sample, play.ToRecording(), forged);
        Assert.Equal(100, resumed.Score());
    }

    [Fact]
    public void A_saved_play_that_leads_elsewhere_or_has_ended_is_not_resumed()
    {
        var left = arcade.Record(over: false);
        using var runtime = new CartridgeRuntime(); // its own: instances are counted
        using var sample = runtime.Load(Sample.Build(), "the sample");
        Assert.Throws<ArcadeException>(() => Play.Resume(sample, left with { Seed = new Seed(7, 7, 7, 7) }));
        Assert.Throws<ArcadeException>(() => Play.Resume(sample, left with { Cartridge = new string('0', 64) }));
        Assert.Throws<ArcadeException>(() => Play.Resume(sample, arcade.Record()));
        Assert.Equal(0, runtime.Instances);
    }

    [Fact]
    public void Nothing_is_called_after_the_end()
    {
        using var play = new Play(arcade.Sample, default);
        play.Tick('a');
        Assert.Equal(PlayStatus.Over, play.Tick(Sample.EndKey));
        Assert.Equal(2, play.Score());
        Assert.Throws<InvalidOperationException>(() => play.Tick(0));
    }

    [Fact]
    public void A_replay_goes_forwards_and_backwards_to_any_tick()
    {
        var recording = arcade.Record(2_000);
        using var replay = new Replay(arcade.Sample, recording);
        var picture = new Picture();
        var seen = new List<uint>();
        do
        {
            replay.Draw(picture);
            seen.Add(picture.Cells[0]);
        }
        while (replay.Step());
        Assert.Equal((2_000, PlayStatus.Over), (replay.Ticks, replay.Status));
        foreach (int tick in new[] { 1_999, 10, 0, 1_500 })
        {
            replay.Seek(tick);
            replay.Draw(picture);
            Assert.Equal((tick, seen[tick]), (replay.Ticks, picture.Cells[0]));
        }
    }

    [Fact]
    public void Going_to_a_tick_that_was_passed_replays_at_most_one_space_between_marks()
    {
        var recording = arcade.Record(200_000);
        using var replay = new Replay(arcade.Sample, recording);
        replay.Seek(200_000);
        var hashes = new Dictionary<int, byte[]>();
        var random = new Random(5);
        for (int i = 0; i < 50; i++)
        {
            int tick = random.Next(200_000);
            Assert.True(replay.Seek(tick, units: 200_000), $"tick {tick:N0} was not reached in a thousand ticks or so");
            Assert.Equal(tick, replay.Ticks);
            using var play = replay.TakeOver();
            hashes[tick] = play.SaveState();
        }

        using var straight = new Replay(arcade.Sample, recording);
        foreach (var (tick, state) in hashes.OrderBy(pair => pair.Key))
        {
            while (straight.Ticks < tick)
                straight.Step();
            using var play = straight.TakeOver();
            Assert.Equal(play.SaveState(), state);
        }
    }

    [Fact]
    public void A_long_way_is_gone_in_pieces()
    {
        using var replay = new Replay(arcade.Sample, arcade.Record(100_000));
        int calls = 1;
        while (!replay.Seek(90_000, units: 100_000))
            Assert.True(++calls < 10_000);
        Assert.Equal(90_000, replay.Ticks);
        Assert.InRange(calls, 2, 9_999);
    }

    [Fact]
    public void A_replay_comes_back_from_a_trap()
    {
        using var play = new Play(arcade.Sample, default);
        for (int i = 0; i < 300; i++)
            play.Tick('a');
        play.Tick(Sample.DivideKey);
        using var replay = new Replay(arcade.Sample, play.ToRecording() with { Ticks = 301 });
        replay.Seek(301);
        Assert.Equal(PlayStatus.Trapped, replay.Status);
        replay.Seek(100);
        Assert.Equal((100, PlayStatus.Playing), (replay.Ticks, replay.Status));
    }

    [Fact]
    public void The_first_ticks_of_a_track_have_the_keys_of_those_ticks()
    {
        var track = new KeyTrack();
        foreach (int tick in new[] { 0, 1, 5, 6, 100 })
            track.Add(tick, 'a' + tick);
        for (int ticks = 0; ticks < 110; ticks++)
        {
            var (all, first) = (track.Read(), track.First(ticks).Read());
            for (int i = 0; i < 110; i++)
            {
                int key = all.Next();
                Assert.Equal(i < ticks ? key : 0, first.Next());
            }
        }
    }

    [Fact]
    public void A_turn_based_play_keeps_its_rhythm()
    {
        using var cartridge = arcade.Runtime.Load(Sample.Build(Sample.Manifest with { TicksPerSecond = 0 }), "turns");
        using var play = new Play(cartridge, default);
        play.Tick('a', 100);
        play.Tick('b', 1_500);
        play.Tick('c', 100_000);
        var recording = RecordingReader.Decode(RecordingWriter.Encode(play.ToRecording()));
        Assert.Equal([100, 1_500, 100_000], recording.Rhythm);
        using var replay = new Replay(cartridge, recording);
        var pauses = new List<double>();
        do
            pauses.Add(replay.NextPause().TotalMilliseconds);
        while (replay.Step() && !replay.AtEnd);
        Assert.Equal([100, 1_500, 2_000], pauses);
    }
}
