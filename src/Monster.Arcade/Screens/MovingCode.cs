namespace Monster.Arcade.Screens;

/// <summary>What somebody types on another connection to go on with a play there. It works once.</summary>
/// <param name="Text">The code, as it is shown.</param>
/// <param name="Until">When it stops working.</param>
public sealed record MovingCode(string Text, DateTimeOffset Until);
