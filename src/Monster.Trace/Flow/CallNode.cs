namespace Monster.Trace.Flow;

/// <summary>A place in the call tree: a function as called through its parents.</summary>
public sealed class CallNode
{
    private Dictionary<uint, CallNode>? _children;

    internal CallNode(CallNode? parent, uint function) => (Parent, Function) = (parent, function);

    /// <summary>Who called; null for the root.</summary>
    public CallNode? Parent { get; }

    /// <summary>The function's number; <see cref="FlowAnalysis.NoFunction"/> and above for code in none.</summary>
    public uint Function { get; }

    /// <summary>How often it was called here.</summary>
    public ulong Calls { get; internal set; }

    /// <summary>Instructions in the function itself, called here.</summary>
    public ulong Self { get; internal set; }

    /// <summary>What it called.</summary>
    public IEnumerable<CallNode> Children => _children?.Values ?? Enumerable.Empty<CallNode>();

    /// <summary>Instructions in it and what it called.</summary>
    public ulong Total { get; private set; }

    /// <summary>Depth below the root.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    internal CallNode Child(uint function)
    {
        _children ??= [];
        if (!_children.TryGetValue(function, out var child))
            _children.Add(function, child = new CallNode(this, function));
        return child;
    }

    /// <summary>Sums up, from the leaves.</summary>
    internal void Add()
    {
        // Without recursion: a tree may be as deep as the guest's stack.
        var order = new List<CallNode> { this };
        for (int i = 0; i < order.Count; i++)
            order.AddRange(order[i].Children);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            order[i].Total = order[i].Self;
            foreach (var child in order[i].Children)
                order[i].Total += child.Total;
        }
    }
}
