using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// A parameter that every call gives the same constant is that constant, and a parameter that is never read is nothing. So the game object, the cells
/// and the voices, whose addresses are known, are not handed from function to function.
/// </summary>
internal sealed class ConstantParameters
{
    /// <summary>For each parameter: null while no call was seen, then the constant, or <see cref="Varies"/>.</summary>
    private static readonly object Varies = new();

    private readonly Dictionary<Function, object?[]> _values = [];
    private readonly Dictionary<Function, int[]> _assigned = [];

    /// <summary>Parameters that some call computes in a way that may trap: unread or not, that must happen.</summary>
    private readonly HashSet<(Function Target, int Parameter)> _trapping = [];

    public static void Run(IReadOnlyList<Function> functions, IReadOnlyCollection<Function> entries)
    {
        var pass = new ConstantParameters();
        foreach (var function in functions)
        {
            pass._values[function] = new object?[function.ParameterCount];
            pass._assigned[function] = Propagation.Assignments(function);
            if (entries.Contains(function))
                Array.Fill(pass._values[function], Varies);
        }

        while (functions.Aggregate(false, (changed, f) => pass.Visit(f) | changed))
        {
        }

        var removed = functions.ToDictionary(f => f, f => entries.Contains(f) ? new bool[f.ParameterCount] : pass.Removable(f));
        foreach (var function in functions)
            pass.Apply(function, removed);
    }

    private bool Visit(Function caller)
    {
        bool changed = false;
        foreach (var call in caller.Calls())
        {
            if (!_values.TryGetValue(call.Target, out var values))
                continue;
            for (int i = 0; i < values.Length; i++)
            {
                if (call.Operands[i].MayTrap)
                    _trapping.Add((call.Target, i));
                var merged = Merge(values[i], ValueOf(caller, call.Operands[i]));
                changed |= !Equals(merged, values[i]);
                values[i] = merged;
            }
        }

        return changed;
    }

    private object? ValueOf(Function caller, Expr argument) => argument switch
    {
        Const c => c.Value,
        Get get when get.Local < caller.ParameterCount && _assigned[caller][get.Local] == 1 => _values[caller][get.Local],
        _ => Varies,
    };

    private static object? Merge(object? a, object? b) => a is null ? b : b is null || a.Equals(b) ? a : Varies;

    private bool[] Removable(Function function)
    {
        var reads = Propagation.Reads(function);
        return [.. _values[function].Select((value, i) => _assigned[function][i] == 1 && (value is int || (reads[i] == 0 && !_trapping.Contains((function, i)))))];
    }

    private void Apply(Function function, Dictionary<Function, bool[]> removed)
    {
        var gone = removed[function];
        int parameters = function.ParameterCount - gone.Count(g => g);
        var number = new int[function.LocalCount];
        int next = 0;
        for (int local = 0; local < number.Length; local++)
            number[local] = local < gone.Length && gone[local] ? -1 : next++;
        function.ParameterCount = parameters;
        function.LocalCount = next;
        var values = _values[function];
        foreach (var block in function.Blocks)
        {
            for (int i = 0; i < block.Statements.Count; i++)
            {
                var statement = block.Statements[i];
                statement = statement.With([.. statement.Operands.Select(Rewrite)]);
                block.Statements[i] = statement is Set set ? new Set(number[set.Local], set.Value) : statement;
            }

            block.End = block.End!.With([.. block.End.Operands.Select(Rewrite)], [.. block.End.Targets]);
        }

        Expr Rewrite(Expr expr) => RemoveArguments(Rewriter.Replace(expr, local => number[local] >= 0 ? new Get(number[local]) : Make.Of((int)values[local]!)), removed);
    }

    private static Expr RemoveArguments(Expr expr, Dictionary<Function, bool[]> removed)
    {
        if (expr.Operands.Count == 0)
            return expr;
        if (expr.Calls)
            expr = expr.With([.. expr.Operands.Select(o => RemoveArguments(o, removed))]);
        return expr is Call call && removed.TryGetValue(call.Target, out var gone)
            ? call.With([.. call.Operands.Where((_, i) => !gone[i])]) : expr;
    }
}
