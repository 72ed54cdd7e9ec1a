using System.Collections;
using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Gives every web of a local - assignments and the reads that they reach, in common with other assignments or not - a local of its own. (S. Muchnick, "Advanced
/// Compiler Design and Implementation", 1997, 16.3.3.) A variable used again for something else, and a value that is overwritten before it is
/// read, are then seen for what they are.
/// </summary>
internal sealed class Webs
{
    private readonly Function _function;
    private readonly FlowGraph _graph;
    private readonly List<int> _localOf = [];
    private readonly Dictionary<Set, int> _definition = [];
    private readonly List<int>[] _definitionsOf;
    private readonly int[] _web;

    private Webs(Function function)
    {
        _function = function;
        _graph = new FlowGraph(function);
        _definitionsOf = [.. Enumerable.Range(0, function.LocalCount).Select(_ => new List<int>())];
        // Every local has a value from the start: a parameter the caller's, the others 0.
        for (int local = 0; local < function.LocalCount; local++)
            Define(local);
        foreach (var set in _graph.Order.SelectMany(b => b.Statements).OfType<Set>())
            _definition[set] = Define(set.Local);
        _web = [.. Enumerable.Range(0, _localOf.Count)];
    }

    public static void Run(Function function)
    {
        if (function.LocalCount == 0)
            return;
        var pass = new Webs(function);
        function.Blocks = [.. pass._graph.Order];
        var atStart = pass.Reaching();
        pass.Visit(atStart, (local, reaching) => pass.Join(local, reaching));
        pass.Rename(atStart);
    }

    private int Define(int local)
    {
        _definitionsOf[local].Add(_localOf.Count);
        _localOf.Add(local);
        return _localOf.Count - 1;
    }

    private BitArray[] Reaching()
    {
        var atStart = _graph.Order.Select(_ => new BitArray(_localOf.Count)).ToArray();
        for (int local = 0; local < _function.LocalCount; local++)
            atStart[0][local] = true;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int b = 0; b < atStart.Length; b++)
            {
                var reaching = new BitArray(atStart[b]);
                foreach (var set in _graph.Order[b].Statements.OfType<Set>())
                    Step(set, reaching);
                foreach (var successor in _graph.Order[b].Successors)
                    changed |= AddTo(atStart[_graph.NumberOf(successor)], reaching);
            }
        }

        return atStart;
    }

    private static bool AddTo(BitArray all, BitArray more)
    {
        var missing = new BitArray(more).And(new BitArray(all).Not());
        if (!missing.HasAnySet())
            return false;
        all.Or(more);
        return true;
    }

    private void Step(Set set, BitArray reaching)
    {
        foreach (int definition in _definitionsOf[set.Local])
            reaching[definition] = false;
        reaching[_definition[set]] = true;
    }

    /// <summary>Shows every read with the definitions that reach it.</summary>
    private void Visit(BitArray[] atStart, Action<int, BitArray> read)
    {
        for (int b = 0; b < atStart.Length; b++)
        {
            var reaching = new BitArray(atStart[b]);
            foreach (var statement in _graph.Order[b].Statements)
            {
                foreach (var operand in statement.Operands)
                    VisitReads(operand, reaching, read);
                if (statement is Set set)
                    Step(set, reaching);
            }

            foreach (var operand in _graph.Order[b].End!.Operands)
                VisitReads(operand, reaching, read);
        }
    }

    private static void VisitReads(Expr expr, BitArray reaching, Action<int, BitArray> read)
    {
        if (expr is Get get)
            read(get.Local, reaching);
        foreach (var operand in expr.Operands)
            VisitReads(operand, reaching, read);
    }

    private int Find(int definition)
    {
        while (_web[definition] != definition)
            definition = _web[definition] = _web[_web[definition]];
        return definition;
    }

    private void Join(int local, BitArray reaching)
    {
        int first = -1;
        foreach (int definition in _definitionsOf[local])
        {
            if (!reaching[definition])
                continue;
            if (first < 0)
                first = Find(definition);
            else
                _web[Find(definition)] = first = Find(first);
        }
    }

    private void Rename(BitArray[] atStart)
    {
        // One web of a local keeps its number, of a parameter that with the caller's value; the others get new ones.
        var name = new Dictionary<int, int>();
        var taken = new BitArray(_definitionsOf.Length);
        for (int parameter = 0; parameter < _function.ParameterCount; parameter++)
        {
            name[Find(parameter)] = parameter;
            taken[parameter] = true;
        }

        int NameOf(int definition)
        {
            int web = Find(definition);
            if (!name.TryGetValue(web, out int local))
            {
                local = _localOf[definition];
                if (taken[local])
                    local = _function.NewLocal();
                else
                    taken[local] = true;
                name[web] = local;
            }

            return local;
        }

        int count = atStart.Length;
        for (int b = 0; b < count; b++)
        {
            var reaching = new BitArray(atStart[b]);
            var block = _graph.Order[b];
            for (int i = 0; i < block.Statements.Count; i++)
            {
                var statement = block.Statements[i];
                var renamed = statement.With([.. statement.Operands.Select(o => Rewriter.Replace(o, Current))]);
                if (statement is Set set)
                {
                    Step(set, reaching);
                    renamed = new Set(NameOf(_definition[set]), ((Set)renamed).Value);
                }

                block.Statements[i] = renamed;
            }

            block.End = block.End!.With([.. block.End.Operands.Select(o => Rewriter.Replace(o, Current))], [.. block.End.Targets]);

            Expr? Current(int local)
            {
                int definition = _definitionsOf[local].Find(d => reaching[d]);
                int current = NameOf(definition);
                return current == local ? null : new Get(current);
            }
        }
    }
}
