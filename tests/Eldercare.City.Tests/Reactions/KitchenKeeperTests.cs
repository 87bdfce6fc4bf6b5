using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Logging.Abstractions;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class KitchenKeeperTests
{
    private static readonly CitySitting s_lunch = new(City.Name, Garden, Today, Meal.Lunch), s_dinner = s_lunch with { Meal = Meal.Dinner };

    [Fact]
    public static async Task Makes_the_sheets_that_are_due_and_looks_at_changed_guests()
    {
        var writer = new FakeWriter();

        Assert.Equal(1, await Keeper(writer, new FakePlans { Due = [s_lunch], Unchecked = [s_dinner] }).LookAsync(TestContext.Current.CancellationToken));

        Assert.Equal([typeof(FreezeKitchenSheet), typeof(CheckDishes)], writer.Commands.Select(c => c.GetType()));
        Assert.Equal([Anna], ((FreezeKitchenSheet)writer.Commands[0]).Elders);
    }

    [Fact]
    public static async Task Looks_up_anew_what_changed_in_between()
    {
        var tries = 0;
        var writer = new FakeWriter(_ => ++tries < 3 ? new KitchenSheetOutOfDate(s_lunch.Id) : null);

        await Keeper(writer, new FakePlans { Due = [s_lunch] }).LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, writer.Commands.Count);
        Assert.Equal(3, writer.Envelopes.Select(e => e.IdempotencyKey).Distinct().Count());
    }

    [Fact]
    public static async Task Does_not_look_at_the_same_guests_twice_within_seconds()
    {
        var writer = new FakeWriter();
        var keeper = Keeper(writer, new FakePlans { Unchecked = [s_lunch] });

        await keeper.LookAsync(TestContext.Current.CancellationToken);
        await keeper.LookAsync(TestContext.Current.CancellationToken);

        Assert.Single(writer.Commands);
    }

    [Fact]
    public static async Task One_that_is_refused_leaves_the_others_alone()
    {
        var writer = new FakeWriter(c => c is FreezeKitchenSheet { Meal: Meal.Lunch } ? new PositionInvalid("latitude") : null);

        await Keeper(writer, new FakePlans { Due = [s_lunch, s_dinner] }).LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, writer.Commands.Count);
    }

    [Fact]
    public static async Task Leaves_the_look_to_the_host_whose_turn_it_is()
    {
        var writer = new FakeWriter();

        Assert.Equal(0, await Keeper(writer, new FakePlans { Due = [s_lunch], Taken = true }).LookAsync(TestContext.Current.CancellationToken));

        Assert.Empty(writer.Commands);
    }

    [Fact]
    public static async Task A_changed_menu_has_the_sittings_of_its_days_looked_at()
    {
        var (writer, plans) = (new FakeWriter(), new FakePlans { Cooked = [s_lunch] });
        var monday = MenuId.MondayOf(Today);

        await Clashes(writer, plans).Handle(
            Given.Event(new MenuPublished(MenuId.Of(default, monday), default, monday, [])), TestContext.Current.CancellationToken);

        Assert.IsType<CheckDishes>(Assert.Single(writer.Commands));
        Assert.Equal((Today, monday.AddDays(6)), plans.Asked);
    }

    [Fact]
    public static async Task A_choice_has_its_sitting_looked_at_when_the_elder_has_a_profile()
    {
        var (writer, plans) = (new FakeWriter(), new FakePlans());

        await Clashes(writer, plans).Handle(Given.Event(new SetChosen(s_lunch.Id, new(Guid.NewGuid()), "B")), TestContext.Current.CancellationToken);
        Assert.Empty(writer.Commands);

        await Clashes(writer, plans).Handle(Given.Event(new SetChosen(s_lunch.Id, Anna, "B")), TestContext.Current.CancellationToken);
        Assert.Equal(s_lunch.Id, Assert.IsType<CheckDishes>(Assert.Single(writer.Commands)).SittingId);
    }

    [Fact]
    public static async Task An_answer_to_a_clash_has_its_sitting_looked_at()
    {
        var (writer, plans) = (new FakeWriter(), new FakePlans());

        await Clashes(writer, plans).Handle(Given.Event(new ClashSettled(s_lunch.Id, Anna, default, null)), TestContext.Current.CancellationToken);

        Assert.Equal(ReplanCause.ClashSettled, Assert.IsType<CheckDishes>(Assert.Single(writer.Commands)).Cause);
    }

    [Fact]
    public static async Task Another_kitchen_has_the_sittings_of_its_point_looked_at()
    {
        var (writer, plans) = (new FakeWriter(), new FakePlans { Cooked = [s_lunch] });

        await Clashes(writer, plans).Handle(Given.Event(new SupplyBegun(default, Garden)), TestContext.Current.CancellationToken);
        await Clashes(writer, plans).Handle(Given.Event(new SupplyEnded(default, Garden)), TestContext.Current.CancellationToken);

        Assert.Equal(2, writer.Commands.OfType<CheckDishes>().Count(c => c.Cause == ReplanCause.KitchenChanged));
    }

    private static DishClashes Clashes(FakeWriter writer, FakePlans plans) => new(plans, Cooking(writer, plans), new BookedByAnna(), Given.Clock());

    private static KitchenKeeper Keeper(FakeWriter writer, FakePlans plans) =>
        new(plans, Cooking(writer, plans), Given.Clock(), NullLogger<KitchenKeeper>.Instance);

    private static Cooking Cooking(FakeWriter writer, FakePlans plans) => new(plans, new BookedByAnna(), Given.Reaction(writer));

    /// <summary>Every sitting is booked by Anna alone.</summary>
    private sealed class BookedByAnna : IStateReader
    {
        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class => Task.FromResult(typeof(TState) == typeof(Sitting) ? (TState?)(object?)Sitting.Fold(
                Sitting.Fold(null, new SittingOpened(new(stream.Id), Garden, Jingkou, Today, Meal.Lunch, 5, 1, Now, Now, Now.AddHours(2))),
                new MealBooked(new(stream.Id), Anna, Channel.DineIn)) : null);
    }

    private sealed class FakePlans : IKitchenPlans, IAsyncDisposable
    {
        public CitySitting[] Due { get; init; } = [];

        public CitySitting[] Unchecked { get; init; } = [];

        public CitySitting[] Cooked { get; init; } = [];

        public bool Taken { get; init; }

        public (DateOnly From, DateOnly To) Asked { get; private set; }

        public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(Taken ? null : this);

        public Task<IReadOnlyList<CitySitting>> DueAsync(DateOnly today, DateTimeOffset now, CancellationToken cancellation) => List(Due);

        public Task<IReadOnlyList<CitySitting>> UncheckedAsync(DateOnly from, CancellationToken cancellation) => List(Unchecked);

        public Task<IReadOnlyList<CitySitting>> CookedByAsync(
            string city, KitchenId kitchen, DateOnly from, DateOnly to, DateTimeOffset now, CancellationToken cancellation)
        {
            Asked = (from, to);
            return List(Cooked);
        }

        public Task<IReadOnlyList<CitySitting>> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation) => List(Cooked);

        public Task<IReadOnlyList<CitySitting>> AtAsync(
            string city, MealPointId point, DateOnly from, DateTimeOffset now, CancellationToken cancellation) => List(Cooked);

        public Task<bool> HasProfileAsync(string city, ElderId elder, CancellationToken cancellation) => Task.FromResult(elder == Anna);

        public Task<KitchenId?> KitchenOfAsync(string city, MealPointId point, CancellationToken cancellation) => Task.FromResult<KitchenId?>(null);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static Task<IReadOnlyList<CitySitting>> List(CitySitting[] sittings) => Task.FromResult<IReadOnlyList<CitySitting>>(sittings);
    }
}
