using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Testing;
using Marten;

namespace Eldercare.Scenarios;

/// <summary>
/// Cancellations, offers, refusals, offers whose time is up, and new bookings meet at two hosts: no place is lost, and none is sold twice.
/// </summary>
public sealed class WaitingListRaceTests(PostgresFixture postgres)
{
    private const int Places = 20, Elders = 60, Rounds = 20;

    private readonly DateOnly _date = CityUnderTest.Today.AddDays(2);
    private readonly MealPointId _point = new(Guid.CreateVersion7());

    [Fact]
    public async Task Every_state_the_sitting_went_through_keeps_its_places()
    {
        var database = await postgres.NewDatabaseAsync();
        var clock = new FastClock();
        await using var one = await CityUnderTest.StartByAsync(clock, database);
        await using var two = await CityUnderTest.StartByAsync(clock, database);
        await one.OpenPointAsync(_point, _date, Places);
        await one.SendAsync(new ChangeWaitingListPolicy(_point, new(OfferMinutes: 1, LastMinutes: 0, TimeOnly.MinValue, TimeOnly.MaxValue)));
        var elders = await one.RegisterEldersAsync(Elders);

        using var over = new CancellationTokenSource();
        Task[] ends = [LapseAsync(one, clock, over.Token), LapseAsync(two, clock, over.Token)];
        var refused = await Task.WhenAll(elders.Select((e, i) => Task.Run(() => LifeAsync(i % 2 == 0 ? one : two, e, new Random(i)))));
        await over.CancelAsync();
        await Task.WhenAll(ends);

        var sitting = await ReplayAsync(one);
        Assert.True(refused.Sum() < Elders * Rounds, "Everything was refused.");
        Assert.NotEqual(0, await one.EventsAsync("place_offered"));
        Assert.NotEqual(0, await one.EventsAsync("place_declined"));
        Assert.NotEqual(0, await one.EventsAsync("place_offer_lapsed"));
        Assert.Equal(sitting.Booked, await ClaimsAsync(one, "portion"));
        Assert.Equal(sitting.OnList.Count(), await ClaimsAsync(one, "waiting"));
        Assert.Equal(0, await one.HolesAsync());
    }

    /// <summary>What one elder tries, in any order; returns how often she was refused.</summary>
    private async Task<int> LifeAsync(CityUnderTest city, ElderId elder, Random random)
    {
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            ICommand command = random.Next(10) switch
            {
                < 3 => new BookMeal(_point, _date, Meal.Lunch, elder, Channel.DineIn),
                < 6 => new JoinWaitingList(_point, _date, Meal.Lunch, elder, Channel.Takeaway),
                < 8 => new CancelBooking(_point, _date, Meal.Lunch, elder, null, Late: false),
                8 => new DeclinePlace(_point, _date, Meal.Lunch, elder, null),
                _ => new LeaveWaitingList(_point, _date, Meal.Lunch, elder),
            };
            var answer = await city.Get<ICommandWriter>().ExecuteAsync(
                command, new Envelope("zhenjiang", "race", Guid.NewGuid().ToString()), CancellationToken.None);
            if (answer.Refusal is not null) refused++;
            await Task.Delay(random.Next(40));
        }

        return refused;
    }

    /// <summary>Ends every offer whose time is up, as the reaction does, only sooner.</summary>
    private async Task LapseAsync(CityUnderTest city, TimeProvider clock, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var sitting = await city.Get<IStateReader>().ReadAsync<Sitting>(
                "zhenjiang", Sitting.At(_point, _date, Meal.Lunch), CancellationToken.None);
            foreach (var (elder, offer) in sitting!.Offers.Where(o => o.Value.Until <= clock.GetUtcNow()))
                await city.Get<ICommandWriter>().ExecuteAsync(
                    new LapsePlaceOffer(_point, _date, Meal.Lunch, elder, offer.Until), new Envelope("zhenjiang", "race", Guid.NewGuid().ToString()),
                    CancellationToken.None);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    /// <summary>Folds the events one by one; what must always hold is looked at after each decision's last.</summary>
    private async Task<Sitting> ReplayAsync(CityUnderTest city)
    {
        await using var session = city.Get<IDocumentStore>().QuerySession("zhenjiang");
        var events = await session.Events.FetchStreamAsync(SittingId.Of(_point, _date, Meal.Lunch).Value);
        Sitting? sitting = null;
        foreach (var e in events)
        {
            sitting = Sitting.Fold(sitting, (SittingFact)e.Data)!;
            Assert.InRange(sitting.Booked + sitting.Offers.Count, 0, Places);
            if (e.Data is not (BookingCancelled or PlaceDeclined or WaitingListLeft or PlaceOfferLapsed) && sitting.PlacesFree > 0) Assert.Empty(sitting.Waiting);
        }

        Assert.NotNull(sitting);
        return sitting;
    }

    private static async Task<int> ClaimsAsync(CityUnderTest city, string kind) =>
        (int)await city.CountAsync($"select count(*) from eldercare.claims where kind = '{kind}'");

    /// <summary>Ten minutes a second.</summary>
    private sealed class FastClock : TimeProvider
    {
        private readonly DateTimeOffset _from = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => _from + ((System.GetUtcNow() - _from) * 600);
    }
}
