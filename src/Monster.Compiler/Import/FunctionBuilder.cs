using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Import;

/// <summary>
/// A function while it is put together: the block that grows, the values on the evaluation stack (of the method and of those inlined into it),
/// and the rule that a value still waiting on the stack is computed before something changes it.
/// </summary>
internal sealed class FunctionBuilder(Function function, HashSet<string> inMemory)
{
    private readonly HashSet<int> _mutable = [];
    private readonly HashSet<int> _notNull = [];

    public Function Function { get; } = function;

    /// <summary>The block that is being filled; null after a jump.</summary>
    public Block? Current { get; private set; }

    public List<Value> Stack { get; } = [];

    /// <summary>Variables whose address is needed; found on the way, so that the import begins again with what was learnt.</summary>
    public HashSet<string> InMemory { get; } = inMemory;

    public bool MustRestart { get; private set; }

    /// <summary>CIL bytes inlined so far.</summary>
    public int Inlined { get; set; }

    public static Block NewBlock() => new();

    /// <summary>Continues with a block that nothing has been written to yet.</summary>
    public void Begin(Block block)
    {
        Function.Blocks.Add(block);
        Current = block;
        _notNull.Clear();
    }

    public void Finish(Terminator end)
    {
        Current!.End = end;
        Current = null;
    }

    public void Push(Value value) => Stack.Add(value);

    public Value Pop()
    {
        var value = Stack[^1];
        Stack.RemoveAt(Stack.Count - 1);
        return value;
    }

    /// <summary>Adds a step, after computing what waits on the stack and depends on what the step changes.</summary>
    public void Emit(Statement statement)
    {
        if (statement is Set set)
        {
            _notNull.Remove(set.Local);
            if (_mutable.Contains(set.Local))
                Spill(e => e.Reads(set.Local));
        }
        else if (statement is Store or Do { Value.Calls: true })
        {
            Spill(e => e.ReadsMemory);
        }

        Current!.Statements.Add(statement);
    }

    /// <summary>Calls now; the result, if any, is a local.</summary>
    public Expr? EmitCall(Call call)
    {
        Spill(e => e.ReadsMemory);
        if (call.Target.HasResult)
            return Temporary(call);
        Current!.Statements.Add(new Do(call));
        return null;
    }

    /// <summary>Computes everything on the stack that a change could touch.</summary>
    public void SpillAll() => Spill(e => !IsStable(e));

    /// <summary>Keeps a value in a local of its own.</summary>
    public Get Temporary(Expr value)
    {
        int local = Function.NewLocal();
        Current!.Statements.Add(new Set(local, value));
        return new Get(local);
    }

    /// <summary>The value in a form that can be written down twice.</summary>
    public Expr Simple(Expr value) => value is Get or Const or FrameAddress ? value : Temporary(value);

    /// <summary>The value in a form that can be written down twice and does not change when variables do.</summary>
    public Expr Stable(Expr value) => IsStable(value) ? value : Temporary(value);

    /// <summary>A place in memory in a form that can be written down twice: a base and a constant.</summary>
    public Expr StableAddress(Expr value)
    {
        if (value is Operation { Opcode: Wasm.Opcode.I32Add } sum && sum.Operands[1] is Const part)
            return Make.Add(Stable(sum.Operands[0]), part.Value);
        return Stable(value);
    }

    public bool IsStable(Expr value) => value switch
    {
        Get get => !_mutable.Contains(get.Local),
        Const or FrameAddress => true,
        Operation { Opcode: Wasm.Opcode.I32Add } sum => sum.Operands[1] is Const && sum.Operands[0] is Get && IsStable(sum.Operands[0]),
        _ => false,
    };

    /// <summary>A local that is assigned more than once.</summary>
    public int NewMutable()
    {
        int local = Function.NewLocal();
        _mutable.Add(local);
        return local;
    }

    public void MarkMutable(int local) => _mutable.Add(local);

    /// <summary>An address that is not null: traps when it is. What is known already is not checked again.</summary>
    public Expr NotNull(Expr address)
    {
        if (address is Const { Value: not 0 } or FrameAddress)
            return address;
        var get = address as Get ?? Temporary(address);
        if (_notNull.Add(get.Local))
            Current!.Statements.Add(new TrapIf(Make.Not(get)));
        return get;
    }

    public void KnowNotNull(Expr address)
    {
        if (address is Get get)
            _notNull.Add(get.Local);
    }

    public Slot NewSlot(int size)
    {
        var slot = new Slot(size);
        Function.Slots.Add(slot);
        return slot;
    }

    public Variable NewVariable(string key, TypeDesc type)
    {
        var variable = new Variable(key, type);
        if (InMemory.Contains(key))
        {
            variable.Slot = NewSlot(type.Size);
        }
        else
        {
            variable.Locals = new int[type.Leaves.Count];
            for (int i = 0; i < variable.Locals.Length; i++)
                variable.Locals[i] = NewMutable();
        }

        return variable;
    }

    /// <summary>Notes that a variable needs an address after all.</summary>
    public void Escape(Variable variable)
    {
        InMemory.Add(variable.Key);
        MustRestart = true;
    }

    private void Spill(Predicate<Expr> mustMove)
    {
        for (int i = 0; i < Stack.Count; i++)
        {
            switch (Stack[i])
            {
                case Scalar scalar when mustMove(scalar.Expr):
                    Stack[i] = scalar with { Expr = Temporary(scalar.Expr) };
                    break;
                case Composite composite when composite.Leaves.Any(leaf => mustMove(leaf)):
                    Stack[i] = composite with { Leaves = [.. composite.Leaves.Select(leaf => mustMove(leaf) ? Temporary(leaf) : leaf)] };
                    break;
            }
        }
    }
}
