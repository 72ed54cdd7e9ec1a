namespace Monster.Arcade;

/// <summary>A place in a replay that can be gone to at once.</summary>
/// <param name="Ticks">Completed updates.</param>
/// <param name="State">The state there.</param>
/// <param name="Keys">Where its keys go on.</param>
/// <param name="LastKey">The key of the last tick.</param>
internal sealed record ReplayMark(int Ticks, byte[] State, (int Next, int Gap) Keys, int LastKey);
