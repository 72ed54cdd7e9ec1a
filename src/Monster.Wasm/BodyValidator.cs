namespace Monster.Wasm;

/// <summary>Checks the types of one function after another, by the algorithm of the specification's appendix A.3.</summary>
internal sealed class BodyValidator(IndexSpaces spaces)
{
    /// <summary>A value of any type: what dead code finds on the stack.</summary>
    private const ValueType Unknown = 0;

    private readonly List<ValueType> _stack = [];
    private readonly List<Frame> _frames = [];
    private LocalTypes _locals = new([], []);

    /// <summary>A block that is open.</summary>
    /// <param name="Opcode">Block, loop, if or else.</param>
    /// <param name="Result">What it leaves; null for nothing.</param>
    /// <param name="Height">The height of the stack where it began.</param>
    /// <param name="Dead">Whether the code that follows cannot be reached.</param>
    private readonly record struct Frame(Opcode Opcode, ValueType? Result, int Height, bool Dead)
    {
        /// <summary>What a branch to the block takes: a loop's branch goes to its beginning.</summary>
        public ValueType? Label => Opcode == Opcode.Loop ? null : Result;
    }

    /// <summary>What is wrong, as the end of a sentence that begins with the function; null for nothing.</summary>
    public string? FaultOf(Function function)
    {
        if (spaces.Type(function.TypeIndex) is not { } type)
            return $" has type {function.TypeIndex}, which does not exist";
        if (function.LocalCount > WasmReader.MaxLocals)
            return $" has {function.LocalCount} locals; at most {WasmReader.MaxLocals} are allowed";
        _locals = new LocalTypes(type.Parameters, function.Locals);
        _stack.Clear();
        _frames.Clear();
        _frames.Add(new Frame(Opcode.Block, type.Results.Length > 0 ? type.Results[0] : null, 0, false));
        for (int i = 0; i < function.Body.Count; i++)
        {
            var instruction = function.Body[i];
            string? fault = _frames.Count == 0 ? "the function has ended" : FaultOf(instruction, type);
            if (fault is not null)
                return $", instruction {i} ({OpcodeTable.NameOf(instruction.Opcode)}): {fault}";
        }

        return _frames.Count == 0 ? null : " does not end";
    }

    private string? FaultOf(in Instruction instruction, FunctionType function)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Unreachable:
                Die();
                return null;
            case Opcode.Block or Opcode.Loop:
                return Open(instruction);
            case Opcode.If:
                return Pop(ValueType.I32) ?? Open(instruction);
            case Opcode.Else:
                return Else();
            case Opcode.End:
                return Close();
            case Opcode.Br:
                return Branch(instruction.Index) ?? Die();
            case Opcode.BrIf:
                return Pop(ValueType.I32) ?? Branch(instruction.Index) ?? PushLabel(instruction.Index);
            case Opcode.BrTable:
                return Pop(ValueType.I32) ?? BranchTable(instruction.Targets) ?? Die();
            case Opcode.Return:
                return (function.Results.Length > 0 ? Pop(function.Results[0]) : null) ?? Die();
            case Opcode.Call:
                return spaces.TypeOfFunction(instruction.Index) is { } called ? Call(called) : $"function {instruction.Index} does not exist";
            case Opcode.CallIndirect:
                return CallIndirect(instruction);
            case Opcode.Drop:
                return Pop(out _);
            case Opcode.Select:
                return Select();
            default:
                return FaultOfVariable(instruction);
        }
    }

    private string? FaultOfVariable(in Instruction instruction)
    {
        int index = instruction.Index;
        switch (instruction.Opcode)
        {
            case Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee:
                if (_locals[index] is not { } local)
                    return $"local {index} does not exist";
                return (instruction.Opcode == Opcode.LocalGet ? null : Pop(local)) ?? (instruction.Opcode == Opcode.LocalSet ? null : Push(local));
            case Opcode.GlobalGet or Opcode.GlobalSet:
                if (index < 0 || index >= spaces.Globals.Count)
                    return $"global {index} does not exist";
                if (instruction.Opcode == Opcode.GlobalGet)
                    return Push(spaces.Globals[index].Type);
                return spaces.Globals[index].Mutable ? Pop(spaces.Globals[index].Type) : $"global {index} is a constant";
            default:
                return FaultOfSimple(instruction);
        }
    }

    /// <summary>Instructions whose types do not depend on the immediate.</summary>
    private string? FaultOfSimple(in Instruction instruction)
    {
        if (OpcodeTable.Find(instruction.Opcode) is not { } info)
            return "there is no such instruction";
        if (FaultOfImmediate(instruction, info) is { } wrong)
            return wrong;
        for (int i = info.Operands.Length - 1; i >= 0; i--)
        {
            if (Pop(info.Operands[i]) is { } fault)
                return fault;
        }

        return info.Result is { } result ? Push(result) : null;
    }

    private string? FaultOfImmediate(in Instruction instruction, OpcodeInfo info)
    {
        switch (info.Immediate)
        {
            case ImmediateKind.Access:
                if (instruction.Align < 0 || instruction.Align > info.NaturalAlign)
                    return "it is aligned to more than its size";
                return NeedsMemory();
            case ImmediateKind.Memory or ImmediateKind.TwoMemories:
                return NeedsMemory();
            case ImmediateKind.DataAndMemory:
                return NeedsMemory() ?? NeedsData(instruction.Index);
            case ImmediateKind.DataSegment:
                return NeedsData(instruction.Index);
            case ImmediateKind.Element:
                return NeedsElement(instruction.Index);
            case ImmediateKind.ElementAndTable:
                return NeedsTable(instruction.SecondIndex) ?? NeedsElement(instruction.Index);
            case ImmediateKind.TwoTables:
                return NeedsTable(instruction.Index) ?? NeedsTable(instruction.SecondIndex);
            default:
                return null;
        }
    }

    private string? NeedsMemory() => spaces.Memories.Count > 0 ? null : "there is no memory";

    private string? NeedsTable(int index) => index >= 0 && index < spaces.Tables.Count ? null : $"table {index} does not exist";

    private string? NeedsElement(int index) => index >= 0 && index < spaces.ElementCount ? null : $"element segment {index} does not exist";

    private string? NeedsData(int index)
    {
        if (spaces.DataCount is not { } count)
            return "there is no data-count section";
        return index >= 0 && index < count ? null : $"data segment {index} does not exist";
    }

    private string? Push(ValueType type)
    {
        _stack.Add(type);
        return null;
    }

    private string? Pop(out ValueType type)
    {
        type = Unknown;
        var frame = _frames[^1];
        if (_stack.Count == frame.Height)
            return frame.Dead ? null : "a value is missing on the stack";
        type = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return null;
    }

    private string? Pop(ValueType expected)
    {
        if (Pop(out var found) is { } fault)
            return fault;
        return found == expected || found == Unknown ? null : $"{OpcodeTable.NameOf(expected)} is needed, {OpcodeTable.NameOf(found)} is on the stack";
    }

    /// <summary>Code after this point cannot be reached: the stack holds whatever is asked of it.</summary>
    private string? Die()
    {
        var frame = _frames[^1];
        _stack.RemoveRange(frame.Height, _stack.Count - frame.Height);
        _frames[^1] = frame with { Dead = true };
        return null;
    }

    private string? Open(in Instruction instruction)
    {
        if (instruction.Immediate is not (Instruction.EmptyBlock or (>= (long)ValueType.F64 and <= (long)ValueType.I32)))
            return $"{instruction.Immediate} is not a block type";
        _frames.Add(new Frame(instruction.Opcode, instruction.BlockResult, _stack.Count, false));
        return null;
    }

    private string? Else()
    {
        var frame = _frames[^1];
        if (frame.Opcode != Opcode.If)
            return "there is no if to belong to";
        if (PopResult(frame) is { } fault)
            return fault;
        _frames[^1] = frame with { Opcode = Opcode.Else, Dead = false };
        return null;
    }

    private string? Close()
    {
        var frame = _frames[^1];
        if (frame is { Opcode: Opcode.If, Result: not null })
            return "an if with a result needs an else";
        if (PopResult(frame) is { } fault)
            return fault;
        _frames.RemoveAt(_frames.Count - 1);
        return frame.Result is { } result ? Push(result) : null;
    }

    private string? PopResult(Frame frame)
    {
        if (frame.Result is { } result && Pop(result) is { } fault)
            return fault;
        return _stack.Count == frame.Height ? null : $"{_stack.Count - frame.Height} values too many are on the stack";
    }

    private string? Branch(int label)
    {
        if (label < 0 || label >= _frames.Count)
            return $"label {label} does not exist";
        return _frames[^(label + 1)].Label is { } type ? Pop(type) : null;
    }

    private string? PushLabel(int label) => _frames[^(label + 1)].Label is { } type ? Push(type) : null;

    private string? BranchTable(int[]? targets)
    {
        if (targets is null || targets.Length == 0)
            return "there are no targets";
        int last = targets[^1];
        if (last < 0 || last >= _frames.Count)
            return $"label {last} does not exist";
        bool takes = _frames[^(last + 1)].Label is not null;
        foreach (int target in targets)
        {
            if (target < 0 || target >= _frames.Count)
                return $"label {target} does not exist";
            var label = _frames[^(target + 1)].Label;
            if (label is not null != takes)
                return "its labels take different values";
            if (label is { } type)
            {
                if (Pop(out var found) is { } fault)
                    return fault;
                if (found != type && found != Unknown)
                    return $"{OpcodeTable.NameOf(type)} is needed, {OpcodeTable.NameOf(found)} is on the stack";
                _stack.Add(found);
            }
        }

        return null;
    }

    private string? Call(FunctionType type)
    {
        for (int i = type.Parameters.Length - 1; i >= 0; i--)
        {
            if (_frames[^1].Dead && _stack.Count == _frames[^1].Height)
                break; // the rest is unknown: no need to look at a thousand parameters for two bytes of dead code
            if (Pop(type.Parameters[i]) is { } fault)
                return fault;
        }

        return type.Results.Length > 0 ? Push(type.Results[0]) : null;
    }

    private string? CallIndirect(in Instruction instruction)
    {
        if (NeedsTable(instruction.SecondIndex) is { } missing)
            return missing;
        if (spaces.Type(instruction.Index) is not { } type)
            return $"type {instruction.Index} does not exist";
        return Pop(ValueType.I32) ?? Call(type);
    }

    private string? Select()
    {
        ValueType first = Unknown, second = Unknown;
        if ((Pop(ValueType.I32) ?? Pop(out second) ?? Pop(out first)) is { } fault)
            return fault;
        if (first != second && first != Unknown && second != Unknown)
            return $"one value is {OpcodeTable.NameOf(first)}, the other {OpcodeTable.NameOf(second)}";
        return Push(first == Unknown ? second : first);
    }
}
