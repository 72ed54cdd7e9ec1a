namespace Monster.Arcade;

/// <summary>The calls of ABI 1.</summary>
public enum CartridgeCall
{
    /// <summary>Sets up a play from its seed.</summary>
    Init = 0,

    /// <summary>One tick.</summary>
    Update = 1,

    /// <summary>The score now.</summary>
    Score = 2,

    /// <summary>The picture now.</summary>
    Draw = 3,
}
