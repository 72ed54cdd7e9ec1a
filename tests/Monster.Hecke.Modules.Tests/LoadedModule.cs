using Monster.Engines;
using Monster.Hecke.Modules;
using Wasmtime;

namespace Monster.Hecke.Modules.Tests;

/// <summary>A module in Wasmtime.</summary>
internal sealed class LoadedModule : IDisposable
{
    private readonly Engine _engine = EngineSignals.Start(new Config());
    private readonly Store _store;
    private readonly Instance _instance;

    public LoadedModule(HeckeModule module)
    {
        _store = new Store(_engine);
        using var compiled = Module.FromBytes(_engine, module.Name, module.Wasm);
        _instance = new Instance(_store, compiled);
        Memory = _instance.GetMemory("memory")!;
    }

    public Memory Memory { get; }

    public int Heap => Constant("heap");

    public int Constant(string name) => (int)_instance.GetGlobal(name)!.GetValue()!;

    public long Eigenvalue => (long)_instance.GetGlobal("eigenvalue")!.GetValue()!;

    public int Call(string name, params int[] arguments) =>
        (int)_instance.GetFunction(name)!.Invoke([.. arguments.Select(a => (ValueBox)a)])!;

    public ModuleStatus Status(string name, params int[] arguments) => (ModuleStatus)Call(name, arguments);

    public Span<long> Longs(int address, int count) => Memory.GetSpan<long>(address, count);

    public Span<int> Ints(int address, int count) => Memory.GetSpan<int>(address, count);

    public void Dispose()
    {
        _store.Dispose();
        _engine.Dispose();
    }
}
