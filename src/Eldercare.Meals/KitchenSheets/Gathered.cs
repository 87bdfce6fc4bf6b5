using System.Runtime.InteropServices;
using Eldercare.People;
using Eldercare.People.Diets;

namespace Eldercare.Meals;

/// <summary>Somebody with a portion at a sitting.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SheetGuest(ElderId Elder, Channel Channel, GuestState State)
{
    /// <summary>Her portion is one of the sheet's, and not of those kept for walk-ins.</summary>
    public bool HasBooked => State is GuestState.Booked or GuestState.Served;
}

/// <summary>Everything a sheet follows from.</summary>
/// <param name="Menu">What is cooked.</param>
/// <param name="Guests">Who has a portion, in order.</param>
/// <param name="Profiles">Of those who have one.</param>
/// <param name="Cards">The dishes.</param>
public sealed record Gathered(
    SittingMenu Menu, ImmutableArray<SheetGuest> Guests, ImmutableArray<DinerProfile> Profiles, ImmutableDictionary<DishId, DishCard> Cards)
{
    private readonly ImmutableDictionary<ElderId, DinerProfile> _profiles = Profiles.ToImmutableDictionary(p => p.Elder);
    private readonly ImmutableDictionary<ElderId, GuestState> _states = Guests.ToImmutableDictionary(g => g.Elder, g => g.State);

    /// <summary>Everyone whose portion of the meal is this sitting's, also who did not come for it: as the claims say.</summary>
    public static ImmutableArray<SheetGuest> GuestsOf(Sitting sitting) =>
    [
        .. sitting.Guests.Where(g => g.Value.State is not GuestState.Cancelled)
            .Select(g => new SheetGuest(g.Key, g.Value.Channel, g.Value.State)).OrderBy(g => g.Elder.Value),
    ];

    /// <summary>Every dish that a guest cannot have.</summary>
    public ImmutableArray<FoundClash> Clashes => [.. Profiles.SelectMany(ClashesOf)];

    public DinerProfile? ProfileOf(ElderId elder) => _profiles.GetValueOrDefault(elder);

    /// <summary>What a guest gets by what stands now.</summary>
    public SheetLine LineOf(SheetGuest guest)
    {
        var diner = ProfileOf(guest.Elder) ?? DinerProfile.Unrestricted(guest.Elder);
        return LineOf(guest, diner, TrayOf(diner));
    }

    /// <summary>What a guest got who is not on the sheet and has eaten: of the first set as it was last said.</summary>
    public SheetLine EatenBy(SheetGuest guest)
    {
        var diner = ProfileOf(guest.Elder) ?? DinerProfile.Unrestricted(guest.Elder);
        return LineOf(guest, diner, Menu.TrayOf(set: null, Menu.Sheet.WalkInDishes, diner, Card));
    }

    private Tray TrayOf(DinerProfile diner) => Menu.TrayOf(diner, Card);

    /// <summary>
    /// Of who has yet to eat, by the menu as it is; of who has eaten, or whose sheet another kitchen made, by what is on her tray: an
    /// allergen that becomes known later is a clash all the same.
    /// </summary>
    private IEnumerable<FoundClash> ClashesOf(DinerProfile diner)
    {
        var state = _states[diner.Elder];
        if (state is GuestState.NoShow) return [];
        if (Menu.Sheet.Frozen is null || (state is GuestState.Booked && Menu.IsOfTheSheet)) return TrayOf(diner).Clashes;
        return Menu.Sheet.Trays.TryGetValue(diner.Elder, out var tray)
            ? tray.Dishes.SelectMany(d => Standing(d, diner))
            : Menu.TrayOf(set: null, Menu.Sheet.WalkInDishes, diner, Card).Clashes;
    }

    private IEnumerable<FoundClash> Standing(PlannedDish dish, DinerProfile diner)
    {
        if (Why(dish.Dish, diner) is { IsEmpty: false } why) yield return new FoundClash(diner.Elder, dish.Dish, why, By: null, Substitute: null);
        else if (dish.InsteadOf is { } other && Why(other, diner) is { IsEmpty: false } before)
            yield return new FoundClash(diner.Elder, other, before, dish.By, dish.Dish);
    }

    private ImmutableArray<Clash> Why(DishId dish, DinerProfile diner) => Card(dish) is { } card ? DietCheck.Clashes(card.Spec, diner) : [];

    private DishCard? Card(DishId dish) => Cards.GetValueOrDefault(dish);

    private static SheetLine LineOf(SheetGuest guest, DinerProfile diner, Tray tray) => new(
        tray.Set, guest.Channel, diner.Food, diner.Drink, diner.Diets, diner.Allergens, diner.OtherAllergens, tray.Dishes, [guest.Elder]);
}
