namespace Monster.Bbs.Sessions;

/// <summary>Something a caller is told while doing something else: a page, a line of chat, a word from the board.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">Who says it; empty when the board does.</param>
/// <param name="Text">One line.</param>
/// <param name="At">When.</param>
public sealed record Notice(NoticeKind Kind, string From, string Text, DateTimeOffset At);
