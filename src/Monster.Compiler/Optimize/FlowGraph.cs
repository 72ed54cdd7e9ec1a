using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>A function's blocks in reverse postorder, with their dominators and loops.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<Block, int> _number = [];
    private readonly List<int>[] _predecessors;
    private readonly int[] _dominator;

    public FlowGraph(Function function)
    {
        Function = function;
        Order = ReversePostorder(function.Blocks[0]);
        for (int i = 0; i < Order.Count; i++)
            _number[Order[i]] = i;
        _predecessors = [.. Order.Select(_ => new List<int>())];
        for (int i = 0; i < Order.Count; i++)
        {
            foreach (var successor in Order[i].Successors)
                _predecessors[_number[successor]].Add(i);
        }

        _dominator = Dominators();
        InnermostLoop = new Loop?[Order.Count];
        FindLoops();
    }

    public Function Function { get; }

    /// <summary>The blocks that can be reached, each before those it dominates.</summary>
    public List<Block> Order { get; }

    /// <summary>The innermost loop around each block.</summary>
    public Loop?[] InnermostLoop { get; }

    /// <summary>True when a loop can be entered at two places, which structured code cannot express.</summary>
    public bool IsIrreducible { get; private set; }

    public int NumberOf(Block block) => _number[block];

    public IReadOnlyList<int> Predecessors(int block) => _predecessors[block];

    /// <summary>The immediate dominator; the entry is its own.</summary>
    public int DominatorOf(int block) => _dominator[block];

    public bool Dominates(int above, int below)
    {
        while (below > above)
            below = _dominator[below];
        return below == above;
    }

    private static List<Block> ReversePostorder(Block entry)
    {
        var order = new List<Block>();
        var seen = new HashSet<Block> { entry };
        var stack = new Stack<(Block Block, int Next)>();
        stack.Push((entry, 0));
        while (stack.TryPop(out var top))
        {
            var successors = top.Block.Successors;
            if (top.Next == successors.Count)
            {
                order.Add(top.Block);
                continue;
            }

            stack.Push((top.Block, top.Next + 1));
            // From the last to the first, so that in the reverse the first comes first.
            var successor = successors[successors.Count - 1 - top.Next];
            if (seen.Add(successor))
                stack.Push((successor, 0));
        }

        order.Reverse();
        return order;
    }

    /// <summary>K. Cooper, T. Harvey and K. Kennedy, "A Simple, Fast Dominance Algorithm", 2001.</summary>
    private int[] Dominators()
    {
        var dominator = new int[Order.Count];
        Array.Fill(dominator, -1);
        dominator[0] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int b = 1; b < dominator.Length; b++)
            {
                int common = -1;
                foreach (int p in _predecessors[b])
                {
                    if (dominator[p] >= 0)
                        common = common < 0 ? p : Common(dominator, common, p);
                }

                changed |= dominator[b] != common;
                dominator[b] = common;
            }
        }

        return dominator;
    }

    private static int Common(int[] dominator, int a, int b)
    {
        while (a != b)
        {
            while (a > b)
                a = dominator[a];
            while (b > a)
                b = dominator[b];
        }

        return a;
    }

    private void FindLoops()
    {
        // From the last header to the first: inner loops come before those around them.
        for (int header = Order.Count - 1; header >= 0; header--)
        {
            var back = _predecessors[header].Where(p => p >= header).ToList();
            if (back.Count == 0)
                continue;
            IsIrreducible |= back.Exists(p => !Dominates(header, p));
            if (!IsIrreducible)
                AddLoop(header, back);
        }
    }

    private void AddLoop(int header, List<int> back)
    {
        var loop = new Loop(header);
        loop.Blocks.Add(header);
        var pending = new Stack<int>(back);
        while (pending.TryPop(out int block))
        {
            if (!loop.Blocks.Add(block))
                continue;
            foreach (int p in _predecessors[block])
                pending.Push(p);
        }

        foreach (int block in loop.Blocks)
        {
            if (InnermostLoop[block] is not { } inner)
                InnermostLoop[block] = loop;
            else
                Outermost(inner).AddParent(loop);
        }
    }

    private static Loop Outermost(Loop loop)
    {
        while (loop.Parent is { } parent)
            loop = parent;
        return loop;
    }
}

/// <summary>A loop: its header and every block that leads back to it.</summary>
internal sealed class Loop(int header)
{
    public int Header { get; } = header;

    public HashSet<int> Blocks { get; } = [];

    public Loop? Parent { get; private set; }

    public void AddParent(Loop parent)
    {
        if (parent != this)
            Parent = parent;
    }
}
