using System.Diagnostics.CodeAnalysis;

namespace Monster.Arcade;

/// <summary>A cartridge trapped. Every host of ABI 1 traps at the same place for the same cause; the instance is of no use any more.</summary>
[SuppressMessage("Design", "CA1032", Justification = "A trap always has a call and a cause.")]
public sealed class CartridgeTrapException : Exception
{
    /// <summary>A trap.</summary>
    public CartridgeTrapException(CartridgeCall call, TrapCause cause, string detail, Exception? inner = null)
        : base($"The game stopped in {call.ToString().ToLowerInvariant()}: {detail}.", inner)
    {
        Call = call;
        Cause = cause;
    }

    /// <summary>The call it happened in.</summary>
    public CartridgeCall Call { get; }

    /// <summary>Why.</summary>
    public TrapCause Cause { get; }
}
