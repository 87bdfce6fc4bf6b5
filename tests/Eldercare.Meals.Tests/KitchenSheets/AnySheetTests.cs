using CsCheck;
using Eldercare.People;
using Eldercare.People.Diets;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

/// <summary>Random bookings and cancellations before and after the cut-off, by random diners.</summary>
public static class AnySheetTests
{
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(200, 12).Select(n => new ElderId(Id(n)))];

    private static readonly Gen<(int Elder, bool Book, Channel Channel)[]> s_acts =
        Gen.Select(Gen.Int[0, s_elders.Length - 1], Gen.Bool, Gen.Enum<Channel>()).Array[0, 40];

    private static readonly Gen<DinerProfile[]> s_profiles = Gen.Select(
        Gen.Int[0, s_elders.Length - 1], Gen.Enum<FoodTexture>(), Gen.Enum<Allergen>().Array[0, 3],
        (elder, food, allergens) => Eats(s_elders[elder], food, Codes.Canonical([.. allergens]))).Array[0, 12];

    [Fact]
    public static void Portions_on_the_sheet_are_the_bookings_at_the_cut_off_and_with_the_deltas_what_stands() =>
        Gen.Select(s_acts, s_acts, s_profiles).Sample(
            (before, after, profiles) =>
            {
                var diners = profiles.DistinctBy(p => p.Elder).ToImmutableArray();
                var sitting = Sitting.Fold(null, OnePlaceAtEleven with { Capacity = 100 })!;
                foreach (var act in before) (sitting, _) = Do(sitting, act, late: false);
                var menu = MenuWith(KitchenWith(new SubstituteRuled(Central, null, Fish, Tofu)));
                var frozen = FreezeKitchenSheetDecider.Decide(sitting, Gather(sitting, menu, diners), Nine).Facts.OfType<KitchenSheetFrozen>().Single();

                var portions = frozen.Lines.Sum(l => l.Elders.Length);
                Assert.Equal(sitting.Booked, portions);
                Assert.Equal(
                    sitting.Guests.Where(g => g.Value.State == GuestState.Booked).Select(g => g.Key).ToHashSet(),
                    frozen.Lines.SelectMany(l => l.Elders).ToHashSet());
                Assert.Equal(2 * portions, DishPortions.Of(frozen.Lines).Sum(d => d.Portions));
                foreach (var line in frozen.Lines)
                    foreach (var dish in line.Dishes.Where(d => !d.Open))
                        Assert.Empty(DietCheck.Clashes(Cards[dish.Dish].Spec, DinerOf(line)));

                var recorded = new List<(object, string?, DateTimeOffset)> { (frozen, null, Nine) };
                var sheet = KitchenSheet.Fold(menu.Sheet, frozen)!;
                foreach (var act in after)
                {
                    (sitting, var fact) = Do(sitting, act, late: true);
                    if (fact is null) continue;
                    recorded.Add((fact, null, Ten));
                    foreach (var looked in CheckDishesDecider
                        .Decide(Lunch, Gather(sitting, menu with { Sheet = sheet }, diners), ReplanCause.LookedAgain, null).Facts)
                    {
                        sheet = KitchenSheet.Fold(sheet, looked)!;
                        recorded.Add((looked, null, Ten));
                    }
                }

                var deltas = SheetDelta.Of(recorded);
                Assert.Equal(sitting.Booked, portions + deltas.Sum(d => d.Portions));
                var labels = SheetLabel.Of(frozen, deltas);
                foreach (var label in labels)
                {
                    var diner = diners.FirstOrDefault(p => p.Elder == label.Elder) ?? DinerProfile.Unrestricted(label.Elder);
                    if (diners.Any(p => p.Elder == label.Elder)) Assert.NotNull(label.Line);
                    foreach (var dish in (label.Line?.Dishes ?? []).Where(d => !d.Open)) Assert.Empty(DietCheck.Clashes(Cards[dish.Dish].Spec, diner));
                    if (sheet.Trays.TryGetValue(label.Elder, out var tray) && label.Line is { } line) Assert.Equal(tray.Dishes, line.Dishes);
                }

                Assert.Equal(labels.Length, labels.DistinctBy(l => l.Code).Count());
                Assert.Equal(
                    sitting.Guests.Where(g => g.Value.State == GuestState.Booked).Select(g => g.Key).ToHashSet(), labels.Select(l => l.Elder).ToHashSet());
                Assert.Equal(sitting.Booked, labels.Length);
            },
            iter: 2_000, threads: 1);

    private static DinerProfile DinerOf(SheetLine line) =>
        new(line.Elders[0], line.Food, line.Drink, line.Allergens, line.OtherAllergens, line.Diets);

    private static (Sitting Sitting, SittingFact? Fact) Do(Sitting sitting, (int Elder, bool Book, Channel Channel) act, bool late)
    {
        var elder = s_elders[act.Elder];
        var booked = sitting.StateOf(elder) == GuestState.Booked;
        if (act.Book == booked) return (sitting, null);
        SittingFact fact = act.Book ? new MealBooked(Lunch, elder, act.Channel, late) : new BookingCancelled(Lunch, elder, null, late);
        return (Sitting.Fold(sitting, fact)!, fact);
    }
}
