using System.Net;
using Monster.Bbs.People;
using Monster.Testing;

namespace Monster.Bbs.Tests.People;

/// <summary>Guessing is slow for whoever guesses, and for nobody else.</summary>
public sealed class LoginGuardTests
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("198.51.100.9");

    private readonly ManualTime _time = new();
    private readonly LoginGuard _guard;

    public LoginGuardTests() => _guard = new LoginGuard(_time);

    [Fact]
    public void An_address_that_guesses_waits_and_goes_on_waiting_one_period_for_each_guess()
    {
        for (int i = 0; i < LoginGuard.AddressRate.Burst; i++)
            Fail(Elsewhere, $"name{i}");
        Assert.Equal(LoginGuard.AddressRate.Period, _guard.Wait(Elsewhere, "other"));
        _time.Advance(LoginGuard.AddressRate.Period);
        Fail(Elsewhere, "one more");
        Assert.NotEqual(TimeSpan.Zero, _guard.Wait(Elsewhere, "other"));
    }

    [Fact]
    public void A_subnet_cannot_guess_from_each_of_its_addresses_in_turn()
    {
        int guesses = 0;
        for (int i = 0; i < 250 && _guard.Wait(Address(i), $"name{i}") == TimeSpan.Zero; i++, guesses++)
            Fail(Address(i), $"name{i}");
        Assert.Equal(LoginGuard.SubnetRate.Burst, guesses);
        Assert.Equal(TimeSpan.Zero, _guard.Wait(Home, "name"));
        static IPAddress Address(int i) => IPAddress.Parse($"203.0.113.{i + 1}");
    }

    [Fact]
    public void Somebody_who_called_before_is_not_locked_out_by_strangers_guessing_his_password()
    {
        _guard.Succeeded(Home, "alice");
        for (int i = 0; i < 30; i++)
            _guard.Failed(IPAddress.Parse($"10.{i}.0.1"), "alice");
        Assert.NotEqual(TimeSpan.Zero, _guard.Wait(Elsewhere, "alice"));
        Assert.Equal(TimeSpan.Zero, _guard.Wait(Home, "alice"));
        Assert.Equal(TimeSpan.Zero, _guard.Wait(Elsewhere, "bob"));
    }

    [Fact]
    public void An_IPv6_neighbourhood_and_a_mapped_IPv4_address_are_counted_as_what_they_are()
    {
        Assert.Equal("2001:db8:1:200::/56", LoginGuard.Subnet(IPAddress.Parse("2001:db8:1:2ff:1:2:3:4")));
        Assert.Equal("192.0.2.0/24", LoginGuard.Subnet(IPAddress.Parse("::ffff:192.0.2.77")));
    }

    [Fact]
    public void Accounts_are_not_made_by_the_dozen()
    {
        for (int i = 0; i < LoginGuard.NewAddressRate.Burst; i++)
            Assert.Equal(TimeSpan.Zero, _guard.TakeNew(Home));
        Assert.Equal(LoginGuard.NewAddressRate.Period, _guard.TakeNew(Home));
        Assert.Equal(TimeSpan.Zero, _guard.TakeNew(Elsewhere));
    }

    [Fact]
    public void Calling_under_more_addresses_than_are_counted_does_not_forgive_a_guesser()
    {
        var limiter = new RateLimiter(new Rate(2, TimeSpan.FromHours(1)), _time);
        limiter.Count("guesser");
        limiter.Count("guesser");
        for (int i = 0; i < RateLimiter.MaxKeys + 100; i++)
            limiter.Count($"other {i}");
        Assert.NotEqual(TimeSpan.Zero, limiter.Wait("guesser"));
    }

    private void Fail(IPAddress from, string name) => _guard.Failed(from, name);
}
