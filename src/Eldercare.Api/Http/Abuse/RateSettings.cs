namespace Eldercare.Api.Http.Abuse;

/// <summary>
/// How much one client may ask of this host. Configuration section <c>Api:Rates</c>. In units of cost: a client's allowance holds
/// <see cref="Burst"/> and grows by <see cref="PerSecond"/>; each request takes what it costs. Who brought no sign-in is known by the address.
/// </summary>
public sealed class RateSettings
{
    /// <summary>False for a host that only one's own programs reach.</summary>
    public bool On { get; set; } = true;

    public int PerSecond { get; set; } = 5_000;

    public int Burst { get; set; } = 100_000;

    public int AnonymousPerSecond { get; set; } = 1_000;

    public int AnonymousBurst { get; set; } = 40_000;

    /// <summary>Requests a client may have running at the same time.</summary>
    public int AtOnce { get; set; } = 100;

    public int AnonymousAtOnce { get; set; } = 40;

    /// <summary>Attempts to sign in from one address, but for tokens that are renewed or fetched: so many a minute...</summary>
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>... and so many at once.</summary>
    public int SignInBurst { get; set; } = 40;
}
