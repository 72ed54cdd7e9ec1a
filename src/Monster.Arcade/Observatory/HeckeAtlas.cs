using System.Collections.Concurrent;
using Monster.Hecke;

namespace Monster.Arcade.Observatory;

/// <summary>The map of the arcade: the isogeny graphs of the fifteen primes, asked of the 71 modules and kept. Safe for use by several threads.</summary>
/// <param name="open">Opens the modules when the first question is asked; without them, gives <see cref="MissingHeckeModules"/>.</param>
public sealed class HeckeAtlas(Func<IHeckeModules> open)
{
    private readonly Lazy<IHeckeModules> _modules = new(open);
    private readonly ConcurrentDictionary<int, IsogenyGraph> _graphs = new();

    /// <summary>The modules.</summary>
    public IHeckeModules Modules => _modules.Value;

    /// <summary>The walk that chooses the game of the day.</summary>
    public DailyWalk Walk => new(Modules);

    /// <summary>The graph of T_p. The first time takes a moment. One that is not whole is asked for anew each time.</summary>
    /// <param name="prime">A Monster prime.</param>
    public IsogenyGraph Graph(int prime)
    {
        if (_graphs.TryGetValue(prime, out var known))
            return known;
        var graph = IsogenyGraph.Of(Modules, prime);
        return graph.Fault is null ? _graphs.GetOrAdd(prime, graph) : graph;
    }

    /// <summary>The graph of T_p, if it has been asked for before and is whole.</summary>
    public IsogenyGraph? Known(int prime) => _graphs.GetValueOrDefault(prime);
}
