namespace Monster.Wasm;

/// <summary>A global variable or constant.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Initial">The constant expression of its first value, ending with <see cref="Opcode.End"/>.</param>
public sealed record Global(GlobalType Type, List<Instruction> Initial)
{
    /// <summary>An i32 global with a constant as its first value.</summary>
    public static Global OfI32(int value, bool mutable) =>
        new(new GlobalType(ValueType.I32, mutable), [Instruction.I32Const(value), new Instruction(Opcode.End)]);
}
