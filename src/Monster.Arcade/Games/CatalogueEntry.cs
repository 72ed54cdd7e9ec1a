namespace Monster.Arcade;

/// <summary>A place in the catalogue.</summary>
/// <param name="Shard">0 to 70.</param>
/// <param name="Title">The game's name.</param>
/// <param name="Sha256">SHA-256 of its cartridge; null while the game does not exist.</param>
public sealed record CatalogueEntry(int Shard, string Title, string? Sha256)
{
    /// <summary>Whether there is a game to play.</summary>
    public bool Exists => Sha256 is not null;
}
