using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Program;
using Monster.Wasm;

namespace Monster.Compiler.Import;

/// <summary>The methods of .NET, and of the framework sources, that the compiler itself understands.</summary>
internal sealed partial class CilImporter
{
    /// <summary>Imports a call when it is one of these methods.</summary>
    private bool ImportIntrinsic(MethodReference reference)
    {
        if (reference.Owner.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal) && reference.Name.StartsWith("Throw", StringComparison.Ordinal))
        {
            foreach (var _ in reference.Parameters)
                _builder.Pop();
            _builder.Emit(new TrapIf(new Const(1)));
            return true;
        }

        bool own = reference.Method is not null && !reference.Owner.Name.StartsWith(TypeSystem.FrameworkNamespace, StringComparison.Ordinal);
        return !own && (ImportBits(reference) || ImportReferences(reference) || ImportArrays(reference) || ImportText(reference) || ImportComparer(reference));
    }

    /// <summary>Imports a <c>new</c> when it is of a type the compiler knows.</summary>
    private bool ImportIntrinsicNew(MethodReference reference)
    {
        if (reference.Owner.Kind == TypeKind.Unsupported && reference.Owner.Name.EndsWith("Exception", StringComparison.Ordinal))
        {
            foreach (var _ in reference.Parameters)
                _builder.Pop();
            _builder.Push(new ExceptionValue(reference.Owner));
            return true;
        }

        if (IsSpan(reference.Owner) && reference.Parameters is [{ Kind: TypeKind.Pointer }, _])
        {
            var length = Number(_builder.Pop());
            var address = Number(_builder.Pop());
            _builder.Push(new Composite(reference.Owner, [address, length]));
            return true;
        }

        return false;
    }

    private static bool IsSpan(TypeDesc type) =>
        type.IsStruct && (type.Name.StartsWith(TypeSystem.FrameworkNamespace + ".Span`1", StringComparison.Ordinal) ||
            type.Name.StartsWith(TypeSystem.FrameworkNamespace + ".ReadOnlySpan`1", StringComparison.Ordinal));

    private static string ShortName(MethodReference reference)
    {
        string owner = reference.Owner.Name;
        int generic = owner.IndexOfAny(['`', '<']);
        owner = generic < 0 ? owner : owner[..generic];
        return $"{owner[(owner.LastIndexOf('.') + 1)..]}.{reference.Name}";
    }

    private bool ImportBits(MethodReference reference)
    {
        if (reference.Parameters.Any(p => p.Name is "long" or "ulong" or "nint" or "nuint"))
            return false;
        Opcode? opcode = ShortName(reference) switch
        {
            "BitOperations.PopCount" => Opcode.I32Popcnt,
            "BitOperations.LeadingZeroCount" => Opcode.I32Clz,
            "BitOperations.TrailingZeroCount" => Opcode.I32Ctz,
            "BitOperations.RotateLeft" => Opcode.I32Rotl,
            "BitOperations.RotateRight" => Opcode.I32Rotr,
            _ => null,
        };
        if (opcode is null)
            return ImportCore(reference);
        var last = Number(_builder.Pop());
        PushNumber(reference.Parameters.Length == 1 ? Make.Unary(opcode.Value, last) : Make.Binary(opcode.Value, Number(_builder.Pop()), last));
        return true;
    }

    /// <summary>The few operations that the framework sources are built from.</summary>
    private bool ImportCore(MethodReference reference)
    {
        switch (ShortName(reference))
        {
            case "Intrinsic.TrapIf":
                _builder.Emit(new TrapIf(Make.Condition(Number(_builder.Pop()))));
                break;
            case "Intrinsic.Select":
                var whenFalse = Number(_builder.Pop());
                var whenTrue = Number(_builder.Pop());
                _builder.Push(new Scalar(reference.ReturnType, Make.Select(Number(_builder.Pop()), whenTrue, whenFalse)));
                break;
            case "Intrinsic.Load":
                PushNumber(LoadNumber(Opcode.I32Load, Number(_builder.Pop()), 0));
                break;
            case "Intrinsic.Load8":
                PushNumber(LoadNumber(Opcode.I32Load8U, Number(_builder.Pop()), 0));
                break;
            case "Intrinsic.Store" or "Intrinsic.Store8":
                var value = Number(_builder.Pop());
                var opcode = reference.Name == "Store" ? Opcode.I32Store : Opcode.I32Store8;
                _builder.Emit(Make.Store(opcode, Number(_builder.Pop()), 0, value));
                break;
            case "Intrinsic.get_ArenaPointer":
                PushNumber(Make.Of(MemoryLayout.ArenaPointer(_isStatic)));
                break;
            case "Intrinsic.get_ArenaEnd":
                PushNumber(Make.Of(_program.Layout.ArenaEnd(_isStatic)));
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ImportReferences(MethodReference reference)
    {
        switch (ShortName(reference))
        {
            case "Object..ctor" or "object..ctor":
                _builder.Pop();
                break;
            case "Span..ctor" or "ReadOnlySpan..ctor" when reference.Parameters is [{ Kind: TypeKind.Pointer }, _]:
                var length = Number(_builder.Pop());
                var start = Number(_builder.Pop());
                StoreThrough(_builder.Pop(), reference.Owner, new Composite(reference.Owner, [start, length]));
                break;
            case "Unsafe.Add" when reference.Parameters is [_, { Kind: TypeKind.Int32 }]:
                var index = Number(_builder.Pop());
                var size = Make.Of(reference.Arguments[0].Size);
                _builder.Push(new Scalar(reference.ReturnType, Make.Add(Number(_builder.Pop()), Make.Binary(Opcode.I32Mul, index, size))));
                break;
            case "Unsafe.As" or "Unsafe.AsRef" when reference.Parameters is [{ Kind: TypeKind.ByRef }]:
                _builder.Push(new Scalar(reference.ReturnType, Number(_builder.Pop())));
                break;
            case "Unsafe.IsAddressGreaterThan" or "Unsafe.AreSame" or "object.ReferenceEquals":
                var right = Number(_builder.Pop());
                var same = reference.Name == "IsAddressGreaterThan" ? Opcode.I32GtU : Opcode.I32Eq;
                _builder.Push(new Scalar(reference.ReturnType, Make.Binary(same, Number(_builder.Pop()), right)));
                break;
            case "MemoryMarshal.GetArrayDataReference":
                _builder.Push(new Scalar(reference.ReturnType, Make.Add(_builder.NotNull(Number(_builder.Pop())), ArrayHeader)));
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ImportArrays(MethodReference reference)
    {
        switch (ShortName(reference))
        {
            case "RuntimeHelpers.InitializeArray":
                InitializeArray();
                return true;
            case "RuntimeHelpers.CreateSpan":
                var (address, bytes) = ConstantData(((TokenValue)_builder.Pop()).Token);
                _builder.Push(new Composite(reference.ReturnType, [new Const(address), new Const(bytes / reference.Arguments[0].Size)]));
                return true;
            case "Array.Copy" or "Array.Clear" when reference.Method is null:
                RedirectToArrays(reference.Name, reference.Parameters.Length);
                return true;
            case "Array.get_Length":
                PushNumber(LengthOf(_builder.NotNull(Number(_builder.Pop()))));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The methods of <c>System.Array</c> without a type parameter: the element type is that of the array on the stack.</summary>
    private void RedirectToArrays(string name, int count)
    {
        var arguments = new Value[count];
        for (int a = count - 1; a >= 0; a--)
            arguments[a] = _builder.Pop();
        if (arguments[0].Type is not { Kind: TypeKind.Array } array)
            throw new UnsupportedException(Codes.Array, $"Array.{name} of something that is not known as an array", "use a variable of the array's own type");
        foreach (var argument in arguments.Skip(1).Where(a => a.Type.Kind == TypeKind.Array && a.Type != array))
            throw new UnsupportedException(Codes.Array, $"Array.{name} between {array.Name} and {argument.Type.Name}", "copy element by element");
        var generic = _program.Framework("Array", name + "Of", count, array.Element!);
        Invoke(generic, arguments);
    }

    private void InitializeArray()
    {
        var token = (TokenValue)_builder.Pop();
        var array = _builder.Stable(Number(_builder.Pop()));
        var (address, bytes) = ConstantData(token.Token);
        var copy = _program.Framework("Memory", "Copy");
        _builder.EmitCall(new Call(_program.Function(copy, 0, _isStatic), [Make.Add(array, ArrayHeader), new Const(address), new Const(bytes)], Here));
    }

    private (int Address, int Bytes) ConstantData(int token)
    {
        byte[] data = _program.DataOfField(token);
        return (_program.Constants.AddBytes(data), data.Length);
    }

    private bool ImportText(MethodReference reference)
    {
        if (reference.Owner.Kind != TypeKind.String)
            return false;
        switch (reference.Name)
        {
            case "get_Length":
                PushNumber(LengthOf(_builder.NotNull(Number(_builder.Pop()))));
                return true;
            case "get_Chars":
                _builder.Push(new Scalar(reference.ReturnType, Character()));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A character of a string.</summary>
    private Expr Character()
    {
        var alphabet = _program.Constants.Alphabet;
        var address = ElementAddress(alphabet.Size, out int offset);
        if (!alphabet.IsNarrow)
            return LoadNumber(Opcode.I32Load16U, address, offset, Region.Element);
        var number = LoadNumber(Opcode.I32Load8U, address, offset, Region.Element);
        if (alphabet.Others.Length == 0)
            return number;
        number = _builder.Simple(number);
        var place = Make.Add(Make.Binary(Opcode.I32Shl, number, Make.Of(1)), _program.Constants.OtherCharacters - 256);
        return Make.Select(Make.Binary(Opcode.I32LtU, number, Make.Of(128)), number, LoadNumber(Opcode.I32Load16U, place, 0, Region.Element));
    }

    /// <summary>What records compare their fields with.</summary>
    private bool ImportComparer(MethodReference reference)
    {
        switch (ShortName(reference))
        {
            case "EqualityComparer.get_Default":
                _builder.Push(new Scalar(_method.Owner.System.Object, Make.Zero));
                return true;
            case "EqualityComparer.Equals":
                var right = _builder.Pop();
                var left = _builder.Pop();
                _builder.Pop();
                _builder.Push(AreEqual(reference.Owner.Arguments[0], left, right));
                return true;
            default:
                return false;
        }
    }

    private Value AreEqual(TypeDesc type, Value left, Value right)
    {
        var boolean = type.System.Boolean;
        if (type.Kind == TypeKind.String)
            return Invoke(_program.Framework("Text", "op_Equality"), [left, right])!;
        if (!type.IsStruct)
            return new Scalar(boolean, Make.Binary(Opcode.I32Eq, Number(left), Number(right)));
        var equals = _program.Reach.EqualsOf(type) ??
            throw new UnsupportedException(Codes.Boxing, $"comparing {type.Name}", "give the struct a method Equals of its own type, or make it a record struct");
        var variable = _builder.NewVariable($"{_site}E{_offset}.{_builder.Function.LocalCount}", type);
        StoreVariable(variable, left);
        LoadVariableAddress(variable);
        return Invoke(equals, [_builder.Pop(), right])!;
    }

    private bool ImportCheckedConversion(System.Reflection.Metadata.ILOpCode code)
    {
        var (name, unsigned) = CheckedConversions.Find(code);
        if (name is null)
            return false;
        var method = _program.Framework("Checked", unsigned ? name + "FromUnsigned" : name);
        var value = new Scalar(method.Parameters[0], Number(_builder.Pop()));
        _builder.Push(Invoke(method, [value])!);
        return true;
    }

    private void ImportCheckedArithmetic(string name)
    {
        var right = _builder.Pop();
        var left = _builder.Pop();
        // Elements times their size, before a stackalloc of structs.
        if (name == "MultiplyUnsigned" && left is Scalar { Expr: Const a } count && right is Scalar { Expr: Const b } && Math.BigMul((uint)a.Value, (uint)b.Value) <= int.MaxValue)
            _builder.Push(count with { Expr = Make.Of(a.Value * b.Value) });
        else
            _builder.Push(Invoke(_program.Framework("Checked", name), [left, right])!);
    }

    private void LoadStatic(FieldDesc field)
    {
        int address = _program.Statics.AddressOf(field, _isStatic, out bool known);
        CheckType(field);
        if (!known)
            _builder.Push(LoadFrom(new Const(address), 0, field.Type));
        else if (field.Type.IsStruct)
            _builder.Push(new Composite(field.Type, [.. field.Type.Leaves.Select(l => Make.Of(_program.Constants.Read(address + l.Offset, Access.Load(l.Type))))]));
        else
            _builder.Push(new Scalar(field.Type, Make.Of(_program.Constants.Read(address, Access.Load(field.Type)))));
    }

    private void LoadStaticAddress(FieldDesc field)
    {
        var type = field.Type.System.ByRefOf(field.Type);
        if (_program.HasData(field))
            _builder.Push(new Scalar(type, new Const(_program.Constants.AddBytes(_program.DataOf(field)))));
        else
            _builder.Push(new Scalar(type, new Const(_program.Statics.AddressOf(field, _isStatic, out _))));
    }

    private void StoreStatic(FieldDesc field)
    {
        if (!_isStatic)
            throw StaticFields.MutableStatic(field);
        var value = Convert(_builder.Pop(), field.Type);
        StoreTo(new Const(_program.Statics.AddressOf(field, true, out _)), 0, value);
    }
}
