using Monster.Compiler.Ir;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// Mistakes that a compiler could make, made on purpose in the functions of a cartridge after their import. The differential tester is
/// worth something when it finds each of them.
/// </summary>
internal static class SeededBug
{
    private const int SByteBits = 24; // what a sign extension of 8 of 32 bits shifts by
    private const int ShortBits = 16;

    public static IReadOnlyDictionary<string, Action<Function>> All { get; } = new Dictionary<string, Action<Function>>
    {
        ["bounds checks left out"] = f => Statements(f, s => IsBoundsCheck(s) ? null : s),
        ["bounds checks one too far"] = f => Statements(f, s => IsBoundsCheck(s) ? s.With([Loosened(s.Operands[0])]) : s),
        ["null checks left out"] = f => Statements(f, s => s is TrapIf { Condition: Operation { Opcode: Opcode.I32Eqz } } ? null : s),
        ["overflow checks left out"] = f => Statements(f, s => s is TrapIf { Condition: Operation { Opcode: not Opcode.I32Eqz } } && !IsBoundsCheck(s) ? null : s),
        ["shift right of int fills with zeros"] = f => Trees(f, e => Is(e, Opcode.I32ShrS, out var o) && o.Operands[1] is not Const { Value: SByteBits or ShortBits } ? Become(o, Opcode.I32ShrU) : e),
        ["shift right of uint copies the sign"] = f => Trees(f, e => Is(e, Opcode.I32ShrU, out var o) ? Become(o, Opcode.I32ShrS) : e),
        ["shifts by 32 and more give 0"] = f => Trees(f, e => Is(e, Opcode.I32Shl, out var o) && o.Operands[1] is not Const
            ? new Operation(Opcode.Select, o, Make.Zero, new Operation(Opcode.I32LtU, o.Operands[1], Make.Of(32))) : e),
        ["sbyte read without its sign"] = f => Trees(f, e => e is Load { Opcode: Opcode.I32Load8S } ? And(e, 0xFF) : e),
        ["short read without its sign"] = f => Trees(f, e => e is Load { Opcode: Opcode.I32Load16S } ? And(e, 0xFFFF) : e),
        ["conversion to sbyte without sign extension"] = f => Trees(f, e => Extended(e, SByteBits) is { } value ? And(value, 0xFF) : e),
        ["conversion to short without sign extension"] = f => Trees(f, e => Extended(e, ShortBits) is { } value ? And(value, 0xFFFF) : e),
        ["conversion to ushort without narrowing"] = f => Trees(f, e => Is(e, Opcode.I32And, out var o) && o.Operands[1] is Const { Value: 0xFFFF } ? o.Operands[0] : e),
        ["conversion to byte without narrowing"] = f => Trees(f, e => Is(e, Opcode.I32And, out var o) && o.Operands[1] is Const { Value: 0xFF } ? o.Operands[0] : e),
        ["int divided as uint"] = f => Trees(f, e => Is(e, Opcode.I32DivS, out var o) ? Become(o, Opcode.I32DivU) : e),
        ["remainder of uint as of int"] = f => Trees(f, e => Is(e, Opcode.I32RemU, out var o) ? Become(o, Opcode.I32RemS) : e),
        ["uint compared as int"] = f => Trees(f, e => e is Operation o && Signed(o.Opcode) is { } signed ? Become(o, signed) : e, checks: false),
        ["rotations the other way"] = f => Trees(f, e => Is(e, Opcode.I32Rotl, out var o) ? Become(o, Opcode.I32Rotr) : e),
        ["the last field of a struct not copied"] = f => Blocks(f, ForgetLastOfStores),
        ["calls in the wrong order"] = f => Blocks(f, SwapCalls),
        ["a read moved before the write above it"] = f => Blocks(f, ReadBeforeWrite),
        ["variables not cleared again in loops"] = f => ForEachButFirst(f, block => block.Statements.RemoveAll(s => s is Set { Value: Const { Value: 0 } })),
        ["the method of another class called"] = SwapTargets,
    };

    private static bool Is(Expr e, Opcode opcode, out Operation operation)
    {
        operation = (e as Operation)!;
        return operation?.Opcode == opcode;
    }

    private static Operation Become(Operation o, Opcode opcode) => new(opcode, [.. o.Operands]);

    private static Operation And(Expr e, int mask) => new(Opcode.I32And, e, Make.Of(mask));

    private static bool IsBoundsCheck(Statement s) => s is TrapIf { Condition: Operation { Opcode: Opcode.I32GeU or Opcode.I32LeU } };

    private static Operation Loosened(Expr condition) =>
        Become((Operation)condition, ((Operation)condition).Opcode == Opcode.I32GeU ? Opcode.I32GtU : Opcode.I32LtU);

    /// <summary>What a sign extension extends; null when it is none.</summary>
    private static Expr? Extended(Expr e, int bits) =>
        Is(e, Opcode.I32ShrS, out var right) && right.Operands[1] is Const r && r.Value == bits &&
        Is(right.Operands[0], Opcode.I32Shl, out var left) && left.Operands[1] is Const l && l.Value == bits ? left.Operands[0] : null;

    private static Opcode? Signed(Opcode opcode) => opcode switch
    {
        Opcode.I32LtU => Opcode.I32LtS,
        Opcode.I32LeU => Opcode.I32LeS,
        Opcode.I32GtU => Opcode.I32GtS,
        Opcode.I32GeU => Opcode.I32GeS,
        _ => null,
    };

    private static void ForgetLastOfStores(List<Statement> statements)
    {
        const int Least = 3; // shorter runs may be assignments one after the other
        int run = 0;
        for (int i = 0; i <= statements.Count; i++)
        {
            if (i < statements.Count && statements[i] is Store store && (run == 0 || ReferenceEquals(store.Operands[0], statements[i - 1].Operands[0])))
            {
                run++;
                continue;
            }

            if (run >= Least)
                statements.RemoveAt(--i);
            run = 0;
        }
    }

    private static void SwapCalls(List<Statement> statements)
    {
        for (int i = 1; i < statements.Count; i++)
        {
            if (statements[i - 1] is Set { Value: Call } first && statements[i] is Set { Value: Call call } second && !call.Reads(first.Local) && !first.Value.Reads(second.Local))
                (statements[i - 1], statements[i]) = (second, first);
        }
    }

    private static void ReadBeforeWrite(List<Statement> statements)
    {
        for (int i = 1; i < statements.Count; i++)
        {
            if (statements[i - 1] is Store store && statements[i] is Set { Value: { ReadsMemory: true, Calls: false } } read && !store.Operands.Any(o => o.Reads(read.Local)))
                (statements[i - 1], statements[i]) = (read, store);
        }
    }

    private static void SwapTargets(Function function)
    {
        foreach (var block in function.Blocks)
        {
            if (function.Name.StartsWith("virtual ", StringComparison.Ordinal) && block.End is Switch dispatch)
                block.End = dispatch.With([.. dispatch.Operands], [dispatch.Targets[0], .. dispatch.Targets.Skip(1).SkipLast(1).Reverse(), dispatch.Targets[^1]]);
        }
    }

    private static void Blocks(Function function, Action<List<Statement>> change)
    {
        foreach (var block in function.Blocks)
            change(block.Statements);
    }

    private static void ForEachButFirst(Function function, Action<Block> change)
    {
        foreach (var block in function.Blocks.Skip(1))
            change(block);
    }

    private static void Statements(Function function, Func<Statement, Statement?> change) => Blocks(function, statements =>
    {
        var changed = statements.Select(change).OfType<Statement>().ToList();
        statements.Clear();
        statements.AddRange(changed);
    });

    private static void Trees(Function function, Func<Expr, Expr> change, bool checks = true)
    {
        Statements(function, s => s is TrapIf && !checks ? s : s.With([.. s.Operands.Select(o => Tree(o, change))]));
        foreach (var block in function.Blocks)
            block.End = block.End!.With([.. block.End.Operands.Select(o => Tree(o, change))], [.. block.End.Targets]);
    }

    private static Expr Tree(Expr tree, Func<Expr, Expr> change) =>
        change(tree.Operands.Count == 0 ? tree : tree.With([.. tree.Operands.Select(o => Tree(o, change))]));
}
