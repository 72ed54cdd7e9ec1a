namespace Monster.Wasm;

/// <summary>Instructions in the binary format (WebAssembly 1.0, 5.4), every number as short as it can be.</summary>
internal static class InstructionWriter
{
    public static void Write(ByteSink sink, List<Instruction> instructions)
    {
        foreach (var instruction in instructions)
            Write(sink, instruction);
    }

    private static void Write(ByteSink sink, in Instruction instruction)
    {
        var info = OpcodeTable.Find(instruction.Opcode) ?? throw new ArgumentException($"There is no {OpcodeTable.NameOf(instruction.Opcode)}.");
        int opcode = (int)instruction.Opcode;
        if (opcode > 0xFF)
        {
            sink.Byte((byte)(opcode >> 8));
            sink.Unsigned(opcode & 0xFF);
        }
        else
        {
            sink.Byte((byte)opcode);
        }

        WriteImmediate(sink, instruction, info.Immediate);
    }

    private static void WriteImmediate(ByteSink sink, in Instruction instruction, ImmediateKind kind)
    {
        switch (kind)
        {
            case ImmediateKind.None:
                break;
            case ImmediateKind.BlockType:
                sink.Byte((byte)instruction.Immediate);
                break;
            case ImmediateKind.LabelTable:
                var targets = instruction.Targets ?? throw new ArgumentException("br_table needs targets.");
                sink.Unsigned(targets.Length - 1);
                foreach (int target in targets)
                    sink.Unsigned(target);
                break;
            case ImmediateKind.Access:
                sink.Unsigned(instruction.Align);
                sink.Unsigned(instruction.Offset);
                break;
            case ImmediateKind.I32 or ImmediateKind.I64:
                sink.Signed(instruction.Immediate);
                break;
            case ImmediateKind.F32:
                sink.Fixed(instruction.Immediate, 4);
                break;
            case ImmediateKind.F64:
                sink.Fixed(instruction.Immediate, 8);
                break;
            case ImmediateKind.DataAndMemory:
                sink.Unsigned(instruction.Index);
                sink.Byte(0);
                break;
            case ImmediateKind.TwoMemories:
                sink.Byte(0);
                sink.Byte(0);
                break;
            case ImmediateKind.TypeAndTable or ImmediateKind.ElementAndTable or ImmediateKind.TwoTables:
                sink.Unsigned(instruction.Index);
                sink.Unsigned(instruction.SecondIndex);
                break;
            default:
                sink.Unsigned(instruction.Index);
                break;
        }
    }
}
