namespace Monster.Doors;

/// <summary>A ranked play that has ended and is on its way to the board elsewhere.</summary>
/// <param name="Version">The version of the file.</param>
/// <param name="Board">The board it goes to.</param>
/// <param name="Caller">Who played, as this board names them.</param>
/// <param name="Folder">The name of the caller's folder.</param>
/// <param name="Serial">The ticket.</param>
/// <param name="Owner">Which connection this is, as the ticket counts them.</param>
/// <param name="Title">The game.</param>
/// <param name="Score">The score; null when the play was given up, which is told to the board too.</param>
/// <param name="Queued">When it ended.</param>
/// <param name="Recording">The recording; null when the play was given up.</param>
public sealed record LeaguePost(int Version, string Board, string Caller, string Folder, ulong Serial, uint Owner, string Title, int? Score, DateTimeOffset Queued, byte[]? Recording)
{
    /// <summary>The version there is.</summary>
    public const int CurrentVersion = 1;
}
