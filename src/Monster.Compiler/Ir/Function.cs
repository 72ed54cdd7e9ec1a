namespace Monster.Compiler.Ir;

/// <summary>A function of the module: numbers in, at most one number out.</summary>
internal sealed class Function(string name, int parameterCount, bool hasResult)
{
    public string Name { get; } = name;

    /// <summary>The parameters are the first locals.</summary>
    public int ParameterCount { get; set; } = parameterCount;

    public bool HasResult { get; } = hasResult;

    public int LocalCount { get; set; } = parameterCount;

    /// <summary>The first is where the function begins.</summary>
    public List<Block> Blocks { get; set; } = [];

    public List<Slot> Slots { get; } = [];

    public int NewLocal() => LocalCount++;

    /// <summary>Empties the function to begin again.</summary>
    public void Clear()
    {
        LocalCount = ParameterCount;
        Blocks.Clear();
        Slots.Clear();
    }

    public IEnumerable<Call> Calls() => Blocks
        .SelectMany(b => b.Statements.SelectMany(s => s.Operands).Concat(b.End!.Operands))
        .SelectMany(CallsIn);

    private static IEnumerable<Call> CallsIn(Expr expr)
    {
        foreach (var operand in expr.Operands)
        {
            foreach (var call in CallsIn(operand))
                yield return call;
        }

        if (expr is Call found)
            yield return found;
    }
}
