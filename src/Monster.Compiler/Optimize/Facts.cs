using Monster.Compiler.Ir;
using Monster.Wasm;

namespace Monster.Compiler.Optimize;

/// <summary>What is known at a place of a function: between which numbers a local is, and which conditions hold.</summary>
internal sealed class Facts
{
    private readonly Dictionary<int, Interval> _ranges;
    private readonly HashSet<Expr> _true;

    public Facts()
    {
        _ranges = [];
        _true = new HashSet<Expr>(ExprComparer.Instance);
    }

    private Facts(Facts other)
    {
        _ranges = new Dictionary<int, Interval>(other._ranges);
        _true = new HashSet<Expr>(other._true, ExprComparer.Instance);
    }

    public Facts Copy() => new(this);

    /// <summary>Keeps what holds on another way to the same place too; true when that is less.</summary>
    /// <param name="other">What holds on the other way.</param>
    /// <param name="widen">Gives the range to go to when a bound of a local's has moved, so that it cannot move for ever.</param>
    public bool MeetWith(Facts other, Func<int, Interval, Interval, Interval>? widen)
    {
        bool changed = _true.RemoveWhere(e => !other._true.Contains(e)) > 0;
        foreach (var (local, range) in _ranges.ToList())
        {
            var joined = range.Join(other._ranges.GetValueOrDefault(local, Interval.All));
            if (joined == range)
                continue;
            changed = true;
            if (widen is not null)
                joined = widen(local, range, joined);
            if (joined.IsAll)
                _ranges.Remove(local);
            else
                _ranges[local] = joined;
        }

        return changed;
    }

    /// <summary>The tree with every local that can be one number only replaced by that.</summary>
    public Expr WithKnownNumbers(Expr expr) => _ranges.Count == 0 ? expr : Rewriter.Replace(expr, local => _ranges.TryGetValue(local, out var range) && range.Low == range.High ? Make.Of(range.Low) : null);

    public Interval RangeOf(Expr expr) => expr switch
    {
        Const c => new Interval(c.Value, c.Value),
        Get get => _ranges.GetValueOrDefault(get.Local, Interval.All),
        Load load => Interval.Of(load),
        Operation { Opcode: Opcode.Select } o => RangeOf(o.Operands[0]).Join(RangeOf(o.Operands[1])),
        Operation { Operands.Count: 2 } o => Interval.Of(o.Opcode, RangeOf(o.Operands[0]), RangeOf(o.Operands[1])),
        Operation { Opcode: Opcode.I32Eqz } => Interval.Truth,
        Operation { Opcode: Opcode.I32Clz or Opcode.I32Ctz or Opcode.I32Popcnt } => new Interval(0, 32),
        _ => Interval.All,
    };

    /// <summary>Whether a condition is known to hold, or known not to; otherwise null.</summary>
    public bool? Holds(Expr condition)
    {
        if (condition is Const c)
            return c.Value != 0;
        if (_true.Contains(condition))
            return true;
        if (_true.Contains(Make.Not(condition)))
            return false;
        return condition switch
        {
            Operation { Opcode: Opcode.I32Eqz } o => !Holds(o.Operands[0]),
            Operation { Operands.Count: 2, Opcode: >= Opcode.I32Eq and <= Opcode.I32GeU } o => Compare(o.Opcode, o.Operands[0], o.Operands[1]),
            _ => RangeOf(condition) is { Low: > 0 } or { High: < 0 } ? true : RangeOf(condition) is { Low: 0, High: 0 } ? false : null,
        };
    }

    /// <summary>Notes that a condition holds from here on.</summary>
    public void Assume(Expr condition, bool holds)
    {
        if (condition.Calls || condition.MayTrap || condition is Const)
            return;
        if (condition is Operation { Opcode: Opcode.I32Eqz } not)
        {
            _true.Add(holds ? condition : Make.Condition(not.Operands[0]));
            if (not.Operands[0] is Operation { Opcode: >= Opcode.I32Eq and <= Opcode.I32GeU })
                Assume(not.Operands[0], !holds);
            else if (holds && not.Operands[0] is Get zero)
                _ranges[zero.Local] = new Interval(0, 0);
            return;
        }

        if (condition is Operation { Opcode: Opcode.I32And } both && holds)
        {
            // Of a bitwise "and" that is not zero, both sides are not zero.
            Assume(both.Operands[0], true);
            Assume(both.Operands[1], true);
        }

        if (condition is Operation { Opcode: Opcode.I32Or } either && !holds)
        {
            Assume(either.Operands[0], false);
            Assume(either.Operands[1], false);
        }

        var fact = holds ? condition : Make.Not(condition);
        _true.Add(fact);
        if (fact is Operation { Operands.Count: 2 } o)
            Narrow(o.Opcode, o.Operands[0], o.Operands[1]);
        else if (!holds && condition is Get zeroed)
            _ranges[zeroed.Local] = new Interval(0, 0);
    }

    /// <summary>Takes note of what a statement does.</summary>
    public void Step(Statement statement)
    {
        if (statement is TrapIf trap)
            Assume(trap.Condition, false);
        if (statement is Set set)
        {
            var range = RangeOf(set.Value);
            _true.RemoveWhere(e => e.Reads(set.Local));
            if (range.IsAll)
                _ranges.Remove(set.Local);
            else
                _ranges[set.Local] = range;
        }

        if (statement is Store || statement.Operands.Any(o => o.Calls))
            _true.RemoveWhere(e => Overlap.Changes(statement, e));
    }

    private bool? Compare(Opcode opcode, Expr left, Expr right)
    {
        var a = RangeOf(left);
        var b = RangeOf(right);
        switch (opcode)
        {
            case Opcode.I32Eq:
                return a.Low > b.High || a.High < b.Low ? false : a.Low == a.High && a == b ? true : null;
            case Opcode.I32Ne:
                return !Compare(Opcode.I32Eq, left, right);
            case Opcode.I32LtS:
                return a.High < b.Low ? true : a.Low >= b.High ? false : null;
            case Opcode.I32LeS:
                return a.High <= b.Low ? true : a.Low > b.High ? false : null;
            case Opcode.I32GtS:
                return Compare(Opcode.I32LtS, right, left);
            case Opcode.I32GeS:
                return Compare(Opcode.I32LeS, right, left);
            case Opcode.I32LtU or Opcode.I32LeU when a.Low >= 0 && b.Low >= 0:
                return Compare(opcode == Opcode.I32LtU ? Opcode.I32LtS : Opcode.I32LeS, left, right) ?? IsBelow(opcode, left, right);
            case Opcode.I32LtU or Opcode.I32LeU when a.High < 0 && b.Low >= 0:
                return false;
            case Opcode.I32GtU:
                return Compare(Opcode.I32LtU, right, left);
            case Opcode.I32GeU:
                return Compare(Opcode.I32LeU, right, left);
            default:
                return null;
        }
    }

    /// <summary>Of two numbers that are not negative: whether one is known to be below the other, signed, as loops say it, or unsigned, as bounds checks do.</summary>
    private bool? IsBelow(Opcode opcode, Expr left, Expr right)
    {
        if (IsKnown(Opcode.I32LtS, left, right) || IsKnown(Opcode.I32LtU, left, right))
            return true;
        if (IsKnown(Opcode.I32LtS, right, left) || IsKnown(Opcode.I32LtU, right, left))
            return false;
        bool atMost = IsKnown(Opcode.I32LeS, left, right) || IsKnown(Opcode.I32LeU, left, right);
        bool atLeast = IsKnown(Opcode.I32LeS, right, left) || IsKnown(Opcode.I32LeU, right, left);
        return opcode == Opcode.I32LeU ? (atMost ? true : null) : atLeast ? false : null;
    }

    private bool IsKnown(Opcode opcode, Expr left, Expr right)
    {
        var mirrored = opcode switch
        {
            Opcode.I32LtS => Opcode.I32GtS,
            Opcode.I32LtU => Opcode.I32GtU,
            Opcode.I32LeS => Opcode.I32GeS,
            _ => Opcode.I32GeU,
        };
        return _true.Contains(new Operation(opcode, left, right)) || _true.Contains(new Operation(mirrored, right, left));
    }

    private void Narrow(Opcode opcode, Expr left, Expr right)
    {
        var a = RangeOf(left);
        var b = RangeOf(right);
        switch (opcode)
        {
            case Opcode.I32Eq:
                Restrict(left, b);
                Restrict(right, a);
                break;
            case Opcode.I32LtS when b.High > int.MinValue && a.Low < int.MaxValue:
                Restrict(left, new Interval(int.MinValue, b.High - 1));
                Restrict(right, new Interval(a.Low + 1, int.MaxValue));
                break;
            case Opcode.I32LeS:
                Restrict(left, new Interval(int.MinValue, b.High));
                Restrict(right, new Interval(a.Low, int.MaxValue));
                break;
            case Opcode.I32GtS:
                Narrow(Opcode.I32LtS, right, left);
                break;
            case Opcode.I32GeS:
                Narrow(Opcode.I32LeS, right, left);
                break;
            case Opcode.I32LtU when b.Low >= 0 && b.High > 0:
                Restrict(left, new Interval(0, b.High - 1));
                break;
            case Opcode.I32LeU when b.Low >= 0:
                Restrict(left, new Interval(0, b.High));
                break;
            case Opcode.I32GtU:
                Narrow(Opcode.I32LtU, right, left);
                break;
            case Opcode.I32GeU:
                Narrow(Opcode.I32LeU, right, left);
                break;
            case Opcode.I32Ne when right is Const { Value: 0 } && a.Low == 0 && a.High > 0:
                Restrict(left, new Interval(1, int.MaxValue));
                break;
        }
    }

    /// <summary>The tree is in an interval; so is what it adds a number to, moved by that.</summary>
    private void Restrict(Expr expr, Interval interval)
    {
        if (expr is Get get)
        {
            var range = RangeOf(expr).Meet(interval);
            if (!range.IsAll)
                _ranges[get.Local] = range;
        }
        else if (expr is Operation { Opcode: Opcode.I32Add } sum && sum.Operands[1] is Const c && !RangeOf(expr).IsAll)
        {
            // Known not to overflow, or the range of the sum would be all.
            long low = (long)interval.Low - c.Value, high = (long)interval.High - c.Value;
            Restrict(sum.Operands[0], new Interval((int)Math.Clamp(low, int.MinValue, int.MaxValue), (int)Math.Clamp(high, int.MinValue, int.MaxValue)));
        }
    }
}
