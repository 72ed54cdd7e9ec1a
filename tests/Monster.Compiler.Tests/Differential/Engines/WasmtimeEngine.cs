using System.Security.Cryptography;
using Monster.Engines;
using Wasmtime;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Runs cartridges in Wasmtime.</summary>
internal sealed class WasmtimeEngine : IDisposable
{
    private readonly Engine _engine = EngineSignals.Start(new Config().WithMaximumStackSize(1 << 20));

    public Wasmtime.Module Compile(byte[] wasm) => Wasmtime.Module.FromBytes(_engine, "cartridge", wasm);

    public WasmtimeRun Start(Wasmtime.Module module) => new(_engine, module);

    public void Dispose() => _engine.Dispose();
}

/// <summary>One instance of one cartridge in Wasmtime.</summary>
internal sealed class WasmtimeRun : IDisposable
{
    private readonly Store _store;
    private readonly Instance _instance;
    private readonly Memory _memory;
    private readonly Global _budget;
    private readonly Global _depth;

    public WasmtimeRun(Engine engine, Wasmtime.Module module)
    {
        _store = new Store(engine);
        _instance = new Instance(_store, module);
        _memory = _instance.GetMemory("memory")!;
        _budget = _instance.GetGlobal("budget")!;
        _depth = _instance.GetGlobal("depth")!;
    }

    public Span<byte> Memory => _memory.GetSpan(0, (int)_memory.GetLength());

    /// <summary>What Wasmtime said of the last trap, with its stack.</summary>
    public string? LastTrap { get; private set; }

    public int Address(string global) => (int)_instance.GetGlobal(global)!.GetValue()!;

    public Outcome Call(Step step)
    {
        _budget.SetValue(step.Budget);
        if (step.Depth is { } depth)
            _depth.SetValue(depth);
        var function = _instance.GetFunction(step.Export)!;
        int result = 0;
        bool trapped = false;
        try
        {
            result = function.Invoke([.. step.Arguments.Select(a => (ValueBox)a)]) as int? ?? 0;
        }
        catch (TrapException trap)
        {
            LastTrap = trap.Message;
            trapped = true;
        }

        return new Outcome(trapped, result, (int)_budget.GetValue()!, (int)_depth.GetValue()!, Convert.ToHexString(SHA256.HashData(Memory)));
    }

    public void Dispose() => _store.Dispose();
}
