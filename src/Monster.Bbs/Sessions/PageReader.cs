namespace Monster.Bbs.Sessions;

/// <summary>A member who has the board's web pages open.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">The name others see.</param>
/// <param name="Since">Since when.</param>
public sealed record PageReader(uint Account, string Name, DateTimeOffset Since);
