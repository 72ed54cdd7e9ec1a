using Monster.Hecke;

namespace Monster.Arcade.Observatory;

/// <summary>The graph of T_p on the 71 shards as the modules tell it; rows whose module is missing are missing.</summary>
public sealed class IsogenyGraph
{
    private readonly IReadOnlyList<int>?[] _rows;
    private readonly string?[] _faults;
    private readonly Lazy<Spectrum?> _spectrum;
    private readonly Lazy<bool?> _isRamanujan;

    private IsogenyGraph(int prime, IReadOnlyList<int>?[] rows, string?[] faults)
    {
        (Prime, _rows, _faults, Fault) = (prime, rows, faults, faults.FirstOrDefault(fault => fault is not null));
        _spectrum = new(() => Fault is null ? new Spectrum(ToMatrix()) : null);
        _isRamanujan = new(() => Spectrum?.IsRamanujan(prime));
    }

    /// <summary>p.</summary>
    public int Prime { get; }

    /// <summary>Why the graph is not whole, naming the first module that is missing; null when it is whole.</summary>
    public string? Fault { get; }

    /// <summary>The eigenvalues; null when the graph is not whole. The first call takes some milliseconds.</summary>
    public Spectrum? Spectrum => _spectrum.Value;

    /// <summary>Whether the Ramanujan bound holds, decided exactly; null when the graph is not whole. The first call takes a moment.</summary>
    public bool? IsRamanujan => _isRamanujan.Value;

    /// <summary>Asks the modules for a prime's graph.</summary>
    public static IsogenyGraph Of(IHeckeModules modules, int prime)
    {
        var rows = new IReadOnlyList<int>?[Shards.Count];
        var faults = new string?[rows.Length];
        for (int shard = 0; shard < rows.Length; shard++)
        {
            try
            {
                rows[shard] = modules.Neighbours(shard, prime);
            }
            catch (HeckeModuleException e)
            {
                faults[shard] = e.Message;
            }
        }

        return new(prime, rows, faults);
    }

    /// <summary>The p + 1 shards next to one, loops and double edges repeated; null when its module is missing.</summary>
    public IReadOnlyList<int>? Neighbours(int shard) => _rows[shard];

    /// <summary>Why the neighbours of a shard are not known; null when they are.</summary>
    public string? FaultOf(int shard) => _faults[shard];

    /// <summary>Entry (from, to) of the matrix of T_p; null when the row's module is missing.</summary>
    public int? Edges(int from, int to) => _rows[from]?.Count(shard => shard == to);

    /// <summary>How many doors each shard is away from one, in as far as the modules tell; null where none is known to lead.</summary>
    public int?[] DoorsFrom(int centre)
    {
        var doors = new int?[_rows.Length];
        doors[centre] = 0;
        var queue = new Queue<int>([centre]);
        while (queue.TryDequeue(out int shard))
        {
            foreach (int next in _rows[shard] ?? [])
            {
                if (doors[next] is not null)
                    continue;
                doors[next] = doors[shard] + 1;
                queue.Enqueue(next);
            }
        }

        return doors;
    }

    /// <summary>The matrix of T_p, rows first.</summary>
    /// <exception cref="InvalidOperationException">The graph is not whole.</exception>
    public int[,] ToMatrix()
    {
        if (Fault is not null)
            throw new InvalidOperationException(Fault);
        var matrix = new int[_rows.Length, _rows.Length];
        for (int shard = 0; shard < _rows.Length; shard++)
        {
            foreach (int next in _rows[shard]!)
                matrix[shard, next]++;
        }

        return matrix;
    }
}
