namespace Monster.Bbs.Sessions;

/// <summary>A fault in one session ends that session, with a number to ask about, and nobody else's.</summary>
public static class SessionRecovery
{
    /// <summary>The middleware.</summary>
    /// <param name="report">Takes what went wrong, with the number the caller is told.</param>
    public static SessionMiddleware Create(Action<Caller, Exception, string> report) => next => async (caller, stop) =>
    {
        try
        {
            await next(caller, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Hung up in the middle of something.
        }
        catch (Exception e) // whatever it is: the board goes on
        {
            string number = Guid.NewGuid().ToString("N")[..8];
            report(caller, e, number);
            caller.Farewell = $"Something broke here, and it is our fault: report {number}. What was saved is kept. Please call again.";
        }
    };
}
