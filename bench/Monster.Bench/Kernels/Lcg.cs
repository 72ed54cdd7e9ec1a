using Monster.Cartridge;

namespace Monster.Bench.Kernels;

/// <summary>A linear congruential generator: one long chain of multiplications and additions in a register.</summary>
[Manifest(Title = "LCG", Pitch = "A kernel of the benchmarks.", Help = "None.", StateBytes = 4096)]
public sealed class Lcg : Game
{
    private uint _x = 1;

    /// <inheritdoc/>
    public override int Score => (int)(_x & 0x7FFFFFFF);

    /// <inheritdoc/>
    public override Status Update(int key)
    {
        uint x = _x;
        for (int i = 0; i < 1_000_000; i++)
            x = (x * 1664525u) + 1013904223u;
        _x = x;
        return Status.Playing;
    }

    /// <inheritdoc/>
    public override void Draw(Screen screen) => screen.Number(1, 0, Score);

    /// <inheritdoc/>
    protected override void Init() => _x = Random.Next();
}
