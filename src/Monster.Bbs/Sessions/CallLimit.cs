using System.Net;
using System.Net.Sockets;

namespace Monster.Bbs.Sessions;

/// <summary>
/// Limits the calls from one address and from one subnet: how many at a time, and how many new ones in a minute. Who is refused is told
/// why in one line and sent away. Safe for any thread; what it remembers of callers that are gone is bounded.
/// </summary>
public sealed class CallLimit
{
    /// <summary>The most addresses and subnets remembered.</summary>
    public const int MaxPlaces = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly int _perAddress;
    private readonly int _perSubnet;
    private readonly double _perMinute;
    private readonly bool _limitLoopback;
    private readonly TimeProvider _time;

    /// <summary>A limit.</summary>
    /// <param name="perAddress">Calls at a time from one address.</param>
    /// <param name="perSubnet">Calls at a time from one subnet.</param>
    /// <param name="perMinute">New calls a minute from one address, after a burst of as many.</param>
    /// <param name="limitLoopback">Whether it holds for this machine too.</param>
    /// <param name="time">The clock.</param>
    public CallLimit(int perAddress, int perSubnet, int perMinute, bool limitLoopback, TimeProvider time) =>
        (_perAddress, _perSubnet, _perMinute, _limitLoopback, _time) = (perAddress, perSubnet, perMinute, limitLoopback, time);

    /// <summary>Calls at a time from one other board.</summary>
    public int PerBoard { get; init; } = 50;

    /// <summary>Addresses and subnets remembered now.</summary>
    internal int Places
    {
        get
        {
            lock (_lock)
                return _places.Count;
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
            var (here, around) = (At(from), At(wider));
            if (here.Live >= _perAddress)
                return $"There are {here.Live} calls {ofFrom} already, which is the most there may be.";
            if (around.Live >= (board is null ? _perSubnet : PerBoard))
                return $"There are {around.Live} calls from {board ?? "your network"} already, which is the most there may be.";
            double used = Used(here) + 1;
            if (used > _perMinute)
                return $"Too many calls {ofFrom} in a short time. Wait a minute, then call again.";
            (here.Used, here.At) = (used, _time.GetTimestamp());
            here.Live++;
            around.Live++;
            return null;
        }
    }

    private void Leave(string key)
    {
        lock (_lock)
            At(key).Live--;
    }

    /// <summary>Calls of the last minute that still count: one less for each sixtieth of a minute's allowance.</summary>
    private double Used(Place place) => Math.Max(0, place.Used - (_time.GetElapsedTime(place.At).TotalMinutes * _perMinute));

    private Place At(string key)
    {
        if (_places.TryGetValue(key, out var place))
            return place;
        if (_places.Count >= MaxPlaces)
            Forget();
        return _places[key] = new Place();
    }

    /// <summary>Forgets who is not here and has waited long enough; if that is nobody, everybody who is not here.</summary>
    private void Forget()
    {
        foreach (bool all in new[] { false, true })
        {
            foreach (string key in _places.Where(entry => entry.Value.Live == 0 && (all || Used(entry.Value) <= 0)).Select(entry => entry.Key).ToList())
                _places.Remove(key);
            if (_places.Count < MaxPlaces)
                return;
        }
    }

    private sealed class Place
    {
        public int Live { get; set; }

        public double Used { get; set; }

        public long At { get; set; }
    }
}
