namespace Monster.Wasm.Tests;

/// <summary>Makes valid modules on i32 with loops, branches, calls, recursion, memory and every way to trap.</summary>
internal sealed class RandomProgram
{
    private static readonly Opcode[] Binary = [.. Enumerable.Range((int)Opcode.I32Add, 15).Concat(Enumerable.Range((int)Opcode.I32Eq, 10)).Select(code => (Opcode)code)];
    private static readonly Opcode[] Loads = [Opcode.I32Load, Opcode.I32Load8S, Opcode.I32Load8U, Opcode.I32Load16S, Opcode.I32Load16U];
    private static readonly Opcode[] Stores = [Opcode.I32Store, Opcode.I32Store8, Opcode.I32Store16];

    private readonly Random _random;
    private readonly Module _module = new();

    /// <summary>The labels that are open, innermost last: whether a branch takes a value.</summary>
    private readonly List<bool> _labels = [];

    private List<Instruction> _body = [];
    private int _locals;
    private int _size;

    private RandomProgram(Random random) => _random = random;

    /// <summary>A module that exports <c>main</c>: (i32, i32) -> i32 and its memory.</summary>
    public static Module Make(Random random)
    {
        var program = new RandomProgram(random);
        program._module.Memories.Add(new Limits(1, 1));
        program._module.Exports.Add(new Export("memory", ExternalKind.Memory, 0));
        program._module.Exports.Add(new Export("main", ExternalKind.Function, 0));
        int functions = random.Next(1, 6);
        for (int i = 0; i < functions; i++)
            program._module.Functions.Add(new Function { TypeIndex = program._module.TypeIndexOf(i == 0 ? FunctionType.OfI32(2, 1) : FunctionType.OfI32(random.Next(4), random.Next(2))) });
        foreach (var function in program._module.Functions)
            program.Fill(function);
        return program._module;
    }

    private void Fill(Function function)
    {
        var type = _module.Types[function.TypeIndex];
        function.AddLocals(ValueType.I32, (uint)_random.Next(1, 5));
        function.FrameBytes = 16 * Math.Max(0, _random.Next(6) - 2);
        _locals = type.Parameters.Length + (int)function.LocalCount;
        _body = function.Body;
        _size = _random.Next(5, 60);
        _labels.Add(type.Results.Length > 0);
        Statements(3);
        if (type.Results.Length > 0)
            Value(2);
        _labels.Clear();
        Add(Opcode.End);
    }

    private void Add(Opcode opcode, long immediate = 0) => _body.Add(new Instruction(opcode, immediate));

    private void Statements(int depth)
    {
        for (int i = _random.Next(1, 5); i > 0 && _size > 0; i--)
            Statement(depth);
    }

    private void Statement(int depth)
    {
        _size--;
        switch (_random.Next(depth > 0 ? 14 : 5))
        {
            case 0 or 1:
                Value(depth);
                Add(Opcode.LocalSet, _random.Next(_locals));
                break;
            case 2:
                Address(depth);
                Value(depth);
                var store = Stores[_random.Next(Stores.Length)];
                _body.Add(Instruction.Access(store, (uint)_random.Next(64), 0));
                break;
            case 3:
                Value(depth);
                Add(Opcode.Drop);
                break;
            case 4:
                Add(_random.Next(40) == 0 ? Opcode.Unreachable : Opcode.Nop);
                break;
            case 5 or 6:
                If(depth);
                break;
            case 7:
                Block(Opcode.Block, depth);
                break;
            case 8 or 9:
                Loop(depth);
                break;
            case 10:
                Call(depth, null);
                break;
            case 11:
                Branch(depth, Opcode.BrIf);
                break;
            case 12:
                Branch(depth, Opcode.Br);
                break;
            default:
                BranchTable(depth);
                break;
        }
    }

    private void If(int depth)
    {
        Value(depth - 1);
        _body.Add(Instruction.Block(Opcode.If));
        _labels.Add(false);
        Statements(depth - 1);
        if (_random.Next(2) == 0)
        {
            Add(Opcode.Else);
            Statements(depth - 1);
        }

        _labels.RemoveAt(_labels.Count - 1);
        Add(Opcode.End);
    }

    private void Block(Opcode opcode, int depth)
    {
        _body.Add(Instruction.Block(opcode));
        _labels.Add(false);
        Statements(depth - 1);
        _labels.RemoveAt(_labels.Count - 1);
        Add(Opcode.End);
    }

    /// <summary>A loop that usually ends after a few rounds.</summary>
    private void Loop(int depth)
    {
        int counter = _random.Next(_locals);
        Add(Opcode.I32Const, _random.Next(1, 20));
        Add(Opcode.LocalSet, counter);
        _body.Add(Instruction.Block(Opcode.Loop));
        _labels.Add(false);
        Statements(depth - 1);
        Add(Opcode.LocalGet, counter);
        Add(Opcode.I32Const, 1);
        Add(Opcode.I32Sub);
        Add(Opcode.LocalTee, counter);
        Add(Opcode.BrIf, 0);
        _labels.RemoveAt(_labels.Count - 1);
        Add(Opcode.End);
    }

    /// <summary>Calls a function that gives a value (or, for null, any one, dropping what it gives).</summary>
    private bool Call(int depth, bool? gives)
    {
        int[] callable = [.. Enumerable.Range(0, _module.Functions.Count).Where(i => gives is null || Type(i).Results.Length > 0)];
        if (callable.Length == 0)
            return false;
        int called = callable[_random.Next(callable.Length)];
        for (int i = Type(called).Parameters.Length; i > 0; i--)
            Value(depth - 1);
        Add(Opcode.Call, called);
        if (gives is null && Type(called).Results.Length > 0)
            Add(Opcode.Drop);
        return true;
    }

    private FunctionType Type(int function) => _module.Types[_module.Functions[function].TypeIndex];

    private void Branch(int depth, Opcode opcode)
    {
        int label = _random.Next(_labels.Count);
        bool takes = _labels[^(label + 1)];
        if (takes)
            Value(depth - 1);
        if (opcode == Opcode.BrIf)
            Value(depth - 1);
        bool isReturn = opcode == Opcode.Br && label == _labels.Count - 1 && _random.Next(2) == 0;
        Add(isReturn ? Opcode.Return : opcode, isReturn ? 0 : label);
        if (takes && opcode == Opcode.BrIf)
            Add(Opcode.Drop);
    }

    private void BranchTable(int depth)
    {
        int[] labels = [.. Enumerable.Range(0, _labels.Count).Where(label => !_labels[^(label + 1)])];
        if (labels.Length == 0)
            return;
        Value(depth - 1);
        _body.Add(new Instruction(Opcode.BrTable, 0, [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => labels[_random.Next(labels.Length)])]));
    }

    private void Address(int depth)
    {
        Value(depth - 1);
        if (_random.Next(30) == 0)
            return;
        Add(Opcode.I32Const, 0x3FF);
        Add(Opcode.I32And);
    }

    /// <summary>Code that leaves one value.</summary>
    private void Value(int depth)
    {
        _size--;
        switch (_random.Next(depth > 0 && _size > 0 ? 10 : 3))
        {
            case 0:
                Add(Opcode.I32Const, _random.Next(4) == 0 ? _random.Next(int.MinValue, int.MaxValue) : _random.Next(-3, 40));
                break;
            case 1 or 2:
                Add(Opcode.LocalGet, _random.Next(_locals));
                break;
            case 3:
                Address(depth);
                _body.Add(Instruction.Access(Loads[_random.Next(Loads.Length)], (uint)_random.Next(64), 0));
                break;
            case 4:
                Value(depth - 1);
                Add(_random.Next(2) == 0 ? Opcode.I32Eqz : (Opcode)_random.Next((int)Opcode.I32Clz, (int)Opcode.I32Popcnt + 1));
                break;
            case 5:
                Value(depth - 1);
                Value(depth - 1);
                Value(depth - 1);
                Add(Opcode.Select);
                break;
            case 6 when Call(depth, true):
                break;
            case 7:
                ValueBlock(depth);
                break;
            default:
                Value(depth - 1);
                Value(depth - 1);
                Add(Binary[_random.Next(Binary.Length)]);
                break;
        }
    }

    private void ValueBlock(int depth)
    {
        bool isIf = _random.Next(2) == 0;
        if (isIf)
            Value(depth - 1);
        _body.Add(Instruction.Block(isIf ? Opcode.If : Opcode.Block, ValueType.I32));
        _labels.Add(true);
        Statements(depth - 1);
        Value(depth - 1);
        if (isIf)
        {
            Add(Opcode.Else);
            Value(depth - 1);
        }

        _labels.RemoveAt(_labels.Count - 1);
        Add(Opcode.End);
    }
}
