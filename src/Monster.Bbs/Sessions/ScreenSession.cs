using Monster.Terminal;

namespace Monster.Bbs.Sessions;

/// <summary>The last handler: shows screens until the caller leaves or the line goes down.</summary>
public static class ScreenSession
{
    /// <summary>The handler.</summary>
    /// <param name="first">The first screen of a caller.</param>
    /// <param name="woken">Told how much later than asked a screen was woken, on the session's own flow; null for nobody.</param>
    public static SessionHandler Create(Func<Caller, View> first, Action<TimeSpan>? woken = null) => async (caller, stop) =>
    {
        var loop = new ViewLoop(caller.Terminal) { Overlay = new NoticeBar(caller.Inbox) };
        loop.Drawn += caller.Mirror.Take;
        if (woken is not null)
            loop.Woken += woken;
        await loop.RunAsync(first(caller));
    };
}
