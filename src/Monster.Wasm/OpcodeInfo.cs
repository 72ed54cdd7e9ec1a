namespace Monster.Wasm;

/// <summary>What is the same for every use of an instruction.</summary>
/// <param name="Name">Its name in the text format.</param>
/// <param name="Immediate">What follows its opcode.</param>
/// <param name="Operands">What it takes from the stack, the top last; empty where that depends on the immediate.</param>
/// <param name="Result">What it leaves; null for nothing or where that depends on the immediate.</param>
/// <param name="NaturalAlign">For loads and stores: the exponent of two of the bytes they touch.</param>
internal sealed record OpcodeInfo(string Name, ImmediateKind Immediate, ValueType[] Operands, ValueType? Result, int NaturalAlign);
