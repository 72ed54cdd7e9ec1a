using System.Security.Cryptography;
using System.Text;
using Monster.Arcade;
using Monster.Engines;
using Wasmtime;
using Module = Wasmtime.Module;

namespace Monster.Doors;

/// <summary>
/// What runs programs that strangers wrote: Wasmtime, with instructions counted, a look at every program a twentieth of a second, and WASI preview 1 with
/// nothing in it but what a door's manifest declares. Safe for use by several threads.
/// </summary>
public sealed class WasiEngine : IDisposable
{
    /// <summary>The largest program, in bytes.</summary>
    public const int MaxProgramBytes = 32 * 1024 * 1024;

    private const string Configuration = "1: wasi p1, fuel, epochs, stack 512 KiB";
    private const int StackBytes = 512 * 1024;

    /// <summary>How often a running program is looked at.</summary>
    internal static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly Timer _epochs;
    private readonly CompiledCache? _cache;

    /// <summary>Starts an engine.</summary>
    /// <param name="cacheFolder">Where compiled programs are kept; null for nowhere.</param>
    public WasiEngine(string? cacheFolder)
    {
        Engine = EngineSignals.Start(new Config()
            .WithFuelConsumption(true)
            .WithEpochInterruption(true)
            .WithMaximumStackSize(StackBytes)
            .WithWasmThreads(false)
            .WithMemory64(false)
            .WithMemoryInitCopyOnWrite(true));
        _epochs = new Timer(_ => Engine.IncrementEpoch(), null, Look, Look);
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(Engine).Assembly.FullName}|{Configuration}")))[..16];
        _cache = cacheFolder is null ? null : CompiledCache.Open(cacheFolder, key);
    }

    internal Engine Engine { get; }

    /// <summary>Compiles a program, or takes it from the cache, and checks that it asks for WASI preview 1 alone.</summary>
    /// <exception cref="DoorRefusedException">It is no such program.</exception>
    internal Module Load(ReadOnlySpan<byte> program, string name)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(program));
        try
        {
            if (_cache?.Read(sha256) is { } compiled)
                return Module.Deserialize(Engine, sha256, compiled);
        }
        catch (WasmtimeException)
        {
            // Made by another engine or for another processor: compiled anew and written over.
        }

        Module module;
        try
        {
            module = Module.FromBytes(Engine, sha256, program);
        }
        catch (WasmtimeException e)
        {
            throw new DoorRefusedException($"'{name}' is no WebAssembly module that can run here: {e.Message.Split('\n')[0]}", e);
        }

        if (module.Imports.FirstOrDefault(import => import.ModuleName != WasiRun.Wasi) is { } foreign)
            throw new DoorRefusedException($"'{name}' asks for '{foreign.ModuleName}.{foreign.Name}', which no door gets. It must be compiled for WASI preview 1 (wasm32-wasi, wasm32-wasip1).");
        if (!module.Exports.Any(export => export.Name == "_start"))
            throw new DoorRefusedException($"'{name}' has no _start, so it is a library and not a program.");
        _cache?.Write(sha256, module.Serialize());
        return module;
    }

    /// <summary>Ends the engine. Programs must have ended by then.</summary>
    public void Dispose()
    {
        _epochs.Dispose();
        Engine.Dispose();
    }
}
