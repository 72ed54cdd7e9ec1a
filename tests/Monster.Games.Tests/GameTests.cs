using System.Reflection;
using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

/// <summary>
/// What every game must be, whatever its rules: a game that can be lost, rewards sense over luck, and draws without cheating.
/// Derive once per game and say how a sensible player plays it.
/// </summary>
/// <typeparam name="TGame">The game.</typeparam>
public abstract class GameTests<TGame> : ISensiblePlayer
    where TGame : Game, new()
{
    private const int Seeds = 50;
    private const string RandomKeys = " \r\tabcdefghijklmnopqrstuvwxyz0123456789.-";

    private static List<int>? s_sensibleScores;

    private static readonly int[] Arrows = [Key.Up, Key.Down, Key.Left, Key.Right];

    protected static ManifestAttribute Manifest => typeof(TGame).GetCustomAttribute<ManifestAttribute>()!;

    /// <summary>Ticks after which the sensible bot stops. A game at 20 ticks a second is given ten minutes.</summary>
    protected virtual int MaxTicks => Manifest.TicksPerSecond == 0 ? 3_000 : Manifest.TicksPerSecond * 600;

    /// <summary>Ticks within which random keys, or none, must end the play for at least half of the seeds.</summary>
    protected virtual int MustEndWithin => MaxTicks * 10;

    /// <summary>The three moments of the golden recording (seed 1, sensible bot), in ticks.</summary>
    protected abstract (int Early, int Middle, int Late) GoldenTicks { get; }

    /// <summary>A score that a very good play of this game goes beyond.</summary>
    protected abstract int LargeScore { get; }

    /// <summary>The key a sensible player presses now. A bot may keep notes in itself; a new one is made for each play.</summary>
    protected abstract Func<TGame, int> SensibleBot(uint seed);

    [Fact]
    public void Sense_beats_random_keys_by_three_to_one()
    {
        var sensible = SensibleScores();
        var random = Scores(seed => Play(seed, RandomBot(seed)));
        int median = sensible[Seeds / 2];
        TestContext.Current.SendDiagnosticMessage($"{Manifest.Title}: sensible median {median} (best {sensible[^1]}), random median {random[Seeds / 2]}");
        Assert.True(median > 0, "The sensible bot's median score is 0.");
        Assert.True(median >= 3 * random[Seeds / 2], $"Sensible median {median}, random median {random[Seeds / 2]}.");
    }

    [Fact]
    public void The_score_can_be_zero_and_can_be_large()
    {
        Assert.Equal(0, new NativePlay<TGame>(1).Score);
        int best = SensibleScores()[^1];
        Assert.True(best > LargeScore, $"The best of {Seeds} sensible plays is {best}, not above {LargeScore}.");
    }

    [Fact]
    public void Random_keys_never_throw_and_the_score_is_never_negative()
    {
        for (uint seed = 0; seed < Seeds; seed++)
        {
            var play = new NativePlay<TGame>(seed, seed * 77, ~seed, 5);
            var bot = RandomBot(seed);
            for (int tick = 0; tick < MaxTicks && play.Status == Status.Playing; tick++)
            {
                play.Tick(bot(play.Game));
                Assert.True(play.Score >= 0);
            }

            play.Cells();
        }
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(0x000F_0100)]
    [InlineData(999)]
    public void Any_key_value_is_taken(int key)
    {
        var play = new NativePlay<TGame>(3);
        for (int tick = 0; tick < 200 && play.Status == Status.Playing; tick++)
            play.Tick(key);
        play.Cells();
    }

    [Fact]
    public void A_play_can_end()
    {
        const int Plays = 12;
        int ended = 0;
        for (uint seed = 0; seed < Plays; seed++)
        {
            var play = new NativePlay<TGame>(seed);
            var bot = RandomBot(seed);
            while (play.Ticks < MustEndWithin && play.Status == Status.Playing)
                play.Tick(bot(play.Game));
            ended += play.Status == Status.Over ? 1 : 0;
        }

        Assert.True(ended * 2 >= Plays, $"Only {ended} of {Plays} plays with random keys ended.");
    }

    [Fact]
    public void Drawing_and_asking_the_score_change_no_state()
    {
        var play = new NativePlay<TGame>(7);
        var bot = SensibleBot(7);
        for (int tick = 0; tick < 600 && play.Status == Status.Playing; tick++)
        {
            if (tick % 7 == 0)
            {
                byte[] before = play.State();
                play.Cells();
                _ = play.Score;
                Assert.Equal(before, play.State());
            }

            play.Tick(bot(play.Game));
        }
    }

    [Fact]
    public void Every_picture_keeps_to_the_screen_and_to_code_page_437()
    {
        var play = new NativePlay<TGame>(11);
        var bot = SensibleBot(11);
        for (int tick = 0; tick < 2_000 && play.Status == Status.Playing; tick++)
        {
            if (tick % 5 == 0)
                CheckPicture(play);
            play.Tick(bot(play.Game));
        }

        CheckPicture(play);
    }

    [Fact]
    public void Title_pitch_and_help_fit()
    {
        var manifest = Manifest;
        Assert.InRange(manifest.Title.Length, 1, 24);
        Assert.InRange(manifest.Pitch.Length, 1, 70);
        Assert.InRange(manifest.Shard, 0, 70);
        string[] lines = manifest.Help.Split('\n');
        Assert.InRange(lines.Length, 1, 12);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 70));
        Assert.All(manifest.Help + manifest.Pitch, c => Assert.True(c == '\n' || Cp437.Contains(c), $"'{c}' is not in code page 437"));
    }

    [Fact]
    public void The_same_seed_and_keys_give_the_same_state()
    {
        var first = Play(5, SensibleBot(5));
        var second = new NativePlay<TGame>(5);
        foreach (int key in first.Keys)
            second.Tick(key);
        Assert.Equal(first.State(), second.State());
        Assert.Equal(first.Score, second.Score);
    }

    [Fact]
    public void Three_moments_look_as_they_did()
    {
        var play = new NativePlay<TGame>(1);
        var bot = SensibleBot(1);
        var (early, middle, late) = GoldenTicks;
        for (int tick = 0; tick <= late; tick++)
        {
            if (tick == early || tick == middle || tick == late)
                Golden.Check($"{typeof(TGame).Name}-{tick}", play.Picture());
            if (play.Status == Status.Over)
            {
                Assert.Equal(late, tick);
                break;
            }

            play.Tick(bot(play.Game));
        }
    }

    Type ISensiblePlayer.Game => typeof(TGame);

    NativeResult ISensiblePlayer.PlaySensibly(uint seed)
    {
        var play = Play(seed, SensibleBot(seed));
        return new NativeResult(play.Keys, play.Status == Status.Over, play.Score);
    }

    protected NativePlay<TGame> Play(uint seed, Func<TGame, int> bot)
    {
        var play = new NativePlay<TGame>(seed);
        while (play.Ticks < MaxTicks && play.Status == Status.Playing)
            play.Tick(bot(play.Game));
        return play;
    }

    /// <summary>Half of its keys are arrows, a quarter other keys, a quarter none.</summary>
    protected static Func<TGame, int> RandomBot(uint seed)
    {
        var random = new Rng(seed, 0xB07, 0, 0);
        return _ => random.Below(4) switch
        {
            0 => Key.None,
            1 => RandomKeys[random.Below(RandomKeys.Length)],
            _ => Arrows[random.Below(4)],
        };
    }

    /// <summary>Fifty plays take seconds, and two tests ask for them.</summary>
    private List<int> SensibleScores() => s_sensibleScores ??= Scores(seed => Play(seed, SensibleBot(seed)));

    private static List<int> Scores(Func<uint, NativePlay<TGame>> play) =>
        [.. Enumerable.Range(0, Seeds).Select(seed => play((uint)seed).Score).Order()];

    private static void CheckPicture(NativePlay<TGame> play)
    {
        var cells = play.Cells();
        Assert.True((cells[^1] & 0xFFFF) is ' ' or 0, "Cell (79, 23) must stay blank.");
        string picture = play.Picture();
        Assert.NotEqual("", picture.Split('\n')[0]);
        Assert.NotEqual("", picture.Split('\n')[23]);
        foreach (uint cell in cells)
        {
            Assert.True(Cp437.Contains((char)(cell & 0xFFFF)), $"U+{cell & 0xFFFF:X4} is not in code page 437");
            Assert.True(((cell >> 16) & 0xFF) < 16 && cell >> 24 < 16, "A colour is above 15.");
        }
    }
}
