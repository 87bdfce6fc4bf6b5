using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class DepartureEndsMealsTests
{
    private static readonly ResidentDeparted s_left = new(BedOne, Anna, Today, DepartureReason.Departed);

    [Fact]
    public static async Task Ends_orders_and_meals_of_later_days_once()
    {
        var (writer, held) = (new FakeWriter(), new Held());

        await HandleAsync(writer, held, s_left);
        await HandleAsync(writer, held, s_left);

        Assert.Equal(
            [
                new EndAllStandingOrders(Anna, Today), new CancelBooking(Garden, Today.AddDays(1), Meal.Lunch, Anna, "Departed", Late: false),
                new LeaveWaitingList(Garden, Today.AddDays(2), Meal.Lunch, Anna), new EndApplication(Wish, Anna, null, EndReason.Withdrawn),
            ],
            writer.Commands);
        Assert.Equal(Today.AddDays(1), held.From);
    }

    [Fact]
    public static async Task An_application_made_after_she_left_stays()
    {
        var writer = new FakeWriter();
        await new DepartureEndsMeals(new Held(), new Applied(Now.AddMinutes(1)), Given.Reaction(writer))
            .Handle(Given.Event(s_left), TestContext.Current.CancellationToken);
        Assert.Empty(writer.Commands.OfType<EndApplication>());
    }

    [Fact]
    public static async Task Leaves_to_others_what_they_did_meanwhile_and_what_is_past_its_cut_off() => await HandleAsync(
        new FakeWriter(c => c switch { CancelBooking => new CutOffPassed(Lunch, Now), LeaveWaitingList => new NotWaiting(Lunch, Anna), _ => null }),
        new Held(), s_left);

    [Fact]
    public static async Task A_death_has_its_own_reaction()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer, new Held(), s_left with { Reason = DepartureReason.Died });
        Assert.Empty(writer.Commands);
    }

    private static Task HandleAsync(FakeWriter writer, Held held, ResidentDeparted left) =>
        new DepartureEndsMeals(held, new Applied(Now.AddDays(-9)), Given.Reaction(writer)).Handle(Given.Event(left), TestContext.Current.CancellationToken);

    private sealed class Held : IElderClaims
    {
        public DateOnly From { get; private set; }

        public Task<HeldByElder> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation)
        {
            From = from;
            return Task.FromResult(new HeldByElder([new(Garden, Today.AddDays(1), Meal.Lunch)], [Wish], []) { Waiting = [new(Garden, Today.AddDays(2), Meal.Lunch)] });
        }
    }

    private sealed class Applied(DateTimeOffset at) : IStateReader
    {
        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class => Task.FromResult((TState?)(object)new Application(Wish, Anna, BedKind.Nursing, ApplicationState.Waiting, null, null) { AppliedAt = at });
    }
}
