namespace Monster.Compiler;

/// <summary>An error in a source.</summary>
/// <param name="File">The path as it was given.</param>
/// <param name="Line">From 1; 0 when the error belongs to no line.</param>
/// <param name="Column">From 1.</param>
/// <param name="Code">CS and a number from the C# compiler, MC and a number from this one (docs/language.md).</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record CompileMessage(string File, int Line, int Column, string Code, string Text)
{
    /// <summary>The message in the form editors understand: <c>FILE(line,column): error CODE: text</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: error {Code}: {Text}" : $"{File}({Line},{Column}): error {Code}: {Text}";
}
