using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.Logging.Abstractions;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class StandingOrderKeeperTests
{
    [Fact]
    public static async Task Records_no_run_while_the_views_lag_and_makes_it_when_they_have_caught_up()
    {
        var (writer, progress) = (new FakeWriter(), new Progress());
        var keeper = new StandingOrderKeeper(
            new NothingDue(), new OrderedMeals(writer, NullLogger<OrderedMeals>.Instance), writer, new NoState(), progress, Given.Clock(), NullLogger<StandingOrderKeeper>.Instance);

        await keeper.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(writer.Commands);

        progress.Processed = Progress.Last;
        await keeper.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new RecordStandingOrderRun(Today, SittingHorizon.Days, 0, 0)], writer.Commands);
    }

    [Fact]
    public static async Task A_run_that_fails_is_made_again_at_once_then_after_ten_minutes_then_hourly()
    {
        var (writer, clock, due) = (new FakeWriter(), Given.Clock(), new NothingDue { Broken = true });
        var keeper = new StandingOrderKeeper(
            due, new OrderedMeals(writer, NullLogger<OrderedMeals>.Instance), writer, new NoState(), new Progress { Processed = Progress.Last }, clock,
            NullLogger<StandingOrderKeeper>.Instance);
        var runs = new List<int>();
        for (var minute = 0; minute < 200; minute++, clock.Advance(TimeSpan.FromMinutes(1)))
        {
            var asked = due.Asked;
            try
            {
                await keeper.LookAsync(TestContext.Current.CancellationToken);
            }
            catch (AggregateException)
            {
                // The keeper logs it.
            }

            if (due.Asked > asked) runs.Add(minute);
        }

        Assert.Equal([0, 1, 11, 71, 131, 191], runs);
        // A new day is a new run.
        clock.Advance(TimeSpan.FromHours(16) - TimeSpan.FromMinutes(200));
        due.Broken = false;
        await keeper.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new RecordStandingOrderRun(Today.AddDays(1), SittingHorizon.Days, 0, 0)], writer.Commands);
    }

    private sealed class Progress : IViewProgress
    {
        public const long Last = 9;

        public long Processed { get; set; } = 5;

        public ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default) =>
            ValueTask.FromResult(Processed >= sequence);

        public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) => Task.FromResult((Processed, Last));
    }

    private sealed class NothingDue : IDueMeals, IAsyncDisposable
    {
        public bool Broken { get; set; }

        public int Asked { get; private set; }

        public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(this);

        public Task<IReadOnlyList<string>> CitiesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([City.Name]);

        public Task<IReadOnlyList<DueMeal>> DueAsync(
            string city, DateOnly date, MealPointId? point, DueMeal? after, int count, CancellationToken cancellation)
        {
            Asked++;
            return Broken ? throw new InvalidOperationException("Broken") : Task.FromResult<IReadOnlyList<DueMeal>>([]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class NoState : IStateReader
    {
        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class => Task.FromResult<TState?>(null);
    }
}
