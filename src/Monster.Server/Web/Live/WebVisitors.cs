using System.Net;

namespace Monster.Server;

/// <summary>The event streams and watchers that are open, counted by address. Safe for any thread.</summary>
internal sealed class WebVisitors
{
    /// <summary>The most from one address.</summary>
    public const int MostFromOne = 64;

    /// <summary>The most in all.</summary>
    public const int Most = 5_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private readonly HashSet<(uint Account, ulong Serial)> _shown = [];
    private int _all;

    /// <summary>Somebody comes.</summary>
    /// <returns>Ends the visit when disposed.</returns>
    /// <exception cref="ProblemException">There are too many.</exception>
    public IDisposable Enter(IPAddress from)
    {
        lock (_lock)
        {
            int here = _counts.GetValueOrDefault(from);
            if (here >= MostFromOne || _all >= Most)
                throw new ProblemException(503, "busy", here >= MostFromOne ? $"There are {MostFromOne} open connections from your address already." : "Too many watch at this moment. Try again in a while.") { RetryAfter = TimeSpan.FromSeconds(30) };
            _counts[from] = here + 1;
            _all++;
        }

        return new Visit(this, from);
    }

    /// <summary>A ranked play is shown live from one page at a time.</summary>
    /// <returns>Ends it when disposed.</returns>
    /// <exception cref="ProblemException">It is shown already.</exception>
    public IDisposable Show(uint account, ulong serial)
    {
        lock (_lock)
        {
            if (!_shown.Add((account, serial)))
                throw new ProblemException(409, "conflict", "The play is shown live from another page already.");
        }

        return new Showing(this, (account, serial));
    }

    private void Leave(IPAddress from)
    {
        lock (_lock)
        {
            _all--;
            if (--_counts[from] == 0)
                _counts.Remove(from);
        }
    }

    private sealed class Showing(WebVisitors visitors, (uint Account, ulong Serial) play) : IDisposable
    {
        public void Dispose()
        {
            lock (visitors._lock)
                visitors._shown.Remove(play);
        }
    }

    private sealed class Visit(WebVisitors visitors, IPAddress from) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            if (!_isOver)
                visitors.Leave(from);
            _isOver = true;
        }
    }
}
