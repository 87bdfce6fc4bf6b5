using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.Store.Deciding;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class OrderedMealsTests
{
    private static readonly StandingOrderId s_order = new(Id("order")), s_other = new(Id("other order"));

    private static readonly DueMeal[] s_due =
    [
        new(Garden, s_order, 0, Anna, Today, Meal.Lunch), new(Garden, s_other, 0, new(Id("someone")), Today, Meal.Lunch),
    ];

    private static readonly SittingId s_lunch = SittingId.Of(Garden, Today, Meal.Lunch);

    [Fact]
    public static async Task Books_what_is_due()
    {
        var writer = new FakeWriter();

        Assert.Equal(new OrderTally(2, 0), await BookAsync(writer));

        Assert.Equal(
            s_due.Select(d => new BookOrderedMeal(Garden, Today, Meal.Lunch, d.Elder, d.Order)).ToHashSet(),
            writer.Commands.Cast<BookOrderedMeal>().ToHashSet());
    }

    [Fact]
    public static async Task Opens_a_sitting_that_is_missing_once_and_tries_again()
    {
        var opened = false;
        var writer = new FakeWriter(command =>
        {
            opened |= command is OpenSitting;
            return command is BookOrderedMeal && !opened ? new SittingUnknown(s_lunch) : null;
        });

        Assert.Equal(new OrderTally(2, 0), await BookAsync(writer));

        Assert.Single(writer.Commands.OfType<OpenSitting>());
    }

    [Fact]
    public static async Task Keeps_what_could_not_be_booked_for_a_person()
    {
        var writer = new FakeWriter(command => command is BookOrderedMeal ? new SittingFull(s_lunch, 1) : null);

        Assert.Equal(new OrderTally(0, 2), await BookAsync(writer));

        Assert.Contains(new RecordOrderedMealMiss(Garden, Today, Meal.Lunch, Anna, s_order, "SITTING_FULL"), writer.Commands);
    }

    [Fact]
    public static async Task Leaves_alone_who_has_a_portion_or_wants_none()
    {
        foreach (var refusal in (Refusal[])
        [
            new AlreadyBooked(s_lunch, Anna), new PortionTakenElsewhere(Anna, s_lunch), new OrderNotDue(s_order),
            new OrderedMealCancelled(s_lunch, s_order), new MealPointClosedThatDay(Garden, Today, "Holiday"),
        ])
        {
            var writer = new FakeWriter(command => command is BookOrderedMeal ? refusal : null);
            Assert.Equal(default, await BookAsync(writer));
            Assert.Empty(writer.Commands.OfType<RecordOrderedMealMiss>());
        }
    }

    [Fact]
    public static async Task A_run_made_again_sends_nothing_twice_that_was_done()
    {
        var writer = new FakeWriter();
        await BookAsync(writer);
        await BookAsync(writer);
        Assert.Equal(2, writer.Commands.Count);
    }

    private static Task<OrderTally> BookAsync(FakeWriter writer) => new OrderedMeals(writer).BookAsync(
        City.Name, "2026-03-02", s_due, fresh: false, TestContext.Current.CancellationToken);
}
