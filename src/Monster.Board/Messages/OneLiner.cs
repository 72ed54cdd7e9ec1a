namespace Monster.Board.Messages;

/// <summary>A line on the wall.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Time">When.</param>
/// <param name="Text">What it says.</param>
public sealed record OneLiner(ulong Id, uint Author, DateTimeOffset Time, string Text);
