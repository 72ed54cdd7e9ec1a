namespace Monster.Wasm;

/// <summary>Instructions in the binary format (WebAssembly 1.0, 5.4).</summary>
internal static class InstructionReader
{
    /// <summary>The most targets of a <c>br_table</c>, as engines have it.</summary>
    private const int MaxTargets = 65_520;

    /// <summary>Reads a function's instructions to the end of its range, which must be the <c>end</c> that closes it.</summary>
    public static List<Instruction> ReadBody(ref ByteSource source)
    {
        var body = ReadExpression(ref source);
        if (!source.AtEnd)
            throw source.Wrong("a function goes on after its end");
        return body;
    }

    /// <summary>Reads instructions to the <c>end</c> that closes them, that one included.</summary>
    public static List<Instruction> ReadExpression(ref ByteSource source)
    {
        var instructions = new List<Instruction>();
        int depth = 1;
        while (depth > 0)
        {
            var instruction = Read(ref source);
            instructions.Add(instruction);
            if (instruction.Opcode is Opcode.Block or Opcode.Loop or Opcode.If)
                depth++;
            else if (instruction.Opcode == Opcode.End)
                depth--;
        }

        return instructions;
    }

    private static Instruction Read(ref ByteSource source)
    {
        int start = source.Position;
        int number = source.Byte();
        if (number == 0xFC)
        {
            uint second = source.Unsigned();
            number = second <= 0xFF ? 0xFC00 | (int)second : -1;
        }

        var opcode = (Opcode)number;
        if (number < 0 || OpcodeTable.Find(opcode) is not { } info)
            throw new WasmFormatException($"opcode 0x{source.Since(start)[0]:x2} is not one of WebAssembly 1.0 with sign extension and bulk memory", start);
        if (info.Immediate == ImmediateKind.LabelTable)
            return new Instruction(opcode, 0, ReadTargets(ref source));
        return new Instruction(opcode, ReadImmediate(ref source, info));
    }

    private static long ReadImmediate(ref ByteSource source, OpcodeInfo info)
    {
        switch (info.Immediate)
        {
            case ImmediateKind.None:
                return 0;
            case ImmediateKind.BlockType:
                byte type = source.Byte();
                return type is Instruction.EmptyBlock or (>= (byte)ValueType.F64 and <= (byte)ValueType.I32)
                    ? type
                    : throw source.Wrong($"0x{type:x2} is not a block type of WebAssembly 1.0");
            case ImmediateKind.Access:
                uint align = source.Unsigned();
                if (align > info.NaturalAlign)
                    throw source.Wrong($"{info.Name} is aligned to more than its size");
                return Instruction.OffsetAndAlign(source.Unsigned(), (int)align);
            case ImmediateKind.I32:
                return source.Signed(32);
            case ImmediateKind.I64:
                return source.Signed(64);
            case ImmediateKind.F32:
                return source.Fixed(4);
            case ImmediateKind.F64:
                return source.Fixed(8);
            case ImmediateKind.Memory:
                return ZeroByte(ref source);
            case ImmediateKind.TwoMemories:
                return ZeroByte(ref source) | ZeroByte(ref source);
            case ImmediateKind.DataAndMemory:
                return (uint)source.Index() | ZeroByte(ref source);
            case ImmediateKind.TypeAndTable or ImmediateKind.ElementAndTable or ImmediateKind.TwoTables:
                return (uint)source.Index() | ((long)source.Index() << 32);
            default:
                return source.Index();
        }
    }

    private static long ZeroByte(ref ByteSource source) =>
        source.Byte() == 0 ? 0L : throw source.Wrong("a reserved byte is not zero");

    private static int[] ReadTargets(ref ByteSource source)
    {
        var targets = new int[source.Count("targets", MaxTargets) + 1];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = source.Index();
        return targets;
    }
}
