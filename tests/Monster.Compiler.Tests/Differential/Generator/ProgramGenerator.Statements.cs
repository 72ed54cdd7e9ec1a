using System.Globalization;
using System.Text;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Statements but loops and switches.</summary>
internal sealed partial class ProgramGenerator
{
    /// <summary>The lines of a method body and what one call costs.</summary>
    private (string Text, long Cost) Body(Scope scope, IReadOnlyList<Parameter> parameters, int statements, string? prefix = null)
    {
        var (outer, output) = (_scope, _out);
        var kept = _locals.ToList();
        _scope = scope;
        _out = new StringBuilder();
        _locals.Clear();
        foreach (var parameter in parameters)
        {
            if (parameter.Mode == "out")
                Line($"{parameter.Name} = {Constant(parameter.Type)};");
            bool plain = parameter.Mode.Length == 0 && parameter.Type.Shape is not (Shape.Span or Shape.ReadOnlySpan);
            bool writable = parameter.Mode != "in" && parameter.Type.IsValue && !(parameter.Name is "n" or "key");
            _locals.Add(new Variable(parameter.Name, parameter.Type, writable, Capturable: plain));
        }

        Statements(statements);
        if (scope.Returns is { } returns)
            Line($"return {prefix}{Expr(returns, 2)};");
        string text = _out.ToString();
        _locals.Clear();
        _locals.AddRange(kept);
        (_scope, _out) = (outer, output);
        return (text, scope.Cost + 2);
    }

    private void Statements(int count)
    {
        for (int i = 0; i < count && Spend(1); i++)
            Statement();
    }

    private void Block(int statements)
    {
        int kept = _locals.Count;
        Line("{");
        _scope.Indent++;
        Statements(statements);
        _scope.Indent--;
        Line("}");
        _locals.RemoveRange(kept, _locals.Count - kept);
    }

    private int BlockSize => _scope.Indent > 2 ? 1 : 1 + Next(2);

    private void Statement()
    {
        bool deep = _scope.Indent >= (_scope.Limit == UpdateSteps ? 3 : 2);
        WriteOne(
            (12, () => Assign()),
            (8, () => Compound()),
            (6, () => DeclareLocal()),
            (8, () => _scope.InGame && Emit($"Mix({Opaque(Ty.Int, 3)});")),
            (5, () => Call()),
            (4, () => RefLocal()),
            (3, () => StructChange()),
            (3, () => Tuples()),
            (3, () => SpanLocal()),
            (8, () => Library()),
            (3, () => Objects()),
            (2, () => Generic()),
            (2, () => CheckedBlock()),
            (2, () => !deep && LocalFunction()),
            (4, () => !deep && If()),
            (5, () => !deep && Loop()),
            (2, () => !deep && Switch()),
            (1, () => !deep && NoteBlock()),
            (2, () => Leave()));
    }

    private bool Emit(string line)
    {
        Line(line);
        return true;
    }

    private bool NoteBlock()
    {
        Note("block scope");
        Block(BlockSize);
        return true;
    }

    private bool Assign()
    {
        if (Target(t => t.IsValue) is not { } place)
            return false;
        return Emit($"{place.Text()} = {Expr(place.Type, 4)};");
    }

    private bool Compound()
    {
        if (Target(t => t.Shape == Shape.Integer) is not { } place)
            return false;
        Note(place.Type.Bits < 32 ? "compound assignment to small" : "compound assignment");
        string target = place.Text();
        if (Chance(20))
            return Emit(target + Any(["++;", "--;"]));
        if (Chance(20))
            return Emit($"{target} {Any(["<<=", ">>=", ">>>="])} {Opaque(Ty.Int, 1)};");
        // A constant on the right would have to fit the small type.
        return Emit(place.Type == Ty.UInt ? $"{target} {Any(["+=", "-=", "*=", "&=", "|=", "^="])} {Opaque(Ty.UInt, 3)};" : $"{target} {Any(["+=", "-=", "*=", "&=", "|=", "^="])} {Opaque(place.Type == Ty.Int ? Ty.Int : place.Type, 3)};");
    }

    private bool DeclareLocal()
    {
        var type = AnyValue();
        string value = Expr(type, 3).Text;
        string name = Name("v");
        Line($"{type} {name} = {value};");
        _locals.Add(new Variable(name, type));
        if (type is { Shape: Shape.Struct, IsReadOnly: false, IsTuple: false } && Chance(50))
        {
            Note("struct copy then change");
            string copy = Name("v");
            Line($"var {copy} = {name};");
            Line($"{copy}.{type.Fields[0].Name} = {Expr(type.Fields[0].Type, 2)};");
            _locals.Add(new Variable(copy, type));
        }

        return true;
    }

    private bool Call()
    {
        var open = _methods.Where(CanCall).ToList();
        if (open.Count == 0)
            return false;
        var method = Any(open);
        if (CallOf(method, 2) is not { } text)
            return false;
        if (method.Name is "IsEven")
            Note("mutual recursion");
        else if (method.Name is "Fibonacci")
            Note("tree recursion");
        if (method.Returns is null || Chance(15))
            return Emit(text + ";");
        if (!_scope.InGame || Chance(15))
        {
            Note("discard");
            return Emit($"_ = {text};");
        }

        return Emit($"Mix({FoldOnce(method.Returns, text)});");
    }

    /// <summary>Folds a value that is to be computed once only.</summary>
    private string FoldOnce(Ty type, string text)
    {
        if (type.Shape != Shape.Struct)
            return Fold(type, $"({text})");
        string name = Name("v");
        Line($"var {name} = {text};");
        _locals.Add(new Variable(name, type));
        return Fold(type, name);
    }

    private bool RefLocal()
    {
        var scalar = Target(t => t.IsValue);
        if (scalar is null)
            return false;
        Note(scalar.Storage switch { "element" => "ref local to element", "class field" => "ref local to class field", _ => "ref local to field" });
        string name = Name("r");
        Line($"ref {scalar.Type} {name} = ref {scalar.Text()};");
        _locals.Add(new Variable(name, scalar.Type, Capturable: false));
        if (scalar.Type != Ty.Int)
            return true;
        switch (Next(4))
        {
            case 0 when Target(t => t == Ty.Int) is { } other:
                Note("ref conditional");
                string chosen = Name("r");
                Line($"ref int {chosen} = ref ({Opaque(Ty.Bool, 2)} ? ref {name} : ref {other.Text()});");
                return Emit($"{chosen} ^= {Expr(Ty.Int, 2)};");
            case 1 when Target(t => t == Ty.Int) is { Storage: not "local" } other && scalar.Storage != "local":
                Note("ref reassigned");
                Line($"{name} += 5;");
                Line($"{name} = ref {other.Text()};");
                return Emit($"{name} -= {Expr(Ty.Int, 2)};");
            case 2 when scalar.Storage == "element" && _scope.Owner is null:
                Note("ref aliasing of one element");
                return Emit($"{name} += Twice(ref {name}, ref {name});");
            default:
                return Emit($"{name} += {Expr(Ty.Int, 2)};");
        }
    }

    private bool StructChange()
    {
        var place = Target(t => t is { Shape: Shape.Struct, IsReadOnly: false } && t.Fields.Count > 1);
        if (place is null)
            return false;
        if (place.Type.Name.StartsWith("Both", StringComparison.Ordinal))
            return Emit($"{place.Text()}.Put({Expr(place.Type.Fields[0].Type, 2)}, {Expr(place.Type.Fields[1].Type, 2)});");
        if (!place.Type.IsTuple && _scope.InGame && Chance(40))
        {
            Note("struct indexer");
            return Emit($"Mix({place.Text()}[{Expr(Ty.Int, 1)} & 1]);");
        }

        var field = Any(place.Type.Fields);
        return Emit($"{place.Text()}.{field.Name} = {Expr(field.Type, 3)};");
    }

    private bool Tuples()
    {
        if (Chance(40) && Target(t => t == Ty.Int) is { } a && Target(t => t == Ty.Int) is { } b)
        {
            Note("tuple swap");
            return Emit($"({a.Text()}, {b.Text()}) = ({Expr(Ty.Int, 1)}, {a.Text()});");
        }

        var type = Any(_tuples);
        if (Chance(50))
        {
            Note("tuple deconstruction");
            var names = type.Fields.Select(_ => Name("d")).ToList();
            Line($"var ({string.Join(", ", names)}) = {Expr(type, 2)};");
            _locals.AddRange(names.Zip(type.Fields, (n, f) => new Variable(n, f.Type)));
            return true;
        }

        if (Target(t => t.Same(type)) is not { } place)
            return false;
        Note("tuple field");
        return Emit($"{place.Text()}.T0 = {Expr(type.Fields[0].Type, 2)};");
    }

    private bool Generic()
    {
        if (_scope.Owner is not null)
            return false;
        Note("generic method");
        switch (Next(3))
        {
            case 0:
                var type = AnyValue();
                return Target(t => t.Same(type)) is { } a && Target(t => t.Same(type)) is { } b ? Emit($"Swap(ref {a.Text()}, ref {b.Text()});") : false;
            case 1 when _scope.InGame && Spend(150):
                var place = FindPlace(p => (p.Type.IsReference && p.Type.Name[..3] != "Box") || (p.Type.Shape == Shape.Struct && p.Type.Name[0] == 'S'));
                if (place is null)
                    return false;
                Note("generic method constrained");
                return Emit($"Mix(UseAct({place.Text()}, {Expr(Ty.Int, 1)}));");
            case 2 when _scope.InGame && FindPlace(p => p.Type.Shape == Shape.Array && p.Type.Element!.Shape == Shape.Integer) is { } items:
                string text = items.Text();
                return Emit($"Mix((int)At<{items.Type.Element}>({text}, (int)({Opaque(Ty.UInt, 1)} % (uint){text}.Length)));");
            default:
                return false;
        }
    }

    private bool CheckedBlock()
    {
        if (Target(t => t == Ty.Int || t == Ty.Byte) is not { } place)
            return false;
        Note("checked block");
        string target = place.Text();
        Line("checked");
        Line("{");
        Line(TakeRisk() ? $"    {target}++;" : $"    {target} = ({place.Type})(unchecked({Opaque(Ty.Int, 2)} & 100) + 27);");
        return Emit("}");
    }

    private bool LocalFunction()
    {
        if (_scope.Owner is not null || _scope.InLocalFunction || !Spend(60))
            return false;
        bool capturing = Chance(60);
        Note(capturing ? "local function capturing" : "local function");
        string name = Name("Local");
        var outer = _scope;
        var kept = _locals.ToList();
        _scope = new Scope(null, !capturing || !outer.InGame) { Returns = Ty.Int, Limit = 50, Indent = outer.Indent + 1, InLocalFunction = true };
        if (!capturing)
            _locals.Clear();
        Line($"{(capturing ? "" : "static ")}int {name}(int x)");
        Line("{");
        _locals.Add(new Variable("x", Ty.Int));
        Statements(2);
        Line($"return {Expr(Ty.Int, 2)};");
        Line("}");
        _scope = outer;
        _locals.Clear();
        _locals.AddRange(kept);
        string value = $"{name}({Expr(Ty.Int, 2)})";
        return _scope.InGame ? Emit($"Mix({value});") : Emit($"_ = {value};");
    }

    private bool Leave()
    {
        if (!_scope.AllowReturn || _scope.Indent == 0)
            return false;
        Note(_scope.Loops > 0 ? "return from loop" : "early return");
        string value = _scope.Returns is { } returns ? " " + Expr(returns, 1).Text : "";
        return Emit(string.Create(CultureInfo.InvariantCulture, $"if ({Opaque(Ty.Int, 2)} == {Next(50)}) return{value};"));
    }
}
