using Eldercare.People;

namespace Eldercare.City.Messages;

/// <summary>The hours of the night, by the city's clock, in which nobody is disturbed. Policy data; equal times mean none.</summary>
/// <param name="From">First quiet minute.</param>
/// <param name="Until">First minute after; may lie on the next day.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>When somebody may be told something: now, or when the quiet hours that it falls in are over.</summary>
    public DateTimeOffset Next(DateTimeOffset now)
    {
        var local = CityTime.Local(now);
        var time = TimeOnly.FromDateTime(local);
        // Wraps around midnight; empty when both are equal.
        if (!time.IsBetween(From, Until)) return now;
        var today = DateOnly.FromDateTime(local);
        return CityTime.At(time < Until ? today : today.AddDays(1), Until);
    }

    /// <summary>
    /// Likewise for a message that is of use until an instant. One that would lapse before the night is over is told at once: to be woken
    /// is the lesser evil when the bed would be gone by morning, or when she would walk to a breakfast that was cancelled.
    /// </summary>
    /// <param name="now">The present.</param>
    /// <param name="urgent">Whether its kind may disturb at all.</param>
    /// <param name="until">When it is of no use any more; null when never.</param>
    public DateTimeOffset Next(DateTimeOffset now, bool urgent, DateTimeOffset? until)
    {
        var next = Next(now);
        return urgent && until <= next ? now : next;
    }
}
