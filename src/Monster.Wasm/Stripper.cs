namespace Monster.Wasm;

/// <summary>Takes the canonical checks off one function: it compares with what they would be, apart from the numbers, and gives up at the first difference.</summary>
internal sealed class Stripper(Module module, CheckGlobals globals, Function function)
{
    /// <summary>Instructions of the check of the budget that stand before the check of the frame.</summary>
    private const int BeforeFrame = 6;

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
        bool calls = FunctionShape.HasCallsIn(_body);
        bool takesDepth = TakesDepth();
        if (Take(checks.Entry(calls, takesDepth, 0, 0)) is not { } entry)
            return null;
        int? depthCost = takesDepth ? entry[1] : null;
        bool hasExit = calls && takesDepth;
        if (hasExit && _body[_at++].Opcode != Opcode.Block)
            return null;
        var exit = checks.Exit(0);
        int end = _body.Count - 1 - (hasExit ? exit.Length + 1 : 0);
        if (!TakeBody(plain.Body, end, checks))
            return null;
        plain.Body.Add(new Instruction(Opcode.End));
        if (hasExit && (_body[_at++].Opcode != Opcode.End || Take(exit) is null))
            return null;
        plain.FrameBytes = depthCost is { } cost ? cost - FunctionShape.Overhead(module, plain) : 0;
        return plain;
    }

    /// <summary>Whether the check at the beginning takes from depth, too: then it reads that after the budget.</summary>
    private bool TakesDepth() => _body.Count > BeforeFrame && _body[BeforeFrame] == new Instruction(Opcode.GlobalGet, globals.Depth);

    /// <summary>Moves on over a sequence and gives what it charges and takes; null if something else stands there.</summary>
    private List<int>? Take(Instruction[] sequence)
    {
        if (_at + sequence.Length > _body.Count)
            return null;
        var numbers = new List<int>();
        for (int i = 0; i < sequence.Length; i++)
        {
            var actual = _body[_at++];
            bool isCost = sequence[i].Opcode == Opcode.I32Const && sequence[i + 1].Opcode is Opcode.I32Sub or Opcode.I32Add;
            if (isCost && actual.Opcode == Opcode.I32Const)
                numbers.Add(actual.Index);
            else if (sequence[i] != actual)
                return null;
        }

        return numbers;
    }

    private bool TakeBody(List<Instruction> plain, int end, CheckSequences checks)
    {
        var kinds = FunctionShape.LoopsOf(_body);
        var before = checks.BeforeLoop;
        int loops = 0;
        while (_at < end)
        {
            var instruction = _body[_at++];
            if (instruction.Opcode == Opcode.Loop)
            {
                var kind = kinds[loops++];
                if (kind == LoopKind.Outermost)
                {
                    // The budget was read just before; take that back from what was copied.
                    if (plain.Count < 2 || plain[^2] != before[0] || plain[^1] != before[1])
                        return false;
                    plain.RemoveRange(plain.Count - 2, 2);
                }

                plain.Add(instruction);
                if (Take(checks.AtLoop(kind, 0)) is null)
                    return false;
            }
            else
            {
                plain.Add(instruction);
            }
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
