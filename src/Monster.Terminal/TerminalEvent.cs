namespace Monster.Terminal;

/// <summary>Something that happened at a terminal.</summary>
/// <param name="Kind">What.</param>
/// <param name="Key">The key, for <see cref="TerminalEventKind.Key"/>.</param>
public readonly record struct TerminalEvent(TerminalEventKind Kind, KeyPress Key = default);
