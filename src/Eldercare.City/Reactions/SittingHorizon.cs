using Eldercare.Meals;
using Eldercare.People;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>Keeps the sittings of the next days open for booking, as each meal point's week says.</summary>
public sealed class SittingHorizon(Reaction reaction, TimeProvider clock)
{
    /// <summary>Today and a week ahead.</summary>
    public const int Days = 8;

    private const string Name = "sitting-horizon";

    /// <summary>The week does not have the meal: never had it, or a later change dropped it; or the point is closed that day.</summary>
    private static readonly ImmutableHashSet<Type> s_settled = [typeof(MealNotServed), typeof(MealPointClosedThatDay)];

    public Task Handle(IEvent<MealPointOpened> e, CancellationToken cancellation) =>
        OpenAsync(e.TenantId, e.Id.ToString(), Ahead(e.Data.Point, e.Data.Week, Today), cancellation);

    /// <summary>Every meal of the coming days, also those the week has no longer: a sitting open for one takes nobody new.</summary>
    /// <returns>What to look at then: bookings of meals the week no longer has.</returns>
    public async Task<BookingsToReview> Handle(IEvent<WeekChanged> e, CancellationToken cancellation)
    {
        await OpenAsync(
            e.TenantId, e.Id.ToString(),
            from day in Enumerable.Range(0, Days)
            from meal in Enum.GetValues<Meal>()
            select new OpenSitting(e.Data.Point, Today.AddDays(day), meal),
            cancellation);
        return new BookingsToReview(e.TenantId, e.Id, e.Data.Point);
    }

    /// <summary>The sittings a week asks for from a date on, in order.</summary>
    public static IEnumerable<OpenSitting> Ahead(MealPointId point, IEnumerable<WeeklySitting> week, DateOnly today) =>
        from day in Enumerable.Range(0, Days)
        let date = today.AddDays(day)
        from sitting in week
        where sitting.Day == date.DayOfWeek
        select new OpenSitting(point, date, sitting.Meal);

    /// <summary>Opens sittings; those open already take over a changed plan.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="cause">The same for each repetition of the same wish.</param>
    /// <param name="sittings">What to open.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal Task OpenAsync(string city, string cause, IEnumerable<OpenSitting> sittings, CancellationToken cancellation) =>
        Task.WhenAll(sittings.Select(s => reaction.SendAsync(
            Name, city, $"{cause}:{s.SittingId.Value}", s, s_settled, cancellation)));

    private DateOnly Today => CityTime.Today(clock.GetUtcNow());
}
