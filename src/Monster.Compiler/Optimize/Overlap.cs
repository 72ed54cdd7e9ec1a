using Monster.Compiler.Ir;
using Monster.Wasm;

namespace Monster.Compiler.Optimize;

/// <summary>Which writes can change what a load gives.</summary>
internal static class Overlap
{
    /// <summary>Whether a step may change the value of a tree, locals apart.</summary>
    public static bool Changes(Statement statement, Expr expr)
    {
        if (!expr.ReadsMemory)
            return false;
        if (statement.Operands.Any(o => o.Calls))
            return true;
        return statement is Store store && Changes(store, expr);
    }

    private static bool Changes(Store store, Expr expr) =>
        (expr is Load { Region: not Region.Length } load && MayMeet(store, load)) || (expr.ReadsMemory && expr.Operands.Any(o => Changes(store, o)));

    private static bool MayMeet(Store store, Load load)
    {
        if (store.Region != load.Region && store.Region != Region.Any && load.Region != Region.Any)
            return false;
        if (store.Address is FrameAddress a && load.Address is FrameAddress b && a.Slot != b.Slot)
            return false;
        if (!ExprComparer.Instance.Equals(store.Address, load.Address))
            return true;
        return store.Offset < load.Offset + Bytes(load.Opcode) && load.Offset < store.Offset + Bytes(store.Opcode);
    }

    private static int Bytes(Opcode opcode) => opcode switch
    {
        Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I32Store8 => 1,
        Opcode.I32Load16S or Opcode.I32Load16U or Opcode.I32Store16 => 2,
        _ => 4,
    };
}
