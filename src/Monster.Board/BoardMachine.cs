namespace Monster.Board;

/// <summary>
/// Applies log entries to a store: each once, whole or not at all. What a command came to is remembered by session and sequence
/// inside the state itself, so a retry gets the same answer on every node and after every restart.
/// </summary>
public static class BoardMachine
{
    /// <summary>Outcomes remembered of a session.</summary>
    public const int Window = 32;

    /// <summary>Sessions remembered; those whose last command is the longest ago, to within a thousand commands of the log, are forgotten first.</summary>
    public const int MaxSessions = 10_000;

    private const string SessionCount = "log sessions";

    /// <summary>Applies an entry.</summary>
    /// <param name="store">The state.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="index">Its place in the log, from 1.</param>
    public static CommandResult Apply(IStore store, in LogEntry entry, ulong index)
    {
        var past = SessionPast.Find(store, entry.Session);
        if (past?.Outcome(entry.Sequence) is { } before)
            return before;
        if (past is not null && entry.Sequence <= past.Forgotten)
            return CommandResult.Rejected("This was submitted long ago, and what came of it is not remembered any more.");
        var changes = new OverlayStore(store);
        var result = Run(changes, entry.Command, index);
        if (!result.IsAccepted)
            changes.Clear();
        Remember(changes, past ?? Begin(changes, entry.Session), entry.Sequence, result, index);
        changes.Flush(store);
        return result;
    }

    /// <summary>What came of a command; null when it was not applied, or so long ago that it is forgotten.</summary>
    public static CommandResult? Outcome(IReadStore store, ulong session, ulong sequence) => SessionPast.Find(store, session)?.Outcome(sequence);

    private static CommandResult Run(OverlayStore store, ReadOnlyMemory<byte> command, ulong index)
    {
        try
        {
            return CommandKinds.Decode(command.Span).Apply(store, index);
        }
        catch (BoardFormatException e)
        {
            return CommandResult.Rejected(e.Message);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or ArithmeticException or FormatException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException)
        {
            // A fault of a command is the same fault on every node: it must not stop the log for all those behind it.
            return CommandResult.Rejected($"This could not be done: a fault of the board ({e.GetType().Name}). Please tell its sysop.");
        }
    }

    private static SessionPast Begin(IStore store, ulong session)
    {
        ulong count = Counters.Last(store, SessionCount);
        if (count < MaxSessions)
            Counters.Next(store, SessionCount);
        else if (SessionPast.Oldest(store) is { } oldest)
            oldest.Delete(store);
        return new SessionPast(session);
    }

    private static void Remember(IStore store, SessionPast past, ulong sequence, CommandResult result, ulong index) =>
        past.With(sequence, result, index).Put(store, past);
}
