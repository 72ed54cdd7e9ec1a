namespace Monster.Wasm;

/// <summary>The instructions of the canonical checks. The text in docs/abi.md is this, in words.</summary>
/// <param name="Globals">Where the counters are.</param>
/// <param name="Fp">The local that holds the frame pointer.</param>
/// <param name="B">The local that holds the budget.</param>
internal sealed record CheckSequences(CheckGlobals Globals, int Fp, int B)
{
    /// <summary>Pays for the code outside loops, and takes from depth what the function must take. Both counters are stored before the trap, so that a host sees its cause.</summary>
    public Instruction[] Entry(bool calls, bool takesDepth, int budgetCost, int depthCost)
    {
        List<Instruction> entry = [.. ChargeGlobal(budgetCost)];
        if (takesDepth && calls)
        {
            entry.AddRange([.. TakeFrame(depthCost), new(Opcode.GlobalSet, Globals.Depth), new(Opcode.LocalGet, Fp), new(Opcode.I32Or)]);
        }
        else if (takesDepth)
        {
            // A function that calls nothing need not store depth, except before the trap.
            entry.AddRange([.. TakeFrame(depthCost), new(Opcode.I32Or), .. Negative, Instruction.Block(Opcode.If)]);
            entry.AddRange([new(Opcode.LocalGet, Fp), new(Opcode.GlobalSet, Globals.Depth), new(Opcode.Unreachable), new(Opcode.End)]);
            return [.. entry];
        }

        return [.. entry, .. TrapIfNegative];
    }

    /// <summary>Before a loop without calls that is in no other such loop: from here to its end the local has the budget, too.</summary>
    public Instruction[] BeforeLoop => [new(Opcode.GlobalGet, Globals.Budget), new(Opcode.LocalSet, B)];

    /// <summary>Pays for one round of a loop, without the loops inside it. Without calls in it the budget need not be read back: the local has it.</summary>
    public Instruction[] AtLoop(LoopKind kind, int cost) => kind == LoopKind.Calls
        ? [.. ChargeGlobal(cost), .. TrapIfNegative]
        : [new(Opcode.LocalGet, B), .. Charge(cost), .. TrapIfNegative];

    /// <summary>Gives the frame back.</summary>
    public Instruction[] Exit(int depthCost) =>
        [new(Opcode.LocalGet, Fp), Instruction.I32Const(depthCost), new(Opcode.I32Add), new(Opcode.GlobalSet, Globals.Depth)];

    private static Instruction[] Negative => [Instruction.I32Const(0), new(Opcode.I32LtS)];

    private static Instruction[] TrapIfNegative => [.. Negative, Instruction.Block(Opcode.If), new(Opcode.Unreachable), new(Opcode.End)];

    private Instruction[] ChargeGlobal(int cost) => [new(Opcode.GlobalGet, Globals.Budget), .. Charge(cost)];

    private Instruction[] Charge(int cost) =>
        [Instruction.I32Const(cost), new(Opcode.I32Sub), new(Opcode.LocalTee, B), new(Opcode.GlobalSet, Globals.Budget), new(Opcode.LocalGet, B)];

    private Instruction[] TakeFrame(int cost) => [new(Opcode.GlobalGet, Globals.Depth), Instruction.I32Const(cost), new(Opcode.I32Sub), new(Opcode.LocalTee, Fp)];
}
