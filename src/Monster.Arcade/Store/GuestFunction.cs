namespace Monster.Arcade;

/// <summary>A function of a cartridge and what it cost.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Instructions">Guest instructions executed in it, without what it called.</param>
public sealed record GuestFunction(string Name, ulong Instructions);
