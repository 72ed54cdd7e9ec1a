using Monster.Arcade.Screens;
using Monster.Hecke;

namespace Monster.Arcade.Observatory;

/// <summary>What all pages of the observatory look at: a shard, a prime, and the graph of its T_p.</summary>
internal sealed class ObservatoryState(HeckeAtlas atlas, IReadOnlyList<Place> places, TimeProvider time)
{
    private int _prime;

    public HeckeAtlas Atlas { get; } = atlas;

    public IReadOnlyList<Place> Places { get; } = places;

    public TimeProvider Time { get; } = time;

    /// <summary>The chosen shard.</summary>
    public int Shard { get; private set; }

    /// <summary>The chosen prime.</summary>
    public int Prime => MonsterPrimes.All[_prime];

    /// <summary>The graph of T_p; null until the modules have been asked.</summary>
    public IsogenyGraph? Graph { get; private set; }

    public string NameOf(int shard) => Places[shard].Name;

    /// <summary>Chooses a shard, with its own prime.</summary>
    public void Choose(int shard)
    {
        Shard = (shard + Shards.Count) % Shards.Count;
        Choose(MonsterPrimes.All.IndexOf(MonsterPrimes.OfShard(Shard)), Shard);
    }

    /// <summary>Chooses a shard, and leaves the prime.</summary>
    public void GoTo(int shard) => Choose(_prime, shard);

    /// <summary>Chooses the next prime, or the one before.</summary>
    public void NextPrime(int step) => Choose((_prime + step + MonsterPrimes.All.Length) % MonsterPrimes.All.Length, Shard);

    /// <summary>The answer of the modules about a prime.</summary>
    public void Answer(IsogenyGraph graph)
    {
        if (graph.Prime == Prime)
            Graph = graph;
    }

    private void Choose(int prime, int shard)
    {
        Shard = shard;
        if (_prime == prime && Graph is not null)
            return;
        _prime = prime;
        Graph = Atlas.Known(Prime);
    }
}
