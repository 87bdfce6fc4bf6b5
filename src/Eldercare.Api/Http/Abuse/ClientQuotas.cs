using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Http.Abuse;

/// <summary>What every client has left of its allowance at this host. Bounded in number: when there are too many the full ones are forgotten.</summary>
public sealed class ClientQuotas(IOptions<ApiSettings> settings, TimeProvider clock)
{
    private const int MostRemembered = 50_000;

    private readonly ConcurrentDictionary<string, ClientAllowance> _known = new(StringComparer.Ordinal);

    private RateSettings Rates => settings.Value.Rates;

    public int Known => _known.Count;

    /// <summary>By sign-in: two people of one district's app do not stand in each other's way, and one with many devices is one.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="address">From where, when nobody signed in.</param>
    public ClientAllowance Of(Caller caller, IPAddress? address) => caller.IsAnonymous
        ? Find("address " + Network(address), Rates.AnonymousPerSecond, Rates.AnonymousBurst, Rates.AnonymousAtOnce)
        : Find($"sign-in {caller.Client} {caller.Subject}", Rates.PerSecond, Rates.Burst, Rates.AtOnce);

    /// <summary>
    /// Attempts to sign in from an address: each takes 60, so that so many a minute come back; one that succeeds gives them back. So the tablets of
    /// a meal point behind one address renew their tokens, and whoever guesses is slowed.
    /// </summary>
    public ClientAllowance SignInsOf(IPAddress? address) =>
        Find("attempt " + Network(address), Rates.SignInsPerMinute, Rates.SignInBurst * SignInAttempt, Rates.AnonymousAtOnce);

    public const int SignInAttempt = 60;

    private ClientAllowance Find(string key, int perSecond, int burst, int atOnce)
    {
        if (_known.TryGetValue(key, out var known)) return known;
        if (_known.Count >= MostRemembered) Forget();
        return _known.GetOrAdd(key, _ => new ClientAllowance(clock, perSecond, burst, atOnce));
    }

    private void Forget()
    {
        foreach (var (key, allowance) in _known)
        {
            if (allowance.IsFull) _known.TryRemove(key, out _);
        }

        // So many at work at once are no clients: they start anew rather than fill the memory.
        if (_known.Count >= MostRemembered) _known.Clear();
    }

    /// <summary>One household has 2^64 addresses of IPv6.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}

/// <summary>One client's allowance: a bucket of units that fills with time, and what it has running.</summary>
public sealed class ClientAllowance(TimeProvider clock, int perSecond, int burst, int atOnce)
{
    private readonly Lock _gate = new();
    private double _left = burst;
    private long _at = clock.GetTimestamp();
    private int _running;

    public int Burst => burst;

    public int PerSecond => perSecond;

    /// <summary>Units left.</summary>
    public int Left
    {
        get
        {
            lock (_gate) return (int)Filled();
        }
    }

    public bool IsFull
    {
        get
        {
            lock (_gate) return _running == 0 && Filled() >= burst;
        }
    }

    /// <summary>How long until it is full.</summary>
    public TimeSpan FullAfter => TimeSpan.FromSeconds((burst - Left) / (double)Math.Max(perSecond, 1));

    /// <summary>Takes so many units; what costs more than the allowance ever holds takes all of a full one.</summary>
    /// <returns>Null when they were there; else what to tell the client.</returns>
    public ApiError? Take(int units)
    {
        var wanted = Math.Min(units, burst);
        lock (_gate)
        {
            var left = Filled();
            if (left < wanted) return ApiError.RateLimited(TimeSpan.FromSeconds((wanted - left) / Math.Max(perSecond, 1)));
            _left = left - wanted;
            return null;
        }
    }

    /// <summary>What was taken turned out to cost nothing.</summary>
    public void GiveBack(int units)
    {
        lock (_gate) _left = Math.Min(burst, Filled() + units);
    }

    /// <summary>One more is running, unless there are too many: then false, and it is not counted.</summary>
    public bool Enter()
    {
        lock (_gate)
        {
            if (_running >= atOnce) return false;
            _running++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate) _running--;
    }

    private double Filled()
    {
        var now = clock.GetTimestamp();
        _left = Math.Min(burst, _left + (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
        return _left;
    }
}
