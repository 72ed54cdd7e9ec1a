using System.Security.Cryptography;
using Monster.Cartridge;
using Wasmtime;

namespace Monster.Arcade;

/// <summary>
/// One running copy of a cartridge: the calls of ABI 1, each with its budget, and its memory. Not safe for use by several
/// threads at once. After a trap nothing more may be called.
/// </summary>
public sealed class CartridgeInstance : IDisposable
{
    private readonly Store _store;
    private readonly Memory _memory;
    private readonly Global.Accessor<int> _budget;
    private readonly Global.Accessor<int> _depth;
    private readonly Action<int, int, int, int> _init;
    private readonly Func<int, int> _update;
    private readonly Action _draw;
    private readonly Func<int> _score;
    private bool _trapped;
    private bool _disposed;

    internal CartridgeInstance(Cartridge cartridge)
    {
        Cartridge = cartridge;
        cartridge.Runtime.CountInstance();
        try
        {
            _store = new Store(cartridge.Runtime.Engine);
            _store.SetLimits(cartridge.Layout.Pages * Memory.PageSize, 0, 1, 0, 1);
            var instance = new Instance(_store, cartridge.Module);
            _memory = Export(instance.GetMemory("memory"));
            _budget = Export(instance.GetGlobal("budget")?.Wrap<int>());
            _depth = Export(instance.GetGlobal("depth")?.Wrap<int>());
            _init = Export(instance.GetAction<int, int, int, int>("init"));
            _update = Export(instance.GetFunction<int, int>("update"));
            _draw = Export(instance.GetAction("draw"));
            _score = Export(instance.GetFunction<int>("score"));
        }
        catch
        {
            _store?.Dispose();
            cartridge.Runtime.UncountInstance();
            throw;
        }
    }

    /// <summary>What this is a copy of.</summary>
    public Cartridge Cartridge { get; }

    /// <summary>The state: everything that makes two instances differ. Valid until the next call.</summary>
    public ReadOnlySpan<byte> State => Bytes(Cartridge.Layout.StateStart, Cartridge.Layout.StateBytes);

    /// <summary>The 1,920 cells as the last <see cref="Draw"/> left them, 4 bytes each, not checked in any way. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Cells => Bytes(Cartridge.Layout.Cells, Abi.CellCount * Abi.CellBytes);

    /// <summary>The four voices as the last <see cref="Draw"/> left them, 4 bytes each; empty for a game without sound. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Voices => Cartridge.Layout.Voices == 0 ? default : Bytes(Cartridge.Layout.Voices, Abi.VoiceCount * Abi.VoiceBytes);

    /// <summary>Budget units left of the last call; below zero when that is why it trapped.</summary>
    public int BudgetLeft => _budget.GetValue();

    /// <summary>All of its memory, for tests that disturb what a call must not depend on.</summary>
    internal Span<byte> AllMemory => _memory.GetSpan(0, (int)_memory.GetLength());

    /// <summary>Sets up a play. The first call, made once.</summary>
    /// <exception cref="CartridgeTrapException">It trapped.</exception>
    public void Init(Seed seed)
    {
        Ready(Abi.InitBudget);
        try
        {
            _init((int)seed.A, (int)seed.B, (int)seed.C, (int)seed.D);
        }
        catch (WasmtimeException e)
        {
            throw Trap(CartridgeCall.Init, e);
        }
    }

    /// <summary>One tick.</summary>
    /// <param name="key">A code of <see cref="Key"/>; any value is accepted.</param>
    /// <returns>Whether the play is over; nothing but <see cref="Draw"/> and <see cref="Score"/> may be called after that.</returns>
    /// <exception cref="CartridgeTrapException">It trapped.</exception>
    public bool Update(int key)
    {
        Ready(Abi.UpdateBudget);
        int status;
        try
        {
            status = _update(key);
        }
        catch (WasmtimeException e)
        {
            throw Trap(CartridgeCall.Update, e);
        }

        if ((uint)status <= 1)
            return status == 1;
        throw Misbehaved(CartridgeCall.Update, $"it returned the status {status}, which is neither 0 nor 1");
    }

    /// <summary>Writes <see cref="Cells"/> and <see cref="Voices"/>.</summary>
    /// <exception cref="CartridgeTrapException">It trapped.</exception>
    public void Draw()
    {
        Ready(Abi.DrawBudget);
        try
        {
            _draw();
        }
        catch (WasmtimeException e)
        {
            throw Trap(CartridgeCall.Draw, e);
        }
    }

    /// <summary>The score now, never negative.</summary>
    /// <exception cref="CartridgeTrapException">It trapped.</exception>
    public int Score()
    {
        Ready(Abi.ScoreBudget);
        int score;
        try
        {
            score = _score();
        }
        catch (WasmtimeException e)
        {
            throw Trap(CartridgeCall.Score, e);
        }

        return score >= 0 ? score : throw Misbehaved(CartridgeCall.Score, $"it gave the score {score}, which is negative");
    }

    /// <summary>A copy of the state.</summary>
    public byte[] Save() => State.ToArray();

    /// <summary>Brings a fresh instance, or this one, to a saved state.</summary>
    /// <exception cref="ArgumentException">The size is not that of this cartridge's state.</exception>
    public void Restore(ReadOnlySpan<byte> state)
    {
        if (state.Length != Cartridge.Layout.StateBytes)
            throw new ArgumentException($"The state has {state.Length:N0} bytes; this cartridge's has {Cartridge.Layout.StateBytes:N0}.", nameof(state));
        state.CopyTo(_memory.GetSpan(Cartridge.Layout.StateStart, state.Length));
    }

    /// <summary>SHA-256 of the state, 32 bytes.</summary>
    public byte[] StateHash() => SHA256.HashData(State);

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _store.Dispose();
        Cartridge.Runtime.UncountInstance();
    }

    private static T Export<T>(T? export)
        where T : class => export ?? throw new InvalidOperationException("A checked cartridge lacks an export.");

    private Span<byte> Bytes(int address, int length) => _memory.GetSpan(address, length);

    private void Ready(int budget)
    {
        if (_trapped)
            throw new InvalidOperationException("The instance has trapped: nothing more may be called.");
        _budget.SetValue(budget);
        _store.SetEpochDeadline(Cartridge.Runtime.DeadlineEpochs);
    }

    private CartridgeTrapException Misbehaved(CartridgeCall call, string detail)
    {
        _trapped = true;
        return new CartridgeTrapException(call, TrapCause.Program, detail);
    }

    /// <summary>The cause is read from the counters, so that every engine names the same one.</summary>
    private Exception Trap(CartridgeCall call, WasmtimeException e)
    {
        _trapped = true;
        if (_budget.GetValue() < 0)
            return new CartridgeTrapException(call, TrapCause.Budget, "it used up its budget", e);
        if (_depth.GetValue() < 0)
            return new CartridgeTrapException(call, TrapCause.Depth, "its calls were nested too deeply", e);
        return e is TrapException { Type: not (TrapCode.Interrupt or TrapCode.StackOverflow) } trap
            ? new CartridgeTrapException(call, TrapCause.Program, Describe(trap.Type), e)
            : new ArcadeException($"This machine stopped '{Cartridge.Manifest.Title}' before its budget did: {Fence(e)}. The play cannot go on here.", e);
    }

    private static string Fence(WasmtimeException e) => e switch
    {
        TrapException { Type: TrapCode.Interrupt } => "a call took longer than the deadline by wall clock",
        TrapException { Type: TrapCode.StackOverflow } => "the engine's own stack was full",
        _ => e.Message,
    };

    private static string Describe(TrapCode code) => code switch
    {
        TrapCode.MemoryOutOfBounds => "it reached outside its memory",
        TrapCode.IntegerDivisionByZero => "it divided by zero",
        TrapCode.IntegerOverflow => "a division had no result",
        TrapCode.Unreachable => "the program gave up",
        _ => $"the engine says {code}",
    };
}
