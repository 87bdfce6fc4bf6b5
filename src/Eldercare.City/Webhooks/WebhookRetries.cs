namespace Eldercare.City.Webhooks;

/// <summary>What came of posting an event.</summary>
/// <param name="Fault">Null when it was taken; otherwise a code in upper snake case.</param>
/// <param name="Status">The HTTP status, if there was an answer.</param>
/// <param name="LeaveAlone">How long the receiver wants to be left alone.</param>
public readonly record struct Posted(string? Fault, int? Status = null, TimeSpan? LeaveAlone = null);

/// <summary>What follows from an attempt: for the delivery, for the webhook, and when it is given up. Pure.</summary>
public static class WebhookRetries
{
    /// <summary>Before the second attempt, the third and so on, after Standard Webhooks: ten attempts within 75 hours and 35 minutes.</summary>
    public static readonly ImmutableArray<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>A webhook that only fails for so long is switched off.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(5);

    /// <summary>So many failures in a row are no longer one event's fault: the receiver is down, and is asked once in a while only.</summary>
    public const int Down = 10;

    /// <summary>However long a receiver wants to be left alone: its events must not be parked out of everybody's sight.</summary>
    private static readonly TimeSpan s_longestRest = TimeSpan.FromDays(1), s_longestDown = TimeSpan.FromMinutes(5);

    /// <summary>The delivery after an attempt.</summary>
    /// <param name="delivery">As it was taken.</param>
    /// <param name="posted">What came of it.</param>
    /// <param name="now">The present.</param>
    /// <param name="chance">0 to 1: pauses differ by up to a fifth, so that not all come back at once.</param>
    public static WebhookDelivery After(WebhookDelivery delivery, Posted posted, DateTimeOffset now, double chance)
    {
        var tried = delivery with { Attempts = delivery.Attempts + 1, Status = posted.Status, Reason = posted.Fault, DueAt = now };
        if (posted.Fault is null) return tried with { State = WebhookDeliveryState.Delivered };
        if (tried.Attempts > Pauses.Length) return tried with { State = WebhookDeliveryState.Dead };
        var pause = Pauses[tried.Attempts - 1] * (0.8 + (chance * 0.4));
        return tried with { DueAt = now + Longer(pause, Rest(posted)) };
    }

    /// <summary>The webhook after the same attempt.</summary>
    public static WebhookProgress After(WebhookProgress progress, Posted posted, DateTimeOffset now)
    {
        if (posted.Fault is null)
            return progress with { FailuresInARow = 0, FailingSince = null, RestingUntil = null, LastStatus = posted.Status, LastDeliveredAt = now };
        var failures = progress.FailuresInARow + 1;
        var rest = Rest(posted);
        if (failures >= Down) rest = Longer(rest, Shorter(Messages.Backoff.After(failures - Down + 1, chance: 1), s_longestDown));
        return progress with
        {
            FailuresInARow = failures,
            FailingSince = progress.FailingSince ?? now,
            RestingUntil = rest == TimeSpan.Zero || progress.RestingUntil > now + rest ? progress.RestingUntil : now + rest,
            LastStatus = posted.Status,
        };
    }

    /// <summary>Why it is switched off after that, or null.</summary>
    public static SwitchedOffBecause? GivenUp(WebhookProgress progress, Posted posted, DateTimeOffset activeSince, DateTimeOffset now)
    {
        if (posted.Status == 410) return SwitchedOffBecause.Gone;
        var since = progress.FailingSince is { } failing && failing > activeSince ? failing : activeSince;
        return progress.FailingSince is not null && now - since >= Longest ? SwitchedOffBecause.Failing : null;
    }

    /// <summary>How many may be under way: to a receiver that is down one, to see whether it is back.</summary>
    public static int AtOnce(WebhookProgress progress, int most, DateTimeOffset now) =>
        progress.RestingUntil > now ? 0 : progress.FailuresInARow >= Down ? 1 : most;

    private static TimeSpan Rest(Posted posted) => posted.LeaveAlone is { } wanted ? Shorter(wanted, s_longestRest) : TimeSpan.Zero;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
