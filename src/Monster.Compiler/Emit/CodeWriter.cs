using Monster.Compiler.Ir;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Emit;

/// <summary>Writes trees and statements as instructions.</summary>
/// <param name="function">The function.</param>
/// <param name="indexOf">The index of a function in the module.</param>
/// <param name="bases">The values of the module's constant globals, in ascending order: a place behind one of them is written as a short distance from it.</param>
internal sealed class CodeWriter(Function function, Func<Function, int> indexOf, List<int> bases)
{
    /// <summary>
    /// The first bytes of a frame are never written: the instrumenter counts at least so many for every function. That keeps the bytes at address 0
    /// zero for ever, so that a null array has the length 0 and a null object the tag 0.
    /// </summary>
    public const int FrameHeader = 32;

    public List<Instruction> Code { get; } = [];

    /// <summary>The nesting of blocks at this point.</summary>
    public int Depth { get; set; }

    public void Add(Opcode opcode, long immediate = 0) => Code.Add(new Instruction(opcode, immediate));

    public void Write(Statement statement)
    {
        if (statement is Store store)
        {
            uint offset = WriteAddress(store.Operands[0], store.Offset);
            Write(store.Operands[1]);
            Code.Add(Instruction.Access(store.Opcode, offset, AlignOf(store.Opcode)));
            return;
        }

        Write(statement.Operands[0]);
        switch (statement)
        {
            case Set set:
                Add(Opcode.LocalSet, set.Local);
                break;
            case Do { Value: Call { Target.HasResult: false } }:
                break;
            case Do:
                Add(Opcode.Drop);
                break;
            case TrapIf:
                // The label of the block around the whole function, behind which it traps.
                Add(Opcode.BrIf, Depth - 1);
                break;
        }
    }

    public void Write(Expr expr)
    {
        if (expr is Load load)
        {
            uint offset = WriteAddress(load.Address, load.Offset);
            Code.Add(Instruction.Access(load.Opcode, offset, AlignOf(load.Opcode)));
            return;
        }

        foreach (var operand in expr.Operands)
            Write(operand);
        switch (expr)
        {
            case Const c when bases.IndexOf(c.Value) is var global and >= 0:
                Add(Opcode.GlobalGet, global);
                break;
            case Const c:
                Code.Add(Instruction.I32Const(c.Value));
                break;
            case Get get:
                ReadLocal(get.Local);
                break;
            case FrameAddress frame:
                Code.Add(Instruction.I32Const((int)WriteAddress(frame, 0)));
                Add(Opcode.I32Add);
                break;
            case Call call:
                Add(Opcode.Call, indexOf(call.Target));
                break;
            case Operation operation:
                Add(operation.Opcode);
                break;
        }
    }

    /// <summary>Writes an address without its constant part, which is returned.</summary>
    private uint WriteAddress(Expr address, int offset)
    {
        if (address is Const { Value: 0 } && bases.FindLastIndex(b => b <= offset) is var global and >= 0)
        {
            Add(Opcode.GlobalGet, global);
            return (uint)(offset - bases[global]);
        }

        if (address is not FrameAddress frame)
        {
            Write(address);
            return (uint)offset;
        }

        Add(Opcode.LocalGet, function.LocalCount);
        return (uint)(FrameHeader + frame.Slot.Offset + frame.Offset + offset);
    }

    private void ReadLocal(int local)
    {
        if (Code.Count > 0 && Code[^1].Opcode == Opcode.LocalSet && Code[^1].Index == local)
            Code[^1] = new Instruction(Opcode.LocalTee, local);
        else
            Add(Opcode.LocalGet, local);
    }

    private static int AlignOf(Opcode opcode) => opcode switch
    {
        Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I32Store8 => 0,
        Opcode.I32Load16S or Opcode.I32Load16U or Opcode.I32Store16 => 1,
        _ => 2,
    };
}
