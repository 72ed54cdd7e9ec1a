using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>A local is 0 when the function begins and need not be set to it. Comes last: after it, which local is which matters.</summary>
internal static class FirstZeros
{
    public static void Run(Function function)
    {
        var entry = function.Blocks[0];
        if (function.Blocks.Any(b => b.Successors.Contains(entry)))
            return;
        var seen = new HashSet<int>(Enumerable.Range(0, function.ParameterCount));
        for (int i = 0; i < entry.Statements.Count; i++)
        {
            if (entry.Statements[i] is Set set && seen.Add(set.Local) && set.Value is Const { Value: 0 })
                entry.Statements.RemoveAt(i--);
        }
    }
}
