using System.Numerics;
using Monster.Wasm;

namespace Monster.Compiler.Ir;

/// <summary>What the i32 operations of WebAssembly compute.</summary>
internal static class Arithmetic
{
    /// <summary>The result, or null where WebAssembly traps.</summary>
    public static int? Compute(Opcode opcode, int a, int b) => opcode switch
    {
        Opcode.I32Add => unchecked(a + b),
        Opcode.I32Sub => unchecked(a - b),
        Opcode.I32Mul => unchecked(a * b),
        Opcode.I32DivS => b == 0 || (a == int.MinValue && b == -1) ? null : a / b,
        Opcode.I32DivU => b == 0 ? null : (int)((uint)a / (uint)b),
        Opcode.I32RemS => b == 0 ? null : b == -1 ? 0 : a % b,
        Opcode.I32RemU => b == 0 ? null : (int)((uint)a % (uint)b),
        Opcode.I32And => a & b,
        Opcode.I32Or => a | b,
        Opcode.I32Xor => a ^ b,
        Opcode.I32Shl => a << b,
        Opcode.I32ShrS => a >> b,
        Opcode.I32ShrU => a >>> b,
        Opcode.I32Rotl => (int)BitOperations.RotateLeft((uint)a, b),
        Opcode.I32Rotr => (int)BitOperations.RotateRight((uint)a, b),
        _ => Compare(opcode, a, b) ? 1 : 0,
    };

    private static bool Compare(Opcode opcode, int a, int b) => opcode switch
    {
        Opcode.I32Eq => a == b,
        Opcode.I32Ne => a != b,
        Opcode.I32LtS => a < b,
        Opcode.I32LtU => (uint)a < (uint)b,
        Opcode.I32GtS => a > b,
        Opcode.I32GtU => (uint)a > (uint)b,
        Opcode.I32LeS => a <= b,
        Opcode.I32LeU => (uint)a <= (uint)b,
        Opcode.I32GeS => a >= b,
        Opcode.I32GeU => (uint)a >= (uint)b,
        _ => throw new InvalidOperationException(opcode.ToString()),
    };
}
