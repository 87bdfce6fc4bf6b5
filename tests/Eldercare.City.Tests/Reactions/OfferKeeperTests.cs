using Eldercare.Beds;
using Eldercare.Beds.Matching;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

/// <summary>When a round is made: once for whatever came together, and by one host.</summary>
public static class OfferKeeperTests
{
    [Fact]
    public static async Task One_round_for_all_that_is_new_and_none_without_news()
    {
        var city = new Watched();
        await city.LookAsync();
        await city.LookAsync();
        Assert.Equal(1, city.Rounds);
        city.Sequence += 20;
        await city.LookAsync();
        Assert.Equal((2, 2), (city.Rounds, city.Turns));
    }

    [Fact]
    public static async Task Now_and_then_also_without_news_for_what_changes_with_the_day()
    {
        var city = new Watched();
        await city.LookAsync();
        city.Clock.Advance(TimeSpan.FromMinutes(4));
        await city.LookAsync();
        Assert.Equal(1, city.Rounds);
        city.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.LookAsync();
        Assert.Equal(2, city.Rounds);
        city.Clock.SetUtcNow(CityTime.At(Today.AddDays(1), TimeOnly.MinValue).AddMinutes(-1));
        await city.LookAsync();
        city.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.LookAsync();
        Assert.Equal(4, city.Rounds);
    }

    [Fact]
    public static async Task What_another_host_is_about_or_what_fails_is_looked_at_again()
    {
        var city = new Watched { Taken = true };
        await city.LookAsync();
        Assert.Equal(0, city.Rounds);
        city.Taken = false;
        city.Fault = new InvalidOperationException("Broken");
        await city.LookAsync();
        city.Fault = null;
        await city.LookAsync();
        await city.LookAsync();
        Assert.Equal(2, city.Rounds);
    }

    [Fact]
    public static async Task What_a_round_left_is_looked_at_again()
    {
        var city = new Watched { Free = [new(BedOne, Hillside, Jingkou, BedKind.Nursing, GenderRule.Mixed, CareLevel.Total)] };
        await city.LookAsync();
        await city.LookAsync();
        Assert.Equal(2, city.Rounds);
        city.Free = [];
        await city.LookAsync();
        await city.LookAsync();
        Assert.Equal(3, city.Rounds);
    }

    [Fact]
    public static async Task A_city_that_fails_stops_no_other()
    {
        var city = new Watched { Cities = ["broken", Name], Broken = "broken" };
        await city.LookAsync();
        Assert.Equal(2, city.Rounds);
        await city.LookAsync();
        Assert.Equal(3, city.Rounds);
    }

    private sealed class Watched : IOfferPlans, IAsyncDisposable, IMatchingReader, IQueueOrder, IStateReader, IViewProgress
    {
        private readonly OfferKeeper _keeper;

        public Watched() => _keeper = new(
            this, new(this, this, this, new FakeWriter(), this, Clock, NullLogger<OfferRounds>.Instance), Clock, NullLogger<OfferKeeper>.Instance);

        public FakeTimeProvider Clock { get; } = Given.Clock();

        public long Sequence { get; set; } = 7;

        public bool Taken { get; set; }

        public string[] Cities { get; init; } = [Name];

        /// <summary>The city whose rounds fail.</summary>
        public string? Broken { get; init; }

        /// <summary>Beds to give, which wait for places to be moved.</summary>
        public ImmutableArray<FreeBed> Free { get; set; } = [];

        public Exception? Fault { get; set; }

        public int Rounds { get; private set; }

        public int Turns { get; private set; }

        public Task<int> LookAsync() => _keeper.LookAsync(TestContext.Current.CancellationToken);

        public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation)
        {
            Turns++;
            return Task.FromResult<IAsyncDisposable?>(Taken ? null : this);
        }

        public Task<IReadOnlyList<(string City, long Sequence)>> NewsAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<(string, long)>>([.. Cities.Select(c => (c, Sequence))]);

        public Task<MatchingInput> InputAsync(string city, DateOnly today, QueuePolicy policy, bool byItself, CancellationToken cancellation)
        {
            Rounds++;
            var fault = city == Broken ? new InvalidOperationException("Broken") : Fault;
            return fault is null ? Task.FromResult(new MatchingInput([], Free)) : Task.FromException<MatchingInput>(fault);
        }

        public Task<bool> HoldsAsync(string city, CancellationToken cancellation) => Task.FromResult(false);

        public Task<IReadOnlyList<ReservationMove>> MovesAsync(
            string city, BedId bed, ImmutableArray<Reservation> reservations, DateOnly today, CancellationToken cancellation) =>
            throw new InvalidOperationException("No reservation is moved.");

        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class => Task.FromResult<TState?>(null);

        public ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("Nothing was offered.");

        public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) => Task.FromResult((0L, 0L));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
