namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// The constructs of the language a game may be written in, and how often each was generated. A construct that is
/// never generated is never tested, so the tester fails when one of them stays at zero.
/// </summary>
internal sealed class Coverage
{
    private static readonly string[] Edges =
    [
        "index", "index below 0", "index of a table", "index of a span", "index of a span on the stack", "index of a string", "slice", "slice with length",
        "Array.Copy", "Array.Clear", "copy of a span", "division by 0", "remainder by 0", "division of uint by 0", "minimum / -1", "minimum % -1",
        "Math.DivRem by 0", "checked add", "checked add of uint", "checked subtract", "checked subtract of uint", "checked multiply",
        "checked multiply of uint", "checked negate", "checked to byte", "checked to sbyte", "checked to sbyte from below", "checked to short",
        "checked to ushort", "checked to char from below", "checked to uint", "checked uint to int", "checked increment", "null field", "null field written",
        "null method", "null array", "null array element", "missing value", "cast", "switch expression", "throw", "Math.Abs", "Math.Clamp",
    ];

    private static readonly string[] Constructs =
    [
        .. Pairs("convert {0} to {1}"),
        .. Pairs("checked convert {0} to {1}"),
        .. Ty.Integers.Select(t => $"array of {t}"),
        .. Ty.Integers.Select(t => $"enum of {t}").Where(t => t != "enum of char"),
        .. Ty.Integers.Select(t => $"switch on {t}").Where(t => t is "switch on int" or "switch on uint" or "switch on char" or "switch on byte"),
        "array of bool", "array of enum", "array of struct", "array of class", "array length", "unchecked index", "null array element",
        "add", "subtract", "multiply", "divide", "remainder", "and", "or", "xor", "negate", "complement",
        "checked add", "checked subtract", "checked multiply", "checked negate", "checked block",
        "divide by what may be 0", "remainder by what may be 0", "minimum divided by -1", "minimum remainder -1",
        "shift left", "shift right", "shift right unsigned", "shift by literal 32 or more", "shift by negative literal", "shift by any count",
        "compare signed", "compare unsigned", "compare equal", "compare enum", "compare reference", "short-circuit and", "short-circuit or",
        "bool and", "bool or", "bool xor", "not", "conditional", "assignment as value", "compound assignment", "compound assignment to small",
        "increment prefix", "increment postfix", "increment of array element", "enum flags", "enum arithmetic", "enum from any integer",
        "struct constructor", "struct initialiser", "struct default", "struct nested", "struct by value", "struct by ref", "struct by in", "struct by out",
        "struct returned", "struct in array", "struct method on array element", "struct copy then change", "struct readonly", "record struct with",
        "struct operator", "struct indexer", "struct property", "struct static method", "defensive copy",
        "tuple literal", "tuple returned", "tuple deconstruction", "tuple swap", "tuple field", "generic struct",
        "ref local to element", "ref local to field", "ref local to class field", "ref parameter", "out parameter", "in parameter", "ref aliasing of one element", "ref reassigned", "ref conditional", "ref return",
        "span of array", "span slice", "span range", "span element", "span element by ref", "span length", "span parameter", "readonly span parameter", "span of structs", "span fill", "span clear",
        "readonly table", "span table", "table of structs", "string length", "string index", "string parameter", "const field",
        "local function", "local function capturing", "generic method", "generic method constrained", "default argument", "named argument", "recursion", "mutual recursion", "tree recursion",
        "class field", "class method", "linked list", "interface call on class", "interface array", "virtual call", "abstract call", "base call", "constructor chaining", "type test", "type pattern", "cast down", "null test", "null dereference",
        "property", "expression body", "field initialiser",
        "if", "if else chain", "for", "for downwards", "for two counters", "while", "do while", "foreach array", "foreach span", "foreach string", "endless loop left by break", "break", "continue", "return from loop", "nested loops", "continue in switch",
        "switch statement dense", "switch statement sparse", "switch on enum", "switch with goto case", "switch pattern", "switch expression", "switch expression on enum", "switch expression on tuple", "switch expression without a match",
        "relational pattern", "property pattern", "Math.Min", "Math.Max", "Math.Abs", "Math.Sign", "Math.Clamp", "discard", "block scope", "early return",
        "stackalloc", "stackalloc initialised", "ref struct", "Array.Fill", "Array.Clear", "Array.Reverse", "Array.IndexOf", "Array.Copy",
        "span copy", "span reverse", "span index of", "span contains", "span equal", "list pattern", "index from end",
        "nullable coalesced", "nullable pattern", "nullable value", "nullable assigned if missing", "nullable or default",
        "throw", "throw expression", "string equal", "switch on string", "goto out of loops", "array of arrays", "as", "tuple equal", "record struct equal", "generic class",
        "BitOperations.RotateLeft", "BitOperations.RotateRight", "BitOperations.PopCount", "BitOperations.LeadingZeroCount", "BitOperations.TrailingZeroCount", "Math.DivRem", "evaluation order", "screen.Text", "screen.Number",
        .. Edges.Select(e => "edge: " + e),
    ];

    private readonly Dictionary<string, int> _counts = Constructs.ToDictionary(c => c, _ => 0);

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public IEnumerable<string> Missing => _counts.Where(c => c.Value == 0).Select(c => c.Key);

    public void Note(string construct)
    {
        if (!_counts.TryGetValue(construct, out int count))
            throw new ArgumentException($"'{construct}' is not in the list of constructs.", nameof(construct));
        _counts[construct] = count + 1;
    }

    private static IEnumerable<string> Pairs(string format) =>
        from source in Ty.Integers
        from target in Ty.Integers
        where source != target
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, format, source, target);
}
