using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>All that is done to a function between its import and its code.</summary>
internal static class Optimizer
{
    public static void Run(Function function)
    {
        Cleanup.Run(function);
        Propagation.Run(function);
        Cleanup.Run(function);
        Treeify.Run(function);
        IfConversion.Run(function);
        Cleanup.Run(function);
        LoopInversion.Run(function);
        Cleanup.Run(function);
        BlockFacts.Run(function);
        Cleanup.Run(function);
        Propagation.Run(function);
        Treeify.Run(function);
        Coalescing.Run(function);
    }
}
