using Monster.Compiler.Ir;
using Monster.Compiler.Program;

namespace Monster.Compiler.Optimize;

/// <summary>A load of what can never change, from a place that is known, is the number itself.</summary>
internal static class KnownLoads
{
    public static void Run(Function function, ConstantImage image) => Rewriter.MapAll(function, expr =>
        expr is Load load && image.Known(load.Opcode, load.Address, load.Offset) is { } number ? Make.Of(number) : null);
}
