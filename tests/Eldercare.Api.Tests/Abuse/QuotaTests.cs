using System.Net;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Tests.Abuse;

public sealed class QuotaTests
{
    private readonly ManualClock _clock = new();
    private readonly ClientQuotas _quotas;

    public QuotaTests() => _quotas = new ClientQuotas(
        Options.Create(new ApiSettings { Rates = new RateSettings { PerSecond = 10, Burst = 100, AnonymousPerSecond = 5, AnonymousBurst = 50, AtOnce = 2, SignInsPerMinute = 2, SignInBurst = 3 } }), _clock);

    [Fact]
    public void Takes_until_there_is_nothing_left_and_says_when_there_is()
    {
        var client = _quotas.Of(new Caller("a", Role.CityOffice), null);
        Assert.Null(client.Take(70));
        var refused = client.Take(50)!;
        Assert.Equal(("RATE_LIMITED", 2L), (refused.Code, refused.Extensions!["retryAfter"]));
        _clock.Pass(TimeSpan.FromSeconds(2));
        Assert.Null(client.Take(50));
        Assert.Equal(0, client.Left);
        _clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(100, client.Left);
    }

    [Fact]
    public void What_costs_more_than_an_allowance_holds_takes_all_of_a_full_one()
    {
        var client = _quotas.Of(new Caller("a", Role.CityOffice), null);
        Assert.Null(client.Take(1_000));
        Assert.Equal(10L, client.Take(1_000)!.Extensions!["retryAfter"]);
    }

    [Fact]
    public void Knows_clients_by_sign_in_and_strangers_by_address()
    {
        Assert.Same(Of("a", "app"), Of("a", "app"));
        Assert.NotSame(Of("a", "app"), Of("b", "app"));
        Assert.NotSame(Of("a", "app"), Of("a", "other"));
        Assert.Same(From("10.0.0.1"), From("::ffff:10.0.0.1"));
        Assert.NotSame(From("10.0.0.1"), From("10.0.0.2"));
        // Whoever has an address of IPv6 has a network of them.
        Assert.Same(From("2001:db8:1:2::1"), From("2001:db8:1:2:ffff::9"));
        Assert.NotSame(From("2001:db8:1:2::1"), From("2001:db8:1:3::1"));
        Assert.Equal((100, 50), (Of("a", "app").Burst, From("10.0.0.1").Burst));

        ClientAllowance Of(string subject, string client) => _quotas.Of(new Caller(subject, Role.CityOffice) { Client = client }, IPAddress.Loopback);
        ClientAllowance From(string address) => _quotas.Of(Caller.Anonymous, IPAddress.Parse(address));
    }

    [Fact]
    public void Attempts_to_sign_in_come_back_by_the_minute()
    {
        for (var i = 0; i < 3; i++) Assert.Null(Try());
        Assert.NotNull(Try());
        _clock.Pass(TimeSpan.FromSeconds(30));
        Assert.Null(Try());
        Assert.NotNull(Try());

        ApiError? Try() => _quotas.SignInsOf(IPAddress.Loopback).Take(ClientQuotas.SignInAttempt);
    }

    [Fact]
    public void An_attempt_that_succeeds_is_given_back_and_no_more_than_that()
    {
        var address = _quotas.SignInsOf(IPAddress.Loopback);
        for (var i = 0; i < 50; i++)
        {
            Assert.Null(address.Take(ClientQuotas.SignInAttempt));
            address.GiveBack(ClientQuotas.SignInAttempt);
        }

        address.GiveBack(ClientQuotas.SignInAttempt);
        Assert.Equal(3 * ClientQuotas.SignInAttempt, address.Left);
    }

    [Fact]
    public void So_many_at_once_and_no_more()
    {
        var client = _quotas.Of(new Caller("a", Role.CityOffice), null);
        Assert.True(client.Enter() && client.Enter());
        Assert.False(client.Enter());
        client.Leave();
        Assert.True(client.Enter());
    }

    [Fact]
    public void Strangers_without_number_fill_no_memory()
    {
        for (var i = 0; i < 120_000; i++) _quotas.Of(Caller.Anonymous, new IPAddress(i + 1L));
        Assert.InRange(_quotas.Known, 1, 50_001);
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
