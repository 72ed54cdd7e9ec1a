using Monster.Compiler.Ir;
using Monster.Compiler.Optimize;
using Monster.Wasm;
using Block = Monster.Compiler.Ir.Block;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Emit;

/// <summary>
/// Writes a flow graph as nested blocks, loops and ifs, by the dominator tree (N. Ramsey, "Beyond Relooper", ICFP 2022). One thing differs from the
/// paper: code after a loop is put after it and not inside, because the budget of a loop's round is the code that stands in it.
/// </summary>
internal sealed class Structurer
{
    private readonly Function _function;
    private readonly FlowGraph _graph;
    private readonly CodeWriter _writer;
    private readonly List<int>[] _children;
    private readonly Dictionary<int, List<int>> _after = [];
    private readonly bool[] _isLabel;

    /// <summary>What each open construct is: the block that follows it, or the loop header it jumps back to, or nothing.</summary>
    private readonly List<(int Target, bool IsLoop)> _open = [];

    private Structurer(Function function, CodeWriter writer)
    {
        _function = function;
        _writer = writer;
        _graph = new FlowGraph(function);
        _children = [.. _graph.Order.Select(_ => new List<int>())];
        _isLabel = new bool[_graph.Order.Count];
    }

    public static List<Instruction> Write(Function function, Func<Function, int> indexOf, List<int> bases)
    {
        var structurer = new Structurer(function, new CodeWriter(function, indexOf, bases));
        if (structurer._graph.IsIrreducible)
            throw new UnsupportedException(Codes.Goto, "a goto into a loop", "use a loop or a switch");
        structurer.PlaceBlocks();
        structurer.WriteAll();
        return Tidy.Run(structurer._writer.Code, function.HasResult);
    }

    private void PlaceBlocks()
    {
        for (int b = 1; b < _graph.Order.Count; b++)
        {
            int forward = _graph.Predecessors(b).Count(p => p < b);
            bool fromSwitch = _graph.Predecessors(b).Any(p => _graph.Order[p].End is Switch);
            int above = _graph.DominatorOf(b);
            int? left = OutermostLoopLeft(above, b);
            _isLabel[b] = forward > 1 || fromSwitch || left is not null;
            if (left is { } loop)
                After(loop).Add(b);
            else
                _children[above].Add(b);
        }
    }

    /// <summary>The header of the outermost loop that one block is in and the other is not; null when there is none.</summary>
    private int? OutermostLoopLeft(int from, int to)
    {
        int? header = null;
        for (var loop = _graph.InnermostLoop[from]; loop is not null && !loop.Blocks.Contains(to); loop = loop.Parent)
            header = loop.Header;
        return header;
    }

    private List<int> After(int header)
    {
        if (!_after.TryGetValue(header, out var list))
            _after[header] = list = [];
        return list;
    }

    private void WriteAll()
    {
        bool traps = _graph.Order.Any(b => b.Statements.Any(s => s is TrapIf));
        if (traps)
            Open(Opcode.Block, -1, false);
        WriteTree(0);
        if (traps)
        {
            Close();
            _writer.Add(Opcode.Unreachable);
        }
        else if (_function.HasResult)
        {
            _writer.Add(Opcode.Unreachable); // every way out is a return
        }

        _writer.Add(Opcode.End);
    }

    private void WriteTree(int b)
    {
        var loop = _graph.InnermostLoop[b];
        if (loop?.Header != b)
        {
            WriteWithin(b, _children[b]);
            return;
        }

        var after = _after.GetValueOrDefault(b) ?? [];
        foreach (int follower in after.OrderDescending())
            Open(Opcode.Block, follower, false);
        Open(Opcode.Loop, b, true);
        WriteWithin(b, _children[b]);
        Close();
        foreach (int follower in after.Order())
        {
            Close();
            WriteTree(follower);
        }
    }

    /// <summary>Writes a block inside the blocks whose ends are the places that more than one jump leads to.</summary>
    private void WriteWithin(int b, List<int> children)
    {
        var labels = children.Where(c => _isLabel[c]).ToList();
        foreach (int label in labels.OrderDescending())
            Open(Opcode.Block, label, false);
        foreach (var statement in _graph.Order[b].Statements)
            _writer.Write(statement);
        WriteEnd(b, _graph.Order[b].End!);
        foreach (int label in labels.Order())
        {
            Close();
            WriteTree(label);
        }
    }

    private void WriteEnd(int from, Terminator end)
    {
        switch (end)
        {
            case Jump jump:
                Go(from, jump.Target);
                break;
            case Branch branch:
                WriteBranch(from, branch);
                break;
            case Switch choice:
                _writer.Write(choice.Value);
                _writer.Code.Add(new Instruction(Opcode.BrTable, 0, [.. choice.Targets.Select(t => LabelOf(_graph.NumberOf(t)))]));
                break;
            case Return:
                foreach (var operand in end.Operands)
                    _writer.Write(operand);
                _writer.Add(Opcode.Return);
                break;
            case Trap:
                _writer.Add(Opcode.Unreachable);
                break;
        }
    }

    private void WriteBranch(int from, Branch branch)
    {
        bool jumpsIfTrue = IsJump(from, branch.WhenTrue);
        bool jumpsIfFalse = IsJump(from, branch.WhenFalse);
        if (jumpsIfTrue)
        {
            _writer.Write(Make.Condition(branch.Condition));
            _writer.Add(Opcode.BrIf, LabelOf(_graph.NumberOf(branch.WhenTrue)));
            Go(from, branch.WhenFalse);
        }
        else if (jumpsIfFalse)
        {
            _writer.Write(Make.Condition(Make.Not(branch.Condition)));
            _writer.Add(Opcode.BrIf, LabelOf(_graph.NumberOf(branch.WhenFalse)));
            Go(from, branch.WhenTrue);
        }
        else
        {
            _writer.Write(Make.Condition(branch.Condition));
            Open(Opcode.If, -1, false);
            Go(from, branch.WhenTrue);
            _writer.Add(Opcode.Else);
            Go(from, branch.WhenFalse);
            Close();
        }
    }

    /// <summary>True when going there is a jump to an open label, and not code that stands here.</summary>
    private bool IsJump(int from, Block target)
    {
        int to = _graph.NumberOf(target);
        return to <= from || _isLabel[to];
    }

    private void Go(int from, Block target)
    {
        if (IsJump(from, target))
            _writer.Add(Opcode.Br, LabelOf(_graph.NumberOf(target)));
        else
            WriteTree(_graph.NumberOf(target));
    }

    private int LabelOf(int target)
    {
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Target == target)
                return _open.Count - 1 - i;
        }

        throw new InvalidOperationException("a jump to a place that is not open");
    }

    private void Open(Opcode opcode, int target, bool isLoop)
    {
        _open.Add((target, isLoop));
        _writer.Depth++;
        _writer.Code.Add(Instruction.Block(opcode));
    }

    private void Close()
    {
        _open.RemoveAt(_open.Count - 1);
        _writer.Depth--;
        _writer.Add(Opcode.End);
    }
}
