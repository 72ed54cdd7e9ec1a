namespace Monster.Bbs.Sessions;

/// <summary>Puts middleware together.</summary>
public static class SessionPipeline
{
    /// <summary>A handler that passes a caller through every middleware, the first one outermost, to the last handler.</summary>
    public static SessionHandler Build(SessionHandler last, params IEnumerable<SessionMiddleware> middleware) =>
        middleware.Reverse().Aggregate(last, (next, around) => around(next));
}
