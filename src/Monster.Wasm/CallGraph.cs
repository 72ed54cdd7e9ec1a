namespace Monster.Wasm;

/// <summary>Who calls whom in a module: whether calls can go round in circles, and how deep they go where they cannot.</summary>
internal sealed class CallGraph
{
    private readonly int[][] _callees;
    private readonly bool[] _leadsToCycle;
    private readonly int _imports;

    private CallGraph(int[][] callees, int imports)
    {
        _callees = callees;
        _imports = imports;
        _leadsToCycle = new bool[callees.Length];
        FindCycles();
    }

    public static CallGraph Of(Module module)
    {
        int imports = module.ImportCount(ExternalKind.Function);
        return new CallGraph([.. module.Functions.Select(f => CalleesIn(f.Body, imports))], imports);
    }

    /// <summary>Whether a function with this code can be called again before it returns, or calls one that can.</summary>
    public bool LeadsToCycle(List<Instruction> body) =>
        body.Exists(i => i.Opcode == Opcode.CallIndirect) || CalleesIn(body, _imports).Any(c => _leadsToCycle[c]);

    /// <summary>The most that a chain of calls without a circle adds up to.</summary>
    /// <param name="cost">What a function of the module adds; 0 for one that bounds itself.</param>
    public long LongestChain(Func<int, int> cost)
    {
        var longest = new long[_callees.Length];
        // A circle consists of functions that bound themselves, so that a call back adds nothing new.
        foreach (int function in CalleesFirst())
            longest[function] = cost(function) + _callees[function].Select(c => longest[c]).DefaultIfEmpty().Max();
        return longest.DefaultIfEmpty().Max();
    }

    private static int[] CalleesIn(List<Instruction> body, int imports) =>
        [.. body.Where(i => i.Opcode == Opcode.Call && i.Index >= imports).Select(i => i.Index - imports).Distinct()];

    /// <summary>Functions are taken away when all they call is gone; what is left leads to a circle.</summary>
    private void FindCycles()
    {
        Array.Fill(_leadsToCycle, true);
        foreach (int function in WithoutCycles())
            _leadsToCycle[function] = false;
    }

    /// <summary>The functions that lead to no circle, callees first (A. Kahn, "Topological Sorting of Large Networks", 1962).</summary>
    private List<int> WithoutCycles()
    {
        var callers = _callees.SelectMany((callees, caller) => callees.Select(callee => (callee, caller))).ToLookup(p => p.callee, p => p.caller);
        int[] left = [.. _callees.Select(c => c.Length)];
        var order = new List<int>(Enumerable.Range(0, left.Length).Where(f => left[f] == 0));
        for (int i = 0; i < order.Count; i++)
            order.AddRange(callers[order[i]].Where(caller => --left[caller] == 0));
        return order;
    }

    private IEnumerable<int> CalleesFirst() => WithoutCycles().Concat(Enumerable.Range(0, _callees.Length).Where(f => _leadsToCycle[f]));
}
