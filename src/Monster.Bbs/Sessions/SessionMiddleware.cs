namespace Monster.Bbs.Sessions;

/// <summary>One concern of every session, wrapped around the rest: a limit, a log, a time-out.</summary>
/// <param name="next">What comes after.</param>
public delegate SessionHandler SessionMiddleware(SessionHandler next);
