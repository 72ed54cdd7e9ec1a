namespace Monster.Arcade.Screens;

/// <summary>What a player can do with a paused play.</summary>
internal enum PauseChoice
{
    None = -1,
    GoOn,
    Help,
    Again,
    SaveAndLeave,
    Leave,
}
