using System.Reflection.Metadata;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Wasm;

namespace Monster.Compiler.Import;

/// <summary>One CIL instruction at a time (ECMA-335, partition III).</summary>
internal sealed partial class CilImporter
{
    private TypeDesc Int32 => _method.Owner.System.Int32;

    private TypeDesc TypeOf(CilInstruction instruction) => _program.Tokens.Type(instruction.Operand, _method.Context);

    private FieldDesc FieldOf(CilInstruction instruction) => _program.Tokens.Field(instruction.Operand, _method.Context);

    private void PushNumber(Expr value) => _builder.Push(new Scalar(Int32, value));

    private void Import(CilInstruction i)
    {
        if (Arithmetics.Find(i.OpCode) is { } opcode)
            ImportBinary(opcode);
        else if (CheckedConversions.Arithmetic(i.OpCode) is { } name)
            ImportCheckedArithmetic(name);
        else if (!ImportSimple(i) && !ImportMemory(i) && !ImportBranch(i) && !ImportOther(i))
            throw Refusal(i);
    }

    private bool ImportSimple(CilInstruction i)
    {
        switch (i.OpCode)
        {
            case ILOpCode.Nop or ILOpCode.Readonly or ILOpCode.Volatile or ILOpCode.Unaligned or ILOpCode.Break:
                break;
            case ILOpCode.Ldarg:
                LoadVariable(_arguments[i.Operand]);
                break;
            case ILOpCode.Ldarga:
                LoadVariableAddress(_arguments[i.Operand]);
                break;
            case ILOpCode.Starg:
                StoreVariable(_arguments[i.Operand], _builder.Pop());
                break;
            case ILOpCode.Ldloc:
                LoadVariable(Local(i.Operand));
                break;
            case ILOpCode.Ldloca:
                LoadVariableAddress(Local(i.Operand));
                break;
            case ILOpCode.Stloc:
                StoreLocal(i.Operand);
                break;
            case ILOpCode.Ldc_i4:
                PushNumber(Make.Of(i.Operand));
                break;
            case ILOpCode.Ldnull:
                _builder.Push(new Scalar(_method.Owner.System.Object, Make.Zero));
                break;
            case ILOpCode.Ldstr:
                _builder.Push(new Scalar(_method.Owner.System.String, new Const(_program.Constants.AddText(_program.Tokens.Text(i.Operand)))));
                break;
            case ILOpCode.Dup:
                Duplicate();
                break;
            case ILOpCode.Pop:
                Discard(_builder.Pop());
                break;
            case ILOpCode.Not:
                PushNumber(Make.Binary(Opcode.I32Xor, Number(_builder.Pop()), new Const(-1)));
                break;
            case ILOpCode.Neg:
                PushNumber(Make.Binary(Opcode.I32Sub, Make.Zero, Number(_builder.Pop())));
                break;
            default:
                return ImportConversion(i.OpCode);
        }

        return true;
    }

    private bool ImportConversion(ILOpCode code)
    {
        if (Arithmetics.ConversionOf(code) is not { } kind)
            return code is >= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un or >= ILOpCode.Conv_ovf_i1 and <= ILOpCode.Conv_ovf_u8
                && ImportCheckedConversion(code);
        var value = _builder.Pop();
        var type = _method.Owner.System.Signatures.GetPrimitiveType(kind);
        _builder.Push(kind is PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 && value is LocalReference ? value : Convert(new Scalar(Int32, Number(value)), type));
        return true;
    }

    private bool ImportMemory(CilInstruction i)
    {
        if (Arithmetics.ElementOf(i.OpCode) is { } primitive)
        {
            var type = _method.Owner.System.Signatures.GetPrimitiveType(primitive);
            if (i.OpCode is >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref)
                LoadIndirect(type);
            else if (i.OpCode is >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8 or ILOpCode.Stind_i)
                StoreIndirect(type);
            else if (i.OpCode is >= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_ref)
                LoadElement(i.OpCode == ILOpCode.Ldelem_ref ? ElementTypeBelow(1) : type);
            else
                StoreElement(type);
            return true;
        }

        switch (i.OpCode)
        {
            case ILOpCode.Ldobj:
                LoadIndirect(TypeOf(i));
                break;
            case ILOpCode.Stobj:
                StoreIndirect(TypeOf(i));
                break;
            case ILOpCode.Cpobj:
                LoadIndirect(TypeOf(i));
                StoreIndirect(TypeOf(i));
                break;
            case ILOpCode.Initobj:
                var cleared = TypeOf(i);
                StoreThrough(_builder.Pop(), cleared, Zero(cleared));
                break;
            case ILOpCode.Ldelem:
                LoadElement(TypeOf(i));
                break;
            case ILOpCode.Stelem:
                StoreElement(TypeOf(i));
                break;
            case ILOpCode.Ldelema:
                var element = TypeOf(i);
                var address = ElementAddress(element.Size, out int offset);
                _builder.Push(new Scalar(element.System.ByRefOf(element), Make.Add(address, offset)));
                break;
            case ILOpCode.Ldlen:
                PushNumber(LengthOf(_builder.NotNull(Number(_builder.Pop()))));
                break;
            case ILOpCode.Ldfld:
                LoadField(FieldOf(i));
                break;
            case ILOpCode.Ldflda:
                LoadFieldAddress(FieldOf(i));
                break;
            case ILOpCode.Stfld:
                StoreField(FieldOf(i));
                break;
            case ILOpCode.Ldsfld when _program.Tokens.IsEmptyText(i.Operand):
                _builder.Push(new Scalar(_method.Owner.System.String, new Const(_program.Constants.AddText(""))));
                break;
            case ILOpCode.Ldsfld:
                LoadStatic(FieldOf(i));
                break;
            case ILOpCode.Ldsflda:
                LoadStaticAddress(FieldOf(i));
                break;
            case ILOpCode.Stsfld:
                StoreStatic(FieldOf(i));
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ImportBranch(CilInstruction i)
    {
        switch (i.OpCode)
        {
            case ILOpCode.Br:
                JumpTo(i.Targets[0]);
                break;
            case ILOpCode.Brtrue:
                BranchTo(Truth(_builder.Pop()), i.Targets[0], Next(i));
                break;
            case ILOpCode.Brfalse:
                BranchTo(Make.Not(Truth(_builder.Pop())), i.Targets[0], Next(i));
                break;
            case >= ILOpCode.Beq and <= ILOpCode.Blt_un:
                var right = Number(_builder.Pop());
                var left = Number(_builder.Pop());
                BranchTo(Make.Binary(Arithmetics.ComparisonOf(i.OpCode), left, right), i.Targets[0], Next(i));
                break;
            case ILOpCode.Switch:
                SwitchTo(Number(_builder.Pop()), i.Targets, Next(i));
                break;
            case ILOpCode.Ret:
                ImportReturn();
                break;
            case ILOpCode.Throw:
                _builder.Pop();
                Unwind();
                _builder.Finish(new Trap());
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ImportOther(CilInstruction i)
    {
        switch (i.OpCode)
        {
            case ILOpCode.Call:
                ImportCall(i, isVirtual: false);
                break;
            case ILOpCode.Callvirt:
                ImportCall(i, isVirtual: true);
                break;
            case ILOpCode.Constrained:
                _constrained = TypeOf(i);
                break;
            case ILOpCode.Newobj:
                ImportNew(i);
                break;
            case ILOpCode.Newarr:
                ImportNewArray(TypeOf(i));
                break;
            case ILOpCode.Ldtoken:
                _builder.Push(new TokenValue(_method.Owner.System.Object, i.Operand));
                break;
            case ILOpCode.Sizeof:
                PushNumber(Make.Of(TypeOf(i).Size));
                break;
            case ILOpCode.Localloc:
                ImportStackAllocation();
                break;
            case ILOpCode.Cpblk:
                ImportBlockCall("Copy");
                break;
            case ILOpCode.Initblk:
                ImportBlockCall("Fill");
                break;
            case ILOpCode.Box:
                ImportBox(TypeOf(i));
                break;
            case ILOpCode.Isinst:
                ImportTypeTest(TypeOf(i), traps: false);
                break;
            case ILOpCode.Castclass:
                ImportTypeTest(TypeOf(i), traps: true);
                break;
            case ILOpCode.Unbox_any when !TypeOf(i).IsStruct && !TypeOf(i).IsScalar:
                ImportTypeTest(TypeOf(i), traps: true);
                break;
            default:
                return false;
        }

        return true;
    }

    private void ImportBinary(Opcode opcode)
    {
        var right = Truth(_builder.Pop());
        var left = Truth(_builder.Pop());
        if (opcode == Opcode.I32RemS && right is not Const { Value: not (0 or -1) })
        {
            left = _builder.Simple(left);
            right = _builder.Simple(right);
            // WebAssembly says 0 where .NET throws.
            var worst = Make.Binary(Opcode.I32Eq, left, new Const(int.MinValue));
            _builder.Emit(new TrapIf(Make.Binary(Opcode.I32And, worst, Make.Binary(Opcode.I32Eq, right, new Const(-1)))));
        }

        var type = opcode is >= Opcode.I32Eqz and <= Opcode.I32GeU ? _method.Owner.System.Boolean : Int32;
        _builder.Push(new Scalar(type, Make.Binary(opcode, left, right)));
    }

    /// <summary>The number, for a comparison: generic code asks whether a value in a box is null, which it never is.</summary>
    private Expr Truth(Value value) => value is Boxed ? new Const(1) : Number(value);

    private void Duplicate()
    {
        var value = _builder.Pop();
        value = value switch
        {
            Scalar s => s with { Expr = _builder.StableAddress(s.Expr) },
            Composite c => c with { Leaves = [.. c.Leaves.Select(_builder.Stable)] },
            _ => value,
        };
        _builder.Push(value);
        _builder.Push(value);
    }

    private void Discard(Value value)
    {
        if (value is Scalar { Expr.MayTrap: true } scalar)
            _builder.Emit(new Do(scalar.Expr));
        else if (value is Composite composite)
        {
            foreach (var leaf in composite.Leaves.Where(l => l.MayTrap))
                _builder.Emit(new Do(leaf));
        }
    }

    private TypeDesc ElementTypeBelow(int depth) =>
        _builder.Stack[^(depth + 1)].Type is { Kind: TypeKind.Array } array ? array.Element! : _method.Owner.System.Object;

    private static UnsupportedException Refusal(CilInstruction i) => i.OpCode switch
    {
        ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8 or ILOpCode.Conv_r4 or ILOpCode.Conv_r8 or ILOpCode.Conv_r_un =>
            new(Codes.FloatingPoint, "floating point", "a cartridge has whole numbers only: use fixed point, such as 1/256 steps in an int"),
        ILOpCode.Ldc_i8 or ILOpCode.Conv_i8 or ILOpCode.Conv_u8 =>
            new(Codes.SixtyFour, "a 64-bit number", "a cartridge has 32-bit numbers only: use int or uint"),
        ILOpCode.Ldftn or ILOpCode.Ldvirtftn =>
            new(Codes.Delegate, "a lambda or delegate", "use a method, a switch, or an interface with small classes"),
        ILOpCode.Unbox or ILOpCode.Unbox_any => new(Codes.Boxing, "unboxing", "keep the value in a variable of its own type"),
        ILOpCode.Leave or ILOpCode.Endfinally or ILOpCode.Rethrow =>
            new(Codes.Try, "try", "a throw ends the play, so there is nothing to catch: check before you act"),
        _ => new(Codes.Instruction, $"the CIL instruction {i.OpCode.ToString().ToLowerInvariant()}", "write it in a simpler way"),
    };
}
