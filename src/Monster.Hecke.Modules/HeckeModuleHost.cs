using Monster.Engines;
using Wasmtime;

namespace Monster.Hecke.Modules;

/// <summary>
/// Runs the 71 modules of a folder in Wasmtime and gives the isogeny graph as they tell it. A module is read and started when it is
/// first asked; one that is missing or is not the module of the manifest is said to be so and nothing else answers in its place.
/// Safe for use by several threads.
/// </summary>
public sealed class HeckeModuleHost : IHeckeModules, IDisposable
{
    /// <summary>No module of ours is longer.</summary>
    public const int MaxModuleBytes = 64 * 1024;

    private static readonly ulong DeadlineEpochs = InterruptibleEngine.Epochs(TimeSpan.FromSeconds(10));

    private readonly Lock _lock = new();
    private readonly Func<string, byte[]?> _read;
    private readonly InterruptibleEngine _engine;
    private readonly HeckeModuleInstance?[] _instances = new HeckeModuleInstance?[HeckeModule.Count];
    private readonly Dictionary<(int Shard, int Prime), IReadOnlyList<int>> _neighbours = [];

    private HeckeModuleHost(HeckeManifest manifest, Func<string, byte[]?> read)
    {
        Manifest = manifest;
        _read = read;
        _engine = new InterruptibleEngine(new Config().WithOptimizationLevel(OptimizationLevel.Speed));
    }

    /// <summary>What the modules are.</summary>
    public HeckeManifest Manifest { get; }

    internal Engine Engine => _engine.Engine;

    /// <summary>Opens a folder that <c>monster hecke build</c> wrote. No module is read yet.</summary>
    /// <exception cref="HeckeModuleException">There is no manifest, or it is damaged.</exception>
    public static HeckeModuleHost Open(string folder)
    {
        string path = Path.Combine(folder, HeckeManifest.FileName);
        byte[] json = Read(path, HeckeManifest.MaxBytes) ?? throw new HeckeModuleException($"There is no {HeckeManifest.FileName} in '{folder}'. 'monster hecke build' makes the 71 modules.");
        return new(HeckeManifest.Parse(json), name => Read(Path.Combine(folder, name), MaxModuleBytes));
    }

    /// <summary>The modules as they were built, without files.</summary>
    public static HeckeModuleHost Of(IReadOnlyList<HeckeModule> modules)
    {
        var byName = modules.ToDictionary(m => m.Name + ".wasm", m => m.Wasm);
        return new(HeckeManifest.Of(modules), name => byName.GetValueOrDefault(name));
    }

    /// <summary>Why the module of a shard cannot be used, or null when it is there, has its hash and starts.</summary>
    /// <param name="shard">0 to 70.</param>
    public string? FaultOf(int shard)
    {
        try
        {
            lock (_lock)
                _ = Started(shard);
            return null;
        }
        catch (HeckeModuleException e)
        {
            return e.Message;
        }
    }

    /// <summary>The p + 1 shards next to a shard in the graph of T_p, p the shard's own prime, as its module tells; loops and double edges repeated.</summary>
    /// <param name="shard">0 to 70.</param>
    /// <exception cref="HeckeModuleException">The shard's module is missing or damaged.</exception>
    public IReadOnlyList<int> Neighbours(int shard) => Neighbours(shard, MonsterPrimes.OfShard(shard));

    /// <summary>
    /// The p + 1 shards next to a shard in the graph of T_p, for any Monster prime p. The module that is asked is
    /// <see cref="ModuleFor"/>: the shard's own where p is its prime.
    /// </summary>
    /// <param name="shard">0 to 70.</param>
    /// <param name="prime">A Monster prime.</param>
    /// <exception cref="HeckeModuleException">That module is missing or damaged.</exception>
    public IReadOnlyList<int> Neighbours(int shard, int prime)
    {
        int asked = ModuleFor(shard, prime);
        lock (_lock)
        {
            if (!_neighbours.TryGetValue((shard, prime), out var neighbours))
                _neighbours[(shard, prime)] = neighbours = Started(asked).Neighbours(shard);
            return neighbours;
        }
    }

    /// <inheritdoc/>
    public int Conjugate(int shard)
    {
        lock (_lock)
            return Started(shard).Conjugate;
    }

    /// <inheritdoc/>
    public long[] Apply(int shard, int prime, int weight, ReadOnlySpan<long> coefficients, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int asked = ModuleFor(shard, prime);
        var image = new long[count];
        lock (_lock)
        {
            var status = Started(asked).QExpansion(coefficients, image, weight, chi: 1);
            return status == ModuleStatus.Ok ? image : throw new HeckeModuleException($"{Manifest.Modules[asked].Wasm.Name} refuses: {status}.");
        }
    }

    /// <summary>Which module is asked about a shard and a prime: of each fifteen shards in a row, the one with that prime (the last few shards ask the fifteen before).</summary>
    /// <param name="shard">0 to 70.</param>
    /// <param name="prime">A Monster prime.</param>
    /// <exception cref="ArgumentException">The shard or the prime is none.</exception>
    public static int ModuleFor(int shard, int prime)
    {
        int place = MonsterPrimes.All.IndexOf(prime);
        if (shard is < 0 or >= HeckeModule.Count || place < 0)
            throw new ArgumentException($"Shard {shard} and prime {prime}: shards are 0 to {HeckeModule.Count - 1}, primes {string.Join(", ", MonsterPrimes.All)}.", nameof(prime));
        int fifteen = MonsterPrimes.All.Length;
        int module = (shard / fifteen * fifteen) + place;
        return module < HeckeModule.Count ? module : module - fifteen;
    }

    /// <summary>A new instance of a module, for the caller to use and dispose.</summary>
    /// <param name="shard">0 to 70.</param>
    /// <exception cref="HeckeModuleException">It is missing or damaged.</exception>
    public HeckeModuleInstance Start(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, HeckeModule.Count);
        var entry = Manifest.Modules[shard];
        byte[] bytes = _read(entry.Wasm.Name) ?? throw new HeckeModuleException($"{entry.Wasm.Name} is missing. 'monster hecke build' makes the 71 modules.");
        if (HeckeManifest.Hash(bytes) != entry.Wasm.Sha256)
            throw new HeckeModuleException($"{entry.Wasm.Name} is not the module that {HeckeManifest.FileName} lists. 'monster hecke build' makes it anew.");
        try
        {
            using var module = Module.FromBytes(Engine, entry.Wasm.Name, bytes);
            return module.Imports.Count == 0 ? new(this, module) : throw new HeckeModuleException($"{entry.Wasm.Name} has imports; a Hecke module has none.");
        }
        catch (WasmtimeException e)
        {
            throw new HeckeModuleException($"{entry.Wasm.Name} is not a module that can run: {e.Message.Split('\n')[0]}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var instance in _instances)
                instance?.Dispose();
        }

        _engine.Dispose();
    }

    internal static void SetDeadline(Store store) => store.SetEpochDeadline(DeadlineEpochs);

    private static byte[]? Read(string path, int most)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > most)
                throw new HeckeModuleException($"'{path}' is larger than {most:N0} bytes.");
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeckeModuleException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private HeckeModuleInstance Started(int shard) => _instances[shard] ??= Start(shard);
}
