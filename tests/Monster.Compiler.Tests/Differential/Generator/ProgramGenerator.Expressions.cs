using System.Globalization;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Expressions. Each is in parentheses or is one word, so that it can stand anywhere.</summary>
internal sealed partial class ProgramGenerator
{
    private static readonly string[] EdgeInts = ["0", "1", "2", "3", "7", "10", "(-1)", "(-7)", "255", "256", "32767", "65535", "0x7FFF0000", "int.MaxValue", "int.MinValue", "(int.MinValue + 1)"];
    private static readonly string[] EdgeUInts = ["0u", "1u", "2u", "5u", "255u", "256u", "65535u", "0x80000000u", "0x7FFFFFFFu", "uint.MaxValue", "0x9E3779B9u"];
    private static readonly string[] Words = ["monster", "arcade", "a", "jackdaws love my big sphinx", "█▓▒░", "0123456789abcdef"];

    private Code Expr(Ty want, int depth) => want.Shape switch
    {
        Shape.Integer => Integer(want, depth),
        Shape.Bool => Boolean(want, depth),
        Shape.Enum => Enumeration(want, depth),
        Shape.Struct => Structure(want, depth),
        Shape.Class or Shape.Interface => Read(want) ?? throw new InvalidOperationException($"No {want} here."),
        _ => throw new InvalidOperationException($"No expression of type {want}."),
    };

    /// <summary>An expression that C# does not count as a constant.</summary>
    private string Opaque(Ty want, int depth)
    {
        var code = Expr(want, depth);
        if (!code.IsConstant)
            return code.Text;
        if (Read(want) is { } read)
            return read.Text;
        if (want != Ty.Bool && Read(Any(Ty.Integers)) is { } other)
            return $"unchecked(({want})({other}))";
        Note("string length");
        string word = Any(Words);
        if (want == Ty.UInt)
            return $"((uint)\"{word}\".Length * {code})";
        return want == Ty.Bool ? $"(\"{word}\".Length != {Next(5)})" : $"unchecked(({want})(\"{word}\".Length * {(want.Shape == Shape.Enum ? "(int)" : "")}{code}))";
    }

    private Code Literal(Ty type)
    {
        if (type == Ty.Bool)
            return new Code(Chance(50) ? "true" : "false", true);
        if (type.Bits == 32)
        {
            if (type.Signed && _scope.Owner is null && Chance(5))
            {
                Note("const field");
                return new Code("Step", true);
            }

            if (Chance(40))
                return new Code(Any(type.Signed ? EdgeInts : EdgeUInts), true);
            return new Code(type.Signed ? $"({Next(2_000) - 1_000})" : $"{Next(100_000)}u", true);
        }

        int low = type.Signed ? -(1 << (type.Bits - 1)) : 0;
        int value = Next(4) switch { 0 => low, 1 => low + (1 << type.Bits) - 1, _ => low + Next(1 << type.Bits) };
        return new Code($"(({type})({value.ToString(CultureInfo.InvariantCulture)}))", true);
    }

    private Code Integer(Ty type, int depth)
    {
        if (depth <= 0 || Chance(20))
            return Chance(25) ? Literal(type) : Read(type) ?? Literal(type);
        if (type.Bits < 32 && Chance(70))
            return Conversion(type, depth);
        if (type.Bits < 32)
            return Choose<Code>((3, () => Read(type)), (2, () => Conditional(type, depth)), (2, () => CallReturning(type, depth)), (2, () => AssignmentValue(type, depth)), (1, () => Pick(type, depth)), (1, () => SwitchExpression(type, depth)), (1, () => Conversion(type, depth)));
        return Choose<Code>(
            (14, () => Arithmetic(type, depth)),
            (6, () => ShiftOf(type, depth)),
            (5, () => Division(type, depth)),
            (4, () => Unary(type, depth)),
            (8, () => Conversion(type, depth)),
            (3, () => Conditional(type, depth)),
            (4, () => Checked(type, depth)),
            (6, () => CallReturning(type, depth)),
            (3, () => AssignmentValue(type, depth)),
            (3, () => MathCall(type, depth)),
            (2, () => BitCall(type, depth)),
            (1, () => QuotientCall(type, depth)),
            (2, () => SwitchExpression(type, depth)),
            (2, () => Pick(type, depth)),
            (3, () => Length(type)),
            (2, () => ObjectValue(type, depth)));
    }

    private static Code Value(string text) => new(text);

    private Code Arithmetic(Ty type, int depth)
    {
        var (symbol, note) = Any([("+", "add"), ("-", "subtract"), ("*", "multiply"), ("&", "and"), ("|", "or"), ("^", "xor")]);
        Note(note);
        Spend(1);
        return Value($"({Opaque(type, depth - 1)} {symbol} {Expr(type, depth - 1)})");
    }

    private Code ShiftOf(Ty type, int depth)
    {
        var (symbol, note) = Any([("<<", "shift left"), (">>", "shift right"), (">>>", "shift right unsigned")]);
        Note(note);
        string count;
        switch (Next(4))
        {
            case 0:
                Note("shift by literal 32 or more");
                count = Any(["32", "33", "63", "64", "1000", "int.MaxValue"]);
                break;
            case 1:
                Note("shift by negative literal");
                count = Any(["(-1)", "(-31)", "(-32)", "(-33)", "int.MinValue"]);
                break;
            case 2:
                Note("shift by any count");
                count = Opaque(Ty.Int, depth - 1);
                break;
            default:
                count = Next(32).ToString(CultureInfo.InvariantCulture);
                break;
        }

        return Value($"({Opaque(type, depth - 1)} {symbol} {count})");
    }

    private Code Division(Ty type, int depth)
    {
        bool divide = Chance(50);
        Note(divide ? "divide" : "remainder");
        string symbol = divide ? "/" : "%";
        string left = Opaque(type, depth - 1);
        if (TakeRisk())
        {
            if (type == Ty.Int && Chance(40))
            {
                Note(divide ? "minimum divided by -1" : "minimum remainder -1");
                return Value($"((int.MinValue + ({Opaque(Ty.Int, 0)} & 1)) {symbol} (-1 - (int)({Opaque(Ty.UInt, 0)} & 0u)))");
            }

            Note(divide ? "divide by what may be 0" : "remainder by what may be 0");
            return Value($"({left} {symbol} {Opaque(type, depth - 1)})");
        }

        string u = type.Signed ? "" : "u";
        return Value(Next(3) switch
        {
            0 => $"({left} {symbol} {Any(["2", "3", "7", "10", "16", "1000", "65536"])}{u})",
            1 when type.Signed => $"({left} {symbol} {Any(["(-2)", "(-10)", "int.MinValue", "int.MaxValue"])})",
            _ => $"({left} {symbol} (({Opaque(type, depth - 1)} & {Any(["7", "255", "0x7FFF"])}{u}) + 1{u}))",
        });
    }

    private Code Unary(Ty type, int depth)
    {
        if (type.Signed && Chance(50))
        {
            Note("negate");
            return Value($"(-{Opaque(type, depth - 1)})");
        }

        Note("complement");
        return Value($"(~{Opaque(type, depth - 1)})");
    }

    private Code Conversion(Ty type, int depth)
    {
        var source = Any(Ty.Integers);
        if (source == type && type.Bits == 32)
            return Unary(type, depth);
        if (source == type)
            source = type.Signed ? Ty.UInt : Ty.Int;
        if (Chance(8) && _enums.Count > 0)
            return new Code($"unchecked(({type})({Opaque(Any(_enums), depth - 1)}))");
        if (Chance(25))
        {
            Note($"checked convert {source} to {type}");
            string inner = Opaque(source, depth - 1);
            // What fits into seven bits fits into every type.
            return new Code($"checked(({type})unchecked(({source})({inner}{(TakeRisk() ? "" : source == Ty.UInt ? " & 127u" : " & 127")})))");
        }

        Note($"convert {source} to {type}");
        return new Code($"unchecked(({type})({Opaque(source, depth - 1)}))");
    }

    private Code Conditional(Ty type, int depth)
    {
        Note("conditional");
        return Value($"({Opaque(Ty.Bool, depth - 1)} ? {Expr(type, depth - 1)} : {Expr(type, depth - 1)})");
    }

    private Code Checked(Ty type, int depth)
    {
        bool risk = TakeRisk();
        string Operand(string mask) => risk ? $"unchecked({Opaque(type, depth - 1)})" : $"unchecked({Opaque(type, depth - 1)} & {mask}{(type.Signed ? "" : "u")})";
        switch (Next(type.Signed ? 4 : 3))
        {
            case 0:
                Note("checked add");
                return Value($"checked({Operand("0x3FFFFFFF")} + {Operand("0x3FFFFFFF")})");
            case 1:
                Note("checked multiply");
                return Value($"checked({Operand("0x7FFF")} * {Operand("0xFFFF")})");
            case 2:
                Note("checked subtract");
                return Value(type.Signed || risk ? $"checked({Operand("0x7FFFFFFF")} - {Operand("0x7FFFFFFF")})" : $"checked((0x80000000u | {Operand("0xFFFF")}) - {Operand("0x7FFFFFFF")})");
            default:
                Note("checked negate");
                return Value($"checked(-{Operand("0x7FFFFFFF")})");
        }
    }

    private Code? AssignmentValue(Ty type, int depth)
    {
        if (Target(t => t.Same(type)) is not { } place)
            return null;
        string target = place.Text();
        if (type.Shape == Shape.Integer && Chance(50))
        {
            bool before = Chance(50);
            Note(before ? "increment prefix" : "increment postfix");
            if (place.Storage == "element")
                Note("increment of array element");
            return Value(before ? $"({Any(["++", "--"])}{target})" : $"({target}{Any(["++", "--"])})");
        }

        Note("assignment as value");
        if (type.Bits == 32 && Chance(50))
            return Value($"({target} {Any(["+=", "-=", "*=", "^=", "|=", "&="])} {Expr(type, depth - 1)})");
        return Value($"({target} = {Expr(type, depth - 1)})");
    }

    private Code? MathCall(Ty type, int depth)
    {
        switch (Next(type.Signed ? 5 : 3))
        {
            case 0:
                Note("Math.Min");
                return Value($"Math.Min({Expr(type, depth - 1)}, {Expr(type, depth - 1)})");
            case 1:
                Note("Math.Max");
                return Value($"Math.Max({Expr(type, depth - 1)}, {Expr(type, depth - 1)})");
            case 2:
                Note("Math.Clamp");
                string u = type.Signed ? "" : "u";
                return Value($"Math.Clamp({Expr(type, depth - 1)}, {Next(50)}{u}, {50 + Next(50)}{u})");
            case 3:
                Note("Math.Abs");
                return Value(TakeRisk() ? $"Math.Abs({Opaque(type, depth - 1)})" : $"Math.Abs({Opaque(type, depth - 1)} >> 1)");
            default:
                Note("Math.Sign");
                return Value($"Math.Sign({Opaque(type, depth - 1)})");
        }
    }

    private Code? Length(Ty type)
    {
        if (type != Ty.Int)
            return null;
        if (Chance(40))
        {
            Note("string index");
            string word = Any(Words);
            return Value(TakeRisk() ? $"(int)(\"{word}\"[{Expr(Ty.Int, 0)}])" : $"(int)(\"{word}\"[(int)((uint)({Opaque(Ty.Int, 1)}) % {word.Length}u)])");
        }

        if (FindPlace(p => p.Type.IsIndexed) is not { } place)
            return null;
        Note(place.Type.Shape == Shape.Array ? "array length" : "span length");
        return Value(place.Text() + ".Length");
    }

    private Code Pick(Ty type, int depth)
    {
        Note("generic method");
        return Value($"Pick<{type}>({Expr(Ty.Bool, depth - 1)}, {Expr(type, depth - 1)}, {Expr(type, depth - 1)})");
    }

    private Code Boolean(Ty type, int depth)
    {
        if (depth <= 0 || Chance(12))
            return Read(type) ?? Literal(type);
        return Choose<Code>(
            (10, () => Comparison(depth)),
            (6, () => Logic(depth)),
            (2, () => Noted("not", () => $"(!{Opaque(type, depth - 1)})")),
            (2, () => Relational(depth)),
            (2, () => CallReturning(type, depth)),
            (1, () => AssignmentValue(type, depth)),
            (2, () => ReferenceTest()),
            (1, () => Pick(type, depth)));
    }

    private Code Noted(string note, Func<string> text)
    {
        Note(note);
        return Value(text());
    }

    private Code Comparison(int depth)
    {
        if (Chance(15) && _enums.Count > 0)
        {
            var type = Any(_enums);
            Note("compare enum");
            return Value($"({Opaque(type, depth - 1)} {Any(["==", "!=", "<", ">="])} {Expr(type, depth - 1)})");
        }

        if (Chance(20))
        {
            var small = Any(Ty.Integers);
            Note("compare equal");
            return Value($"({Opaque(small, depth - 1)} {Any(["==", "!="])} {Expr(small, depth - 1)})");
        }

        var wide = Chance(60) ? Ty.Int : Ty.UInt;
        Note(wide.Signed ? "compare signed" : "compare unsigned");
        return Value($"({Opaque(wide, depth - 1)} {Any(["<", "<=", ">", ">=", "==", "!="])} {Expr(wide, depth - 1)})");
    }

    private Code Logic(int depth)
    {
        var (symbol, note) = Any([("&&", "short-circuit and"), ("||", "short-circuit or"), ("&", "bool and"), ("|", "bool or"), ("^", "bool xor"), ("&&", "short-circuit and"), ("||", "short-circuit or")]);
        Note(note);
        return Value($"({Opaque(Ty.Bool, depth - 1)} {symbol} {Opaque(Ty.Bool, depth - 1)})");
    }

    private Code Relational(int depth)
    {
        Note("relational pattern");
        int low = Next(400) - 200;
        return Value(Next(3) switch
        {
            0 => $"({Opaque(Ty.Int, depth - 1)} is > {low} and < {low + Next(5_000) + 2})",
            1 => $"({Opaque(Ty.Int, depth - 1)} is < {low} or {low + 5} or >= {low + 50})",
            _ => $"({Opaque(Ty.Char, depth - 1)} is (>= 'a' and <= 'z') or '?' or > '\\u2580')",
        });
    }

    private Code Enumeration(Ty type, int depth)
    {
        if (depth <= 0 || Chance(25))
            return Chance(40) ? new Code($"{type}.{Any(type.Fields).Name}", true) : Read(type) ?? new Code($"{type}.{Any(type.Fields).Name}", true);
        switch (Next(6))
        {
            case 0:
                Note("enum flags");
                return new Code($"({Opaque(type, depth - 1)} {Any(["|", "&", "^"])} {Expr(type, depth - 1)})");
            case 1:
                Note("enum arithmetic");
                return new Code($"unchecked({Opaque(type, depth - 1)} {Any(["+", "-"])} {1 + Next(3)})");
            case 2:
                return Conditional(type, depth);
            case 3:
                return CallReturning(type, depth) ?? Pick(type, depth);
            case 4:
                return SwitchExpression(type, depth) ?? Pick(type, depth);
            default:
                Note("enum from any integer");
                return new Code($"unchecked(({type})({Opaque(Any(Ty.Integers), depth - 1)}))");
        }
    }
}
