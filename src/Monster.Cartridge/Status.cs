namespace Monster.Cartridge;

/// <summary>What <see cref="Game.Update"/> returns.</summary>
public enum Status
{
    /// <summary>The play goes on.</summary>
    Playing = 0,

    /// <summary>The play has ended; nothing but drawing and the score is asked for after this.</summary>
    Over = 1,
}
