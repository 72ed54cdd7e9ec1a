namespace Monster.Arcade.Screens;

/// <summary>The orders that Tab goes through. Those from <see cref="NextDoor"/> on are maps: see <see cref="GridMap"/>.</summary>
internal enum GridOrder
{
    Shard,
    PlayableFirst,
    MostPlayed,
    NextDoor,
    Cells,
    Legacy,
}
