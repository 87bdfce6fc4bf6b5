using System.Reflection;
using Eldercare.City.Deliveries;
using Eldercare.City.Reading;
using Eldercare.Import.Demo;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Acting;
using Eldercare.People.Cards;
using Eldercare.People.Consents;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Time.Testing;

namespace Eldercare.Import.Tests;

public static class DemoTodayTests
{
    [Fact]
    public static async Task Begun_anew_it_goes_on_with_the_same_people_whoever_has_booked_since()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Present);
        DemoToday Demo() => new(
            store, new MemoryStates(store), new DeliveryPlanner(new MemoryStates(store), Elders.Of(store), new()), new CardKey(new byte[CardKey.ShortestSecret]),
            "zhenjiang", Folder.Today, new FakeTimeProvider(Folder.Noon));
        await Demo().PlayAsync(stop);

        var (point, booked) = (MealPointId.FromRegistry("MP-001"), 0);
        foreach (var elder in store.Elders.Keys.Order().TakeWhile(_ => booked < 5))
        {
            var late = new BookMeal(point, Folder.Today, Meal.Lunch, new(elder), Channel.DineIn, Late: true);
            if ((await store.ExecuteAsync(late, new("zhenjiang", "staff", $"{elder}"), stop)).Refusal is null) booked++;
        }

        await Demo().PlayAsync(stop);

        Assert.Equal(
            (5, 5, 5, 1),
            (booked, store.Facts.OfType<CardIssued>().Count(), store.Facts.OfType<ConsentGiven>().Count(), store.Facts.OfType<ActingAllowed>().Count()));
    }

    /// <summary>Says who is registered, and nothing else.</summary>
    private class Elders : DispatchProxy
    {
        private MemoryStore _store = null!;

        public static IElderReader Of(MemoryStore store)
        {
            var reader = Create<IElderReader, Elders>();
            ((Elders)(object)reader)._store = store;
            return reader;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IElderReader.ByIdsAsync)
            ? Task.FromResult<IReadOnlyDictionary<ElderId, ElderRecord>>(
                ((IReadOnlyCollection<ElderId>)args![1]!).ToDictionary(e => e, e => _store.Elders[e.Value]))
            : throw new NotSupportedException(targetMethod.Name);
    }
}
