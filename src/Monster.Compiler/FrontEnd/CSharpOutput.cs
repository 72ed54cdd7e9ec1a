using Microsoft.CodeAnalysis;

namespace Monster.Compiler.FrontEnd;

/// <summary>What the C# compiler made.</summary>
/// <param name="Assembly">The assembly; null when there are errors.</param>
/// <param name="Symbols">Its portable PDB.</param>
/// <param name="Messages">The errors.</param>
/// <param name="Paths">From the names in the PDB to the paths the author knows.</param>
/// <param name="Compilation">The compilation, for its attributes.</param>
internal sealed record CSharpOutput(
    byte[]? Assembly, byte[] Symbols, IReadOnlyList<CompileMessage> Messages, IReadOnlyDictionary<string, string> Paths, Compilation Compilation);
