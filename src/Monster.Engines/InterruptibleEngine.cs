using Wasmtime;

namespace Monster.Engines;

/// <summary>An engine whose calls can be given a deadline by wall clock: a timer counts its epochs. Safe for use by several threads.</summary>
public sealed class InterruptibleEngine : IDisposable
{
    private static readonly TimeSpan EpochLength = TimeSpan.FromMilliseconds(250);

    private readonly Timer _epochs;

    /// <summary>Starts an engine.</summary>
    /// <param name="config">How it works; epoch interruption is added.</param>
    public InterruptibleEngine(Config config)
    {
        Engine = EngineSignals.Start(config.WithEpochInterruption(true));
        _epochs = new Timer(_ => Engine.IncrementEpoch(), null, EpochLength, EpochLength);
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The deadline to set on a store before a call, in epochs, so that the call has at least so long.</summary>
    public static ulong Epochs(TimeSpan deadline) => (ulong)Math.Ceiling(deadline / EpochLength) + 1;

    /// <summary>Ends the engine. What runs in it must be gone by then.</summary>
    public void Dispose()
    {
        // The timer may be counting an epoch this moment: the engine ends after it.
        using (var ended = new ManualResetEvent(false))
        {
            if (_epochs.Dispose(ended))
                ended.WaitOne();
        }

        Engine.Dispose();
    }
}
