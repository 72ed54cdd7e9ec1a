using Monster.Arcade;

namespace Monster.Games.Tests;

/// <summary>
/// Native plays of the sensible bots, played again by the cartridges: the same end, and a recording that verifies. The recordings
/// in games/demo are such plays; run this class with MONSTER_DEMO=write to make them again after a game, its bot or the compiler
/// has changed.
/// </summary>
public sealed class RecordedPlayTests(CartridgeFixture cartridges)
{
    private const uint DemoSeed = 1;

    private static bool IsWriting => Environment.GetEnvironmentVariable("MONSTER_DEMO") == "write";

    public static TheoryData<string> Games => [.. Players().Select(p => p.Game.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Games))]
    public void A_native_play_ends_the_same_as_a_cartridge_and_its_recording_verifies(string game)
    {
        var player = Players().Single(p => p.Game.Name == game);
        foreach (uint seed in new uint[] { 2, 3 })
            Verify(game, Record(game, player.PlaySensibly(seed), seed));
    }

    [Theory]
    [MemberData(nameof(Games))]
    public void Every_demo_recording_verifies(string game)
    {
        string path = Path.Combine(CartridgeFixture.GamesFolder, "demo", game + ".play");
        if (IsWriting)
        {
            var player = Players().Single(p => p.Game.Name == game);
            AtomicFile.Write(path, RecordingWriter.Encode(Record(game, player.PlaySensibly(DemoSeed), DemoSeed) with { Player = "Sensible bot" }));
        }

        Verify(game, PlayerStore.Read(path));
    }

    [Theory]
    [MemberData(nameof(Games))]
    public void A_play_moves_to_fresh_instances_and_does_not_notice_what_is_not_its_state(string game)
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } text ? int.Parse(text, null) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        var cartridge = cartridges.Of(game);
        var recording = PlayerStore.Read(Path.Combine(CartridgeFixture.GamesFolder, "demo", game + ".play"));
        var instance = cartridge.CreateInstance();
        instance.Init(recording.Seed);
        var keys = recording.Keys.Read();
        for (int tick = 0; tick < recording.Ticks; tick++)
        {
            if (random.Next(100) == 0)
                instance = Moved(instance);
            if (random.Next(20) == 0)
                Disturb(instance, random);
            instance.Update(keys.Next());
        }

        Assert.Equal(Convert.ToHexString(recording.StateHash!), Convert.ToHexString(instance.StateHash()));
        Assert.Equal(recording.Score, instance.Score());
        instance.Dispose();
    }

    [Fact]
    public void Every_game_has_its_sensible_player()
    {
        var games = typeof(MazeRun).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Monster.Cartridge.Game)) && !t.IsAbstract).Select(t => t.Name);
        Assert.Equal(games.Order(StringComparer.Ordinal), Players().Select(p => p.Game.Name).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<ISensiblePlayer> Players() => typeof(ISensiblePlayer).Assembly.GetTypes()
        .Where(t => t.IsAssignableTo(typeof(ISensiblePlayer)) && !t.IsAbstract)
        .Select(t => (ISensiblePlayer)Activator.CreateInstance(t)!);

    private static CartridgeInstance Moved(CartridgeInstance instance)
    {
        var fresh = instance.Cartridge.CreateInstance();
        fresh.Restore(instance.Save());
        instance.Dispose();
        return fresh;
    }

    /// <summary>Draws and asks the score, or fills cells, voices and shadow stack with anything: update must not care.</summary>
    private static void Disturb(CartridgeInstance instance, Random random)
    {
        var layout = instance.Cartridge.Layout;
        byte[] before = instance.Save();
        instance.Draw();
        instance.Score();
        Assert.Equal(before, instance.Save());
        random.NextBytes(instance.AllMemory[..layout.ShadowStackBytes]);
        random.NextBytes(instance.AllMemory.Slice(layout.Cells, instance.Cells.Length));
        if (layout.Voices != 0)
            random.NextBytes(instance.AllMemory.Slice(layout.Voices, instance.Voices.Length));
    }

    private Recording Record(string game, NativeResult native, uint seed)
    {
        using var play = new Play(cartridges.Of(game), new Seed(seed, 0, 0, 0));
        foreach (int key in native.Keys)
            play.Tick(key);
        Assert.Equal((native.Over ? PlayStatus.Over : PlayStatus.Playing, native.Keys.Count, native.Score), (play.Status, play.Ticks, play.Score()));
        return play.ToRecording();
    }

    private void Verify(string game, Recording recording)
    {
        var verifier = new Verifier(sha256 => cartridges.Of(game) is { } cartridge && cartridge.Sha256 == sha256 ? cartridge : null);
        var result = verifier.Verify(RecordingWriter.Encode(recording), TestContext.Current.CancellationToken);
        Assert.True(result.Passed, string.Join('\n', result.Checks));
    }
}
