namespace Monster.Bbs.Sessions;

/// <summary>Who a caller has shown to be.</summary>
/// <param name="Account">The account's number; 0 for a guest.</param>
/// <param name="Name">The name others see.</param>
/// <param name="IsSysop">Whether the board may be run by this person.</param>
public sealed record Login(long Account, string Name, bool IsSysop = false)
{
    /// <summary>Whether there is no account.</summary>
    public bool IsGuest => Account == 0;
}
