namespace Monster.Compiler;

/// <summary>A C# source.</summary>
/// <param name="Path">Its path as the author knows it; only errors show it.</param>
/// <param name="Text">Its text.</param>
public readonly record struct SourceFile(string Path, string Text);
