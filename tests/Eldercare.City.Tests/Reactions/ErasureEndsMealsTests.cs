using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class ErasureEndsMealsTests
{
    [Fact]
    public static async Task Cancels_a_meal_that_was_booked_while_she_was_erased_and_leaves_the_list_she_waits_on_once()
    {
        var writer = new FakeWriter();

        await HandleAsync(writer);
        await HandleAsync(writer);

        Assert.Equal(
            [new CancelBooking(Garden, Today, Meal.Dinner, Anna, "Erased", Late: true), new LeaveWaitingList(Garden, Today, Meal.Lunch, Anna)],
            writer.Commands);
    }

    [Fact]
    public static async Task Has_nothing_to_do_for_a_portion_served_meanwhile_or_a_list_she_left() =>
        await HandleAsync(new FakeWriter(c => c is CancelBooking ? new AlreadyServed(Lunch, Anna) : new NotWaiting(Lunch, Anna)));

    private static Task HandleAsync(FakeWriter writer) =>
        new ErasureEndsMeals(new Held(), Given.Reaction(writer), Given.Clock())
            .Handle(Given.Event(new PersonErased(Anna, ErasureReason.Request)), TestContext.Current.CancellationToken);

    private sealed class Held : IElderClaims
    {
        public Task<HeldByElder> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation) =>
            Task.FromResult(new HeldByElder([new(Garden, Today, Meal.Dinner)], [], []) { Waiting = [new(Garden, Today, Meal.Lunch)] });
    }
}
