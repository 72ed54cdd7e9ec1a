namespace Monster.Bbs.Sessions;

/// <summary>What a <see cref="Notice"/> is.</summary>
public enum NoticeKind
{
    /// <summary>From the board: it is closing, the time is up, a record fell.</summary>
    Board,

    /// <summary>A caller pages another.</summary>
    Page,

    /// <summary>A line of chat.</summary>
    Chat,
}
