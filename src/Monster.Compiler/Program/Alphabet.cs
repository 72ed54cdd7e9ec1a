namespace Monster.Compiler.Program;

/// <summary>
/// How characters of strings are stored: ASCII as it is, and the others that the program's strings have as numbers from 128 on, in a byte each. Games draw with a few
/// box and block characters, so that half of UTF-16 would be zeros. When there are more than 128 of them every character takes two bytes.
/// </summary>
internal sealed class Alphabet
{
    private const int FirstOther = 128;

    private readonly string _others;

    public Alphabet(IEnumerable<string> texts)
    {
        _others = string.Concat(texts.SelectMany(t => t).Where(c => c >= FirstOther).Distinct().Order());
        IsNarrow = _others.Length <= 256 - FirstOther;
    }

    /// <summary>Whether a character is one byte.</summary>
    public bool IsNarrow { get; }

    /// <summary>Bytes of a character.</summary>
    public int Size => IsNarrow ? 1 : 2;

    /// <summary>The characters of the numbers from 128 on.</summary>
    public string Others => IsNarrow ? _others : "";

    /// <summary>The number that stands for a character.</summary>
    public int NumberOf(char c) => !IsNarrow || c < FirstOther ? c : FirstOther + _others.IndexOf(c, StringComparison.Ordinal);
}
