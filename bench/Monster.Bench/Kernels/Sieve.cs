using Monster.Cartridge;

namespace Monster.Bench.Kernels;

/// <summary>The sieve of Eratosthenes below 50,000, three times: bytes written at a stride, each checked against the array's bounds.</summary>
[Manifest(Title = "Sieve", Pitch = "A kernel of the benchmarks.", Help = "None.", StateBytes = 57344)]
public sealed class Sieve : Game
{
    private readonly bool[] _composite = new bool[50_000];
    private int _primes;

    /// <inheritdoc/>
    public override int Score => _primes;

    /// <inheritdoc/>
    public override Status Update(int key)
    {
        _primes = 0;
        for (int round = 0; round < 3; round++)
            _primes += Count();
        return Status.Playing;
    }

    /// <inheritdoc/>
    public override void Draw(Screen screen) => screen.Number(1, 0, Score);

    /// <inheritdoc/>
    protected override void Init() => _primes = 0;

    private int Count()
    {
        bool[] composite = _composite;
        for (int i = 0; i < composite.Length; i++)
            composite[i] = false;
        int primes = 0;
        for (int i = 2; i < composite.Length; i++)
        {
            if (composite[i])
                continue;
            primes++;
            for (int multiple = i + i; multiple < composite.Length; multiple += i)
                composite[multiple] = true;
        }

        return primes;
    }
}
