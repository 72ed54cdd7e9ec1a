using Monster.Cartridge;

namespace Monster.Bench.Kernels;

/// <summary>The product of two 64x64 matrices of integers: three nested loops over arrays.</summary>
[Manifest(Title = "Matrix", Pitch = "A kernel of the benchmarks.", Help = "None.", StateBytes = 57344)]
public sealed class Matrix : Game
{
    private const int Size = 64;

    private readonly int[] _a = new int[Size * Size];
    private readonly int[] _b = new int[Size * Size];
    private readonly int[] _c = new int[Size * Size];

    /// <inheritdoc/>
    public override int Score => _c[_c.Length - 1] & 0x7FFFFFFF;

    /// <inheritdoc/>
    public override Status Update(int key)
    {
        Multiply(_a, _b, _c);
        _a[0] ^= _c[0];

        return Status.Playing;
    }

    /// <inheritdoc/>
    public override void Draw(Screen screen) => screen.Number(1, 0, Score);

    /// <inheritdoc/>
    protected override void Init()
    {
        for (int i = 0; i < _a.Length; i++)
        {
            _a[i] = Random.Between(-100, 100);
            _b[i] = Random.Between(-100, 100);
        }
    }

    private static void Multiply(int[] a, int[] b, int[] c)
    {
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                int sum = 0;
                for (int k = 0; k < Size; k++)
                    sum += a[(row * Size) + k] * b[(k * Size) + column];
                c[(row * Size) + column] = sum;
            }
        }
    }
}
