using System.Buffers.Binary;
using Monster.Compiler.Ir;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Program;

/// <summary>Static code that does not come to a good end.</summary>
internal sealed class InterpreterException(string message) : Exception(message);

/// <summary>Runs functions on a memory, for constructors.</summary>
/// <param name="memory">The memory of the cartridge.</param>
/// <param name="maxSteps">Blocks that may run.</param>
internal sealed class Interpreter(byte[] memory, int maxSteps = 50_000_000)
{
    private const int MaxDepth = 200;

    private int _steps;
    private int _depth;
    private int _frame = MemoryLayout.StackBytes;

    public int Run(Function function, params int[] arguments)
    {
        if (++_depth > MaxDepth)
            throw new InterpreterException("it calls itself too deeply");
        int kept = _frame;
        int size = 0;
        foreach (var slot in function.Slots)
        {
            slot.Offset = size;
            size += (slot.Size + 3) & -4;
        }

        _frame -= size;
        if (_frame < 1024)
            throw new InterpreterException("it needs too much stack");
        var locals = new int[function.LocalCount];
        arguments.CopyTo(locals, 0);
        int result = Run(function.Blocks[0], locals);
        _frame = kept;
        _depth--;
        return result;
    }

    private int Run(Block block, int[] locals)
    {
        while (true)
        {
            foreach (var statement in block.Statements)
                Run(statement, locals);
            if (++_steps > maxSteps)
                throw new InterpreterException("it does not end");
            switch (block.End)
            {
                case Jump jump:
                    block = jump.Target;
                    break;
                case Branch branch:
                    block = Evaluate(branch.Condition, locals) != 0 ? branch.WhenTrue : branch.WhenFalse;
                    break;
                case Switch choice:
                    uint index = (uint)Evaluate(choice.Value, locals);
                    block = choice.Targets[(int)Math.Min(index, (uint)choice.Targets.Count - 1)];
                    break;
                case Return end:
                    return end.Operands.Count == 0 ? 0 : Evaluate(end.Operands[0], locals);
                default:
                    throw new InterpreterException("it throws");
            }
        }
    }

    private void Run(Statement statement, int[] locals)
    {
        switch (statement)
        {
            case Set set:
                locals[set.Local] = Evaluate(set.Value, locals);
                break;
            case Do act:
                Evaluate(act.Value, locals);
                break;
            case TrapIf trap when Evaluate(trap.Condition, locals) != 0:
                throw new InterpreterException("it throws");
            case Store store:
                var place = Place(Evaluate(store.Operands[0], locals), store.Offset);
                Write(store.Opcode, place, Evaluate(store.Operands[1], locals));
                break;
        }
    }

    private int Evaluate(Expr expr, int[] locals) => expr switch
    {
        Const c => c.Value,
        Get get => locals[get.Local],
        FrameAddress frame => _frame + frame.Slot.Offset + frame.Offset,
        Load load => Read(load.Opcode, Place(Evaluate(load.Address, locals), load.Offset)),
        Call call => Run(call.Target, [.. call.Operands.Select(o => Evaluate(o, locals))]),
        Operation operation => Compute(operation, locals),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    private int Compute(Operation operation, int[] locals)
    {
        int first = Evaluate(operation.Operands[0], locals);
        if (operation.Operands.Count == 1)
            return operation.Opcode == Opcode.I32Eqz ? (first == 0 ? 1 : 0) : ((Const)Make.Unary(operation.Opcode, new Const(first))).Value;
        int second = Evaluate(operation.Operands[1], locals);
        if (operation.Opcode == Opcode.Select)
            return Evaluate(operation.Operands[2], locals) != 0 ? first : second;
        return Arithmetic.Compute(operation.Opcode, first, second) ?? throw new InterpreterException("it divides by zero");
    }

    private Span<byte> Place(int address, int offset)
    {
        long place = (uint)address + (long)offset;
        return place + 4 <= memory.Length ? memory.AsSpan((int)place) : throw new InterpreterException("it leaves the memory");
    }

    private static int Read(Opcode opcode, Span<byte> place) => opcode switch
    {
        Opcode.I32Load8U => place[0],
        Opcode.I32Load8S => (sbyte)place[0],
        Opcode.I32Load16U => BinaryPrimitives.ReadUInt16LittleEndian(place),
        Opcode.I32Load16S => BinaryPrimitives.ReadInt16LittleEndian(place),
        _ => BinaryPrimitives.ReadInt32LittleEndian(place),
    };

    private static void Write(Opcode opcode, Span<byte> place, int value)
    {
        if (opcode == Opcode.I32Store8)
            place[0] = (byte)value;
        else if (opcode == Opcode.I32Store16)
            BinaryPrimitives.WriteInt16LittleEndian(place, (short)value);
        else
            BinaryPrimitives.WriteInt32LittleEndian(place, value);
    }
}
