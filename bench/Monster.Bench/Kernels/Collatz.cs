using Monster.Cartridge;

namespace Monster.Bench.Kernels;

/// <summary>The longest Collatz chain from a start below 5,000: branches that cannot be foreseen.</summary>
[Manifest(Title = "Collatz", Pitch = "A kernel of the benchmarks.", Help = "None.", StateBytes = 4096)]
public sealed class Collatz : Game
{
    private int _best;
    private int _sum;

    /// <inheritdoc/>
    public override int Score => (_best ^ _sum) & 0x7FFFFFFF;

    /// <inheritdoc/>
    public override Status Update(int key)
    {
        for (uint start = 1; start < 5_000; start++)
        {
            int length = Length(start);
            _sum += length;
            if (length > _best)
                _best = length;
        }

        return Status.Playing;
    }

    /// <inheritdoc/>
    public override void Draw(Screen screen) => screen.Number(1, 0, Score);

    /// <inheritdoc/>
    protected override void Init() => _best = 0;

    private static int Length(uint n)
    {
        int steps = 0;
        while (n != 1)
        {
            n = (n & 1) == 0 ? n >> 1 : (3 * n) + 1;
            steps++;
        }

        return steps;
    }
}
