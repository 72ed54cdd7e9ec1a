namespace Monster.Trace.Reach;

/// <summary>Blocks of a file, and the functions they are of.</summary>
public sealed class ReachSet
{
    private readonly StaticGraph _graph;
    private readonly bool[] _has;
    private readonly HashSet<int> _functions = [];

    internal ReachSet(StaticGraph graph) => (_graph, _has) = (graph, new bool[graph.Blocks.Count]);

    /// <summary>How many blocks there are in it.</summary>
    public int Count { get; private set; }

    /// <summary>The functions that have a block in it.</summary>
    public IReadOnlySet<int> Functions => _functions;

    /// <summary>Whether a block is in it.</summary>
    public bool Has(int block) => _has[block];

    internal bool Add(int block)
    {
        if (_has[block])
            return false;
        _has[block] = true;
        _functions.Add(_graph.Blocks[block].Function);
        Count++;
        return true;
    }
}
