using System.Globalization;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Branches, loops, switches, spans and objects.</summary>
internal sealed partial class ProgramGenerator
{
    private bool If()
    {
        bool chain = Chance(40);
        Note(chain ? "if else chain" : "if");
        Line($"if ({Opaque(Ty.Bool, 3)})");
        Block(BlockSize);
        if (!chain)
            return true;
        Line($"else if ({Opaque(Ty.Bool, 2)})");
        Block(BlockSize);
        if (Chance(70))
        {
            Line("else");
            Block(BlockSize);
        }

        return true;
    }

    private bool Loop()
    {
        int rounds = 1 + Next(_scope.Loops > 0 ? 4 : 8);
        if (_scope.Cost + (_scope.Multiplier * rounds * 12) > _scope.Limit)
            return false;
        if (_scope.Loops > 0)
            Note("nested loops");
        var (multiplier, loops, switches) = (_scope.Multiplier, _scope.Loops, _scope.Switches);
        int kept = _locals.Count;
        string i = Name("i");
        switch (Next(9))
        {
            case 0:
                Note("for");
                Line($"for (int {i} = 0; {i} < {rounds}; {i}++)");
                break;
            case 1:
                Note("for downwards");
                Line($"for (int {i} = {rounds}; {i} > 0; {i}--)");
                break;
            case 2:
                Note("for two counters");
                Line($"for (int {i} = 0, {i}b = {Opaque(Ty.Int, 2)}; {i} < {rounds} && {i}b != 5; {i}++, {i}b -= 3)");
                _locals.Add(new Variable(i + "b", Ty.Int));
                break;
            case 3:
                Note("while");
                Line($"int {i} = {rounds};");
                Line($"while ({i}-- > 0 && {Opaque(Ty.Bool, 2)})");
                break;
            case 4:
                return Foreach();
            case 5:
                Note("do while");
                Line($"int {i} = 0;");
                Line("do");
                break;
            case 6:
                Note("endless loop left by break");
                Line($"int {i} = 0;");
                Line("while (true)");
                break;
            case 7:
                return LinkedList();
            default:
                Note("for");
                Line($"for (uint {i}u = 0; {i}u < {rounds}u; {i}u++)");
                i += "u";
                break;
        }

        _locals.Add(new Variable(i, i.EndsWith('u') ? Ty.UInt : Ty.Int, Writable: false));
        _scope.Multiplier *= rounds + 1;
        _scope.Loops++;
        _scope.Switches = 0;
        bool doWhile = _out.ToString().EndsWith("do\n", StringComparison.Ordinal);
        bool endless = _out.ToString().EndsWith("while (true)\n", StringComparison.Ordinal);
        LoopBody(endless || doWhile ? $"if (++{i} > {rounds}) break;" : null);
        if (doWhile)
            Line($"while ({Opaque(Ty.Bool, 2)});");
        (_scope.Multiplier, _scope.Loops, _scope.Switches) = (multiplier, loops, switches);
        // A while loop's counter outlives the loop, but nothing needs it.
        _locals.RemoveRange(kept, _locals.Count - kept);
        return true;
    }

    private void LoopBody(string? guard)
    {
        int kept = _locals.Count;
        Line("{");
        _scope.Indent++;
        if (guard is not null)
            Line(guard);
        Statements(BlockSize);
        if (Chance(50))
        {
            bool leave = Chance(50);
            Note(leave ? "break" : "continue");
            Line($"if ({Opaque(Ty.Bool, 2)}) {(leave ? "break" : "continue")};");
            Statements(1);
        }

        _scope.Indent--;
        Line("}");
        _locals.RemoveRange(kept, _locals.Count - kept);
    }

    private bool Foreach()
    {
        string name = Name("e");
        int rounds = 16;
        Ty element;
        if (Chance(25))
        {
            Note("foreach string");
            string word = Any(Words);
            rounds = word.Length;
            element = Ty.Char;
            Line($"foreach (char {name} in \"{word}\")");
        }
        else
        {
            if (FindPlace(p => p.Type.IsIndexed && p.Type.Element!.IsValue) is not { } place)
                return false;
            element = place.Type.Element!;
            Note(place.Type.Shape == Shape.Array ? "foreach array" : "foreach span");
            Line($"foreach (var {name} in {place.Text()})");
        }

        var (multiplier, loops, switches) = (_scope.Multiplier, _scope.Loops, _scope.Switches);
        _locals.Add(new Variable(name, element, Writable: false));
        _scope.Multiplier *= rounds;
        _scope.Loops++;
        _scope.Switches = 0;
        LoopBody(null);
        (_scope.Multiplier, _scope.Loops, _scope.Switches) = (multiplier, loops, switches);
        _locals.RemoveAt(_locals.Count - 1);
        return true;
    }

    private bool LinkedList()
    {
        if (!_scope.InGame || _scope.InLocalFunction)
            return false;
        Note("linked list");
        string name = Name("n");
        Line($"for (var {name} = _head; {name} != null; {name} = {name}.Next)");
        _locals.Add(new Variable(name, _node, Writable: false, Capturable: false));
        Line("{");
        Note("class field");
        Line($"    {name}.A += {Expr(Ty.Int, 2)};");
        Line("}");
        _locals.RemoveAt(_locals.Count - 1);
        return true;
    }

    private bool Switch()
    {
        int kind = Next(5);
        if (kind == 0 && _enums.Count > 0)
        {
            var type = Any(_enums);
            Note("switch on enum");
            Line($"switch ({Opaque(type, 2)})");
            return Sections(type.Fields.DistinctBy(f => f.Name).Select(f => $"case {type}.{f.Name}:"));
        }

        if (kind == 1)
        {
            Note("switch pattern");
            Line($"switch ({Opaque(Ty.Int, 3)})");
            string bound = Name("w");
            return Sections([$"case > 100 and < 5000:", $"case var {bound} when ({bound} & 3) == 1:", "case < -10:", "case 0 or 2:"]);
        }

        var on = Any([Ty.Int, Ty.UInt, Ty.Char, Ty.Byte]);
        Note($"switch on {on}");
        bool sparse = kind == 2;
        Note(sparse ? "switch statement sparse" : "switch statement dense");
        string[] labels = sparse ? ["1", "77", "100", "120", "12"] : [.. Enumerable.Range(Next(5), 5).Select(n => n.ToString(CultureInfo.InvariantCulture))];
        string value = sparse ? Opaque(on, 2) : $"unchecked(({on})({Opaque(Ty.Int, 2)} & 7))";
        Line($"switch ({value})");
        return Sections(labels.Select(l => on == Ty.Char ? $"case (char){l}:" : $"case {l}:"));
    }

    private bool Sections(IEnumerable<string> labels)
    {
        Line("{");
        _scope.Indent++;
        string? first = null;
        foreach (string label in labels)
        {
            Line(label);
            bool plain = !label.Contains("var ", StringComparison.Ordinal);
            if (plain && Chance(15) && first is not null)
                continue; // falls into the next label
            first ??= plain && !label.Contains('<', StringComparison.Ordinal) && !label.Contains('>', StringComparison.Ordinal) && !label.Contains(" or ", StringComparison.Ordinal) ? label : null;
            Section(label == first ? null : first);
        }

        Line("default:");
        Section(null);
        _scope.Indent--;
        Line("}");
        return true;
    }

    private void Section(string? earlier)
    {
        int kept = _locals.Count;
        _scope.Indent++;
        _scope.Switches++;
        Line("{");
        Statements(1);
        Line("}");
        _locals.RemoveRange(kept, _locals.Count - kept);
        if (_scope.Loops > 0 && Chance(15))
        {
            Note("continue in switch");
            Line("continue;");
        }
        else if (earlier is not null && Chance(15))
        {
            Note("switch with goto case");
            // Only to a section above, so this cannot go on for ever: that one does not jump.
            Line($"goto {earlier.TrimEnd(':')};");
        }
        else
        {
            Line("break;");
        }

        _scope.Switches--;
        _scope.Indent--;
    }

    private bool SpanLocal()
    {
        if (_scope.InLocalFunction)
            return false;
        var arrays = _fields.Where(f => f.Type.Shape == Shape.Array && f.Length >= 4 && f.Type.Element!.IsValue).ToList();
        if (!_scope.InGame || arrays.Count == 0)
            return false;
        var array = Any(arrays);
        var element = array.Type.Element!;
        int start = Next(array.Length - 1);
        int length = 1 + Next(array.Length - start);
        string name = Name("s");
        switch (Next(4))
        {
            case 0:
                Note("span of array");
                Line($"Span<{element}> {name} = {array.Name};");
                length = array.Length;
                break;
            case 1:
                Note("span slice");
                Line($"Span<{element}> {name} = {array.Name}.AsSpan({start}, {length});");
                break;
            case 2:
                Note("span slice");
                Line($"Span<{element}> {name} = new Span<{element}>({array.Name}).Slice({start}{(TakeRisk() ? $" + ({Opaque(Ty.Int, 1)} & 7)" : "")}, {length});");
                break;
            default:
                Note("span range");
                Line($"Span<{element}> {name} = {array.Name}.AsSpan()[{start}..{start + length}];");
                break;
        }

        _locals.Add(new Variable(name, Ty.SpanOf(element), Writable: false, length, Capturable: false));
        return SpanUse(name, element, length);
    }

    private bool SpanUse(string name, Ty element, int length)
    {
        switch (Next(5))
        {
            case 0:
                Note("span fill");
                return Emit($"{name}.Fill({Expr(element, 2)});");
            case 1:
                Note("span clear");
                return Emit($"{name}[..{1 + Next(length)}].Clear();");
            case 2:
                Note("span element by ref");
                string by = Name("r");
                Line($"ref {element} {by} = ref {name}[{Next(length)}];");
                return Emit($"{by} = {Expr(element, 2)};");
            default:
                return Emit($"{name}[{Next(length)}] = {Expr(element, 3)};");
        }
    }

    private bool Objects()
    {
        if (!_scope.InGame)
            return false;
        switch (Next(8))
        {
            case 0:
                Note("interface array");
                return Spend(250) ? Emit($"Mix(_acts[{Opaque(Ty.Int, 1)} & 3].Act({Expr(Ty.Int, 2)}));") : false;
            case 1:
                Note("class field");
                return Emit($"_shape.A ^= {Expr(Ty.Int, 2)};");
            case 2:
                return Emit($"_shape = _bases[{Opaque(Ty.Int, 1)} & 3];");
            case 3:
                return Emit($"_any = _acts[{Opaque(Ty.Int, 1)} & 3];");
            case 4 when TakeRisk(60):
                Note("null dereference");
                return Emit($"if (({Opaque(Ty.Int, 1)} & 3) == 1) _none.A++;");
            case 5 when TakeRisk(30):
                Note("null array element");
                return Emit($"Mix(_holes[{Opaque(Ty.Int, 1)} & 1].A);");
            case 6:
                Note("cast down");
                return Emit(_risks > 0 && Chance(30) ? $"((Leaf1)_bases[{Opaque(Ty.Int, 1)} & 3]).A++;" : $"((Leaf0)_bases[{Next(2)}]).A--;");
            default:
                Note("ref return");
                return FindPlace(p => p.Type.Shape == Shape.Array && p.Type.Element == Ty.Int && !p.IsTable) is { } array
                    ? Emit($"Slot({array.Text()}, {Expr(Ty.Int, 2)}) += {Expr(Ty.Int, 2)};")
                    : false;
        }
    }
}
