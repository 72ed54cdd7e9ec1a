using Monster.Wasm;

namespace Monster.Compiler.Emit;

/// <summary>Removes jumps to where the code goes anyway, and what they leave behind.</summary>
internal static class Tidy
{
    public static List<Instruction> Run(List<Instruction> code)
    {
        var ends = Ends(code);
        var result = new List<Instruction>(code.Count);
        for (int i = 0; i < code.Count; i++)
        {
            if (code[i].Opcode == Opcode.Br && FallsTo(code, ends, i))
                continue;
            if (code[i].Opcode == Opcode.Else && IsEmptyElse(code, ends, i))
                continue;
            result.Add(code[i]);
        }

        return result;
    }

    /// <summary>For each else, its end.</summary>
    private static Dictionary<int, int> Ends(List<Instruction> code)
    {
        var ends = new Dictionary<int, int>();
        var open = new Stack<int>();
        for (int i = 0; i < code.Count; i++)
        {
            switch (code[i].Opcode)
            {
                case Opcode.Block or Opcode.Loop or Opcode.If:
                    open.Push(i);
                    break;
                case Opcode.Else:
                    open.Pop();
                    open.Push(i);
                    break;
                case Opcode.End when open.TryPop(out int begin):
                    ends[begin] = i;
                    break;
            }
        }

        return ends;
    }

    /// <summary>True when nothing but ends stands between a jump and its target.</summary>
    private static bool FallsTo(List<Instruction> code, Dictionary<int, int> ends, int jump)
    {
        int levels = code[jump].Index;
        var starts = ends.Where(e => code[e.Key].Opcode == Opcode.Loop).Select(e => e.Value).ToHashSet();
        for (int i = jump + 1; ; i++)
        {
            if (code[i].Opcode == Opcode.Else)
                i = ends[i];
            else if (code[i].Opcode != Opcode.End)
                return false;
            if (levels-- == 0)
                return !starts.Contains(i);
            if (i == code.Count - 1)
                return false;
        }
    }

    private static bool IsEmptyElse(List<Instruction> code, Dictionary<int, int> ends, int at)
    {
        for (int i = at + 1; i < ends[at]; i++)
        {
            if (code[i].Opcode != Opcode.Br || !FallsTo(code, ends, i))
                return false;
        }

        return true;
    }
}
