using System.Net;
using System.Net.Sockets;
using Monster.Bbs.People;

namespace Monster.Bbs.Sessions;

/// <summary>
/// Limits the calls from one address and from one subnet: how many at a time, and how many new ones in a minute. Who is refused is told
/// why in one line and sent away. Safe for any thread; what it remembers of callers that are gone is bounded.
/// </summary>
public sealed class CallLimit
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _live = new(StringComparer.Ordinal); // of those who are on
    private readonly int _perAddress;
    private readonly int _perSubnet;
    private readonly bool _limitLoopback;
    private readonly RateLimiter _rate;

    /// <summary>A limit.</summary>
    /// <param name="perAddress">Calls at a time from one address.</param>
    /// <param name="perSubnet">Calls at a time from one subnet.</param>
    /// <param name="perMinute">New calls a minute from one address, after a burst of as many.</param>
    /// <param name="limitLoopback">Whether it holds for this machine too.</param>
    /// <param name="time">The clock.</param>
    public CallLimit(int perAddress, int perSubnet, int perMinute, bool limitLoopback, TimeProvider time) =>
        (_perAddress, _perSubnet, _limitLoopback, _rate) = (perAddress, perSubnet, limitLoopback, new RateLimiter(new Rate(perMinute, TimeSpan.FromMinutes(1) / perMinute), time));

    /// <summary>Calls at a time from one other board.</summary>
    public int PerBoard { get; init; } = 50;

    /// <summary>Addresses and subnets that calls are counted of now.</summary>
    internal int Places
    {
        get
        {
            lock (_lock)
                return _live.Count;
        }
    }

    /// <summary>The middleware.</summary>
    public SessionMiddleware Middleware => next => async (caller, stop) =>
    {
        var visitor = caller.Origin.Visitor;
        if (caller.Origin.Address is not { } address || (visitor is null && IPAddress.IsLoopback(address) && !_limitLoopback))
        {
            await next(caller, stop);
            return;
        }

        // All callers of another board come from its address: they are told apart by its word, and counted together as that board's.
        var (from, around) = visitor is null ? Keys(address) : ($"{visitor.Board} {visitor.Alias}", visitor.Board);
        if (Refusal(from, around, visitor is null ? null : visitor.Board) is { } refusal)
        {
            caller.Farewell = refusal;
            return;
        }

        try
        {
            await next(caller, stop);
        }
        finally
        {
            Leave(from);
            Leave(around);
        }
    };

    /// <summary>The address and its subnet: a /24 of IPv4, a /56 of IPv6.</summary>
    internal static (string Address, string Subnet) Keys(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] bytes = plain.GetAddressBytes();
        int kept = plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 7;
        bytes.AsSpan(kept).Clear();
        return (plain.ToString(), $"{new IPAddress(bytes)}/{kept * 8}");
    }

    /// <summary>Counts a call, or says why it is refused.</summary>
    private string? Refusal(string from, string wider, string? board)
    {
        string ofFrom = board is null ? "from your address" : "under your name";
        lock (_lock)
        {
            int here = _live.GetValueOrDefault(from), around = _live.GetValueOrDefault(wider);
            if (here >= _perAddress)
                return $"There are {here} calls {ofFrom} already, which is the most there may be.";
            if (around >= (board is null ? _perSubnet : PerBoard))
                return $"There are {around} calls from {board ?? "your network"} already, which is the most there may be.";
            if (_rate.Take(from) > TimeSpan.Zero)
                return $"Too many calls {ofFrom} in a short time. Wait a minute, then call again.";
            (_live[from], _live[wider]) = (here + 1, around + 1);
            return null;
        }
    }

    private void Leave(string key)
    {
        lock (_lock)
        {
            if (--_live[key] == 0)
                _live.Remove(key);
        }
    }
}
