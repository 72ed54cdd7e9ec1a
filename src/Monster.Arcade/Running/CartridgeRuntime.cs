using System.Security.Cryptography;
using System.Text;
using Monster.Cartridge;
using Monster.Engines;
using Monster.Wasm;
using Wasmtime;
using Module = Wasmtime.Module;

namespace Monster.Arcade;

/// <summary>
/// The engine that runs cartridges: Wasmtime, with everything switched off that no cartridge uses. A cartridge stops by
/// itself at its budget; a deadline by wall clock and memory limits stand behind that as a second fence.
/// Safe for use by several threads.
/// </summary>
public sealed class CartridgeRuntime : IDisposable
{
    /// <summary>What <see cref="Configure"/> does, in words: part of the compiled cache's key. Change it with the code.</summary>
    private const string Configuration = "1: i32 MVP, epochs, cow, stack 1 MiB, speed";

    private const int EngineStackBytes = 1024 * 1024;

    private readonly RuntimeOptions _options;
    private readonly CompiledCache? _cache;
    private readonly InterruptibleEngine _engine;
    private int _instances;

    /// <summary>Starts an engine.</summary>
    public CartridgeRuntime(RuntimeOptions? options = null)
    {
        _options = options ?? new RuntimeOptions();
        _engine = new InterruptibleEngine(Configure());
        DeadlineEpochs = InterruptibleEngine.Epochs(_options.CallDeadline);
        if (_options.CacheFolder is { } folder)
            _cache = CompiledCache.Open(folder, CacheKey());
    }

    /// <summary>Live instances, those that draw included.</summary>
    public int Instances => Volatile.Read(ref _instances);

    internal Engine Engine => _engine.Engine;

    internal ulong DeadlineEpochs { get; }

    /// <summary>Checks a file and makes it ready to run.</summary>
    /// <param name="file">The module.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="CartridgeRefusedException">It is not a cartridge of ABI 1.</exception>
    public Cartridge Load(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length > CartridgeCheck.MaxBytes)
            throw new CartridgeRefusedException(name, CartridgeCheck.Of(file).Faults);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        return LoadCompiled(file, sha256) ?? Compile(file, sha256, name);
    }

    /// <summary>Ends the engine. Instances must be gone by then.</summary>
    public void Dispose() => _engine.Dispose();

    /// <exception cref="ArcadeException">There are too many.</exception>
    internal void CountInstance()
    {
        if (Interlocked.Increment(ref _instances) <= _options.MaxInstances)
            return;
        Interlocked.Decrement(ref _instances);
        throw new ArcadeException($"All {_options.MaxInstances:N0} places are taken. Try again when somebody has finished playing.");
    }

    internal void UncountInstance() => Interlocked.Decrement(ref _instances);

    private static Config Configure() => new Config()
        .WithMaximumStackSize(EngineStackBytes)
        .WithOptimizationLevel(OptimizationLevel.Speed)
        .WithMemoryInitCopyOnWrite(true)
        .WithBulkMemory(false)
        .WithReferenceTypes(false)
        .WithMultiValue(false)
        .WithMultiMemory(false)
        .WithMemory64(false)
        .WithRelaxedSIMD(false, false)
        .WithSIMD(false)
        .WithWasmThreads(false)
        .WithTailCalls(false)
        .WithGc(false)
        .WithFunctionReferences(false)
        .WithExceptions(false)
        .WithWideArithmetic(false)
        .WithComponentModel(false);

    /// <summary>Engine, configuration and the rules that were checked: a change of any makes old cache files foreign.</summary>
    private static string CacheKey()
    {
        string text = $"{typeof(Engine).Assembly.FullName}|{Configuration}|{typeof(CartridgeCheck).Module.ModuleVersionId}|{Abi.Version}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>
    /// A cartridge from the cache. Only cartridges that passed the check are ever put there, under their hash and the check's version,
    /// so the check need not be made again.
    /// </summary>
    private Cartridge? LoadCompiled(ReadOnlySpan<byte> file, string sha256)
    {
        if (_cache?.Read(sha256) is not { } content || CompiledCartridge.TryDecode(content) is not { } compiled)
            return null;
        try
        {
            return new Cartridge(this, Module.Deserialize(Engine, sha256, compiled.Code), sha256, file.ToArray(), compiled.Manifest, compiled.Layout);
        }
        catch (WasmtimeException)
        {
            // Made by another engine or for another processor: compiled anew and written over.
            return null;
        }
    }

    private Cartridge Compile(ReadOnlySpan<byte> file, string sha256, string name)
    {
        var check = CartridgeCheck.Of(file);
        if (!check.IsCartridge)
            throw new CartridgeRefusedException(name, check.Faults);
        var module = Module.FromBytes(Engine, sha256, file);
        _cache?.Write(sha256, new CompiledCartridge(check.Manifest!, check.Layout!, module.Serialize()).Encode());
        return new Cartridge(this, module, sha256, file.ToArray(), check.Manifest!, check.Layout!);
    }
}
