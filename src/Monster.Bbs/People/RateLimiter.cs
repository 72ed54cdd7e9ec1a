namespace Monster.Bbs.People;

/// <summary>
/// Counts what is done under many keys (addresses, subnets, names) against one <see cref="Rate"/>. Safe for any thread. It holds a
/// bounded number of keys: those used least are forgotten first, so that nobody escapes by calling under many others.
/// </summary>
public sealed class RateLimiter
{
    /// <summary>The most keys that are counted.</summary>
    public const int MaxKeys = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Used, long At)> _used = new(StringComparer.Ordinal);
    private readonly Rate _rate;
    private readonly TimeProvider _time;

    /// <summary>A limiter.</summary>
    public RateLimiter(Rate rate, TimeProvider time) => (_rate, _time) = (rate, time);

    /// <summary>How long to wait until it may be done once; zero for now.</summary>
    public TimeSpan Wait(string key)
    {
        lock (_lock)
        {
            double over = Used(key) - (_rate.Burst - 1);
            return over <= 1e-9 ? TimeSpan.Zero : over * _rate.Period;
        }
    }

    /// <summary>Counts one time, whether it was allowed or not; never more than twice the burst, so that a wait stays finite.</summary>
    public void Count(string key)
    {
        lock (_lock)
        {
            double used = Math.Min(Used(key) + 1, 2.0 * _rate.Burst);
            if (!_used.ContainsKey(key) && _used.Count >= MaxKeys)
                Sweep();
            _used[key] = (used, _time.GetTimestamp());
        }
    }

    /// <summary>Counts one time if it is allowed.</summary>
    /// <returns>Zero when it was, else how long to wait.</returns>
    public TimeSpan Take(string key)
    {
        lock (_lock)
        {
            var wait = Wait(key);
            if (wait == TimeSpan.Zero)
                Count(key);
            return wait;
        }
    }

    /// <summary>Starts anew for a key: what was counted turned out to be right.</summary>
    public void Forgive(string key)
    {
        lock (_lock)
            _used.Remove(key);
    }

    private double Used(string key) =>
        _used.TryGetValue(key, out var entry) ? Math.Max(0, entry.Used - (_time.GetElapsedTime(entry.At) / _rate.Period)) : 0;

    /// <summary>Forgets what has run out, and when that is not enough the half that was used least.</summary>
    private void Sweep()
    {
        foreach (string key in _used.Keys.Where(key => Used(key) <= 0).ToList())
            _used.Remove(key);
        if (_used.Count < MaxKeys)
            return;
        foreach (string key in _used.Keys.OrderBy(Used).Take(MaxKeys / 2).ToList())
            _used.Remove(key);
    }
}
