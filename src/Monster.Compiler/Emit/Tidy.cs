using Monster.Wasm;

namespace Monster.Compiler.Emit;

/// <summary>Makes structured code short: no jumps to where the code goes anyway, no blocks that nothing jumps out of, ifs instead of blocks with one way out.</summary>
internal sealed class Tidy
{
    private const int MaxRounds = 20;

    /// <summary>Stands for the function itself.</summary>
    private static readonly CodeItem Function = new(default);

    private readonly Dictionary<CodeItem, int> _jumps = [];
    private bool _changed;

    /// <param name="code">A function's instructions, with the last <c>end</c>. Between statements the operand stack is empty.</param>
    /// <param name="hasResult">Whether the function leaves a number on the stack.</param>
    public static List<Instruction> Run(List<Instruction> code, bool hasResult)
    {
        var items = CodeTree.Read(code);
        var pass = new Tidy();
        for (int round = 0; round < MaxRounds && (round == 0 || pass._changed); round++)
        {
            pass._changed = false;
            pass._jumps.Clear();
            pass.Count(items);
            pass.Visit(items, hasResult ? [] : [Function]);
            if (items is [.., { Opcode: Opcode.Return }])
                pass.Replace(items, items.Count - 1, []);
        }

        return CodeTree.Write(items);
    }

    private void Count(List<CodeItem> items)
    {
        foreach (var item in items)
        {
            foreach (var label in item.Labels.OfType<CodeItem>())
                _jumps[label] = _jumps.GetValueOrDefault(label) + 1;
            Count(item.Body ?? []);
            Count(item.Else ?? []);
        }
    }

    /// <param name="items">A sequence.</param>
    /// <param name="ends">The constructs whose end comes next behind the sequence.</param>
    private void Visit(List<CodeItem> items, HashSet<CodeItem> ends)
    {
        RemoveUnreached(items);
        for (int i = 0; i < items.Count; i++)
        {
            bool last = i == items.Count - 1;
            if (last && IsNeedlessJump(items[i], ends))
            {
                Replace(items, i, []);
                return;
            }

            if (items[i].Body is not null)
            {
                VisitConstruct(items[i], last ? ends : []);
                Simplify(items, i);
            }
        }
    }

    private void VisitConstruct(CodeItem item, HashSet<CodeItem> ends)
    {
        // The end of a loop is not where a jump to it goes.
        HashSet<CodeItem> inside = item.Opcode == Opcode.Loop ? ends : [.. ends, item];
        Visit(item.Body!, inside);
        if (item.Else is not null)
            Visit(item.Else, inside);
    }

    private static bool IsNeedlessJump(CodeItem item, HashSet<CodeItem> ends) =>
        item.Opcode == Opcode.Br ? ends.Contains(item.Labels[0] ?? Function) : item.Opcode == Opcode.Return && ends.Contains(Function);

    private void RemoveUnreached(List<CodeItem> items)
    {
        int end = items.FindIndex(i => i.Ends);
        if (end < 0 || end == items.Count - 1)
            return;
        items.RemoveRange(end + 1, items.Count - end - 1);
        _changed = true;
    }

    private void Replace(List<CodeItem> items, int at, IEnumerable<CodeItem> by)
    {
        items.RemoveAt(at);
        items.InsertRange(at, by);
        _changed = true;
    }

    private void Simplify(List<CodeItem> items, int at)
    {
        var item = items[at];
        if (item.Opcode == Opcode.If)
            SimplifyIf(items, at);
        else if (item.Opcode == Opcode.Block && item.Instruction.BlockResult is null)
            SimplifyBlock(items, at);
    }

    private void SimplifyIf(List<CodeItem> items, int at)
    {
        var item = items[at];
        if (item.Else is { Count: 0 })
        {
            item.Else = null;
            _changed = true;
        }

        if (item.Else is null && item.Body is [{ Opcode: Opcode.Br } jump])
        {
            Replace(items, at, [new CodeItem(new Instruction(Opcode.BrIf)) { Labels = jump.Labels }]);
        }
        else if (item.Else is null && item.Body is [])
        {
            Replace(items, at, [new CodeItem(new Instruction(Opcode.Drop))]);
        }
        else if (item.Body is [] && item.Else is not null)
        {
            (item.Body, item.Else) = (item.Else, null);
            Invert(items, at);
        }
        else if (item is { Body: [.., { Ends: true }], Else: { } rest } && !_jumps.ContainsKey(item))
        {
            item.Else = null;
            Replace(items, at, [item, .. rest]);
        }
    }

    private void SimplifyBlock(List<CodeItem> items, int at)
    {
        var item = items[at];
        int jumps = _jumps.GetValueOrDefault(item);
        if (jumps == 0)
        {
            Replace(items, at, item.Body!);
            return;
        }

        // A block whose only way out is one jump past the rest of it is an if around the rest.
        int exit = jumps == 1 ? item.Body!.FindIndex(i => i.Opcode == Opcode.BrIf && i.Labels[0] == item) : -1;
        if (exit < 0)
            return;
        var choice = new CodeItem(Instruction.Block(Opcode.If)) { Body = item.Body![(exit + 1)..] };
        var before = item.Body[..exit];
        Invert(before, before.Count);
        Replace(items, at, [.. before, choice]);
    }

    /// <summary>Turns the condition in front of a place into its opposite.</summary>
    private void Invert(List<CodeItem> items, int at)
    {
        _changed = true;
        var condition = items[at - 1];
        if (condition.Opcode == Opcode.I32Eqz)
            items.RemoveAt(at - 1);
        else if (Ir.Make.Inverse(condition.Opcode) is { } inverse)
            condition.Instruction = new Instruction(inverse);
        else
            items.Insert(at, new CodeItem(new Instruction(Opcode.I32Eqz)));
    }
}
