namespace Monster.Hecke.Tests;

/// <summary>The graph as the library computes it, in the place of the modules.</summary>
internal sealed class LibraryModules : IHeckeModules
{
    private readonly SupersingularGraph _graph = new();
    private readonly Dictionary<int, int[,]> _matrices = [];

    public int[,] Matrix(int prime) => _matrices.TryGetValue(prime, out int[,]? known) ? known : _matrices[prime] = _graph.HeckeMatrix(prime);

    public IReadOnlyList<int> Neighbours(int shard, int prime) =>
        [.. Enumerable.Range(0, 71).SelectMany(k => Enumerable.Repeat(k, Matrix(prime)[shard, k]))];

    public int Conjugate(int shard) => _graph.Conjugate[shard];

    public long[] Apply(int shard, int prime, int weight, ReadOnlySpan<long> coefficients, int count) => throw new NotSupportedException();
}
