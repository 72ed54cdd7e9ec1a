using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monster.Bbs.People;

/// <summary>
/// Slows down whoever guesses passwords or makes accounts by the dozen: per address, per subnet (a /24 of IPv4, a /56 of
/// IPv6) and per account. Guessing from elsewhere does not lock people out: an address from which they logged in before is counted
/// apart from strangers. The console is never limited.
/// </summary>
public sealed class LoginGuard
{
    /// <summary>Wrong passwords from one address.</summary>
    public static readonly Rate AddressRate = new(5, TimeSpan.FromMinutes(1));

    /// <summary>Wrong passwords from one subnet.</summary>
    public static readonly Rate SubnetRate = new(20, TimeSpan.FromSeconds(15));

    /// <summary>Wrong passwords for one account.</summary>
    public static readonly Rate AccountRate = new(10, TimeSpan.FromMinutes(2));

    /// <summary>New accounts from one address.</summary>
    public static readonly Rate NewAddressRate = new(3, TimeSpan.FromMinutes(20));

    /// <summary>New accounts from one subnet.</summary>
    public static readonly Rate NewSubnetRate = new(20, TimeSpan.FromMinutes(3));

    private readonly RateLimiter _address;
    private readonly RateLimiter _subnet;
    private readonly RateLimiter _account;
    private readonly RateLimiter _newAddress;
    private readonly RateLimiter _newSubnet;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A guard without memory: a restart forgives.</summary>
    public LoginGuard(TimeProvider time)
    {
        _address = new(AddressRate, time);
        _subnet = new(SubnetRate, time);
        _account = new(AccountRate, time);
        _newAddress = new(NewAddressRate, time);
        _newSubnet = new(NewSubnetRate, time);
    }

    /// <summary>How long to wait before a password may be tried; zero for now.</summary>
    /// <param name="from">The address; null at the console.</param>
    /// <param name="name">The account's name as it is found by.</param>
    public TimeSpan Wait(IPAddress? from, string name) => from is null ? TimeSpan.Zero :
        Longest(_address.Wait(Text(from)), _subnet.Wait(Subnet(from)), _account.Wait(AccountKey(from, name)));

    /// <summary>A password was wrong.</summary>
    public void Failed(IPAddress? from, string name)
    {
        if (from is null)
            return;
        _address.Count(Text(from));
        _subnet.Count(Subnet(from));
        _account.Count(AccountKey(from, name));
    }

    /// <summary>A password was right.</summary>
    public void Succeeded(IPAddress? from, string name)
    {
        if (from is null)
            return;
        _address.Forgive(Text(from));
        lock (_known)
        {
            if (_known.Count >= RateLimiter.MaxKeys)
                _known.Clear();
            _known.Add($"{name} {Text(from)}");
        }
    }

    /// <summary>Counts a new account if it is allowed.</summary>
    /// <returns>Zero when it was, else how long to wait.</returns>
    public TimeSpan TakeNew(IPAddress? from)
    {
        if (from is null)
            return TimeSpan.Zero;
        var wait = Longest(_newAddress.Wait(Text(from)), _newSubnet.Wait(Subnet(from)));
        if (wait == TimeSpan.Zero)
        {
            _newAddress.Count(Text(from));
            _newSubnet.Count(Subnet(from));
        }

        return wait;
    }

    /// <summary>A wait as people say it.</summary>
    public static string Say(TimeSpan wait) => wait < TimeSpan.FromSeconds(90)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(wait.TotalSeconds))} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.TotalMinutes)} minutes");

    /// <summary>The subnet of an address: a /24 of IPv4, a /56 of IPv6.</summary>
    public static string Subnet(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] bytes = plain.GetAddressBytes();
        int kept = plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 7;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    private static string Text(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> waits)
    {
        var longest = TimeSpan.Zero;
        foreach (var wait in waits)
            longest = wait > longest ? wait : longest;
        return longest;
    }

    private string AccountKey(IPAddress from, string name)
    {
        string known = $"{name} {Text(from)}";
        lock (_known)
            return _known.Contains(known) ? known : name;
    }
}
