namespace Monster.Cartridge;

/// <summary>What a game says of itself; it becomes the cartridge's <c>monster</c> section.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ManifestAttribute : Attribute
{
    /// <summary>The game's name, at most 24 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The game's place in the arcade, 0 to 70; -1 for a game that has none.</summary>
    public int Shard { get; init; } = -1;

    /// <summary>Who wrote it.</summary>
    public string Author { get; init; } = "";

    /// <summary>One line that makes people want to play, at most 70 characters.</summary>
    public required string Pitch { get; init; }

    /// <summary>How to play: lines separated by '\n', at most 12 lines of 70 characters.</summary>
    public required string Help { get; init; }

    /// <summary>Ticks per second, 0 to 60. At 0 the game is turn-based: a tick happens only on a key.</summary>
    public int TicksPerSecond { get; init; }

    /// <summary>Players, 1 to 16.</summary>
    public int Players { get; init; } = 1;

    /// <summary>The version of the rules. Scores are kept apart by it: raise it when a change makes scores incomparable.</summary>
    public int Rules { get; init; } = 1;

    /// <summary>Bytes of the state region, a multiple of 4, at most 65,536: the game object and everything it allocates.</summary>
    public int StateBytes { get; init; } = 16 * 1024;
}
