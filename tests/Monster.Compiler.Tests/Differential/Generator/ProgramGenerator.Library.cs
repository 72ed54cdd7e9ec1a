using System.Globalization;

namespace Monster.Compiler.Tests.Differential;

/// <summary>What a game may use of .NET, and the parts of C# around it: library calls, spans on the stack, values that may be missing, throws.</summary>
internal sealed partial class ProgramGenerator
{
    private const string Box = """
        public sealed class Box<T>(T first)
        {
            public T Value = first;
            public int Count { get; private set; }
            public T Swap(T next) { (Value, next) = (next, Value); Count++; return next; }
        }

        public ref struct Window(Span<int> items, int start)
        {
            public Span<int> Items = items;
            public int Start = start;
            public readonly int Sum() { int sum = Start; foreach (int item in Items) sum = (sum * 3) + item; return sum; }
            public void Move(int by) { Start += by; Items[0] ^= by; }
        }


        """;

    private void DeclareLibraryFields()
    {
        var content = Any(_structs);
        Field(new Ty($"Box<{content}>", Shape.Class) { Element = content }, "_box", $"new Box<{content}>({Constant(content)})");
        Field(new Ty("int[][]", Shape.Array) { Element = Ty.ArrayOf(Ty.Int) }, "_jag", "new int[3][]", 3);
        Line($"for (int i = 0; i < 3; i++) _jag[i] = new int[i + {1 + Next(5)}];", _init);
    }

    private bool Library() => Next(11) switch
    {
        0 or 1 => StackSpan(),
        2 or 3 => ArrayCall(),
        4 => SpanCall(),
        5 => Missing(),
        6 => Throw(),
        7 => Strings(),
        8 => JumpOut(),
        9 => Jagged(),
        _ => Boxes(),
    };

    private bool StackSpan()
    {
        if (_scope.InLocalFunction)
            return false;
        var element = Chance(60) ? Any(Ty.Integers) : Chance(50) ? Any(_enums) : Any(_structs);
        int length = 1 + Next(6);
        string name = Name("k");
        if (element.Shape != Shape.Struct && Chance(40))
        {
            Note("stackalloc initialised");
            Line($"Span<{element}> {name} = stackalloc {element}[{length}] {{ {string.Join(", ", Enumerable.Range(0, length).Select(_ => Expr(element, 1)))} }};");
        }
        else
        {
            Note("stackalloc");
            Line($"Span<{element}> {name} = stackalloc {element}[{length}];");
        }

        _locals.Add(new Variable(name, Ty.SpanOf(element), Writable: false, length, Capturable: false));
        if (element == Ty.Int && _scope.InGame && Chance(40))
        {
            Note("ref struct");
            string window = Name("w");
            Line($"var {window} = new Window({name}, {Expr(Ty.Int, 1)});");
            Line($"{window}.Move({Expr(Ty.Int, 1)});");
            Emit($"Mix({window}.Sum());");
        }

        return SpanUse(name, element, length);
    }

    /// <summary>An array of the game whose elements are values.</summary>
    private Variable? ArrayField(Func<Ty, bool> element)
    {
        var arrays = _fields.Where(f => f.Type.Shape == Shape.Array && f.Length >= 3 && f.Type.Element!.IsValue && element(f.Type.Element)).ToList();
        return !_scope.InGame || arrays.Count == 0 ? null : Any(arrays);
    }

    /// <summary>A part of something with so many elements, as a start and a count; outside its bounds when a risk is taken.</summary>
    private (string Start, int Count) Part(int length)
    {
        int start = Next(length);
        int count = Next(length - start + 1);
        return (TakeRisk() ? $"({Opaque(Ty.Int, 1)} & 3) + {start}" : start.ToString(CultureInfo.InvariantCulture), count);
    }

    private bool ArrayCall()
    {
        if (ArrayField(_ => true) is not { } array || !Spend(60))
            return false;
        string name = array.Name;
        var element = array.Type.Element!;
        switch (Next(6))
        {
            case 0:
                Note("Array.Fill");
                return Emit($"Array.Fill({name}, {Expr(element, 2)});");
            case 1:
                Note("Array.Clear");
                var (start, count) = Part(array.Length);
                return Emit(Chance(20) ? $"Array.Clear({name});" : $"Array.Clear({name}, {start}, {count});");
            case 2:
                Note("Array.Reverse");
                return Emit($"Array.Reverse({name});");
            case 3 when element.Shape == Shape.Integer && _scope.InGame:
                Note("Array.IndexOf");
                return Emit($"Mix(Array.IndexOf({name}, {Expr(element, 1)}));");
            default:
                Note("Array.Copy");
                int length = 1 + Next(array.Length);
                // From and to the same array more often than not: the parts then overlap.
                var to = Chance(70) ? array : ArrayField(e => e.Same(element))!;
                length = Math.Min(length, to.Length);
                string from = TakeRisk() ? $"({Opaque(Ty.Int, 1)} & 7)" : Next(array.Length - length + 1).ToString(CultureInfo.InvariantCulture);
                return Emit($"Array.Copy({name}, {from}, {to.Name}, {Next(to.Length - length + 1)}, {length});");
        }
    }

    private bool SpanCall()
    {
        if (ArrayField(_ => true) is not { } array || !Spend(60))
            return false;
        var element = array.Type.Element!;
        var (start, count) = Part(array.Length);
        string part = $"{array.Name}.AsSpan({start}, {count})";
        switch (Next(7))
        {
            case 0:
                Note("span copy");
                return Emit($"{part}.CopyTo({array.Name}.AsSpan({Next(array.Length - count + 1)}));");
            case 1:
                Note("span reverse");
                return Emit($"{part}.Reverse();");
            case 2 when element.Shape == Shape.Integer:
                Note("span index of");
                return Emit($"Mix({part}.IndexOf({Expr(element, 1)}));");
            case 3 when element.Shape == Shape.Integer:
                Note("span contains");
                return Emit($"Mix({part}.Contains({Expr(element, 1)}) ? 3 : 4);");
            case 4 when element.Shape == Shape.Integer:
                Note("span equal");
                return Emit($"Mix({part}.SequenceEqual({array.Name}.AsSpan({Next(array.Length - count + 1)}, {count})) ? 5 : 6);");
            case 5 when element.Shape == Shape.Integer:
                Note("list pattern");
                return Emit($"Mix({part} is [{Literal(element)}, ..] or [_, .., {Literal(element)}] ? 7 : 8);");
            default:
                Note("index from end");
                return Emit($"{array.Name}[^{1 + Next(array.Length)}] = {Expr(element, 2)};");
        }
    }

    /// <summary>A value that may be missing.</summary>
    private bool Missing()
    {
        if (!_scope.InGame)
            return false;
        var type = Chance(70) ? AnyScalar() : Any(_structs);
        string name = Name("q");
        Line($"{type}? {name} = {Opaque(Ty.Bool, 2)} ? {Expr(type, 2)} : null;");
        switch (Next(5))
        {
            case 0:
                Note("nullable coalesced");
                return Emit($"Mix({Fold(type, $"({name} ?? {Expr(type, 1)})")});");
            case 1:
                Note("nullable pattern");
                string some = Name("x");
                return Emit($"if ({name} is {{ }} {some}) Mix({Fold(type, some)});");
            case 2 when TakeRisk(25):
                Note("nullable value");
                return Emit($"Mix({Fold(type, name + ".Value")});");
            case 3:
                Note("nullable assigned if missing");
                Note("nullable value");
                Line($"{name} ??= {Expr(type, 1)};");
                return Emit($"Mix({Fold(type, name + ".Value")});");
            default:
                Note("nullable or default");
                return Emit($"Mix({name}.HasValue ? {Fold(type, name + ".GetValueOrDefault()")} : 9);");
        }
    }

    private bool Throw()
    {
        if (!TakeRisk(25))
            return false;
        if (_scope.InGame && Chance(60))
        {
            Note("throw expression");
            return Emit($"Mix(({Opaque(Ty.Int, 2)} & 7) != 3 ? {Expr(Ty.Int, 1)} : throw new InvalidOperationException(\"no\"));");
        }

        Note("throw");
        return Emit($"if (({Opaque(Ty.Int, 2)} & 7) == 3) throw new {Any(["InvalidOperationException(\"no\")", "ArgumentException()", "ArgumentOutOfRangeException()"])};");
    }

    private bool Strings()
    {
        if (!_scope.InGame)
            return false;
        string word = Name("t");
        Line($"string {word} = Words[(int)((uint)({Opaque(Ty.Int, 1)}) % (uint)Words.Length)];");
        if (Chance(40))
        {
            Note("string equal");
            return Emit($"Mix({word} {Any(["==", "!="])} \"{Any(Words)}\" ? {Expr(Ty.Int, 1)} : {word}.Length);");
        }

        Note("switch on string");
        return Emit($"Mix({word} switch {{ {string.Join(", ", Words.Take(2 + Next(4)).Select(w => $"\"{w}\" => {Expr(Ty.Int, 1)}"))}, _ => {Expr(Ty.Int, 1)} }});");
    }

    /// <summary>A jump out of two loops.</summary>
    private bool JumpOut()
    {
        if (!_scope.InGame || _scope.InLocalFunction || _scope.Loops > 0 || _scope.Switches > 0 || !Spend(120))
            return false;
        Note("goto out of loops");
        var (i, j, label) = (Name("i"), Name("j"), Name("done"));
        Line($"for (int {i} = 0; {i} < {2 + Next(4)}; {i}++)");
        Line($"    for (int {j} = {i}; {j} < {3 + Next(4)}; {j}++)");
        Line("    {");
        Line($"        if ((({i} ^ {j}) & 1) == {Next(2)}) continue;");
        Line($"        Mix({i} * {j});");
        Line($"        if (({Opaque(Ty.Int, 2)} & 3) == 1) goto {label};");
        Line("    }");
        return Emit($"{label}: _sum += {Expr(Ty.Int, 1)};");
    }

    private bool Jagged()
    {
        if (!_scope.InGame)
            return false;
        Note("array of arrays");
        string row = $"_jag[(uint)({Opaque(Ty.Int, 1)}) % 3u]";
        return Emit(Chance(30) ? $"foreach (int cell in {row}) Mix(cell);" : $"{row}[{(TakeRisk() ? Expr(Ty.Int, 1) + " & 7" : "0")}] += {Expr(Ty.Int, 2)};");
    }

    private bool Boxes()
    {
        if (!_scope.InGame)
            return false;
        switch (Next(5))
        {
            case 0:
                Note("as");
                return Emit($"Mix((_bases[{Opaque(Ty.Int, 1)} & 3] as Leaf1)?.A ?? {Expr(Ty.Int, 1)});");
            case 1:
                Note("tuple equal");
                return Emit($"Mix(({Opaque(Ty.Int, 1)}, {Opaque(Ty.Bool, 1)}) == ({Expr(Ty.Int, 1)}, {Expr(Ty.Bool, 1)}) ? 1 : 2);");
            case 2 when FindPlace(p => p.Type.IsRecord && p.Type.Fields.TrueForAll(f => f.Type.IsScalar)) is { } record:
                Note("record struct equal");
                return Emit($"Mix({record.Text()} == {Expr(record.Type, 1)} ? 1 : 2);");
            default:
                Note("generic class");
                var content = _fields.First(f => f.Name == "_box").Type.Element!;
                return Emit($"Mix(_box.Swap({Expr(content, 2)}).Folded + _box.Count);");
        }
    }

    private Code? BitCall(Ty type, int depth)
    {
        string count = Chance(50) ? Next(40).ToString(CultureInfo.InvariantCulture) : Opaque(Ty.Int, depth - 1);
        if (type == Ty.UInt)
        {
            bool left = Chance(50);
            Note(left ? "BitOperations.RotateLeft" : "BitOperations.RotateRight");
            return Value($"System.Numerics.BitOperations.Rotate{(left ? "Left" : "Right")}({Opaque(Ty.UInt, depth - 1)}, {count})");
        }

        string call = Any(["PopCount", "LeadingZeroCount", "TrailingZeroCount"]);
        Note("BitOperations." + call);
        return Value($"System.Numerics.BitOperations.{call}({Opaque(Ty.UInt, depth - 1)})");
    }

    private Code? QuotientCall(Ty type, int depth)
    {
        Note("Math.DivRem");
        string u = type.Signed ? "" : "u";
        return Value($"Math.DivRem({Opaque(type, depth - 1)}, {(TakeRisk() ? Opaque(type, 1) : $"{2 + Next(9)}{u}")}).{Any(["Quotient", "Remainder"])}");
    }
}
