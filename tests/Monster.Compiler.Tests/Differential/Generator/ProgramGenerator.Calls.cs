namespace Monster.Compiler.Tests.Differential;

/// <summary>Calls, structs as values, objects, and switch expressions.</summary>
internal sealed partial class ProgramGenerator
{
    private Code Structure(Ty type, int depth)
    {
        if (depth <= 0 || Chance(30))
        {
            if (Read(type) is { } read)
                return read;
        }

        if (type.IsTuple)
        {
            Note("tuple literal");
            return new Code($"({string.Join(", ", type.Fields.Select(f => Expr(f.Type, Math.Min(depth - 1, 1))))})");
        }

        return Choose<Code>(
            (6, () => New(type, depth)),
            (1, () => Noted("struct default", () => $"default({type})")),
            (2, () => CallReturning(type, depth)),
            (1, () => Conditional(type, depth)),
            (1, () => Pick(type, depth)),
            (2, () => With(type, depth)),
            (2, () => type.HasPlus && Spend(10) ? Noted("struct operator", () => $"({Expr(type, depth - 1)} {Any(["+", "-"])} {Expr(type, depth - 1)})") : null),
            (1, () => depth > 0 ? AssignmentValue(type, depth) : null));
    }

    private Code New(Ty type, int depth)
    {
        int inner = Math.Min(depth - 1, 1);
        if (type.IsReadOnly || Chance(60))
        {
            Note(type.Fields.Exists(f => f.Type.Shape == Shape.Struct) ? "struct nested" : "struct constructor");
            return Value($"new {type}({string.Join(", ", type.Fields.Select(f => Expr(f.Type, inner)))})");
        }

        Note("struct initialiser");
        return Value($"new {type} {{ {string.Join(", ", type.Fields.Where(_ => Chance(70)).Select(f => $"{f.Name} = {Expr(f.Type, inner)}"))} }}");
    }

    private Code? With(Ty type, int depth)
    {
        if (!type.IsRecord || depth <= 0)
            return null;
        Note("record struct with");
        var field = Any(type.Fields);
        return Value($"({Opaque(type, depth - 1)} with {{ {field.Name} = {Expr(field.Type, depth - 1)} }})");
    }

    private Code? CallReturning(Ty type, int depth)
    {
        var open = _methods.Where(m => m.Returns is { } r && r.Same(type) && CanCall(m)).ToList();
        if (open.Count == 0)
            return null;
        return CallOf(Any(open), Math.Min(depth - 1, 2)) is { } text ? Value(text) : null;
    }

    private bool CanCall(Method method) =>
        _scope.Cost + (method.Cost * _scope.Multiplier) <= _scope.Limit
        && (method.Owner is not null || method.IsStatic && _scope.Owner is null || _scope.InGame)
        && (method.Owner is null || method.IsStatic || FindPlace(p => p.Type.Same(method.Owner) && !p.IsTable) is not null);

    /// <summary>The text of a call, or null when an argument cannot be had here.</summary>
    private string? CallOf(Method method, int depth)
    {
        var arguments = new List<string>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.HasDefault && Chance(50))
            {
                Note("default argument");
                continue;
            }

            if (Argument(parameter, depth) is not { } argument)
                return null;
            arguments.Add(argument);
        }

        if (arguments.Count == method.Parameters.Count && arguments.Count > 1 && Chance(8) && method.Parameters.All(p => p.Mode.Length == 0))
        {
            Note("named argument");
            arguments = [.. method.Parameters.Zip(arguments, (p, a) => $"{p.Name}: {a}").Reverse()];
        }

        if (!Spend(method.Cost))
            return null;
        NoteReturn(method.Returns);
        string list = string.Join(", ", arguments);
        if (method.Owner is not { } owner)
            return $"{method.Name}({list})";
        if (method.IsStatic)
        {
            Note("struct static method");
            return $"{owner}.{method.Name}({list})";
        }

        var receiver = FindPlace(p => p.Type.Same(owner) && !p.IsTable)!;
        NoteReceiver(receiver, owner, method);
        return $"{receiver.Text()}.{method.Name}({list})";
    }

    private void NoteReturn(Ty? returns)
    {
        if (returns is { IsTuple: true })
            Note("tuple returned");
        else if (returns?.Shape == Shape.Struct)
            Note("struct returned");
    }

    private void NoteReceiver(Place receiver, Ty owner, Method method)
    {
        switch (owner.Shape)
        {
            case Shape.Interface:
                Note("interface call on class");
                break;
            case Shape.Class:
                Note(method.Name switch { "Act" => "abstract call", "Scale" => "virtual call", _ => "class method" });
                break;
            default:
                if (receiver.Storage == "element")
                    Note("struct method on array element");
                if (!receiver.Writable && !owner.IsReadOnly)
                    Note("defensive copy");
                break;
        }
    }

    private string? Argument(Parameter parameter, int depth)
    {
        switch (parameter.Mode)
        {
            case "ref" or "out":
                Note(parameter.Type.Shape == Shape.Struct ? $"struct by {parameter.Mode}" : $"{parameter.Mode} parameter");
                return WritablePlace(parameter.Type) is { } place ? $"{parameter.Mode} {place}" : null;
            case "in":
                Note(parameter.Type.Shape == Shape.Struct ? "struct by in" : "in parameter");
                return Chance(50) && FindPlace(p => p.IsVariable && p.Type.Same(parameter.Type)) is { } read ? $"in {read.Text()}" : Expr(parameter.Type, depth).Text;
        }

        switch (parameter.Type.Shape)
        {
            case Shape.Span or Shape.ReadOnlySpan:
                return SpanArgument(parameter.Type);
            case Shape.String:
                Note("string parameter");
                return $"\"{Any(Words)}\"";
            case Shape.Array or Shape.Class or Shape.Interface:
                return FindPlace(p => p.Type.Same(parameter.Type) && !p.IsConstantArray)?.Text();
            case Shape.Struct:
                Note("struct by value");
                break;
        }

        return Expr(parameter.Type, depth).Text;
    }

    /// <summary>A call of a method of some object or struct in reach, as an int.</summary>
    private Code? ObjectValue(Ty type, int depth)
    {
        if (type != Ty.Int)
            return null;
        if (Chance(35) && FindPlace(p => p.Type.Shape == Shape.Struct && p.Type.Name[0] == 'S') is { } value)
        {
            Note("struct property");
            Spend(10);
            return Value($"{value.Text()}.Folded");
        }

        if (Chance(30) && FindPlace(p => p.Type == _act || p.Type == _base) is { } shape && PatternOn(shape) is { } cast)
            return Value(cast);
        return CallReturning(type, depth);
    }

    private string? PatternOn(Place shape)
    {
        var target = shape.Type.Derived.Where(d => d.Shape == Shape.Class && !d.IsAbstract && !d.Same(_node)).ToList();
        if (target.Count == 0)
            return null;
        var wanted = Any(target);
        string text = shape.Text();
        Note("type pattern");
        string name = Name("as");
        // Reading the place twice could read two places: one pattern variable is one read.
        return $"({text} is {wanted} {name} ? {name}.A : {Expr(Ty.Int, 1)})";
    }

    private Code? ReferenceTest()
    {
        if (FindPlace(p => p.Type.IsReference) is not { } left)
            return null;
        switch (Next(3))
        {
            case 0:
                Note("compare reference");
                return FindPlace(p => p.Type.Same(left.Type)) is { } right ? Value($"({left.Text()} == {right.Text()})") : null;
            case 1:
                Note("null test");
                return Value($"({left.Text()} is not null)");
            default:
                var derived = left.Type.Derived.Where(d => d.Shape == Shape.Class).ToList();
                if (derived.Count == 0)
                    return null;
                Note("type test");
                return Value($"({left.Text()} is {Any(derived)})");
        }
    }

    private Code? SwitchExpression(Ty type, int depth)
    {
        if (depth <= 0)
            return null;
        string Arm() => Expr(type, depth - 1).Text;
        switch (Next(5))
        {
            case 0 when _enums.Count > 0:
                Note("switch expression on enum");
                var chosen = Any(_enums);
                return Value($"({Opaque(chosen, depth - 1)} switch {{ {string.Join(", ", chosen.Fields.DistinctBy(f => f.Name).Select(f => $"{chosen}.{f.Name} => {Arm()}"))}, _ => {Arm()} }})");
            case 1:
                Note("switch expression on tuple");
                return Value($"(({Opaque(Ty.Bool, depth - 1)}, {Opaque(Ty.Int, depth - 1)} & 3) switch {{ (true, 0) => {Arm()}, (false, 1) => {Arm()}, (true, _) => {Arm()}, (_, 2) => {Arm()}, _ => {Arm()} }})");
            case 2 when FindPlace(p => p.Type.Shape == Shape.Struct && p.Type.Fields.Exists(f => f.Type == Ty.Int)) is { } place:
                Note("property pattern");
                string field = place.Type.Fields.First(f => f.Type == Ty.Int).Name;
                return Value($"({place.Text()} switch {{ {{ {field}: 0 }} => {Arm()}, {{ {field}: > 5 and < 100 }} => {Arm()}, _ => {Arm()} }})");
            case 3 when TakeRisk():
                Note("switch expression without a match");
                return Value($"({Opaque(Ty.Int, depth - 1)} switch {{ < 1000 => {Arm()}, 123456 => {Arm()} }})");
            default:
                Note("switch expression");
                int first = Next(10) - 5;
                return Value($"({Opaque(Ty.Int, depth - 1)} switch {{ {first} => {Arm()}, {first + 1} or {first + 2} => {Arm()}, {first + 3} => {Arm()}, > 1000 => {Arm()}, _ => {Arm()} }})");
        }
    }
}
