using System.Reflection;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Import;

/// <summary>Calls, new objects, and what depends on the class of an object.</summary>
internal sealed partial class CilImporter
{
    private const int SmallMethod = 20;
    private const int MediumMethod = 200;
    private const int MaxInlined = 3000;
    private const int MaxInlineDepth = 12;

    private void ImportCall(CilInstruction i, bool isVirtual)
    {
        var constrained = _constrained;
        _constrained = null;
        var reference = _program.Tokens.Method(i.Operand, _method.Context);
        if (ImportIntrinsic(reference))
            return;
        var method = reference.Method ?? throw NotInFramework(reference);
        var arguments = new Value[method.AllParameters.Count];
        for (int a = arguments.Length - 1; a >= 0; a--)
            arguments[a] = _builder.Pop();
        if (constrained is not null && !method.IsStatic)
            method = Constrain(constrained, method, arguments);
        else if (constrained is not null)
            method = _program.Reach.Implementation(constrained, method) ?? method;
        if (isVirtual && !method.IsStatic && !method.Owner.IsStruct)
            arguments[0] = new Scalar(arguments[0].Type, _builder.NotNull(Number(arguments[0])));
        PushResult(method, isVirtual && method.IsVirtual && !method.Owner.IsStruct ? InvokeVirtual(method, arguments) : Invoke(method, arguments));
    }

    private void PushResult(MethodDesc method, Value? result)
    {
        if (method.ReturnType.Kind != TypeKind.Void)
            _builder.Push(result!);
    }

    /// <summary>A call through a type parameter: on a struct its own method, on a class a virtual call.</summary>
    private MethodDesc Constrain(TypeDesc type, MethodDesc method, Value[] arguments)
    {
        if (type.IsStruct)
        {
            return _program.Reach.Implementation(type, method) ??
                throw new UnsupportedException(Codes.Boxing, $"{type.Name}.{method.Name}, which would box", "give the struct a method of its own");
        }

        _builder.Push(arguments[0]);
        LoadIndirect(type);
        arguments[0] = _builder.Pop();
        return method;
    }

    private Value? InvokeVirtual(MethodDesc declared, Value[] arguments)
    {
        var targets = _program.Reach.Targets(declared);
        if (targets.Count == 1)
            return Invoke(targets[0].Method, arguments);
        if (targets.Count == 0)
        {
            _builder.Emit(new TrapIf(new Const(1))); // no object of such a class is ever made
            return declared.ReturnType.Kind == TypeKind.Void ? null : Zero(declared.ReturnType);
        }

        return Call(_program.Dispatcher(declared), declared, arguments, 0);
    }

    private Value? Invoke(MethodDesc method, Value[] arguments)
    {
        if (method.Address == 0)
            throw new UnsupportedException(Codes.Framework, method.DisplayName, "it has no body");
        for (int i = 0; i < arguments.Length; i++)
        {
            if (method.AllParameters[i].Kind != TypeKind.ByRef)
                arguments[i] = Convert(arguments[i], method.AllParameters[i]);
        }

        if (ShouldInline(method))
            return ImportInline(method, arguments);
        // A struct in locals goes by value to a method that only reads it.
        int byValue = method.HasReadOnlyThis && arguments[0] is LocalReference ? 1 : 0;
        return Call(_program.Function(method, byValue, _isStatic), method, arguments, byValue);
    }

    private Value? Call(Function target, MethodDesc method, Value[] arguments, int byValue)
    {
        var operands = new List<Expr>();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i == 0 && byValue == 1)
            {
                var local = (LocalReference)arguments[0];
                operands.AddRange(LeavesOf(Part(local.Variable, local.FirstLeaf, local.Type.Element!)));
            }
            else
            {
                operands.AddRange(LeavesOf(arguments[i]));
            }
        }

        var type = method.ReturnType;
        if (type.Leaves.Count <= 1)
        {
            var result = _builder.EmitCall(new Call(target, [.. operands], Here));
            return result is null ? null : type.IsStruct ? new Composite(type, [result]) : new Scalar(type, result);
        }

        var slot = _builder.NewSlot(type.Size);
        operands.Add(new FrameAddress(slot, 0));
        _builder.EmitCall(new Call(target, [.. operands], Here));
        var loaded = (Composite)LoadFrom(new FrameAddress(slot, 0), 0, type);
        return loaded with { Leaves = [.. loaded.Leaves.Select(l => (Expr)_builder.Temporary(l))] };
    }

    private bool ShouldInline(MethodDesc method)
    {
        var flags = method.Owner.System.Reader.GetMethodDefinition(method.Handle).ImplAttributes;
        if ((flags & MethodImplAttributes.NoInlining) != 0 || method.Code.HasTry || _builder.Inlined > MaxInlined)
            return false;
        int depth = 0;
        for (var frame = this; frame is not null; frame = frame._caller)
        {
            if (frame._method == method || ++depth > MaxInlineDepth)
                return false;
        }

        int size = method.Code.Size;
        if ((flags & MethodImplAttributes.AggressiveInlining) != 0 || size <= SmallMethod)
            return true;
        return size <= MediumMethod && _program.Reach.CallSites(method) == 1;
    }

    private void ImportNew(CilInstruction i)
    {
        var reference = _program.Tokens.Method(i.Operand, _method.Context);
        if (ImportIntrinsicNew(reference))
            return;
        var constructor = reference.Method ?? throw NotInFramework(reference);
        var type = constructor.Owner;
        var arguments = new Value[constructor.AllParameters.Count];
        for (int a = arguments.Length - 1; a > 0; a--)
            arguments[a] = _builder.Pop();
        if (type.Kind == TypeKind.Unsupported)
            throw UnsupportedException.ForType(type, "new");
        if (type.Name.Contains(">d__", StringComparison.Ordinal))
            throw new UnsupportedException(Codes.StateMachine, "an iterator", "keep the place where you are in a field");
        if (type.IsStruct)
        {
            NewStruct(constructor, arguments);
            return;
        }

        Keep(arguments);
        var made = _builder.Temporary(_program.NewObject(type, _isStatic, Here));
        _builder.KnowNotNull(made);
        if (type.Shape.HasTag)
            _builder.Emit(Make.Store(Opcode.I32Store, made, 0, Make.Of(_program.Reach.TagOf(type))));
        _builder.Push(new Scalar(type, made));
        arguments[0] = new Scalar(type, made);
        Invoke(constructor, arguments);
    }

    private void NewStruct(MethodDesc constructor, Value[] arguments)
    {
        var variable = _builder.NewVariable($"{_site}N{_offset}", constructor.Owner);
        if (constructor.Code.Size > SmallMethod)
            Keep(arguments);
        StoreVariable(variable, Zero(constructor.Owner));
        LoadVariableAddress(variable);
        arguments[0] = _builder.Pop();
        Invoke(constructor, arguments);
        LoadVariable(variable);
    }

    /// <summary>Computes arguments before something else happens.</summary>
    private void Keep(Value[] arguments)
    {
        for (int a = 1; a < arguments.Length; a++)
        {
            arguments[a] = arguments[a] switch
            {
                Scalar s => s with { Expr = _builder.Stable(s.Expr) },
                Composite c => c with { Leaves = [.. c.Leaves.Select(_builder.Stable)] },
                var other => other,
            };
        }
    }

    private void ImportNewArray(TypeDesc element)
    {
        if (element.Kind == TypeKind.Unsupported)
            throw UnsupportedException.ForType(element, "new array");
        var length = Number(_builder.Pop());
        var array = _builder.Temporary(_program.NewArray(element, length, _isStatic, Here));
        _builder.KnowNotNull(array);
        _builder.Push(new Scalar(element.System.ArrayOf(element), array));
    }

    /// <summary><c>stackalloc</c>: a constant number of bytes in the frame, set to zero.</summary>
    private void ImportStackAllocation()
    {
        const int MaxBytes = 4096;
        if (_builder.Pop() is not Scalar { Expr: Const { Value: >= 0 and <= MaxBytes } size })
            throw new UnsupportedException(Codes.Allocation, "stackalloc of a size that is not a constant up to 4,096 bytes", "use a constant size, or an array made in Init");
        var slot = _builder.NewSlot((size.Value + 3) & -4);
        var address = new FrameAddress(slot, 0);
        _builder.SpillAll();
        var clear = _program.Framework("Memory", "Clear");
        _builder.EmitCall(new Call(_program.Function(clear, 0, _isStatic), [address, Make.Of(slot.Size)], Here));
        _builder.Push(new Scalar(_method.Owner.System.PointerOf(_method.Owner.System.Void), address));
    }

    /// <summary>The values of a <c>stackalloc</c> that has some: copied from constant data, or all the same byte.</summary>
    private void ImportBlockCall(string name)
    {
        var bytes = Number(_builder.Pop());
        var value = Number(_builder.Pop());
        var target = Number(_builder.Pop());
        _builder.SpillAll();
        _builder.EmitCall(new Call(_program.Function(_program.Framework("Memory", name), 0, _isStatic), [target, value, bytes], Here));
    }

    private void ImportBox(TypeDesc type)
    {
        if (!type.IsStruct && !(type.IsScalar && !type.IsReference))
            return; // a class in generic code is its own box
        _builder.Push(new Boxed(_method.Owner.System.Object, _builder.Pop()));
    }

    private void ImportTypeTest(TypeDesc type, bool traps)
    {
        var value = _builder.Pop();
        var address = _builder.Simple(Number(value));
        var classes = _program.Reach.ClassesOf(type);
        if (type.Kind != TypeKind.Class || type == type.System.Object || (!type.Shape.HasTag && !type.IsInterface))
        {
            if (value.Type != type && address is not Const { Value: 0 } && type != type.System.Object)
                throw new UnsupportedException(Codes.Reflection, $"asking whether an object is a {type.Name}", "only classes with a base class or an interface know what they are");
            _builder.Push(new Scalar(type, address));
            return;
        }

        var tag = _builder.Simple(LoadNumber(Opcode.I32Load, address, 0));
        Expr matches = Make.Zero;
        foreach (var candidate in classes)
            matches = Make.Binary(Opcode.I32Or, matches, Make.Binary(Opcode.I32Eq, tag, Make.Of(_program.Reach.TagOf(candidate))));
        if (traps)
            _builder.Emit(new TrapIf(Make.Binary(Opcode.I32And, Make.Not(matches), Make.Binary(Opcode.I32Ne, address, Make.Zero))));
        _builder.Push(new Scalar(type, traps ? address : Make.Select(matches, address, Make.Zero)));
    }

    private static UnsupportedException NotInFramework(MethodReference reference)
    {
        string name = $"{reference.Owner.Name}.{reference.Name}";
        var unsupported = reference.Parameters.Append(reference.ReturnType).FirstOrDefault(t => t.Name is "long" or "ulong" or "float" or "double" or "decimal");
        if (unsupported is not null)
            return UnsupportedException.ForType(unsupported, name);
        if (reference.Owner.Name.StartsWith("System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", StringComparison.Ordinal) || reference.Owner.Kind == TypeKind.String || reference.Name == "ToString")
            return new(Codes.Text, $"building a string ({reference.Name})", "draw the parts: Screen.Text for words, Screen.Number for numbers");
        if (reference.Owner.Name.StartsWith("System.Runtime.CompilerServices.Async", StringComparison.Ordinal))
            return new(Codes.StateMachine, "async", "a game lives from tick to tick: keep the place where you are in a field");
        if (reference.Owner.Name.StartsWith("System.Func", StringComparison.Ordinal) || reference.Owner.Name.StartsWith("System.Action", StringComparison.Ordinal) || reference.Name == "Invoke")
            return new(Codes.Delegate, name, "use a method, a switch, or an interface with small classes");
        if (reference.Owner.Name.StartsWith("System.Reflection", StringComparison.Ordinal) || reference.Owner.Name == "System.Type" || reference.Name == "GetType")
            return new(Codes.Reflection, name, "a cartridge knows nothing about types at run time");
        return new(Codes.Framework, name, "this part of .NET is not in a cartridge; docs/language.md lists what is");
    }
}
