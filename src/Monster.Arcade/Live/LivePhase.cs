namespace Monster.Arcade;

/// <summary>How a live play stands.</summary>
public enum LivePhase
{
    /// <summary>It is being played.</summary>
    Running,

    /// <summary>The player has paused it.</summary>
    Paused,

    /// <summary>It has come to its end.</summary>
    Over,

    /// <summary>The player has left it, or hung up.</summary>
    Left,
}
