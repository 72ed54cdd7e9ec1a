namespace Monster.Compiler;

/// <summary>What became of games that were compiled together.</summary>
/// <param name="Games">Each game, in the order of the files.</param>
/// <param name="AssemblyTime">What the C# compiler took to make one assembly of them all.</param>
/// <param name="TranslationTime">What it took from there to the last module: the time that passed, not the sum over processors.</param>
public sealed record CompileBatch(IReadOnlyList<CompileResult> Games, TimeSpan AssemblyTime, TimeSpan TranslationTime);
