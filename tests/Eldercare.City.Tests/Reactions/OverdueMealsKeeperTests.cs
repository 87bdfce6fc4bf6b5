using Eldercare.City.Reactions;
using Eldercare.Meals;
using Microsoft.Extensions.Logging.Abstractions;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class OverdueMealsKeeperTests
{
    [Fact]
    public static async Task Makes_known_what_is_due_one_by_one_past_one_that_fails()
    {
        var writer = new FakeWriter(command => command is FailOrderedMeal { Meal: Meal.Dinner } ? throw new InvalidOperationException("Broken") : null);

        Assert.Equal(3, await Keeper(writer, new Due(taken: false)).LookAsync(TestContext.Current.CancellationToken));

        Assert.Contains(new FailOrderedMeal(Garden, Today, Meal.Lunch, Anna), writer.Commands);
        Assert.Contains(new EscalateDisplaced(Garden, Today, Meal.Lunch), writer.Commands);
    }

    [Fact]
    public static async Task Leaves_it_to_the_host_that_has_the_turn()
    {
        var writer = new FakeWriter();
        Assert.Equal(0, await Keeper(writer, new Due(taken: true)).LookAsync(TestContext.Current.CancellationToken));
        Assert.Empty(writer.Commands);
    }

    private static OverdueMealsKeeper Keeper(FakeWriter writer, Due due) =>
        new(due, writer, Given.Clock(), NullLogger<OverdueMealsKeeper>.Instance);

    private sealed class Due(bool taken) : IOverdueMeals, IAsyncDisposable
    {
        public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(taken ? null : this);

        public Task<IReadOnlyList<LostMeal>> LostAsync(DateOnly from, DateTimeOffset now, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<LostMeal>>(
                [new(City.Name, Garden, Today, Meal.Dinner, Anna), new(City.Name, Garden, Today, Meal.Lunch, Anna)]);

        public Task<IReadOnlyList<CitySitting>> DisplacedAsync(DateOnly from, DateTimeOffset now, TimeSpan grace, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<CitySitting>>([new(City.Name, Garden, Today, Meal.Lunch)]);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
