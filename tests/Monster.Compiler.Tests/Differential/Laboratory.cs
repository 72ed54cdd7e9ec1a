namespace Monster.Compiler.Tests.Differential;

/// <summary>Everything that comparing programs needs, made once: the compiler, the two engines.</summary>
public sealed class Laboratory : IDisposable
{
    private readonly WasmtimeEngine _wasmtime = new();
    private readonly NodeEngine _node = new();

    public Laboratory() => Comparison = new Comparison(_wasmtime, _node);

    internal CartridgeCompiler Compiler { get; } = new();

    internal Comparison Comparison { get; }

    /// <summary>Compiles a game both ways.</summary>
    /// <exception cref="InvalidDataException">The compiler refuses it; the message says why.</exception>
    internal BothForms Compile(SourceFile source) => CompileEach([source])[0];

    /// <summary>Compiles games both ways, in one run of the C# compiler.</summary>
    /// <param name="sources">A file for each game, in a namespace of its own.</param>
    /// <exception cref="InvalidDataException">The compiler refuses one; the message says why.</exception>
    internal BothForms[] CompileEach(IReadOnlyList<SourceFile> sources)
    {
        var results = Compiler.CompileEach(sources).Games;
        if (results.FirstOrDefault(r => !r.Succeeded) is { } refused)
            throw new InvalidDataException(string.Join('\n', refused.Messages));
        var assembly = NativeGame.Load(results[0].Assembly!);
        var types = assembly.GetTypes().ToLookup(t => t.Name);
        return [.. results.Select(r => new BothForms(r.Wasm!, r.State!, types[r.Name].Single()))];
    }

    public void Dispose()
    {
        _wasmtime.Dispose();
        _node.Dispose();
    }
}
