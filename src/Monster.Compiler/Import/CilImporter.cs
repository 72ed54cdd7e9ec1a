using System.Reflection.Metadata;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Program;

namespace Monster.Compiler.Import;

/// <summary>
/// Reads one method's CIL into a function: simulates the evaluation stack with trees, so that a stack machine's code becomes expressions.
/// A small method is read in the place of its call, by an importer of its own.
/// </summary>
internal sealed partial class CilImporter
{
    private readonly WholeProgram _program;
    private readonly FunctionBuilder _builder;
    private readonly MethodDesc _method;
    private readonly MethodCode _code;
    private readonly Variable[] _arguments;
    private readonly Variable?[] _locals;
    private readonly CilImporter? _caller;
    private readonly string _site;
    private readonly int _stackBase;
    private readonly Dictionary<int, Label> _labels = [];
    private readonly SortedSet<int> _pending = [];
    private readonly Block? _after;
    private readonly bool _isStatic;
    private TypeDesc? _constrained;
    private Value? _result;
    private int _offset;

    private CilImporter(WholeProgram program, FunctionBuilder builder, MethodDesc method, Variable[] arguments, CilImporter? caller, string site, bool isStatic)
    {
        _program = program;
        _builder = builder;
        _method = method;
        _arguments = arguments;
        _caller = caller;
        _site = site;
        _isStatic = isStatic;
        _code = method.Code;
        _locals = new Variable?[_code.Locals.Length];
        _stackBase = builder.Stack.Count;
        if (caller is not null && _code.Leaders.Count > 1)
            _after = FunctionBuilder.NewBlock();
    }

    private Position Here => new(_method, _offset);

    /// <summary>Imports a method as a function of its own.</summary>
    public static void Import(WholeProgram program, FunctionRequest request)
    {
        var inMemory = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            request.Function.Clear();
            var builder = new FunctionBuilder(request.Function, inMemory);
            builder.Begin(FunctionBuilder.NewBlock());
            var arguments = Parameters.Of(program, request, builder);
            new CilImporter(program, builder, request.Method, arguments, null, "", request.IsStatic).Run();
            if (!builder.MustRestart)
                return;
        }
    }

    private void Run()
    {
        if (_code.HasTry)
            throw new CompileException(Here, new UnsupportedException(Codes.Try, "try", "a throw ends the play, so there is nothing to catch: check before you act; foreach goes over arrays and spans only"));
        if (_code.Leaders.Count == 1)
        {
            ImportFrom(0);
            return;
        }

        JumpTo(0);
        while (_pending.Count > 0)
        {
            int offset = _pending.Min;
            _pending.Remove(offset);
            var label = _labels[offset];
            _builder.Begin(label.Block);
            foreach (var value in label.Entry)
                _builder.Push(value);
            ImportFrom(offset);
        }
    }

    /// <summary>Imports one basic block.</summary>
    private void ImportFrom(int offset)
    {
        for (int i = _code.IndexOf[offset]; ; i++)
        {
            var instruction = _code.Instructions[i];
            _offset = instruction.Offset;
            try
            {
                Import(instruction);
            }
            catch (UnsupportedException unsupported)
            {
                throw new CompileException(Here, unsupported);
            }

            if (instruction.EndsBlock)
                return;
            int next = _code.Instructions[i + 1].Offset;
            if (_code.Leaders.Contains(next))
            {
                JumpTo(next);
                return;
            }
        }
    }

    private int Next(CilInstruction instruction) => _code.Instructions[_code.IndexOf[instruction.Offset] + 1].Offset;

    private void JumpTo(int offset)
    {
        var target = Prepare(offset);
        Unwind();
        _builder.Finish(new Jump(target));
    }

    private void BranchTo(Expr condition, int whenTrue, int whenFalse)
    {
        if (condition is Const known)
        {
            JumpTo(known.Value != 0 ? whenTrue : whenFalse);
            return;
        }

        if (_builder.Stack.Count > _stackBase)
            condition = _builder.Stable(condition);
        var first = Prepare(whenTrue);
        var second = Prepare(whenFalse);
        Unwind();
        _builder.Finish(new Branch(Make.Condition(condition), first, second));
    }

    private void SwitchTo(Expr value, int[] targets, int otherwise)
    {
        if (_builder.Stack.Count > _stackBase)
            value = _builder.Stable(value);
        var blocks = targets.Append(otherwise).Select(Prepare).ToArray();
        Unwind();
        _builder.Finish(new Switch(value, blocks));
    }

    /// <summary>Drops this method's part of the stack: the next block has its own.</summary>
    private void Unwind() => _builder.Stack.RemoveRange(_stackBase, _builder.Stack.Count - _stackBase);

    /// <summary>Makes a block ready to be jumped to from here: what is on the stack goes to locals that the block reads.</summary>
    private Block Prepare(int offset)
    {
        var waiting = _builder.Stack.Skip(_stackBase).ToList();
        if (!_labels.TryGetValue(offset, out var label))
        {
            _labels[offset] = label = new Label(FunctionBuilder.NewBlock(), [.. waiting.Select(Meeting)]);
            _pending.Add(offset);
        }

        for (int i = 0; i < waiting.Count; i++)
            Assign(label.Entry[i], waiting[i]);
        return label.Block;
    }

    /// <summary>New locals in which values from several blocks meet.</summary>
    private Value Meeting(Value value) => value switch
    {
        Scalar s => new Scalar(s.Type, new Get(_builder.Function.NewLocal())),
        Composite c => new Composite(c.Type, [.. c.Leaves.Select(_ => new Get(_builder.Function.NewLocal()))]),
        _ => value,
    };

    private void Assign(Value meeting, Value value)
    {
        switch (meeting)
        {
            case Scalar { Expr: Get local }:
                _builder.Emit(new Set(local.Local, Number(value)));
                break;
            case Composite composite:
                var leaves = LeavesOf(value);
                for (int i = 0; i < leaves.Length; i++)
                    _builder.Emit(new Set(((Get)composite.Leaves[i]).Local, leaves[i]));
                break;
            case LocalReference reference when !Equals(reference, value):
                _builder.Escape(reference.Variable);
                if (value is LocalReference other)
                    _builder.Escape(other.Variable);
                break;
        }
    }

    private void ImportReturn()
    {
        Value? value = _method.ReturnType.Kind == TypeKind.Void ? null : Convert(_builder.Pop(), _method.ReturnType);
        if (_caller is null)
            ReturnFromFunction(value);
        else if (_after is null)
            _result = value;
        else
            ReturnInline(value);
    }

    private void ReturnFromFunction(Value? value)
    {
        if (value is not null && _method.ReturnType.Leaves.Count > 1)
        {
            StoreTo(new Get(_builder.Function.ParameterCount - 1), 0, value);
            value = null;
        }

        var leaves = value is null ? [] : LeavesOf(value);
        _builder.Finish(new Return(leaves.Length == 0 ? null : leaves[0]));
    }

    private void ReturnInline(Value? value)
    {
        if (value is not null)
        {
            _result ??= Meeting(value);
            Assign(_result, value);
        }

        Unwind();
        _builder.Finish(new Jump(_after!));
    }

    /// <summary>Reads a method in the place of a call to it.</summary>
    private Value? ImportInline(MethodDesc method, Value[] arguments)
    {
        string site = $"{_site}{_offset}.";
        _builder.Inlined += method.Code.Size;
        if (method.Code.Leaders.Count > 1)
            _builder.SpillAll();
        var variables = Parameters.Bind(method, arguments, _builder, site, this);
        var inner = new CilImporter(_program, _builder, method, variables, this, site, _isStatic);
        inner.Run();
        if (inner._after is not null)
        {
            _builder.Begin(inner._after);
            if (inner._result is null && method.ReturnType.Kind != TypeKind.Void)
                inner._result = Zero(method.ReturnType); // it never returns
        }
        else if (_builder.Current is null)
        {
            _builder.Begin(FunctionBuilder.NewBlock()); // what follows a throw is never reached
            inner._result ??= method.ReturnType.Kind == TypeKind.Void ? null : Zero(method.ReturnType);
            _builder.Stack.RemoveRange(inner._stackBase, _builder.Stack.Count - inner._stackBase);
        }

        return inner._result;
    }

    private sealed record Label(Block Block, Value[] Entry);
}
