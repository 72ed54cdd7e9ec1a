using Monster.Hecke;
using Monster.Hecke.Modules;

namespace Monster.Hecke.Modules.Tests;

/// <summary>The 71 modules and the matrices they were made of, built once for the tests.</summary>
public sealed class AllModules
{
    public IReadOnlyList<HeckeModule> Modules { get; } = HeckeModule.BuildAll();

    public IReadOnlyDictionary<int, int[,]> Matrices { get; } = MatricesByPrime();

    private static Dictionary<int, int[,]> MatricesByPrime()
    {
        var graph = new SupersingularGraph();
        return MonsterPrimes.All.ToDictionary(p => p, graph.HeckeMatrix);
    }
}
