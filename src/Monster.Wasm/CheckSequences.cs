namespace Monster.Wasm;

/// <summary>The instructions of the canonical checks. The text in docs/abi.md is this, in words.</summary>
/// <param name="Globals">Where the counters are.</param>
/// <param name="Fp">The local that holds the frame pointer.</param>
/// <param name="B">The local that holds the budget.</param>
internal sealed record CheckSequences(CheckGlobals Globals, int Fp, int B)
{
    /// <summary>Takes a frame; <c>depth</c> is stored before the trap, so that a host sees why it trapped.</summary>
    public Instruction[] DepthAtEntry(int cost) =>
    [
        new(Opcode.GlobalGet, Globals.Depth), Instruction.I32Const(cost), new(Opcode.I32Sub), new(Opcode.LocalTee, Fp), new(Opcode.GlobalSet, Globals.Depth),
        .. TrapIfNegative(Fp),
    ];

    /// <summary>A function that calls nothing need not store <c>depth</c>, except before the trap.</summary>
    public Instruction[] DepthAtEntryOfLeaf(int cost) =>
    [
        new(Opcode.GlobalGet, Globals.Depth), Instruction.I32Const(cost), new(Opcode.I32Sub), new(Opcode.LocalTee, Fp),
        Instruction.I32Const(0), new(Opcode.I32LtS), Instruction.Block(Opcode.If),
        new(Opcode.LocalGet, Fp), new(Opcode.GlobalSet, Globals.Depth), new(Opcode.Unreachable), new(Opcode.End),
    ];

    /// <summary>Without a loop one charge covers the function; it goes straight to the global, and calls and exits need nothing.</summary>
    public Instruction[] BudgetAtEntryWithoutLoops(int cost) =>
    [
        new(Opcode.GlobalGet, Globals.Budget), Instruction.I32Const(cost), new(Opcode.I32Sub), new(Opcode.LocalTee, B), new(Opcode.GlobalSet, Globals.Budget),
        .. TrapIfNegative(B),
    ];

    /// <summary>With loops the budget moves into the local and is charged for the code outside loops.</summary>
    public Instruction[] BudgetAtEntry(int cost) => [new(Opcode.GlobalGet, Globals.Budget), .. Charge(cost)];

    /// <summary>Charges one round of a loop, without the loops inside it.</summary>
    public Instruction[] BudgetAtLoop(int cost) => [new(Opcode.LocalGet, B), .. Charge(cost)];

    public Instruction[] BeforeCall() => [new(Opcode.LocalGet, B), new(Opcode.GlobalSet, Globals.Budget)];

    public Instruction[] AfterCall() => [new(Opcode.GlobalGet, Globals.Budget), new(Opcode.LocalSet, B)];

    public Instruction[] Exit(FunctionShape shape)
    {
        var exit = new List<Instruction>();
        if (shape.HasLoops)
            exit.AddRange(BeforeCall());
        if (shape.HasCalls)
            exit.AddRange([new(Opcode.LocalGet, Fp), Instruction.I32Const(shape.DepthCost), new(Opcode.I32Add), new(Opcode.GlobalSet, Globals.Depth)]);
        return [.. exit];
    }

    private Instruction[] Charge(int cost) =>
    [
        Instruction.I32Const(cost), new(Opcode.I32Sub), new(Opcode.LocalTee, B), Instruction.I32Const(0), new(Opcode.I32LtS), Instruction.Block(Opcode.If),
        new(Opcode.LocalGet, B), new(Opcode.GlobalSet, Globals.Budget), new(Opcode.Unreachable), new(Opcode.End),
    ];

    private static Instruction[] TrapIfNegative(int local) =>
    [
        new(Opcode.LocalGet, local), Instruction.I32Const(0), new(Opcode.I32LtS), Instruction.Block(Opcode.If), new(Opcode.Unreachable), new(Opcode.End),
    ];
}
