namespace Monster.Arcade.Tests;

public sealed class VerifierFuzzTests(ArcadeFixture arcade)
{
    [Fact]
    public void Whatever_a_recording_claims_it_is_judged_and_only_the_truth_passes()
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } text ? int.Parse(text, null) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        var truth = arcade.Record(1_500);
        int rounds = Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? 200 : 20_000;
        for (int round = 0; round < rounds; round++)
        {
            var lie = Lie(truth, random);
            var result = arcade.Verifier.Verify(RecordingWriter.Encode(lie), TestContext.Current.CancellationToken);
            Assert.False(result.Passed, $"{round}: {lie}");
            Assert.All(result.Checks, check => Assert.NotEmpty(check.Message));
        }
    }

    private static Recording Lie(Recording truth, Random random) => random.Next(8) switch
    {
        0 => truth with { Ticks = truth.Ticks + random.Next(1, 500) },
        1 => truth with { Seed = truth.Seed with { A = truth.Seed.A ^ (1u << random.Next(32)) } },
        2 => truth with { Score = truth.Score + random.Next(1, 1_000_000) },
        3 => truth with { Keys = Scrambled(truth.Keys, random) },
        4 => truth with { StateHash = Flipped(truth.StateHash!, random) },
        5 => truth with { Checkpoints = Flipped(truth.Checkpoints, random) },
        6 => truth with { Status = PlayStatus.Trapped, Score = null, StateHash = null, Trap = new PlayTrap((CartridgeCall)random.Next(1, 3), (TrapCause)random.Next(1, 4)) },
        _ => truth with { Cartridge = Convert.ToHexStringLower(Flipped(Convert.FromHexString(truth.Cartridge), random)) },
    };

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        byte[] flipped = [.. bytes];
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    /// <summary>The same number of keys at other times or with other values.</summary>
    private static KeyTrack Scrambled(KeyTrack keys, Random random)
    {
        var scrambled = new KeyTrack();
        int changed = random.Next(keys.Pairs.Count / 2);
        int tick = 0;
        for (int i = 0; i < keys.Pairs.Count; i += 2)
        {
            tick += keys.Pairs[i];
            scrambled.Add(tick, i / 2 == changed ? keys.Pairs[i + 1] ^ (1 << random.Next(5, 20)) : keys.Pairs[i + 1]);
            tick++;
        }

        return scrambled;
    }
}
