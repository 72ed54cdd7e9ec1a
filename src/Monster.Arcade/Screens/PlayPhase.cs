namespace Monster.Arcade.Screens;

/// <summary>What a <see cref="PlayView"/> is doing.</summary>
internal enum PlayPhase
{
    /// <summary>The play is being made ready.</summary>
    Starting,

    /// <summary>It could not begin.</summary>
    Failed,

    /// <summary>The game runs; keys are the game's.</summary>
    Running,

    /// <summary>The menu is open; nothing runs.</summary>
    Paused,

    /// <summary>The play has come to its end.</summary>
    Over,

    /// <summary>The game did what it must not.</summary>
    Trapped,

    /// <summary>The play goes on from another connection.</summary>
    Moved,
}
