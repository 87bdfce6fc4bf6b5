using Eldercare.People;

namespace Eldercare.Meals;

/// <summary>How a meal point offers freed places to those who wait.</summary>
/// <param name="OfferMinutes">How long an offer stands, counted in waking hours only; never beyond the cut-off.</param>
/// <param name="LastMinutes">So close to the cut-off nothing is offered any more: whoever comes first has the place.</param>
/// <param name="WakingFrom">Minutes count from then on, city time: nobody loses a place asleep.</param>
/// <param name="WakingUntil">And until then.</param>
public sealed record WaitingListPolicy(int OfferMinutes, int LastMinutes, TimeOnly WakingFrom, TimeOnly WakingUntil)
{
    /// <summary>Ours, for points that set none: no source prescribes one.</summary>
    public static WaitingListPolicy Usual { get; } = new(OfferMinutes: 120, LastMinutes: 15, new(7, 0), new(21, 0));

    public static int MostOfferMinutes => 2 * 24 * 60;

    /// <summary>When an offer made now ends, to the second, or null when none is made any more.</summary>
    public DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset cutOff)
    {
        if (now.AddMinutes(LastMinutes) > cutOff) return null;
        // Databases keep an instant less exactly than the clock: a whole second is the same everywhere.
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var left = TimeSpan.FromMinutes(OfferMinutes);
        var from = now;
        for (var day = CityTime.Today(now); from < cutOff; day = day.AddDays(1))
        {
            var (wakes, sleeps) = (CityTime.At(day, WakingFrom), CityTime.At(day, WakingUntil));
            if (from < wakes) from = wakes;
            if (from >= sleeps) continue;
            if (from + left <= sleeps) return from + left < cutOff ? from + left : cutOff;
            (left, from) = (left - (sleeps - from), sleeps);
        }

        return cutOff;
    }
}
