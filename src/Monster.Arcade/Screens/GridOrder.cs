namespace Monster.Arcade.Screens;

/// <summary>The orders that Tab goes through.</summary>
internal enum GridOrder
{
    Shard,
    PlayableFirst,
    MostPlayed,
}
