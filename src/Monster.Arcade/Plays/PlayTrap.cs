namespace Monster.Arcade;

/// <summary>A trap that ended a play.</summary>
/// <param name="Call">The call it happened in: <see cref="CartridgeCall.Draw"/> is never recorded, because replay draws nothing.</param>
/// <param name="Cause">Why.</param>
public readonly record struct PlayTrap(CartridgeCall Call, TrapCause Cause);
