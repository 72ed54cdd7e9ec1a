using System.Collections.Concurrent;
using Monster.Arcade;

namespace Monster.Doors;

/// <summary>
/// What runs the doors of a board: WASI programs, cartridges, and native programs where the sysop wants those. Each is started by the first door that needs it.
/// Safe for use by several threads.
/// </summary>
public sealed class DoorEngines : IDisposable
{
    private const int MaxInstances = 2_000;

    private readonly Lazy<WasiEngine> _wasi;
    private readonly Lazy<CartridgeRuntime> _runtime;
    private readonly ConcurrentDictionary<string, Lazy<Monster.Arcade.Cartridge>> _cartridges = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _uses;
    private bool _isClosed;

    /// <summary>The engines.</summary>
    /// <param name="cacheFolder">Where compiled programs are kept; null for nowhere.</param>
    /// <param name="native">What keeps native programs in; null where none are run.</param>
    public DoorEngines(string? cacheFolder, NativeSandbox? native = null)
    {
        Native = native;
        _wasi = new Lazy<WasiEngine>(() => new WasiEngine(cacheFolder));
        _runtime = new Lazy<CartridgeRuntime>(() => new CartridgeRuntime(new RuntimeOptions { CacheFolder = cacheFolder is null ? null : Path.Combine(cacheFolder, "cartridges"), MaxInstances = MaxInstances }));
    }

    /// <summary>What keeps native programs in; null where none are run.</summary>
    public NativeSandbox? Native { get; }

    internal WasiEngine Wasi => _wasi.Value;

    /// <summary>Something runs in them: they are not ended before what is returned is disposed.</summary>
    public IDisposable Use()
    {
        lock (_lock)
            _uses++;
        return new Used(this);
    }

    /// <summary>Ends the engines, or leaves that to whoever uses them last.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            EndUnused();
        }
    }

    /// <summary>A cartridge, loaded once.</summary>
    /// <exception cref="ArcadeException">It is none.</exception>
    internal Monster.Arcade.Cartridge Cartridge(byte[] file, string name)
    {
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        return _cartridges.GetOrAdd(sha256, _ => new Lazy<Monster.Arcade.Cartridge>(() => _runtime.Value.Load(file, name))).Value;
    }

    private void EndUnused()
    {
        if (!_isClosed || _uses > 0)
            return;
        if (_wasi.IsValueCreated)
            _wasi.Value.Dispose();
        foreach (var cartridge in _cartridges.Values.Where(cartridge => cartridge.IsValueCreated))
            cartridge.Value.Dispose();
        if (_runtime.IsValueCreated)
            _runtime.Value.Dispose();
    }

    private sealed class Used(DoorEngines engines) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) != 0)
                return;
            lock (engines._lock)
            {
                engines._uses--;
                engines.EndUnused();
            }
        }
    }
}
