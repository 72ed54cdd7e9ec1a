namespace Monster.Arcade;

/// <summary>How a play stands.</summary>
public enum PlayStatus
{
    /// <summary>It goes on, or was left.</summary>
    Playing = 0,

    /// <summary>It came to its end.</summary>
    Over = 1,

    /// <summary>The cartridge trapped: the play has no score.</summary>
    Trapped = 2,
}
