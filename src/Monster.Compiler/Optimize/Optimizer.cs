using Monster.Compiler.Emit;
using Monster.Compiler.Ir;
using Monster.Compiler.Program;

namespace Monster.Compiler.Optimize;

/// <summary>All that is done to functions between their import and their code.</summary>
internal static class Optimizer
{
    /// <summary>Rounds in which one function's constant arguments become known from another's.</summary>
    private const int Rounds = 3;

    /// <param name="functions">The functions of the module.</param>
    /// <param name="entries">Those that the host calls.</param>
    /// <param name="image">The constants of the module.</param>
    public static void Run(IReadOnlyList<Function> functions, IReadOnlyCollection<Function> entries, ConstantImage image)
    {
        foreach (var function in functions)
            Cleanup.Run(function);
        FindConstants(functions, entries, image);
        Inlining.Run(functions, entries);
        functions = ModuleBuilder.FunctionsFrom(entries);
        FindConstants(functions, entries, image);
        foreach (var function in functions)
            Run(function, image);
    }

    private static void FindConstants(IReadOnlyList<Function> functions, IReadOnlyCollection<Function> entries, ConstantImage image)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ConstantParameters.Run(functions, entries);
            foreach (var function in functions)
            {
                Webs.Run(function);
                Propagation.Run(function);
                KnownLoads.Run(function, image);
                Cleanup.Run(function);
            }
        }
    }

    private static void Run(Function function, ConstantImage image)
    {
        Webs.Run(function);
        Propagation.Run(function);
        KnownConditions.Run(function);
        KnownLoads.Run(function, image);
        Propagation.Run(function);
        Cleanup.Run(function);
        SwitchTables.Run(function, image);
        Cleanup.Run(function);
        IfConversion.Run(function);
        Cleanup.Run(function);
        ValueNumbering.Run(function);
        Propagation.Run(function);
        KnownConditions.Run(function);
        Cleanup.Run(function);
        Treeify.Run(function);
        IfConversion.Run(function);
        Cleanup.Run(function);
        JoinedConditions.Run(function);
        LoopInversion.Run(function);
        Cleanup.Run(function);
        Webs.Run(function);
        Propagation.Run(function);
        IfConversion.Run(function);
        JoinedConditions.Run(function);
        Cleanup.Run(function);
        ValueNumbering.Run(function);
        Propagation.Run(function);
        KnownConditions.Run(function);
        Cleanup.Run(function);
        Propagation.Run(function);
        Treeify.Run(function);
        Coalescing.Run(function);
        FirstZeros.Run(function);
    }
}
