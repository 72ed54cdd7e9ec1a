namespace Monster.Arcade.Screens;

/// <summary>What came of a play that ended, in words for its player.</summary>
/// <param name="Text">One line: where it is kept, how its score stands, or why it does not count.</param>
/// <param name="IsGood">Whether it is something to be pleased about.</param>
public readonly record struct KeptNote(string Text, bool IsGood = false);
