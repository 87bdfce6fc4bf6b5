using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class AdmissionPausesMealsTests
{
    private static readonly StandingOrderId s_order = new(Id("order")), s_over = new(Id("order that is over"));
    private static readonly ResidentAdmitted s_admitted = new(BedOne, Hillside, Anna, null, Today);
    private static readonly LeaveBegan s_leave = new(BedOne, Anna, LeaveKind.Hospital, Today, Today.AddDays(2));

    [Fact]
    public static async Task Pauses_orders_and_cancels_meals_once()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer, s_admitted);
        await HandleAsync(writer, s_admitted);
        Assert.Equal(
            [
                new PauseStandingOrder(Anna, s_order, Today, null), new CancelBooking(Garden, Today.AddDays(1), Meal.Lunch, Anna, "MovedIn", Late: false),
                new LeaveWaitingList(Garden, Today.AddDays(2), Meal.Lunch, Anna),
            ],
            writer.Commands);
    }

    [Fact]
    public static async Task Of_a_short_stay_until_its_end()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer, s_admitted with { Until = Today.AddDays(2) });
        Assert.Equal(
            [
                new PauseStandingOrder(Anna, s_order, Today, Today.AddDays(1)),
                new CancelBooking(Garden, Today.AddDays(1), Meal.Lunch, Anna, "MovedIn", Late: false),
            ],
            writer.Commands);
    }

    [Fact]
    public static async Task Leaves_who_says_otherwise_her_meals()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer, s_admitted with { KeepsMeals = true });
        Assert.Empty(writer.Commands);
    }

    [Fact]
    public static async Task A_short_stay_that_is_over_pauses_nothing()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer, s_admitted with { On = Today.AddDays(-9), Until = Today });
        Assert.Empty(writer.Commands);
    }

    [Fact]
    public static async Task In_hospital_until_the_day_the_bed_is_kept()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer, s_leave);
        Assert.Equal(
            [
                new PauseStandingOrder(Anna, s_order, Today, Today.AddDays(1)),
                new CancelBooking(Garden, Today.AddDays(1), Meal.Lunch, Anna, "InHospital", Late: false),
            ],
            writer.Commands);
    }

    [Fact]
    public static async Task A_visit_to_the_family_pauses_nothing()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer, s_leave with { Kind = LeaveKind.Visit });
        Assert.Empty(writer.Commands);
    }

    private static Task HandleAsync(FakeWriter writer, ResidentAdmitted admitted) =>
        Reaction(writer).Handle(Given.Event(admitted), TestContext.Current.CancellationToken);

    private static async Task HandleAsync(FakeWriter writer, LeaveBegan leave)
    {
        foreach (var message in LeaveRunsOut.Handle(Given.Event(leave)).OfType<WentToHospital>())
            await Reaction(writer).Handle(message, TestContext.Current.CancellationToken);
    }

    private static AdmissionPausesMeals Reaction(FakeWriter writer) =>
        new(new Held(), new Ordered(), Given.Reaction(writer), Given.Clock());

    private sealed class Held : IElderClaims
    {
        public Task<HeldByElder> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation) => Task.FromResult(
            new HeldByElder([new(Garden, Today.AddDays(1), Meal.Lunch)], [], []) { Waiting = [new(Garden, Today.AddDays(2), Meal.Lunch)] });
    }

    /// <summary>An order that goes on, and one that was ended.</summary>
    private sealed class Ordered : IStateReader
    {
        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class
        {
            var going = new StandingOrder(s_order, [new(Garden, [DayOfWeek.Monday], Meal.Lunch, Channel.DineIn)], Today.AddDays(-9), null, [], Ended: false);
            var orders = new StandingOrders(
                Anna, ImmutableDictionary<StandingOrderId, StandingOrder>.Empty.Add(s_order, going).Add(s_over, going with { Id = s_over, Ended = true }),
                ImmutableDictionary<MealTime, MissedMeal>.Empty);
            return Task.FromResult(orders as TState);
        }
    }
}
