namespace Monster.Arcade.Tests;

public sealed class VerificationPoolTests(ArcadeFixture arcade)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_is_checked_and_its_cost_is_counted()
    {
        await using var pool = Pool();
        byte[] file = RecordingWriter.Encode(arcade.Record());
        var result = await pool.VerifyAsync(file, Cancel);
        Assert.True(result.Passed);
        Assert.Equal(arcade.Verifier.Verify(file, Cancel).Units, result.Units);
        Assert.InRange(result.Units, 3_000, 3_000_000);
        Assert.Equal(0, pool.Waiting);
    }

    [Fact]
    public async Task A_lie_and_what_is_no_recording_fail_with_a_reason_and_harm_nobody()
    {
        await using var pool = Pool();
        var lie = arcade.Record() with { Score = 1_000_000 };
        Assert.False((await pool.VerifyAsync(RecordingWriter.Encode(lie), Cancel)).Passed);
        Assert.False((await pool.VerifyAsync(new byte[] { 1, 2, 3 }, Cancel)).Passed);
        Assert.True((await pool.VerifyAsync(RecordingWriter.Encode(arcade.Record()), Cancel)).Passed);
    }

    [Fact]
    public async Task Whatever_bytes_come_the_pool_goes_on()
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } text ? int.Parse(text, null) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        byte[] truth = RecordingWriter.Encode(arcade.Record(1_500));
        await using var pool = Pool();
        int rounds = Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? 300 : 30_000;
        for (int round = 0; round < rounds; round++)
        {
            byte[] file = [.. truth];
            for (int i = random.Next(1, 4); i > 0; i--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                file = file[..random.Next(file.Length)];
            var result = await pool.VerifyAsync(file, Cancel);
            Assert.True(!result.Passed || Same(result.Recording!, truth), $"seed {seed}, round {round}");
        }

        Assert.True((await pool.VerifyAsync(truth, Cancel)).Passed);
        Assert.Equal(0, pool.Waiting);
    }

    [Fact]
    public async Task A_short_play_does_not_wait_for_a_long_one()
    {
        await using var pool = Pool(new PoolOptions { Threads = 1, UnitsPerTurn = 50_000 });
        byte[] endless = RecordingWriter.Encode(Long());
        var hostile = Enumerable.Range(0, 3).Select(_ => pool.VerifyAsync(endless, Cancel)).ToList();
        Assert.True((await pool.VerifyAsync(RecordingWriter.Encode(arcade.Record(500)), Cancel)).Passed);
        Assert.All(hostile, task => Assert.False(task.IsCompleted));
        Assert.All(await Task.WhenAll(hostile), result => Assert.True(result.Passed));
    }

    [Fact]
    public async Task What_was_replayed_while_a_play_went_on_is_not_replayed_again_and_changes_nothing()
    {
        await using var pool = Pool();
        var recording = arcade.Record(5_000);
        byte[] file = RecordingWriter.Encode(recording);
        ReplayedPart? part = null;
        foreach (int ticks in new[] { 1, 1_000, 1_024, 3_000, 4_900 })
        {
            part = await pool.ReplayAheadAsync(arcade.Sample, recording.Seed, recording.Keys.First(ticks), ticks, part);
            Assert.Equal(ticks, part!.Ticks);
            var result = await pool.VerifyAsync(file, part, Cancel);
            Assert.True(result.Passed, string.Join('\n', result.Checks));
            Assert.Equal(arcade.Verifier.Verify(file, Cancel).Units, result.Units);
        }

        await using var scarce = new VerificationPool(arcade.Verifier, new PoolOptions { Threads = 1, MaxUnits = part!.Units + 20_000 });
        Assert.True((await scarce.VerifyAsync(file, part, Cancel)).Passed);
    }

    [Fact]
    public async Task A_lie_about_what_was_replayed_before_is_found()
    {
        await using var pool = Pool();
        var recording = arcade.Record(5_000);
        var part = await pool.ReplayAheadAsync(arcade.Sample, recording.Seed, recording.Keys.First(4_000), 4_000, null);
        byte[] checkpoints = [.. recording.Checkpoints];
        checkpoints[3] ^= 1;
        Recording[] lies =
        [
            recording with { Seed = recording.Seed with { B = 99 } },
            recording with { Checkpoints = checkpoints },
            recording with { Score = recording.Score + 1 },
            recording with { Keys = Without(recording.Keys, 10) },
            recording with { Keys = Without(recording.Keys, recording.Keys.Pairs.Count - 10) },
        ];
        foreach (var lie in lies)
            Assert.False((await pool.VerifyAsync(RecordingWriter.Encode(lie), part, Cancel)).Passed);
    }

    [Fact]
    public async Task What_costs_too_much_is_refused_and_not_passed()
    {
        await using var pool = Pool(new PoolOptions { MaxUnits = 100_000 });
        var result = await pool.VerifyAsync(RecordingWriter.Encode(Long(100_000)), Cancel);
        Assert.False(result.Passed);
        Assert.Contains("100,000 budget units", result.Checks.Single(check => check.Outcome == CheckOutcome.Failed).Message, StringComparison.Ordinal);
        Assert.InRange(result.Units, 100_000, 100_000 + Monster.Cartridge.Abi.UpdateBudget);
    }

    [Fact]
    public async Task A_tick_that_never_ends_costs_one_budget_and_not_more()
    {
        await using var pool = Pool();
        using var play = new Play(arcade.Sample, default);
        play.Tick(Sample.LoopKey);
        var result = await pool.VerifyAsync(RecordingWriter.Encode(play.ToRecording()), Cancel);
        Assert.True(result.Passed);
        Assert.InRange(result.Units, Monster.Cartridge.Abi.UpdateBudget, Monster.Cartridge.Abi.UpdateBudget + 1_000);
    }

    [Fact]
    public async Task Past_its_limits_the_pool_refuses_politely_and_takes_again_when_there_is_room()
    {
        using var runtime = new CartridgeRuntime();
        using var sample = runtime.Load(Sample.Build(), "the sample");
        await using var pool = new VerificationPool(new Verifier(_ => sample), new PoolOptions { Threads = 1, MaxWaiting = 4, MaxStarted = 2, UnitsPerTurn = 50_000 });
        byte[] large = RecordingWriter.Encode(Long(200_000));
        var taken = Enumerable.Range(0, 4).Select(_ => pool.VerifyAsync(large, Cancel)).ToList();
        var refusal = await Assert.ThrowsAsync<ArcadeException>(() => pool.VerifyAsync(large, Cancel));
        Assert.Contains("try again", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(runtime.Instances, 0, 2);
        Assert.All(await Task.WhenAll(taken), result => Assert.True(result.Passed));
        Assert.True((await pool.VerifyAsync(large, Cancel)).Passed);
    }

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_dropped()
    {
        await using var pool = Pool(new PoolOptions { Threads = 1, UnitsPerTurn = 50_000 });
        using var gone = new CancellationTokenSource();
        var dropped = pool.VerifyAsync(RecordingWriter.Encode(Long()), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped);
        Assert.True((await pool.VerifyAsync(RecordingWriter.Encode(arcade.Record()), Cancel)).Passed);
    }

    [Fact]
    public async Task A_pool_that_closes_drops_what_waits_and_gives_its_memory_back()
    {
        using var runtime = new CartridgeRuntime();
        using var sample = runtime.Load(Sample.Build(), "the sample");
        byte[] file = RecordingWriter.Encode(Long());
        var pool = new VerificationPool(new Verifier(_ => sample), new PoolOptions { Threads = 1, UnitsPerTurn = 50_000 });
        var waiting = Enumerable.Range(0, 5).Select(_ => pool.VerifyAsync(file, Cancel)).ToList();
        await pool.DisposeAsync();
        foreach (var task in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Throws<ArcadeException>(() => { _ = pool.VerifyAsync(new byte[1], Cancel); });
        Assert.InRange(runtime.Instances, 0, 4); // painters wait for the next picture
    }

    /// <summary>The keys with one of them changed.</summary>
    private static KeyTrack Without(KeyTrack keys, int index)
    {
        var changed = new KeyTrack();
        int tick = 0;
        for (int i = 0; i < keys.Pairs.Count; i += 2)
        {
            tick += keys.Pairs[i];
            changed.Add(tick++, i / 2 == index / 2 ? keys.Pairs[i + 1] + 1 : keys.Pairs[i + 1]);
        }

        return changed;
    }

    /// <summary>A play as long as a recording can hold, with few keys.</summary>
    private Recording Long(int ticks = Recording.MaxTicks - 1)
    {
        using var play = new Play(arcade.Sample, default);
        while (play.Ticks < ticks)
            play.Tick(play.Ticks % 100 == 0 ? 'k' : 0);
        return play.ToRecording();
    }

    private VerificationPool Pool(PoolOptions? options = null) => new(arcade.Verifier, options ?? new PoolOptions { Threads = 1 });

    /// <summary>Changed bytes may leave the play as it was: the claim of a name or a time, for example.</summary>
    private static bool Same(Recording recording, byte[] truth)
    {
        var original = RecordingReader.Decode(truth);
        return recording.Seed == original.Seed && recording.Score == original.Score && recording.StateHash!.AsSpan().SequenceEqual(original.StateHash);
    }
}
