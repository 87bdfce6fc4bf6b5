using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Logging.Abstractions;
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
            writer.Commands.OfType<BookOrderedMeal>().ToHashSet());
    }

    [Fact]
    public static async Task Asks_by_the_sitting_first_and_one_by_one_only_for_whom_that_leaves_out()
    {
        var sitting = Sitting.Fold(
            Sitting.Fold(null, new SittingOpened(s_lunch, Garden, City.Jingkou, Today, Meal.Lunch, 1, 1, Now, Now, Now)),
            new MealBooked(s_lunch, Anna, Channel.DineIn, Order: s_order));
        var writer = new FakeWriter(command => command is BookOrderedMeal ? new SittingFull(s_lunch, 1) : null, _ => sitting);

        Assert.Equal(new OrderTally(1, 1), await BookAsync(writer));

        Assert.Equal(
            [s_due.Select(d => new OrderedPortion(d.Elder, d.Order))], writer.Commands.OfType<BookOrderedMeals>().Select(c => c.Portions.AsEnumerable()));
        Assert.Equal([s_due[1].Elder], writer.Commands.OfType<BookOrderedMeal>().Select(c => c.Elder));
    }

    [Fact]
    public static async Task Who_finds_the_sitting_full_waits_and_books_after_all_when_a_place_came_free()
    {
        var free = false;
        var writer = new FakeWriter(command => command switch
        {
            BookOrderedMeal when !free => new SittingFull(s_lunch, 1),
            WaitForOrderedMeal { Elder: var e } when e == Anna => new PlacesLeft(s_lunch, 1),
            _ => null,
        });

        var tally = await new OrderedMeals(writer, NullLogger<OrderedMeals>.Instance).BookAsync(
            City.Name, "x", [s_due[1]], fresh: true, TestContext.Current.CancellationToken);
        Assert.Equal(new OrderTally(0, 1), tally);
        Assert.Contains(new WaitForOrderedMeal(Garden, Today, Meal.Lunch, s_due[1].Elder, s_other), writer.Commands);

        writer = new FakeWriter(command =>
        {
            free |= command is WaitForOrderedMeal;
            return command switch
            {
                BookOrderedMeal when !free => new SittingFull(s_lunch, 1),
                WaitForOrderedMeal => new PlacesLeft(s_lunch, 1),
                _ => null,
            };
        });
        Assert.Equal(new OrderTally(2, 0), await BookAsync(writer));
        Assert.Empty(writer.Commands.OfType<RecordOrderedMealMiss>());
    }

    [Fact]
    public static async Task One_elders_fault_is_hers_alone()
    {
        var writer = new FakeWriter(command => command is BookOrderedMeals || command is BookOrderedMeal meal && meal.Elder == Anna
            ? throw new InvalidOperationException("Broken stream")
            : null);

        var tally = await BookAsync(writer);

        Assert.Equal(new OrderTally(1, 0, Failed: 1), tally);
        Assert.Throws<InvalidOperationException>(() => tally.OrThrow());
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
            new OrderedMealCancelled(s_lunch, s_order), new OrderedMealGivenUp(Anna, s_order), new AlreadyWaiting(s_lunch, Anna),
            new LeftThatWaitingList(s_lunch, Anna),
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
        var once = writer.Commands.Count;
        await BookAsync(writer);
        Assert.Equal(once, writer.Commands.Count);
    }

    private static Task<OrderTally> BookAsync(FakeWriter writer) => new OrderedMeals(writer, NullLogger<OrderedMeals>.Instance).BookAsync(
        City.Name, "2026-03-02", s_due, fresh: false, TestContext.Current.CancellationToken);
}
