using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>What a board's arcade is made of.</summary>
public sealed record ArcadeSettings
{
    /// <summary>The name of this node in recordings, at most 64 bytes.</summary>
    public string Node { get; init; } = "monster";

    /// <summary>A folder with a recording for each game, <c>MazeRun.play</c>, for the tiles; null when there is none.</summary>
    public string? DemoFolder { get; init; }

    /// <summary>Where costs of plays on processors are kept (<c>monster trace play</c>); null for nowhere.</summary>
    public string? CostFolder { get; init; }

    /// <summary>What plays cost on processors.</summary>
    /// <param name="id">A recording's.</param>
    public IReadOnlyList<Monster.Arcade.GuestCost> CostsOf(string id) => CostFolder is null ? [] : new Monster.Arcade.GuestCosts(CostFolder).Of(id);

    /// <summary>Gives the name of an account.</summary>
    public Func<IReadStore, ulong, string> NameOf { get; init; } = (_, account) => $"player {account}";

    /// <summary>The limits of the pool that replays.</summary>
    public Monster.Arcade.PoolOptions Pool { get; init; } = new();
}
