using Wasmtime;

namespace Monster.Hecke.Modules;

/// <summary>
/// A module running in Wasmtime: its exports as methods. Vectors are copied to the module's memory above <c>heap</c> and back.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class HeckeModuleInstance : IDisposable
{
    private const int MaxPages = 1024;
    private const int PageBytes = 65_536;

    private readonly Store _store;
    private readonly Instance _instance;
    private readonly Memory _memory;
    private readonly int _heap;

    internal HeckeModuleInstance(HeckeModuleHost host, Module module)
    {
        _store = new Store(host.Engine);
        try
        {
            _store.SetLimits(MaxPages * PageBytes, tableElements: 0, instances: 1, tables: 0, memories: 1);
            HeckeModuleHost.SetDeadline(_store);
            _instance = new Instance(_store, module);
            _memory = _instance.GetMemory("memory") ?? throw new HeckeModuleException($"{module.Name} exports no memory.");
            Shard = Constant("shard");
            Prime = Constant("prime");
            Level = Constant("level");
            Vertex = new QuadraticElement(Constant("j_re"), Constant("j_im"));
            Conjugate = Constant("frobenius");
            Trace = Constant("trace");
            Weight = Constant("weight");
            Eigenvalue = Global("eigenvalue") is long eigenvalue ? eigenvalue : throw Lacks("eigenvalue");
            _heap = Constant("heap");
            if (_heap < 0 || _heap > PageBytes || Prime < 2)
                throw new HeckeModuleException($"{module.Name} has constants that make no sense.");
        }
        catch (Exception e) when (e is WasmtimeException or TrapException)
        {
            _store.Dispose();
            throw new HeckeModuleException($"{module.Name} does not start: {e.Message.Split('\n')[0]}", e);
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    /// <summary>The module's shard, 0 to 70.</summary>
    public int Shard { get; }

    /// <summary>The prime p of its operator.</summary>
    public int Prime { get; }

    /// <summary>853.</summary>
    public int Level { get; }

    /// <summary>The curve's j-invariant.</summary>
    public QuadraticElement Vertex { get; }

    /// <summary>The shard of the Frobenius conjugate.</summary>
    public int Conjugate { get; }

    /// <summary>The trace of T_p.</summary>
    public int Trace { get; }

    /// <summary>The weight of the module's cusp form.</summary>
    public int Weight { get; }

    /// <summary>Its coefficient a_p.</summary>
    public long Eigenvalue { get; }

    /// <summary>The i-th of the p + 1 shards next to a shard in the graph of T_p, in order, loops and double edges repeated; -1 when there is none.</summary>
    public int Neighbour(int shard, int i) => Call("neighbour", shard, i);

    /// <summary>The p + 1 shards next to a shard.</summary>
    public IReadOnlyList<int> Neighbours(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, HeckeModule.Count);
        return [.. Enumerable.Range(0, Prime + 1).Select(i => Neighbour(shard, i))];
    }

    /// <summary>A number modulo p. The module of old called this <c>resonates</c>.</summary>
    public int Residue(int value) => Call("residue", value);

    /// <summary>(T_p f)(s) for a function f on the shards.</summary>
    /// <param name="f">71 values.</param>
    /// <param name="shard">s, 0 to 70.</param>
    /// <param name="value">The sum over the neighbours.</param>
    public ModuleStatus ApplyRow(ReadOnlySpan<long> f, int shard, out long value)
    {
        int output = Put(f) + sizeof(long);
        Grow(output + sizeof(long));
        var status = (ModuleStatus)Call("apply_row", _heap, f.Length, shard, output);
        value = status == ModuleStatus.Ok ? _memory.GetSpan<long>(output, 1)[0] : 0;
        return status;
    }

    /// <summary>T_p f for a function f on the shards.</summary>
    /// <param name="f">71 values, none larger than (2^63 - 1) / (p + 1) in size.</param>
    /// <param name="image">Room for 71 values; written when the status is <see cref="ModuleStatus.Ok"/>.</param>
    public ModuleStatus Apply(ReadOnlySpan<long> f, Span<long> image) => Run("apply", f, image);

    /// <summary>T_p of a q-expansion of level 1 in the module's own weight, modulo 2^64.</summary>
    /// <param name="f">a(0), a(1), ...: at least p (m - 1) + 1 of them for m coefficients of the image.</param>
    /// <param name="image">Room for m coefficients; written when the status is <see cref="ModuleStatus.Ok"/>.</param>
    public ModuleStatus HeckeApply(ReadOnlySpan<long> f, Span<long> image) => Run("hecke_apply", f, image);

    /// <summary>a(pn) + chi p^(k-1) a(n/p), modulo 2^64.</summary>
    /// <param name="f">a(0), a(1), ...: at least p (m - 1) + 1 of them for m coefficients of the image.</param>
    /// <param name="image">Room for m coefficients; written when the status is <see cref="ModuleStatus.Ok"/>.</param>
    /// <param name="weight">k, 1 to 1,000.</param>
    /// <param name="chi">The character at p: -1, 0 (U_p) or 1.</param>
    public ModuleStatus QExpansion(ReadOnlySpan<long> f, Span<long> image, int weight, int chi) => Run("qexp", f, image, weight, chi);

    /// <summary>The same modulo a number, on 32-bit values.</summary>
    /// <param name="f">a(0), a(1), ...: at least p (m - 1) + 1 of them for m coefficients of the image.</param>
    /// <param name="image">Room for m coefficients; written when the status is <see cref="ModuleStatus.Ok"/>.</param>
    /// <param name="weight">k, 1 to 1,000.</param>
    /// <param name="chi">The character at p: -1, 0 (U_p) or 1.</param>
    /// <param name="modulus">2 to 2^31 - 1.</param>
    public ModuleStatus QExpansionModulo(ReadOnlySpan<int> f, Span<int> image, int weight, int chi, int modulus) => Run("qexp_mod", f, image, weight, chi, modulus);

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private ModuleStatus Run<T>(string function, ReadOnlySpan<T> f, Span<T> image, params ReadOnlySpan<int> more)
        where T : unmanaged
    {
        int output = (Put(f) + 7) / 8 * 8;
        int size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        Grow(output + ((long)image.Length * size));
        var status = (ModuleStatus)Call(function, [_heap, f.Length, output, image.Length, .. more]);
        if (status == ModuleStatus.Ok)
            _memory.GetSpan<T>(output, image.Length).CopyTo(image);
        return status;
    }

    /// <summary>Copies a vector to the heap.</summary>
    /// <returns>The address after it.</returns>
    private int Put<T>(ReadOnlySpan<T> f)
        where T : unmanaged
    {
        long end = _heap + ((long)f.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        Grow(end);
        f.CopyTo(_memory.GetSpan<T>(_heap, f.Length));
        return (int)end;
    }

    private void Grow(long end)
    {
        if (end > (long)MaxPages * PageBytes)
            throw new HeckeModuleException($"The vectors need more than {MaxPages * PageBytes / 1024 / 1024} MiB, the most a module's memory may have.");
        long missing = ((end + PageBytes - 1) / PageBytes) - _memory.GetSize();
        if (missing > 0)
            _memory.Grow(missing);
    }

    private int Call(string name, params ReadOnlySpan<int> arguments)
    {
        var function = _instance.GetFunction(name) ?? throw Lacks(name);
        var values = new ValueBox[arguments.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = arguments[i];
        try
        {
            HeckeModuleHost.SetDeadline(_store);
            return function.Invoke(values) is int result ? result : throw Lacks(name);
        }
        catch (Exception e) when (e is WasmtimeException or TrapException)
        {
            throw new HeckeModuleException($"The module of shard {Shard} failed in {name}: {e.Message.Split('\n')[0]}", e);
        }
    }

    private int Constant(string name) => Global(name) is int value ? value : throw Lacks(name);

    private object? Global(string name) => _instance.GetGlobal(name)?.GetValue();

    private HeckeModuleException Lacks(string name) => new($"The module of shard {Shard} does not export {name} as it must.");
}
