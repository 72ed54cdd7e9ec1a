using System.Globalization;
using System.Text;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Fields, tables and methods of the game.</summary>
internal sealed partial class ProgramGenerator
{
    private readonly List<Ty> _generic = [];

    private void DeclareFields()
    {
        DeclareTables();
        foreach (var type in Enumerable.Range(0, 6).Select(_ => AnyScalar()).Append(Ty.Int).Append(Ty.UInt))
        {
            string name = Name("_f");
            bool initialised = Chance(30);
            if (initialised)
                Note("field initialiser");
            _members.Append(CultureInfo.InvariantCulture, $"    private {type} {name}{(initialised ? $" = {Constant(type)}" : "")};\n");
            _fields.Add(new Variable(name, type));
        }

        foreach (var type in new[] { Any(_structs), Any(_structs), Any(_tuples), Any(_generic) })
            Field(type, Name("_v"));
        foreach (var element in new[] { Ty.Int, Any(Ty.Integers), Any(Ty.Integers), AnyScalar(), Any(_structs), Any(_enums) })
        {
            int length = Any([1, 3, 4, 7, 8, 16]);
            string name = Name("_a");
            Field(Ty.ArrayOf(element), name, $"new {element}[{length}]", length);
            Line($"for (int i = 0; i < {length}; i++) {name}[i] = {(element.Shape == Shape.Integer ? $"unchecked(({element})(Random.Next() >> {Next(28)}))" : Constant(element))};", _init);
        }

        DeclareObjects();
        DeclareLibraryFields();
    }

    private static void Line(string text, StringBuilder target) => target.Append("        ").Append(text).Append('\n');

    private void Field(Ty type, string name, string? value = null, int length = 0)
    {
        _members.Append(CultureInfo.InvariantCulture, $"    private {type} {name};\n");
        _fields.Add(new Variable(name, type, Writable: !type.IsIndexed, length));
        if (value is not null)
            Line($"{name} = {value};", _init);
    }

    /// <summary>A value that needs nothing around it.</summary>
    private string Constant(Ty type) => type.Shape switch
    {
        Shape.Enum => $"{type}.{Any(type.Fields).Name}",
        Shape.Struct when type.IsTuple => $"({string.Join(", ", type.Fields.Select(f => Constant(f.Type)))})",
        Shape.Struct => $"new {type}({string.Join(", ", type.Fields.Select(f => Constant(f.Type)))})",
        _ => Literal(type).Text,
    };

    private void DeclareTables()
    {
        _members.Append(CultureInfo.InvariantCulture, $"    private const int Step = {Next(100) + 3};\n");
        foreach (var element in new[] { Ty.Int, Any(Ty.Integers), Any(_enums), Any(_structs.Where(s => s.Fields.TrueForAll(f => f.Type.IsScalar)).ToList()) })
        {
            int length = Any([2, 5, 8, 16]);
            string name = Name("Table");
            Note(element.Shape == Shape.Struct ? "table of structs" : "readonly table");
            _members.Append(CultureInfo.InvariantCulture, $"    private static readonly {element}[] {name} = [{string.Join(", ", Enumerable.Range(0, length).Select(_ => Constant(element)))}];\n");
            _tables.Add(new Variable(name, Ty.ArrayOf(element), false, length));
        }

        foreach (var element in new[] { Ty.Byte, Any(Ty.Integers) })
        {
            int length = Any([3, 8, 12]);
            string name = Name("TableOf");
            Note("span table");
            _members.Append(CultureInfo.InvariantCulture, $"    private static ReadOnlySpan<{element}> {name} => [{string.Join(", ", Enumerable.Range(0, length).Select(_ => Constant(element)))}];\n");
            _tables.Add(new Variable(name, Ty.ReadOnlySpanOf(element), false, length, Capturable: true));
        }

        _members.Append(CultureInfo.InvariantCulture, $"    private static readonly string[] Words = [{string.Join(", ", Words.Select(w => $"\"{w}\""))}];\n");
    }

    private void DeclareObjects()
    {
        Field(_base, "_shape", $"new Leaf{Next(3)}({Next(99)})");
        Field(_node, "_head", "new Node(1, new Node(2, new Node(3)))");
        Field(_act, "_any", Chance(50) ? "_head" : "_shape");
        Field(Ty.ArrayOf(_act), "_acts", "new IAct[4]", 4);
        Field(Ty.ArrayOf(_base), "_bases", "new Base[4]", 4);
        Line("for (int i = 0; i < 4; i++)", _init);
        Line("{", _init);
        Line("    _bases[i] = i == 0 ? new Leaf0(i) : i == 1 ? new Leaf1(i * 3) : new Leaf2(-i);", _init);
        Line("    _acts[i] = (i & 1) == 0 ? _bases[i] : new Node(i, _head);", _init);
        Line("}", _init);
        _members.Append("    private Node _none;\n    private readonly Node[] _holes = new Node[2];\n");
    }

    private void DeclareMethods()
    {
        _members.Append('\n');
        _methods.Add(new Method("Fibonacci", null, true, [new Parameter("n", Ty.Byte)], Ty.Int, 600));
        _methods.Add(new Method("IsEven", null, true, [new Parameter("n", Ty.Byte)], Ty.Bool, 300));
        _methods.Add(new Method("SumOf", null, true, [new Parameter("items", Ty.ReadOnlySpanOf(Ty.Int))], Ty.Int, 50));
        _methods.Add(new Method("Hash", null, true, [new Parameter("text", Ty.Text)], Ty.Int, 100));
        _methods.Add(new Method("Add", null, true, [new Parameter("a", Ty.Int), new Parameter("b", Ty.Int), new Parameter("step", Ty.Int, HasDefault: true)], Ty.Int, 3));
        _methods.Add(new Method("DivideInto", null, true, [new Parameter("a", Ty.Int), new Parameter("q", Ty.Int, "out"), new Parameter("r", Ty.Int, "out")], null, 5));
        _methods.Add(new Method("Twice", null, true, [new Parameter("a", Ty.Int, "ref"), new Parameter("b", Ty.Int, "ref")], Ty.Int, 5));
        for (int i = 0; i < 2; i++)
            WriteMethod(_members, null, isStatic: true, Parameters(2 + Next(2)), AnyValue(), 2);
        for (int i = 0; i < 3; i++)
            WriteMethod(_members, null, isStatic: false, Parameters(Next(4)), Chance(30) ? null : AnyValue(), 3);
        WriteRecursion();
    }

    private List<Parameter> Parameters(int count)
    {
        var list = new List<Parameter>();
        for (int i = 0; i < count; i++)
        {
            string name = Name("p");
            list.Add(Next(10) switch
            {
                0 or 1 => new Parameter(name, AnyValue(), "ref"),
                2 => new Parameter(name, AnyValue(), "out"),
                3 => new Parameter(name, AnyValue(), "in"),
                4 => new Parameter(name, Ty.SpanOf(Chance(50) ? Ty.Int : Any(Ty.Integers))),
                5 => new Parameter(name, Ty.ReadOnlySpanOf(Chance(50) ? Ty.Int : Any(_structs))),
                6 => new Parameter(name, Ty.ArrayOf(Chance(50) ? Ty.Int : Any(_structs))),
                7 => new Parameter(name, _act),
                _ => new Parameter(name, AnyValue()),
            });
        }

        return list;
    }

    private void WriteMethod(StringBuilder target, Ty? owner, bool isStatic, IReadOnlyList<Parameter> parameters, Ty? returns, int statements)
    {
        string name = Name("M");
        var (body, cost) = Body(new Scope(owner, isStatic) { Returns = returns, Limit = owner is null ? MethodSteps : 200 }, parameters, statements);
        string list = string.Join(", ", parameters.Select(p => $"{(p.Mode.Length > 0 ? p.Mode + " " : "")}{p.Type} {p.Name}"));
        target.Append(CultureInfo.InvariantCulture, $"    public {(isStatic ? "static " : "")}{returns?.Name ?? "void"} {name}({list})\n    {{\n{body}    }}\n\n");
        _methods.Add(new Method(name, owner, isStatic, parameters, returns, cost));
    }

    /// <summary>A method that calls itself, as deep as its first parameter says: at most 250.</summary>
    private void WriteRecursion()
    {
        Note("recursion");
        var returns = Chance(50) ? Ty.Int : AnyScalar();
        var (body, cost) = Body(new Scope(null, false) { Returns = returns, Limit = 60, AllowReturn = false }, [new Parameter("n", Ty.Byte), new Parameter("v", returns)], 2);
        _members.Append(CultureInfo.InvariantCulture, $"    private {returns} Deep(byte n, {returns} v)\n    {{\n        if (n == 0)\n            return v;\n        v = Deep((byte)(n - 1), v);\n{body}    }}\n\n");
        _methods.Add(new Method("Deep", null, false, [new Parameter("n", Ty.Byte), new Parameter("v", returns)], returns, (cost + 3) * 256));
    }

    private string UpdateMethod()
    {
        var scope = new Scope(null, false) { Returns = null, Limit = UpdateSteps };
        var (body, _) = Body(scope, [new Parameter("key", Ty.Int)], 9);
        return $$"""
            {{EdgeMethod()}}
            {{SampleMethod()}}
                public override Status Update(int key)
                {
                    _tick++;
                    Edge();
                    Sample();
                    Act(key);
                    return _tick == {{50 + Next(100)}} ? Status.Over : Status.Playing;
                }

                private void Act(int key)
                {
            {{body}}    }

            """;
    }

    private string DrawMethod()
    {
        var lines = new StringBuilder();
        Note("screen.Text");
        Note("screen.Number");
        foreach (var field in _fields.Where(f => f.Type.IsValue))
            lines.Append(CultureInfo.InvariantCulture, $"        screen.Put({Next(80)}, {Next(24)}, (char)('!' + ({Fold(field.Type, field.Name)} & 63)), (Color)({Fold(field.Type, field.Name)} & 15));\n");
        return $$"""
                public override void Draw(Screen screen)
                {
                    screen.Number(1, 0, _sum);
                    screen.Text(2, 2, Words[_tick & 3]);
                    screen.Center(1, Words[(int)((uint)_sum % (uint)Words.Length)], Color.Yellow);
            {{lines}}        screen.Voice(_tick & 3, _sum & 0xFFF, _sum & 15, Waveform.Triangle);
                }
            """;
    }
}
