using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Subsidies;

/// <summary>What a portion costs an elder: as it was charged, or as it would be.</summary>
/// <param name="Elder">Who eats it.</param>
/// <param name="Meal">The split.</param>
/// <param name="Book">The policies that explain it.</param>
/// <param name="IsForecast">It was not served yet.</param>
/// <param name="Counted">Portions booked before it that were counted for its caps.</param>
public sealed record MealCost(ElderId Elder, ChargedMeal Meal, PolicyBook Book, bool IsForecast, int Counted)
{
    /// <summary>Null when the sitting is not open or has no price, or when the elder is not known any more.</summary>
    /// <param name="states">Streams.</param>
    /// <param name="elders">The register.</param>
    /// <param name="files">What is kept beside it.</param>
    /// <param name="kitchens">Menus.</param>
    /// <param name="city">The tenant.</param>
    /// <param name="asked">The sitting and who asks.</param>
    /// <param name="channel">How it would reach her; null for as it is booked, or eaten in.</param>
    /// <param name="today">City date: earlier portions are charged or never will be.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<MealCost?> OfAsync(
        IStateReader states, IElderReader elders, IPeopleReader files, IKitchenReader kitchens, string city, (MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder) asked,
        Channel? channel, DateOnly today, CancellationToken cancellation)
    {
        var elder = asked.Elder;
        if (await states.ReadAsync<Sitting>(city, Sitting.At(asked.Point, asked.Date, asked.Meal), cancellation) is not { } sitting) return null;
        var person = await PersonsMoney.ReadAsync(states, elders, files, city, elder, Charging.Writes(elder, asked.Date), cancellation);
        if (person.Accounts[0]?.Of(sitting.Id) is { } charged) return new(elder, charged, person.Book, IsForecast: false, Counted: 0);
        if (person.IsErased || await PriceAsync(states, kitchens, city, sitting, elder, cancellation) is not { } price) return null;

        var before = new List<ComingPortion>();
        foreach (var booked in (await elders.BookingsAsync(city, [elder], today, cancellation))[elder])
        {
            if ((booked.Date, booked.Meal).CompareTo((asked.Date, asked.Meal)) >= 0 || !CostForecast.Counts(person.Book, asked.Date, booked.Date)) continue;
            var other = await states.ReadAsync<Sitting>(city, Sitting.Stream.At(booked.Sitting.Value), cancellation);
            if (other?.StateOf(elder) == GuestState.Booked && await PriceAsync(states, kitchens, city, other, elder, cancellation) is { } costs)
                before.Add(new(other.Id, PricedMeal.At(other, other.ChannelOf(elder), costs)));
        }

        var by = channel ?? (sitting.StateOf(elder) == GuestState.Booked ? sitting.ChannelOf(elder) : Channel.DineIn);
        var charge = CostForecast.Of(person.Book, person.Diner, person.Accounts, before, sitting.Id, PricedMeal.At(sitting, by, price));
        return new(
            elder, new(sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, by, charge), person.Book, IsForecast: true, before.Count);
    }

    private static async Task<Fen?> PriceAsync(
        IStateReader states, IKitchenReader kitchens, string city, Sitting sitting, ElderId elder, CancellationToken cancellation)
    {
        if (sitting.Price is null) return null;
        var sheet = await states.ReadAsync<KitchenSheet>(city, KitchenSheet.At(sitting.Id), cancellation);
        // The sheet says it; before there is one, the menu.
        var menu = sheet?.Frozen is null ? await kitchens.MenuAsync(city, sitting.Point, sitting.Date, sitting.Date, cancellation) : [];
        return CostForecast.PriceOf(sitting, sheet, menu.FirstOrDefault(m => m.Meal == sitting.Meal)?.Sets ?? [], elder);
    }
}
