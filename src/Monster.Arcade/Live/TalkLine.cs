namespace Monster.Arcade;

/// <summary>Something said beside a live play.</summary>
/// <param name="Number">Counts up from 1, so that a reader knows what it has seen.</param>
/// <param name="Name">Who said it.</param>
/// <param name="Text">What: printable, at most <see cref="LivePlay.MaxTalkLength"/> characters.</param>
public readonly record struct TalkLine(long Number, string Name, string Text);
