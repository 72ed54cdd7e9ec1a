using System.Text.RegularExpressions;

namespace Monster.Compiler.Tests.Differential;

/// <summary>What docs/language.md promises under "What there is", phrase by phrase, and the generated constructs that stand for each phrase.</summary>
internal static partial class LanguagePage
{
    /// <summary>Phrases that promise nothing of their own.</summary>
    private static readonly string[] Said = ["they are computed when the game is compiled", "become constant data", "Of .NET"];

    private static readonly Dictionary<string, string[]> Meant = new()
    {
        ["`bool`"] = ["array of bool", "bool and", "not"],
        ["`char`"] = ["array of char", "convert int to char"],
        ["`sbyte`"] = ["array of sbyte", "convert int to sbyte"],
        ["`byte`"] = ["array of byte", "convert int to byte"],
        ["`short`"] = ["array of short", "convert int to short"],
        ["`ushort`"] = ["array of ushort", "convert int to ushort"],
        ["`int`"] = ["array of int", "convert uint to int"],
        ["`uint`"] = ["array of uint", "convert int to uint", "compare unsigned"],
        ["enums"] = ["enum of byte", "enum flags", "enum arithmetic", "enum from any integer", "switch on enum", "compare enum"],
        ["`checked`"] = ["checked block", "checked add", "checked multiply", "checked convert int to byte"],
        ["`unchecked` arithmetic"] = ["add", "subtract", "multiply", "divide", "remainder", "negate", "complement"],
        ["shifts as C# defines them"] = ["shift left", "shift right", "shift right unsigned", "shift by literal 32 or more", "shift by negative literal", "shift by any count"],
        ["Structs of all kinds"] = ["struct constructor", "struct nested", "struct readonly", "generic struct", "ref struct", "struct default", "struct copy then change"],
        ["by value"] = ["struct by value", "struct returned"],
        ["by `ref`"] = ["struct by ref", "ref parameter"],
        ["`in`"] = ["struct by in", "in parameter", "defensive copy"],
        ["`out`"] = ["struct by out", "out parameter"],
        ["in arrays"] = ["struct in array", "struct method on array element"],
        ["with methods"] = ["struct static method", "struct operator", "struct property", "struct indexer"],
        ["record structs"] = ["record struct with", "record struct equal"],
        ["tuples"] = ["tuple literal", "tuple returned", "tuple deconstruction", "tuple swap", "tuple equal"],
        ["`T?` of values"] = ["nullable coalesced", "nullable pattern", "nullable value", "nullable or default"],
        ["`Span<T>`"] = ["span of array", "span slice", "span range", "span element", "span of structs", "span parameter"],
        ["`ReadOnlySpan<T>`"] = ["readonly span parameter", "span table"],
        ["`stackalloc` of a constant size up to 4,096 bytes"] = ["stackalloc", "stackalloc initialised"],
        ["Classes"] = ["class field", "class method", "constructor chaining", "linked list", "property"],
        ["interfaces"] = ["interface call on class", "interface array"],
        ["virtual methods"] = ["virtual call", "abstract call", "base call"],
        ["`is`"] = ["type test", "type pattern"],
        ["`as` with classes"] = ["as", "cast down"],
        ["generic methods"] = ["generic method", "generic method constrained"],
        ["types"] = ["generic class", "generic struct"],
        ["One-dimensional arrays"] = ["array length", "array of struct", "array of class", "array of enum", "index from end"],
        ["arrays of arrays"] = ["array of arrays"],
        ["`foreach`"] = ["foreach array", "foreach span", "foreach string"],
        ["switch statements"] = ["switch statement dense", "switch statement sparse", "switch with goto case"],
        ["expressions"] = ["switch expression", "switch expression on enum", "switch expression on tuple", "switch expression without a match"],
        ["patterns"] = ["switch pattern", "relational pattern", "property pattern", "list pattern"],
        ["local functions that use the variables around them"] = ["local function capturing", "local function"],
        ["`ref` locals"] = ["ref local to element", "ref local to field", "ref reassigned", "ref aliasing of one element"],
        ["results"] = ["ref return"],
        ["`static readonly` tables of any of these"] = ["readonly table", "table of structs"],
        ["String constants"] = ["string parameter"],
        ["length"] = ["string length"],
        ["characters"] = ["string index"],
        ["`==`"] = ["string equal"],
        ["`switch`"] = ["switch on string"],
        ["They are drawn with `screen.Text`"] = ["screen.Text"],
        ["numbers with `screen.Number`"] = ["screen.Number"],
        ["`Math`"] = [],
        ["`Min`"] = ["Math.Min"],
        ["`Max`"] = ["Math.Max"],
        ["`Abs`"] = ["Math.Abs"],
        ["`Sign`"] = ["Math.Sign"],
        ["`Clamp`"] = ["Math.Clamp"],
        ["`DivRem`"] = ["Math.DivRem"],
        ["`BitOperations`"] = [],
        ["`PopCount`"] = ["BitOperations.PopCount"],
        ["`LeadingZeroCount`"] = ["BitOperations.LeadingZeroCount"],
        ["`TrailingZeroCount`"] = ["BitOperations.TrailingZeroCount"],
        ["`RotateLeft`"] = ["BitOperations.RotateLeft"],
        ["`RotateRight`"] = ["BitOperations.RotateRight"],
        ["`Array`"] = [],
        ["`Fill`"] = ["Array.Fill", "span fill"],
        ["`Clear`"] = ["Array.Clear", "span clear"],
        ["`Copy`"] = ["Array.Copy"],
        ["`Reverse`"] = ["Array.Reverse", "span reverse"],
        ["`IndexOf`"] = ["Array.IndexOf", "span index of"],
        ["the methods of spans"] = [],
        ["`Slice`"] = ["span slice"],
        ["`CopyTo`"] = ["span copy"],
        ["`Contains`"] = ["span contains"],
        ["`SequenceEqual`"] = ["span equal"],
    };

    /// <summary>What the page promises and a run did not reach; a phrase that nothing stands for is among it.</summary>
    public static IEnumerable<string> NotReached(IReadOnlyDictionary<string, int> counts)
    {
        foreach (string phrase in Phrases())
        {
            if (!Meant.TryGetValue(phrase, out string[]? constructs))
                yield return $"\"{phrase}\": nothing is generated for it";
            else
                foreach (string missing in constructs.Where(c => counts.GetValueOrDefault(c) == 0))
                    yield return $"\"{phrase}\": {missing}";
        }
    }

    private static IEnumerable<string> Phrases()
    {
        string page = File.ReadAllText(Repository.At("docs", "language.md"));
        string section = page.Split("## What there is")[1].Split("## ")[0].ReplaceLineEndings("\n").Replace("\n  ", " ", StringComparison.Ordinal);
        return section.Split('\n').SelectMany(bullet => Separators().Split(bullet.TrimStart('-', ' ')))
            .Select(phrase => phrase.Trim(' ', '.', ',', ';', ':')).Where(phrase => phrase.Length > 0 && !Said.Contains(phrase)).Distinct();
    }

    [GeneratedRegex(@"[,;:().]+(?:\s|$)|\(|\)| and ")]
    private static partial Regex Separators();
}
