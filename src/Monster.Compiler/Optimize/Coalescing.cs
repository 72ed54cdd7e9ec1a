using System.Collections;
using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Gives locals that are never needed at the same time the same number, first those that are copies of each other.
/// Fewer locals make shorter instructions and a smaller frame in every engine.
/// </summary>
internal sealed class Coalescing
{
    private readonly Function _function;
    private readonly Dictionary<Block, BitArray> _liveAtEnd = [];
    private readonly BitArray[] _conflicts;
    private readonly int[] _parent;

    private Coalescing(Function function)
    {
        _function = function;
        _conflicts = [.. Enumerable.Range(0, function.LocalCount).Select(_ => new BitArray(function.LocalCount))];
        _parent = [.. Enumerable.Range(0, function.LocalCount)];
    }

    public static void Run(Function function)
    {
        if (function.LocalCount == 0)
            return;
        var pass = new Coalescing(function);
        pass.FindLiveness();
        pass.FindConflicts();
        pass.JoinCopies();
        pass.Renumber();
    }

    private static void AddReads(Expr expr, BitArray live)
    {
        if (expr is Get get)
            live[get.Local] = true;
        foreach (var operand in expr.Operands)
            AddReads(operand, live);
    }

    private static void StepBack(Statement statement, BitArray live)
    {
        if (statement is Set set)
            live[set.Local] = false;
        foreach (var operand in statement.Operands)
            AddReads(operand, live);
    }

    private void FindLiveness()
    {
        var atStart = _function.Blocks.ToDictionary(b => b, _ => new BitArray(_function.LocalCount));
        foreach (var block in _function.Blocks)
            _liveAtEnd[block] = new BitArray(_function.LocalCount);
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (var block in Enumerable.Reverse(_function.Blocks))
            {
                var live = new BitArray(_function.LocalCount);
                foreach (var successor in block.Successors)
                    live.Or(atStart[successor]);
                _liveAtEnd[block] = new BitArray(live);
                foreach (var operand in block.End!.Operands)
                    AddReads(operand, live);
                for (int i = block.Statements.Count - 1; i >= 0; i--)
                    StepBack(block.Statements[i], live);
                changed |= !Same(live, atStart[block]);
                atStart[block] = live;
            }
        }

        // Parameters have their values from the start, and other locals the value 0, should something read them.
        var entry = atStart[_function.Blocks[0]];
        for (int a = 0; a < _function.LocalCount; a++)
        {
            if (a < _function.ParameterCount || entry[a])
                ConflictWithAll(a, entry);
        }

        for (int a = 0; a < _function.ParameterCount; a++)
        {
            for (int b = 0; b < a; b++)
                Conflict(a, b);
        }
    }

    private static bool Same(BitArray a, BitArray b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
                return false;
        }

        return true;
    }

    private void FindConflicts()
    {
        foreach (var block in _function.Blocks)
        {
            var live = new BitArray(_liveAtEnd[block]);
            foreach (var operand in block.End!.Operands)
                AddReads(operand, live);
            for (int i = block.Statements.Count - 1; i >= 0; i--)
            {
                if (block.Statements[i] is Set set)
                {
                    bool keep = false;
                    int source = set.Value is Get get ? get.Local : -1;
                    if (source >= 0)
                    {
                        keep = live[source];
                        live[source] = false; // a copy may share the local of what it is copied from
                    }

                    ConflictWithAll(set.Local, live);
                    if (source >= 0)
                        live[source] = keep;
                }

                StepBack(block.Statements[i], live);
            }
        }
    }

    private void ConflictWithAll(int local, BitArray live)
    {
        for (int other = 0; other < live.Length; other++)
        {
            if (live[other] && other != local)
                Conflict(local, other);
        }
    }

    private void Conflict(int a, int b)
    {
        _conflicts[a][b] = true;
        _conflicts[b][a] = true;
    }

    private int Find(int local)
    {
        while (_parent[local] != local)
            local = _parent[local];
        return local;
    }

    private void JoinCopies()
    {
        foreach (var set in _function.Blocks.SelectMany(b => b.Statements).OfType<Set>())
        {
            if (set.Value is Get get)
                TryJoin(Find(set.Local), Find(get.Local));
        }
    }

    private void TryJoin(int a, int b)
    {
        if (a == b || _conflicts[a][b])
            return;
        int keep = Math.Min(a, b);
        int drop = Math.Max(a, b);
        if (drop < _function.ParameterCount)
            return;
        _parent[drop] = keep;
        _conflicts[keep].Or(_conflicts[drop]);
        for (int i = 0; i < _function.LocalCount; i++)
        {
            if (_conflicts[drop][i])
                _conflicts[i][keep] = true;
        }
    }

    private void Renumber()
    {
        var used = Propagation.Reads(_function);
        foreach (var set in _function.Blocks.SelectMany(b => b.Statements).OfType<Set>())
            used[set.Local]++;
        var color = new int[_function.LocalCount];
        var members = new List<int>[_function.LocalCount];
        int colors = _function.ParameterCount;
        for (int i = 0; i < colors; i++)
        {
            color[i] = i;
            members[i] = [i];
        }

        for (int local = _function.ParameterCount; local < _function.LocalCount; local++)
        {
            if (Find(local) != local || !IsUsed(local, used))
                continue;
            int chosen = 0;
            while (chosen < colors && members[chosen].Exists(m => _conflicts[local][m]))
                chosen++;
            if (chosen == colors)
                members[colors++] = [];
            color[local] = chosen;
            members[chosen].Add(local);
        }

        Apply(color, colors);
    }

    private bool IsUsed(int root, int[] used)
    {
        for (int i = root; i < used.Length; i++)
        {
            if (used[i] > 0 && Find(i) == root)
                return true;
        }

        return false;
    }

    private void Apply(int[] color, int colors)
    {
        Rewriter.ReplaceAll(_function, local => new Get(color[Find(local)]));
        foreach (var block in _function.Blocks)
        {
            for (int i = block.Statements.Count - 1; i >= 0; i--)
            {
                if (block.Statements[i] is not Set set)
                    continue;
                int local = color[Find(set.Local)];
                if (set.Value is Get get && get.Local == local)
                    block.Statements.RemoveAt(i);
                else
                    block.Statements[i] = new Set(local, set.Value);
            }
        }

        _function.LocalCount = colors;
    }
}
