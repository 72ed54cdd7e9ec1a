namespace Monster.Wasm;

/// <summary>How high the operand stack of a valid function gets.</summary>
internal static class OperandStack
{
    /// <summary>The most values on the stack at any point that a validator follows, dead code included.</summary>
    public static int Highest(Module module, Function function)
    {
        int imported = module.ImportCount(ExternalKind.Function);
        var blocks = new Stack<(int Base, int Results)>();
        blocks.Push((0, module.Types[function.TypeIndex].Results.Length));
        int height = 0, highest = 0;
        foreach (var instruction in function.Body)
        {
            var (operands, results) = Effect(module, instruction, imported);
            height = Math.Max(blocks.Peek().Base, height - operands) + results;
            switch (instruction.Opcode)
            {
                case Opcode.Block or Opcode.Loop or Opcode.If:
                    blocks.Push((height, instruction.BlockResult is null ? 0 : 1));
                    break;
                case Opcode.Else or Opcode.Unreachable or Opcode.Br or Opcode.BrTable or Opcode.Return:
                    height = blocks.Peek().Base;
                    break;
                case Opcode.End when blocks.Count > 1:
                    var (start, left) = blocks.Pop();
                    height = start + left;
                    break;
                default:
                    break;
            }

            highest = Math.Max(highest, height);
        }

        return highest;
    }

    private static (int Operands, int Results) Effect(Module module, in Instruction instruction, int imported)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Call:
                int type = instruction.Index < imported ? ImportedType(module, instruction.Index) : module.Functions[instruction.Index - imported].TypeIndex;
                return (module.Types[type].Parameters.Length, module.Types[type].Results.Length);
            case Opcode.CallIndirect:
                return (module.Types[instruction.Index].Parameters.Length + 1, module.Types[instruction.Index].Results.Length);
            case Opcode.Drop or Opcode.LocalSet or Opcode.GlobalSet or Opcode.If or Opcode.BrIf:
                return (1, 0);
            case Opcode.LocalGet or Opcode.GlobalGet:
                return (0, 1);
            case Opcode.LocalTee:
                return (1, 1);
            case Opcode.Select:
                return (3, 1);
            default:
                var info = OpcodeTable.Find(instruction.Opcode)!;
                return (info.Operands.Length, info.Result is null ? 0 : 1);
        }
    }

    private static int ImportedType(Module module, int index)
    {
        foreach (var import in module.Imports)
        {
            if (import.Kind == ExternalKind.Function && index-- == 0)
                return import.TypeIndex;
        }

        throw new ArgumentException("a call of a function that is not there");
    }
}
