namespace Monster.Compiler;

/// <summary>What became of a compilation.</summary>
/// <param name="Name">The name of the game class; empty when there is none.</param>
/// <param name="Wasm">The module; null when there are errors.</param>
/// <param name="Messages">The errors, in the order of the sources.</param>
/// <param name="Assembly">The .NET assembly the module was made from. It runs under .NET as it is, which is what the module is held against; null when the C# compiler found errors.</param>
/// <param name="State">Where the game object and what it refers to lie in memory; null when there are errors or no game.</param>
public sealed record CompileResult(string Name, byte[]? Wasm, IReadOnlyList<CompileMessage> Messages, byte[]? Assembly, StateLayout? State)
{
    /// <summary>What it took to make the module of the built assembly; the C# compiler's time is not in it.</summary>
    public TimeSpan TranslationTime { get; init; }

    /// <summary>The names of the module's functions, by index: for whoever reads what a profiler says of its numbers. Not in the module, whose bytes are what counts.</summary>
    public IReadOnlyList<string> FunctionNames { get; init; } = [];

    /// <summary>Whether a module was made.</summary>
    public bool Succeeded => Wasm is not null;
}
