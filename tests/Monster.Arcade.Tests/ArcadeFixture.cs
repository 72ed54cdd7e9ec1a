using Monster.Arcade.Tests;

[assembly: AssemblyFixture(typeof(ArcadeFixture))]

namespace Monster.Arcade.Tests;

/// <summary>One engine and the sample game for all tests.</summary>
public sealed class ArcadeFixture : IDisposable
{
    public ArcadeFixture()
    {
        Runtime = new CartridgeRuntime();
        Sample = Runtime.Load(Tests.Sample.Build(), "the sample");
    }

    public CartridgeRuntime Runtime { get; }

    public Cartridge Sample { get; }

    public Verifier Verifier => new(sha256 => sha256 == Sample.Sha256 ? Sample : null);

    /// <summary>A play of the sample game by random keys that never trap, of so many ticks; the last key ends it when <paramref name="over"/>.</summary>
    public Recording Record(int ticks = 3_000, uint seed = 1, bool over = true)
    {
        using var play = new Play(Sample, new Seed(seed, 2, 3, 4));
        var random = new Random((int)seed);
        while (play.Ticks < ticks - (over ? 1 : 0))
            play.Tick(random.Next(4) == 0 ? random.Next(32, 283) : 0);
        if (over)
            play.Tick(Tests.Sample.EndKey);
        return play.ToRecording();
    }

    public void Dispose()
    {
        Sample.Dispose();
        Runtime.Dispose();
    }
}
