namespace Monster.Arcade.Screens;

/// <summary>What a player can do with a paused play.</summary>
internal enum PauseChoice
{
    None,
    GoOn,
    Help,
    Talk,
    Move,
    Again,
    SaveAndLeave,
    Leave,
}
