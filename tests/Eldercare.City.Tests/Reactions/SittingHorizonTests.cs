using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Logging.Abstractions;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class SittingHorizonTests
{
    /// <summary>Lunch on Mondays, dinner on Sundays; today is a Monday.</summary>
    private static readonly ImmutableArray<WeeklySitting> Week =
        [Serves(DayOfWeek.Monday, Meal.Lunch), Serves(DayOfWeek.Sunday, Meal.Dinner)];

    private static readonly OpenSitting
        ThisMonday = new(Garden, Today, Meal.Lunch),
        Sunday = new(Garden, Today.AddDays(6), Meal.Dinner),
        NextMonday = new(Garden, Today.AddDays(7), Meal.Lunch);

    [Fact]
    public static async Task Opens_a_new_point_s_sittings_for_today_and_a_week_ahead()
    {
        var writer = new FakeWriter();
        var opened = new MealPointOpened(Garden, "Garden", Jingkou, "1 Road", 32.2, 119.4, Week);

        await Horizon(writer).Handle(Given.Event(opened), TestContext.Current.CancellationToken);
        await Horizon(writer).Handle(Given.Event(opened), TestContext.Current.CancellationToken);

        Assert.Equal([ThisMonday, Sunday, NextMonday], writer.Commands);
    }

    [Fact]
    public static async Task Brings_every_meal_of_the_coming_days_into_line_when_the_week_changes()
    {
        var writer = new FakeWriter();

        await Horizon(writer).Handle(Given.Event(new WeekChanged(Garden, Week)), TestContext.Current.CancellationToken);

        Assert.Equal(24, writer.Commands.Count);
        Assert.Superset(
            new HashSet<ICommand> { ThisMonday, Sunday, NextMonday, new OpenSitting(Garden, Today, Meal.Dinner) }, writer.Commands.ToHashSet());
    }

    [Fact]
    public static async Task Keeps_the_horizon_full_asking_for_what_is_missing_once_a_day()
    {
        var writer = new FakeWriter();
        var plans = new FakePlans([SittingId.Of(Garden, Today, Meal.Lunch)]);

        var first = await Keeper(writer, plans).LookAsync(TestContext.Current.CancellationToken);
        await Keeper(writer, plans).LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, first);
        Assert.Equal([Sunday, NextMonday], writer.Commands);
    }

    [Fact]
    public static async Task Leaves_the_look_to_the_host_whose_turn_it_is()
    {
        var writer = new FakeWriter();

        Assert.Equal(0, await Keeper(writer, new FakePlans([], taken: true)).LookAsync(TestContext.Current.CancellationToken));

        Assert.Empty(writer.Commands);
    }

    private static SittingHorizon Horizon(FakeWriter writer) => new(Given.Reaction(writer), Given.Clock());

    private static HorizonKeeper Keeper(FakeWriter writer, FakePlans plans) =>
        new(plans, Horizon(writer), Given.Clock(), NullLogger<HorizonKeeper>.Instance);

    private sealed class FakePlans(HashSet<SittingId> open, bool taken = false) : IHorizonPlans, IAsyncDisposable
    {
        public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
            Task.FromResult<IAsyncDisposable?>(taken ? null : this);

        public Task<IReadOnlyList<PointWeek>> WeeksAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<PointWeek>>([new PointWeek(City.Name, Garden, Week)]);

        public Task<IReadOnlySet<SittingId>> OpenAsync(string city, DateOnly from, DateOnly to, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlySet<SittingId>>(open);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
