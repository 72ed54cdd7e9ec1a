using Monster.Arcade;
using Monster.Cartridge;
using Monster.Games;

namespace Monster.Bench;

/// <summary>Something that is measured in three places: the same C#, seed and keys.</summary>
/// <param name="Source">The name of the C# file.</param>
/// <param name="Create">Makes the game that .NET runs.</param>
/// <param name="Keys">One key for each tick of a sample. A kernel is one tick of an endless game; a game starts anew in each sample.</param>
internal sealed record Kernel(string Name, string Source, Func<Game> Create, int[] Keys)
{
    /// <summary>Ticks of the game that is measured.</summary>
    private const int Ticks = 3_000;

    public static readonly Seed Seed = new(1, 2, 3, 4);

    public bool IsGame => Keys.Length > 1;

    /// <summary>The five kernels of the goal.</summary>
    public static IReadOnlyList<Kernel> All { get; } =
    [
        new("LCG", "Lcg", () => new Kernels.Lcg(), [0]),
        new("Collatz", "Collatz", () => new Kernels.Collatz(), [0]),
        new("sieve", "Sieve", () => new Kernels.Sieve(), [0]),
        new("matrix product", "Matrix", () => new Kernels.Matrix(), [0]),
        new("3,000 ticks of Block Drop", "BlockDrop", () => new BlockDrop(), RandomKeys()),
    ];

    private static int[] RandomKeys()
    {
        var random = new Rng(5, 6, 7, 8);
        int[] arrows = [Key.Up, Key.Down, Key.Left, Key.Right, Key.Space];
        var keys = new int[Ticks];
        for (int i = 0; i < Ticks; i++)
            keys[i] = random.OneIn(3) ? arrows[random.Below(arrows.Length)] : Key.None;
        return keys;
    }
}
