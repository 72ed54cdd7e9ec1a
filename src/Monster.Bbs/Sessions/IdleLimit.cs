namespace Monster.Bbs.Sessions;

/// <summary>
/// Sends away who types nothing: after a while at any place, with a warning before, and sooner who has not said who it is.
/// The console, where the address is null, may stay.
/// </summary>
public sealed class IdleLimit
{
    private static readonly TimeSpan Warning = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _idle;
    private readonly TimeSpan _login;

    /// <summary>A limit.</summary>
    /// <param name="idle">How long nothing may be typed.</param>
    /// <param name="login">How long logging in may take.</param>
    public IdleLimit(TimeSpan idle, TimeSpan login) => (_idle, _login) = (idle, login);

    /// <summary>The middleware.</summary>
    public SessionMiddleware Middleware => next => async (caller, stop) =>
    {
        if (caller.Origin.Address is null)
        {
            await next(caller, stop);
            return;
        }

        await using var watch = new Watch(this, caller);
        await next(caller, stop);
    };

    /// <summary>One caller's clock.</summary>
    private sealed class Watch : IAsyncDisposable
    {
        private readonly IdleLimit _limit;
        private readonly Caller _caller;
        private readonly ITimer _timer;
        private bool _warned;

        public Watch(IdleLimit limit, Caller caller)
        {
            (_limit, _caller) = (limit, caller);
            _timer = caller.Terminal.Time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Look();
        }

        public ValueTask DisposeAsync() => _timer.DisposeAsync();

        private void Look()
        {
            var idleLeft = _limit._idle - _caller.Idle;
            var loginLeft = _caller.Login is null ? _limit._login - (_caller.Terminal.Time.GetUtcNow() - _caller.Since) : TimeSpan.MaxValue;
            if (idleLeft <= TimeSpan.Zero)
            {
                _caller.Dismiss($"Nothing was typed for {_limit._idle.TotalMinutes:0.#} minutes, so the line is free for others. What you were doing is kept.");
                return;
            }

            if (loginLeft <= TimeSpan.Zero)
            {
                _caller.Dismiss("Nobody logged in, so the line is free for others. Call again.");
                return;
            }

            if (idleLeft > Warning)
            {
                _warned = false;
            }
            else if (!_warned)
            {
                _warned = true;
                _caller.Inbox.Add(new Notice(NoticeKind.Board, "", "Still there? Press a key within a minute, or the line is put down.", _caller.Terminal.Time.GetUtcNow()));
            }

            var next = idleLeft > Warning ? idleLeft - Warning : idleLeft;
            _timer.Change(next < loginLeft ? next : loginLeft, Timeout.InfiniteTimeSpan);
        }
    }
}
