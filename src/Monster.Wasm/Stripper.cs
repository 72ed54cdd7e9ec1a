namespace Monster.Wasm;

/// <summary>Takes the canonical checks off one function: it compares with what they would be, apart from the numbers, and gives up at the first difference.</summary>
internal sealed class Stripper(Module module, CheckGlobals globals, Function function)
{
    private readonly List<Instruction> _body = function.Body;
    private int _at;

    public Function? Strip()
    {
        var type = module.Types[function.TypeIndex];
        if (WithoutCheckLocals(function.Locals) is not { } locals)
            return null;
        var plain = new Function { TypeIndex = function.TypeIndex, Locals = locals, Name = function.Name };
        int fp = type.Parameters.Length + (int)plain.LocalCount;
        var checks = new CheckSequences(globals, fp, fp + 1);
        bool loops = _body.Exists(i => i.Opcode == Opcode.Loop);
        bool calls = _body.Exists(i => i.Opcode is Opcode.Call or Opcode.CallIndirect);
        var shape = new FunctionShape(loops, calls, 0, []);
        int? depthCost = null;
        bool hasDepth = calls || _body[0] == new Instruction(Opcode.GlobalGet, globals.Depth);
        if (hasDepth && (depthCost = Take(calls ? checks.DepthAtEntry(0) : checks.DepthAtEntryOfLeaf(0))) is null)
            return null;
        if (Take(loops ? checks.BudgetAtEntry(0) : checks.BudgetAtEntryWithoutLoops(0)) is null)
            return null;
        var exit = checks.Exit(shape);
        if (shape.HasExit && _body[_at++].Opcode != Opcode.Block)
            return null;
        int end = _body.Count - 1 - (shape.HasExit ? exit.Length + 1 : 0);
        if (!TakeBody(plain.Body, end, checks, loops))
            return null;
        plain.Body.Add(new Instruction(Opcode.End));
        if (shape.HasExit && (_body[_at++].Opcode != Opcode.End || Take(exit) is null))
            return null;
        plain.FrameBytes = depthCost is { } cost ? cost - FunctionShape.Overhead(module, plain) : 0;
        return plain;
    }

    /// <summary>Moves on over a sequence and gives its first constant (0 if it has none); null if something else stands there.</summary>
    private int? Take(Instruction[] sequence)
    {
        if (_at + sequence.Length > _body.Count)
            return null;
        int? number = null;
        foreach (var expected in sequence)
        {
            var actual = _body[_at++];
            if (expected.Opcode != actual.Opcode)
                return null;
            if (expected.Opcode == Opcode.I32Const && number is null)
                number = actual.Index;
            else if (expected != actual)
                return null;
        }

        return number ?? 0;
    }

    private bool TakeBody(List<Instruction> plain, int end, CheckSequences checks, bool loops)
    {
        while (_at < end)
        {
            var instruction = _body[_at++];
            if (loops && instruction.Opcode is (Opcode.Call or Opcode.CallIndirect))
            {
                // The budget was stored just before; take that back from what was copied.
                var before = checks.BeforeCall();
                if (plain.Count < 2 || plain[^2] != before[0] || plain[^1] != before[1] || Take(checks.AfterCall()) is null)
                    return false;
                plain.RemoveRange(plain.Count - 2, 2);
            }

            plain.Add(instruction);
            if (instruction.Opcode == Opcode.Loop && Take(checks.BudgetAtLoop(0)) is null)
                return false;
        }

        return _at == end;
    }

    private static List<LocalGroup>? WithoutCheckLocals(List<LocalGroup> locals)
    {
        List<LocalGroup> left = [.. locals];
        for (int i = 0; i < 2; i++)
        {
            while (left.Count > 0 && left[^1].Count == 0)
                left.RemoveAt(left.Count - 1);
            if (left.Count == 0 || left[^1].Type != ValueType.I32)
                return null;
            left[^1] = left[^1] with { Count = left[^1].Count - 1 };
        }

        if (left.Count > 0 && left[^1].Count == 0)
            left.RemoveAt(left.Count - 1);
        return left;
    }
}
