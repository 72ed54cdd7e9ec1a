using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Wasm;

namespace Monster.Compiler.Import;

/// <summary>Variables, fields, arrays and references.</summary>
internal sealed partial class CilImporter
{
    /// <summary>Gives a variable a value.</summary>
    public void StoreVariable(Variable variable, Value value)
    {
        value = Convert(value, variable.Type);
        if (variable.Slot is { } slot)
        {
            StoreTo(new FrameAddress(slot, 0), 0, value);
            return;
        }

        var leaves = LeavesOf(value);
        for (int i = 0; i < leaves.Length; i++)
            _builder.Emit(new Set(variable.Locals![i], leaves[i]));
    }

    private static Value Zero(TypeDesc type) => type.IsStruct
        ? new Composite(type, [.. type.Leaves.Select(_ => Make.Zero)])
        : new Scalar(type, Make.Zero);

    private Expr Number(Value value)
    {
        switch (value)
        {
            case Scalar scalar:
                return scalar.Expr;
            case LocalReference reference:
                _builder.Escape(reference.Variable);
                return Make.Zero; // this attempt is given up
            case Composite { Leaves.Length: 1 } single:
                return single.Leaves[0];
            case Boxed:
                throw new UnsupportedException(Codes.Boxing, $"boxing of {value.Type.Name}", "a number cannot become an object here: use a generic method or an overload");
            default:
                throw new UnsupportedException(Codes.Instruction, $"this use of {value.Type.Name}", "write it in a simpler way");
        }
    }

    private Expr[] LeavesOf(Value value) => value is Composite composite ? composite.Leaves : [Number(value)];

    /// <summary>A value as a place of that type holds it.</summary>
    private Value Convert(Value value, TypeDesc type)
    {
        if (type.Kind == TypeKind.Unsupported)
            throw UnsupportedException.ForType(type, $"in {_method.DisplayName}");
        if (value is Scalar scalar && scalar.Type != type)
            return new Scalar(type, scalar.Type.Kind == type.Kind ? scalar.Expr : Access.Narrow(type.Kind, scalar.Expr));
        if (value is LocalReference reference && type.Kind != TypeKind.ByRef)
            return new Scalar(type, Number(reference));
        return value;
    }

    private Variable Local(int index)
    {
        var type = _code.Locals[index];
        if (type.Kind == TypeKind.Unsupported)
            throw UnsupportedException.ForType(type, "a local variable");
        if (type.Kind == TypeKind.Pointer)
            throw new UnsupportedException(Codes.Pointer, "a pointer", "use an index, a span or a ref");
        return _locals[index] ??= _code.LocalStores[index] == 1 && type.Kind == TypeKind.ByRef
            ? new Variable($"{_site}L{index}", type)
            : _builder.NewVariable($"{_site}L{index}", type);
    }

    private void StoreLocal(int index)
    {
        var variable = Local(index);
        var value = _builder.Pop();
        if (variable.Locals is null && variable.Slot is null)
            variable.Bound = value is LocalReference ? value : new Scalar(variable.Type, _builder.Stable(Number(value)));
        else
            StoreVariable(variable, value);
    }

    private void LoadVariable(Variable variable)
    {
        if (variable.Bound is { } bound)
            _builder.Push(bound is Scalar s ? s with { Type = variable.Type } : bound);
        else if (variable.Slot is { } slot)
            _builder.Push(LoadFrom(new FrameAddress(slot, 0), 0, variable.Type));
        else
            _builder.Push(Part(variable, 0, variable.Type));
    }

    private void LoadVariableAddress(Variable variable)
    {
        var type = variable.Type.System.ByRefOf(variable.Type);
        if (variable.Slot is { } slot)
            _builder.Push(new Scalar(type, new FrameAddress(slot, 0)));
        else
            _builder.Push(new LocalReference(type, variable, 0));
    }

    private static Value Part(Variable variable, int firstLeaf, TypeDesc type)
    {
        if (!type.IsStruct)
            return new Scalar(type, new Get(variable.Locals![firstLeaf]));
        return new Composite(type, [.. type.Leaves.Select((_, i) => new Get(variable.Locals![firstLeaf + i]))]);
    }

    /// <summary>Reads a value behind a reference.</summary>
    private void LoadIndirect(TypeDesc type)
    {
        var reference = _builder.Pop();
        if (reference is LocalReference local && Fits(local, type))
            _builder.Push(Convert(Part(local.Variable, local.FirstLeaf, local.Type.Element!), type));
        else
            _builder.Push(LoadFrom(Number(reference), 0, type));
    }

    private void StoreIndirect(TypeDesc type)
    {
        var value = Convert(_builder.Pop(), type);
        var reference = _builder.Pop();
        StoreThrough(reference, type, value);
    }

    private void StoreThrough(Value reference, TypeDesc type, Value value)
    {
        if (reference is LocalReference local && Fits(local, type))
        {
            // A store says how many bits it writes, but not always whether they have a sign: the variable knows.
            var leaves = LeavesOf(value.Type.IsStruct ? value : Convert(value, local.Variable.Type.Leaves[local.FirstLeaf].Type));
            for (int i = 0; i < leaves.Length; i++)
                _builder.Emit(new Set(local.Variable.Locals![local.FirstLeaf + i], leaves[i]));
            return;
        }

        StoreTo(Number(reference), 0, value);
    }

    /// <summary>False when a variable is read as something other than what it is, as generic code over references may do.</summary>
    private static bool Fits(LocalReference reference, TypeDesc type)
    {
        var own = reference.Type.Element!;
        return own == type || (own.IsScalar && type.IsScalar && own.Size == type.Size) ||
            (own.IsStruct && own.Leaves.Count == 1 && type.IsScalar && own.Leaves[0].Type.Size == type.Size);
    }

    private Value LoadFrom(Expr address, int offset, TypeDesc type, Region region = Region.Any)
    {
        if (!type.IsStruct)
            return new Scalar(type, LoadNumber(Access.Load(type), address, offset, region));
        if (type.Leaves.Count > 1)
            address = _builder.StableAddress(address);
        return new Composite(type, [.. type.Leaves.Select(leaf => LoadNumber(Access.Load(leaf.Type), address, offset + leaf.Offset, region))]);
    }

    private void StoreTo(Expr address, int offset, Value value, Region region = Region.Any)
    {
        var type = value.Type;
        if (!type.IsStruct)
        {
            _builder.Emit(Make.Store(Access.Store(type), address, offset, Number(value), region));
            return;
        }

        address = _builder.StableAddress(address);
        var leaves = LeavesOf(value);
        for (int i = 0; i < leaves.Length; i++)
            _builder.Emit(Make.Store(Access.Store(type.Leaves[i].Type), address, offset + type.Leaves[i].Offset, leaves[i], region));
    }

    private void LoadField(FieldDesc field)
    {
        CheckType(field);
        var target = _builder.Pop();
        switch (target)
        {
            case LocalReference local:
                _builder.Push(Part(local.Variable, local.FirstLeaf + field.FirstLeaf, field.Type));
                break;
            case Composite composite:
                var leaves = composite.Leaves.AsSpan(field.FirstLeaf, field.Type.Leaves.Count);
                _builder.Push(field.Type.IsStruct ? new Composite(field.Type, leaves.ToArray()) : new Scalar(field.Type, leaves[0]));
                break;
            default:
                _builder.Push(LoadFrom(FieldOwner(target, field), field.Offset, field.Type, RegionOf(field)));
                break;
        }
    }

    private void LoadFieldAddress(FieldDesc field)
    {
        CheckType(field);
        var type = field.Type.System.ByRefOf(field.Type);
        var target = _builder.Pop();
        if (target is LocalReference local)
            _builder.Push(new LocalReference(type, local.Variable, local.FirstLeaf + field.FirstLeaf));
        else
            _builder.Push(new Scalar(type, Make.Add(FieldOwner(target, field), field.Offset)));
    }

    private void StoreField(FieldDesc field)
    {
        CheckType(field);
        var value = Convert(_builder.Pop(), field.Type);
        var target = _builder.Pop();
        if (target is LocalReference local)
            StoreThrough(new LocalReference(field.Type.System.ByRefOf(field.Type), local.Variable, local.FirstLeaf + field.FirstLeaf), field.Type, value);
        else
            StoreTo(FieldOwner(target, field), field.Offset, value, RegionOf(field));
    }

    /// <summary>The address of the object or struct a field is in; an object's is checked for null.</summary>
    private Expr FieldOwner(Value target, FieldDesc field) =>
        field.Owner.IsStruct ? Number(target) : _builder.NotNull(Number(target));

    private static Region RegionOf(FieldDesc field) => field.Owner.IsStruct ? Region.Any : Region.Field;

    private static void CheckType(FieldDesc field)
    {
        if (field.Type.Kind == TypeKind.Unsupported)
            throw UnsupportedException.ForType(field.Type, $"field {field}");
    }

    /// <summary>The address of an array element. A null array has the length 0 that always stands at address 0.</summary>
    private Expr ElementAddress(int size, out int offset)
    {
        var index = Number(_builder.Pop());
        var array = Number(_builder.Pop());
        array = _builder.Simple(array);
        bool plain = index is Get or Const;
        index = _builder.Simple(index);
        var length = LengthOf(array);
        // What was just computed comes first, so that it need not be read back.
        _builder.Emit(new TrapIf(plain && length is Load ? Make.Binary(Opcode.I32LeU, length, index) : Make.Binary(Opcode.I32GeU, index, length)));
        offset = ArrayHeader;
        return Make.Add(array, Make.Binary(Opcode.I32Mul, index, Make.Of(size)));
    }

    private Expr LengthOf(Expr array) => LoadNumber(Opcode.I32Load, array, 0, Region.Length);

    /// <summary>A number in memory; the number itself when it can never change.</summary>
    private Expr LoadNumber(Opcode opcode, Expr address, int offset, Region region = Region.Any) => !_isStatic && _program.Constants.Known(opcode, address, offset) is { } known
        ? Make.Of(known) : Make.Load(opcode, address, offset, region);

    private void LoadElement(TypeDesc element)
    {
        var address = ElementAddress(element.Size, out int offset);
        _builder.Push(LoadFrom(address, offset, element, Region.Element));
    }

    private void StoreElement(TypeDesc element)
    {
        var value = Convert(_builder.Pop(), element);
        if (_builder.Stack[^2] is Scalar { Expr: Const table } && _program.Constants.Contains(table.Value) && !_isStatic)
            throw new UnsupportedException(Codes.ConstantWrite, "writing to a static readonly table", "tables are constant data: copy it into an array of the game in Init");
        var address = ElementAddress(element.Size, out int offset);
        StoreTo(address, offset, value, Region.Element);
    }

    private const int ArrayHeader = 4;
}
