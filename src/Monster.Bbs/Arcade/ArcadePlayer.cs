using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>Who plays at a session of the arcade.</summary>
/// <param name="Account">The account's number; 0 for a guest, whose plays are never ranked.</param>
/// <param name="Name">The name others see.</param>
public sealed record ArcadePlayer(ulong Account, string Name)
{
    /// <summary>Whether there is no account.</summary>
    public bool IsGuest => Account == 0;
}
