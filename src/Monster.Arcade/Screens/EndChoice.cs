namespace Monster.Arcade.Screens;

/// <summary>What a player can do when a play has ended.</summary>
internal enum EndChoice
{
    None,
    Again,
    LastMoment,
    Leave,
}
