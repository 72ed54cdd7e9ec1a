using Monster.Wasm;

namespace Monster.Compiler.Emit;

/// <summary>An instruction, or a block, loop or if with what is in it. Branches name the construct they go to, not how far out it is.</summary>
internal sealed class CodeItem(Instruction instruction)
{
    public Instruction Instruction { get; set; } = instruction;

    public Opcode Opcode => Instruction.Opcode;

    /// <summary>What is inside a block, a loop, or the first part of an if.</summary>
    public List<CodeItem>? Body { get; set; }

    /// <summary>The second part of an if; null when it has none.</summary>
    public List<CodeItem>? Else { get; set; }

    /// <summary>Where a branch goes, or the branches of a table in order; null stands for the end of the function.</summary>
    public CodeItem?[] Labels { get; set; } = [];

    /// <summary>True when what follows it is never reached.</summary>
    public bool Ends => Opcode is Opcode.Br or Opcode.BrTable or Opcode.Return or Opcode.Unreachable;
}

/// <summary>Reads a function's instructions as a tree, and writes them again.</summary>
internal static class CodeTree
{
    public static List<CodeItem> Read(List<Instruction> code)
    {
        int at = 0;
        return ReadSequence(code, ref at, new Stack<CodeItem>());
    }

    public static List<Instruction> Write(List<CodeItem> items)
    {
        var code = new List<Instruction>();
        Write(items, code, []);
        code.Add(new Instruction(Opcode.End));
        return code;
    }

    private static List<CodeItem> ReadSequence(List<Instruction> code, ref int at, Stack<CodeItem> open)
    {
        var items = new List<CodeItem>();
        while (code[at].Opcode is not (Opcode.End or Opcode.Else))
        {
            var item = new CodeItem(code[at++]);
            items.Add(item);
            switch (item.Opcode)
            {
                case Opcode.Block or Opcode.Loop or Opcode.If:
                    open.Push(item);
                    item.Body = ReadSequence(code, ref at, open);
                    if (code[at].Opcode == Opcode.Else)
                    {
                        at++;
                        item.Else = ReadSequence(code, ref at, open);
                    }

                    at++;
                    open.Pop();
                    break;
                case Opcode.Br or Opcode.BrIf:
                    item.Labels = [open.ElementAtOrDefault(item.Instruction.Index)];
                    break;
                case Opcode.BrTable:
                    item.Labels = [.. item.Instruction.Targets!.Select(open.ElementAtOrDefault)];
                    break;
            }
        }

        return items;
    }

    private static void Write(List<CodeItem> items, List<Instruction> code, List<CodeItem> open)
    {
        foreach (var item in items)
        {
            code.Add(item.Labels.Length == 0 ? item.Instruction
                : item.Opcode == Opcode.BrTable ? new Instruction(Opcode.BrTable, 0, [.. item.Labels.Select(DepthOf)])
                : new Instruction(item.Opcode, DepthOf(item.Labels[0])));
            if (item.Body is null)
                continue;
            open.Add(item);
            Write(item.Body, code, open);
            if (item.Else is not null)
            {
                code.Add(new Instruction(Opcode.Else));
                Write(item.Else, code, open);
            }

            code.Add(new Instruction(Opcode.End));
            open.RemoveAt(open.Count - 1);
        }

        int DepthOf(CodeItem? label) => label is null ? open.Count : open.Count - 1 - open.LastIndexOf(label);
    }
}
