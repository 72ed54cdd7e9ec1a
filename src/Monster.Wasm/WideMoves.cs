namespace Monster.Wasm;

/// <summary>
/// Splits what compilers move eight bytes at a time, although nothing in the source is that wide (structs copied, arrays cleared, neighbouring
/// constants stored): an i64 that is only loaded, stored, kept in a local or a constant becomes two i32, low half first. Arithmetic on i64 is left as it is, and refused later.
/// </summary>
internal sealed class WideMoves
{
    private readonly int _parameters;
    private readonly List<Instruction> _body = [];

    /// <summary>The new index of every local that has a group of its own in the old function, by the old index of the group's first.</summary>
    private readonly List<(int OldStart, int NewStart, bool Wide)> _groups = [];

    /// <summary>Three i32 locals behind all others: an address, a low and a high half.</summary>
    private readonly int _address, _low, _high;

    private WideMoves(Function function, int parameters)
    {
        _parameters = parameters;
        int next = parameters, old = parameters;
        foreach (var group in function.Locals)
        {
            bool wide = group.Type == ValueType.I64;
            _groups.Add((old, next, wide));
            old += (int)group.Count;
            next += (int)group.Count * (wide ? 2 : 1);
        }

        (_address, _low, _high) = (next, next + 1, next + 2);
    }

    /// <summary>Changes a function in place, if it has i64 at all.</summary>
    /// <param name="function">The function.</param>
    /// <param name="parameters">How many parameters it has; they must not be i64.</param>
    public static void Split(Function function, int parameters)
    {
        bool wide = function.Locals.Exists(group => group.Type == ValueType.I64)
            || function.Body.Exists(i => i.Opcode is Opcode.I64Const or Opcode.I64Load or Opcode.I64Store);
        if (!wide)
            return;
        var split = new WideMoves(function, parameters);
        foreach (var instruction in function.Body)
            split.Add(instruction);
        function.Body = split._body;
        var locals = function.Locals;
        function.Locals = [];
        foreach (var group in locals)
            function.AddLocals(group.Type == ValueType.I64 ? ValueType.I32 : group.Type, group.Type == ValueType.I64 ? group.Count * 2 : group.Count);
        function.AddLocals(ValueType.I32, 3);
    }

    private void Add(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.I64Const:
                _body.AddRange([Instruction.I32Const((int)instruction.Immediate), Instruction.I32Const((int)(instruction.Immediate >> 32))]);
                break;
            case Opcode.I64Load:
                _body.AddRange([new(Opcode.LocalTee, _address), Half(Opcode.I32Load, instruction, 0), new(Opcode.LocalGet, _address), Half(Opcode.I32Load, instruction, 4)]);
                break;
            case Opcode.I64Store:
                _body.AddRange([
                    new(Opcode.LocalSet, _high), new(Opcode.LocalSet, _low),
                    new(Opcode.LocalTee, _address), new(Opcode.LocalGet, _low), Half(Opcode.I32Store, instruction, 0),
                    new(Opcode.LocalGet, _address), new(Opcode.LocalGet, _high), Half(Opcode.I32Store, instruction, 4)]);
                break;
            case Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee:
                AddLocal(instruction);
                break;
            default:
                _body.Add(instruction);
                break;
        }
    }

    private void AddLocal(in Instruction instruction)
    {
        int old = instruction.Index;
        if (old < _parameters)
        {
            _body.Add(instruction);
            return;
        }

        var (start, renumbered, wide) = _groups.FindLast(group => group.OldStart <= old);
        int low = renumbered + ((old - start) * (wide ? 2 : 1));
        if (!wide)
            _body.Add(instruction with { Immediate = low });
        else if (instruction.Opcode == Opcode.LocalGet)
            _body.AddRange([new(Opcode.LocalGet, low), new(Opcode.LocalGet, low + 1)]);
        else if (instruction.Opcode == Opcode.LocalSet)
            _body.AddRange([new(Opcode.LocalSet, low + 1), new(Opcode.LocalSet, low)]);
        else
            _body.AddRange([new(Opcode.LocalSet, low + 1), new(Opcode.LocalTee, low), new(Opcode.LocalGet, low + 1)]);
    }

    private static Instruction Half(Opcode opcode, in Instruction wide, uint further) =>
        wide.Offset <= uint.MaxValue - 4
            ? Instruction.Access(opcode, wide.Offset + further, Math.Min(wide.Align, 2))
            : throw new FormatException("It accesses an address behind any memory.");
}
