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
    internal BothForms Compile(SourceFile source)
    {
        var result = Compiler.Compile(source);
        if (!result.Succeeded)
            throw new InvalidDataException(string.Join('\n', result.Messages));
        var assembly = NativeGame.Load(result.Assembly!);
        return new BothForms(result.Wasm!, result.State!, assembly.GetTypes().Single(t => t.Name == result.Name));
    }

    public void Dispose()
    {
        _wasmtime.Dispose();
        _node.Dispose();
    }
}
