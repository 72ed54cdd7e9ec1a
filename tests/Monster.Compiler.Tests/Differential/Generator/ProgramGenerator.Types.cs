using System.Globalization;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Enums, structs, tuples and classes.</summary>
internal sealed partial class ProgramGenerator
{
    private readonly Ty _act = new("IAct", Shape.Interface);
    private readonly Ty _base = new("Base", Shape.Class) { IsAbstract = true };
    private readonly Ty _node = new("Node", Shape.Class);

    private Ty AnyScalar() => Next(10) switch
    {
        0 => Ty.Bool,
        1 when _enums.Count > 0 => Any(_enums),
        2 or 3 or 4 => Ty.Int,
        5 => Ty.UInt,
        _ => Any(Ty.Integers),
    };

    private Ty AnyValue() => Chance(25) ? Any(_structs) : Chance(10) ? Any(_tuples) : AnyScalar();

    private void DeclareEnums()
    {
        for (int i = 0; i < 3; i++)
        {
            var element = Any(Ty.Integers.Where(t => t != Ty.Char).ToList());
            Note($"enum of {element}");
            var type = new Ty(Name("E"), Shape.Enum) { Element = element, Bits = element.Bits, Signed = element.Signed };
            long low = element.Signed ? -(1L << (element.Bits - 1)) : 0;
            long high = low + (1L << element.Bits) - 1;
            var values = new List<long> { 0, 1, 2, 3, low, high, Next(100) }.Distinct().OrderBy(_ => Next(100)).Take(Next(3) + 3).ToList();
            type.Fields.AddRange(values.Select((_, n) => new Member("V" + n.ToString(CultureInfo.InvariantCulture), type)));
            _enums.Add(type);
            _types.Append(CultureInfo.InvariantCulture, $"public enum {type} : {element} {{ {string.Join(", ", values.Select((v, n) => $"V{n} = {v}"))} }}\n\n");
        }
    }

    private void DeclareStructs()
    {
        _tuples.Add(TupleOf(Ty.Int, AnyScalar()));
        _tuples.Add(TupleOf(AnyScalar(), Ty.UInt, AnyScalar()));
        var small = DeclareStruct(readOnly: false, record: false, [Ty.Int, AnyScalar()]);
        DeclareStruct(readOnly: Chance(50), record: false, [.. Enumerable.Range(0, Next(4) + 1).Select(_ => AnyScalar()), Ty.Int]);
        DeclareStruct(readOnly: false, record: false, [AnyScalar(), small, Ty.Int, Any(_structs)]);
        DeclareStruct(readOnly: true, record: true, [Ty.Int, AnyScalar(), Chance(50) ? small : Ty.UInt]);
        DeclareGenericStruct();
    }

    private Ty TupleOf(params Ty[] items)
    {
        var type = new Ty($"({string.Join(", ", items.Select((t, i) => $"{t} T{i}"))})", Shape.Struct) { IsTuple = true };
        type.Fields.AddRange(items.Select((t, i) => new Member("T" + i.ToString(CultureInfo.InvariantCulture), t)));
        return type;
    }

    private Ty DeclareStruct(bool readOnly, bool record, Ty[] fields)
    {
        var type = new Ty(Name("S"), Shape.Struct) { IsReadOnly = readOnly, IsRecord = record, HasPlus = !record };
        type.Fields.AddRange(fields.Select((t, i) => new Member("F" + i.ToString(CultureInfo.InvariantCulture), t)));
        if (readOnly)
            Note("struct readonly");
        string parameters = string.Join(", ", type.Fields.Select(f => $"{f.Type} {(record ? f.Name : f.Name.ToLowerInvariant())}"));
        if (record)
        {
            _types.Append(CultureInfo.InvariantCulture, $"public readonly record struct {type}({parameters}) : IAct\n{{\n");
        }
        else
        {
            string modifier = readOnly ? "readonly " : "";
            _types.Append(CultureInfo.InvariantCulture, $"public {modifier}struct {type} : IAct\n{{\n");
            foreach (var field in type.Fields)
                _types.Append(CultureInfo.InvariantCulture, $"    public {modifier}{field.Type} {field.Name};\n");
            _types.Append(CultureInfo.InvariantCulture, $"    public {type}({parameters}) {{ {string.Concat(type.Fields.Select(f => $"{f.Name} = {f.Name.ToLowerInvariant()}; "))}}}\n");
            string arguments = string.Join(", ", type.Fields.Select(f => f.Type.Shape == Shape.Integer ? $"unchecked(({f.Type})(a.{f.Name} @ b.{f.Name}))" : $"a.{f.Name}"));
            foreach (char symbol in "+-")
                _types.Append(CultureInfo.InvariantCulture, $"    public static {type} operator {symbol}({type} a, {type} b) => new({arguments.Replace('@', symbol)});\n");
        }

        _structs.Add(type);
        string fold = string.Join(" ^ ", type.Fields.Select((f, i) => $"({Fold(f.Type, f.Name)} * {(2 * i) + 1})"));
        _types.Append(CultureInfo.InvariantCulture, $"    public int Folded => {fold};\n    public int Act(int x) => (x * 3) ^ Folded;\n    public int this[int i] => i == 0 ? Folded : i;\n");
        StructMethods(type);
        _types.Append("}\n\n");
        return type;
    }

    private void StructMethods(Ty type)
    {
        WriteMethod(_types, type, isStatic: false, [new Parameter("k", Ty.Int)], Ty.Int, 1);
        if (!type.IsReadOnly)
            WriteMethod(_types, type, isStatic: false, [new Parameter("k", Ty.Int), new Parameter("v", AnyScalar())], null, 2);
        WriteMethod(_types, type, isStatic: true, [new Parameter("k", Ty.Int)], type, 1);
    }

    private void DeclareGenericStruct()
    {
        Note("generic struct");
        _types.Append("""
            public struct Both<TFirst, TSecond>
            {
                public TFirst First;
                public TSecond Second;
                public Both(TFirst first, TSecond second) { First = first; Second = second; }
                public Both<TSecond, TFirst> Turned => new(Second, First);
                public void Put(TFirst first, TSecond second) { First = first; Second = second; }
            }


            """);
        foreach (var (first, second) in new[] { (Ty.Int, AnyScalar()), (Any(_structs), AnyScalar()) })
        {
            var type = new Ty($"Both<{first}, {second}>", Shape.Struct);
            type.Fields.Add(new Member("First", first));
            type.Fields.Add(new Member("Second", second));
            _generic.Add(type);
        }
    }

    /// <summary>An int made of everything in a value.</summary>
    private static string Fold(Ty type, string text) => type.Shape switch
    {
        Shape.Bool => $"({text} ? 77 : 3)",
        Shape.Struct when type.IsTuple || type.Name.StartsWith("Both", StringComparison.Ordinal) =>
            $"({string.Join(" ^ ", type.Fields.Select((f, i) => $"({Fold(f.Type, text + "." + f.Name)} * {(2 * i) + 1})"))})",
        Shape.Struct => text + ".Folded",
        _ => $"unchecked((int){text})",
    };

    private void DeclareClasses()
    {
        _types.Append("public interface IAct\n{\n    int Act(int x);\n    int Folded { get; }\n}\n\n");
        _act.Derived.AddRange([_base, _node]);
        _base.Fields.AddRange([new Member("A", Ty.Int), new Member("B", AnyScalar())]);
        _types.Append(CultureInfo.InvariantCulture, $"public abstract class Base(int a) : IAct\n{{\n    public int A = a;\n    public {_base.Fields[1].Type} B;\n    public abstract int Act(int x);\n    public virtual int Folded => A;\n");
        WriteVirtual(_base, "public virtual", "Scale");
        _types.Append("}\n\n");
        var first = DeclareDerived("Leaf0", "Base", "a", sealedType: false, scale: false);
        DeclareDerived("Leaf1", "Leaf0", "a ^ 5", sealedType: true, scale: true);
        DeclareDerived("Leaf2", "Base", "a + 1", sealedType: true, scale: true);
        first.Derived.Add(_base.Derived[1]);
        _node.Fields.AddRange([new Member("A", Ty.Int), new Member("V", Any(_structs)), new Member("Next", _node, CanBeNull: true)]);
        _types.Append(CultureInfo.InvariantCulture, $"public sealed class Node : IAct\n{{\n    public int A;\n    public {_node.Fields[1].Type} V;\n    public Node Next;\n    public int Folded => A * 5;\n    public Node(int a) {{ A = a; }}\n    public Node(int a, Node next) : this(a) {{ Next = next; }}\n");
        Note("constructor chaining");
        WriteVirtual(_node, "public", "Act");
        WriteMethod(_types, _node, isStatic: false, [new Parameter("k", Ty.Int)], AnyScalar(), 2);
        Note("expression body");
        _types.Append("}\n\n");
        AddInterfaceMethods();
    }

    private Ty DeclareDerived(string name, string parent, string forBase, bool sealedType, bool scale)
    {
        var type = new Ty(name, Shape.Class);
        type.Fields.AddRange(_base.Fields);
        type.Fields.Add(new Member("C" + name, AnyScalar()));
        _base.Derived.Add(type);
        _act.Derived.Add(type);
        _types.Append(CultureInfo.InvariantCulture, $"public {(sealedType ? "sealed " : "")}class {name}(int a) : {parent}({forBase})\n{{\n    public {type.Fields[^1].Type} {type.Fields[^1].Name};\n");
        if (parent != "Base")
            _types.Append(CultureInfo.InvariantCulture, $"    public override int Folded => base.Folded * 7;\n");
        WriteVirtual(type, "public override", "Act");
        if (scale)
            WriteVirtual(type, "public override", "Scale", "base.Scale(x) ^ ");
        _types.Append("}\n\n");
        return type;
    }

    private void WriteVirtual(Ty owner, string modifiers, string name, string prefix = "")
    {
        if (prefix.Length > 0)
            Note("base call");
        var (body, _) = Body(new Scope(owner, false) { Returns = Ty.Int, Limit = 150 }, [new Parameter("x", Ty.Int)], 1, prefix);
        _types.Append(CultureInfo.InvariantCulture, $"    {modifiers} int {name}(int x)\n    {{\n{body}    }}\n");
    }

    private void AddInterfaceMethods()
    {
        var x = new Parameter("x", Ty.Int);
        _methods.Add(new Method("Act", _act, false, [x], Ty.Int, 200));
        _methods.Add(new Method("Act", _base, false, [x], Ty.Int, 200));
        _methods.Add(new Method("Scale", _base, false, [x], Ty.Int, 400));
        Note("property");
    }
}
