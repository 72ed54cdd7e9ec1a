namespace Monster.Bbs.Messages;

/// <summary>A line of a chat.</summary>
/// <param name="Number">Its number in the room, from 1.</param>
/// <param name="Name">Who.</param>
/// <param name="Text">What was said; empty for coming and leaving.</param>
/// <param name="At">When it was said.</param>
/// <param name="Kind">What happened.</param>
public sealed record ChatLine(long Number, string Name, string Text, DateTimeOffset At, ChatLineKind Kind);
