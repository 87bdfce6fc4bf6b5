using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

/// <summary>What a look at a sitting finds once its sheet is made: Anna and Bruno are on it, Clara came later.</summary>
public static class ReplanningTests
{
    private static readonly SittingOpened s_roomy = OnePlaceAtEleven with { Capacity = 9, WalkInBuffer = 3 };
    private static readonly SittingFact[] s_booked = [s_roomy, AnnaBooked, BrunoBooked];
    private static readonly MealBooked s_claraLate = new(Lunch, Clara, Channel.Delivery, Late: true);
    private static readonly DinerProfile s_claraNoFish = Eats(Clara, FoodTexture.Regular, Allergen.Fish), s_annaNoFish = s_claraNoFish with { Elder = Anna };

    [Fact]
    public static void Says_what_a_late_guest_can_have()
    {
        var found = Look([s_claraLate], [s_claraNoFish], rules: [new SubstituteRuled(Central, null, Fish, Tofu)]);
        Assert.Equal((ReplanCause.CameLate, null), (found!.Cause, found.By));
        Assert.Equal([(Rice, null), (Tofu, Fish)], Tray(found, Clara));
        Assert.Equal(Channel.Delivery, found.Lines.Single().Channel);
    }

    [Fact]
    public static void Says_what_a_walk_in_can_have_and_leaves_open_what_no_rule_answers()
    {
        var found = Look([new WalkInServed(Lunch, Clara, Noon)], [s_claraNoFish]);
        Assert.Equal((ReplanCause.CameLate, true), (found!.Cause, found.Lines.Single().Dishes[1].Open));
    }

    [Fact]
    public static void Finds_the_clash_of_a_walk_in()
    {
        var sitting = Given([.. s_booked, new WalkInServed(Lunch, Clara, Noon)])!;
        Assert.Equal([(Clara, Fish)], Gather(sitting, Standing(), s_claraNoFish).Clashes.Select(c => (c.Elder, c.Dish)));
    }

    [Fact] public static void Says_nothing_of_late_guests_who_eat_everything() => Assert.Null(Look([s_claraLate], []));

    [Fact]
    public static void Says_what_a_late_guest_gets_who_chose_another_set() =>
        Assert.Equal([(Rice, null), (Tofu, null)], Tray(Look([s_claraLate], [], sheet: [new SetChosen(Lunch, Clara, "B")])!, Clara));

    [Fact]
    public static void Changes_the_trays_and_the_walk_ins_when_the_menu_changes()
    {
        var found = Look([], [], menu: [SetB], cause: ReplanCause.MenuChanged, by: "cook");
        Assert.Equal((ReplanCause.MenuChanged, "cook"), (found!.Cause, found.By));
        Assert.Equal([Rice, Tofu], found.WalkInDishes);
        Assert.Equal([Anna, Bruno], found.Lines.SelectMany(l => l.Elders).OrderBy(e => e.Value));
    }

    [Fact]
    public static void Leaves_the_tray_of_who_has_eaten()
    {
        var found = Look([AnnaServed], [], menu: [SetB], cause: ReplanCause.MenuChanged);
        Assert.Equal([Bruno], found!.Lines.SelectMany(l => l.Elders));
    }

    [Fact]
    public static void Keeps_what_walk_ins_had_before_the_menu_changed()
    {
        var facts = Facts([new WalkInServed(Lunch, Clara, Noon)], [], menu: [SetB], cause: ReplanCause.MenuChanged);
        Assert.Equal([ReplanCause.EatenBefore, ReplanCause.MenuChanged], facts.Select(f => f.Cause));
        Assert.Equal([(Rice, null), (Fish, null)], Tray(facts[0], Clara));
    }

    [Fact]
    public static void An_allergen_that_becomes_known_changes_the_tray_of_who_has_yet_to_eat()
    {
        var sitting = Given(s_booked)!;
        var menu = Standing(rules: [new SubstituteRuled(Central, null, Rice, Custard)]);
        var rice = Cards[Rice] with { Spec = RiceSpec with { Allergens = [Allergen.Nuts] } };
        var noNuts = Eats(Anna, FoodTexture.Regular, Allergen.Nuts);
        var gathered = Gather(sitting, menu, noNuts) with { Cards = Cards.SetItem(Rice, rice) };

        var found = CheckDishesDecider.Decide(Lunch, gathered, ReplanCause.DishChanged, "cook").Facts.OfType<TraysReplanned>().Single();

        Assert.Equal([(Custard, Rice), (Fish, null)], Tray(found, Anna));
        Assert.Equal(SubstitutedBy.KitchenRule, gathered.Clashes.Single().By);
    }

    [Fact]
    public static void An_allergen_that_becomes_known_is_a_clash_of_who_has_eaten()
    {
        var sitting = Given([.. s_booked, AnnaServed])!;
        var rice = Cards[Rice] with { Spec = RiceSpec with { Allergens = [Allergen.Nuts] } };
        // The menu has no rice any more; she had it.
        var menu = Standing() with { Sets = [SetB with { Dishes = [Tofu] }] };
        var gathered = Gather(sitting, menu, Eats(Anna, FoodTexture.Regular, Allergen.Nuts)) with { Cards = Cards.SetItem(Rice, rice) };
        Assert.Equal([(Anna, Rice, null)], gathered.Clashes.Select(c => (c.Elder, c.Dish, c.By)));
    }

    [Fact]
    public static void A_profile_that_changes_changes_the_tray()
    {
        var found = Look([], [s_annaNoFish], rules: [new SubstituteRuled(Central, null, Fish, Tofu)], cause: ReplanCause.ProfileChanged);
        Assert.Equal([(Rice, null), (Tofu, Fish)], Tray(found!, Anna));
        Assert.Equal([Allergen.Fish], found!.Lines.Single().Allergens);
    }

    [Fact]
    public static void A_price_that_changes_is_said_and_moves_no_tray()
    {
        MenuSet[] cheaper = [SetA with { Price = new Fen(900) }, SetB];
        var found = Look([], [], menu: cheaper, cause: ReplanCause.MenuChanged, by: "cook")!;
        var sheet = KitchenSheet.Fold(Standing().Sheet, found)!;

        Assert.Empty(found.Lines);
        Assert.Equal((new Fen(1_200), new Fen(900)), (Standing().Sheet.PriceOf(Anna), sheet.PriceOf(Anna)));
        Assert.Empty(Replanned(Given(s_booked)!, Standing() with { Sets = [.. cheaper], Sheet = sheet }, [], ReplanCause.MenuChanged));
        Assert.Empty(SheetDelta.Of([(Standing().Sheet.Frozen!, null, Nine), (found, null, Ten)]));
    }

    [Fact]
    public static void A_sheet_that_kept_no_prices_is_left_so()
    {
        var menu = Standing();
        var old = menu with { Sheet = KitchenSheet.Fold(null, menu.Sheet.Frozen! with { Prices = null })! };

        Assert.Empty(Replanned(Given(s_booked)!, old, [], ReplanCause.LookedAgain));
        Assert.Null(old.Sheet.PriceOf(Anna));
    }

    [Fact]
    public static void Who_ate_a_set_that_is_no_more_keeps_its_price()
    {
        var since = Facts([AnnaServed], [], menu: [SetB], sheet: [new SetChosen(Lunch, Bruno, "B")], cause: ReplanCause.MenuChanged);
        var sheet = since.Aggregate(Standing(sheet: [new SetChosen(Lunch, Bruno, "B")]).Sheet, (s, f) => KitchenSheet.Fold(s, f)!);

        Assert.Equal((SetA.Price, SetB.Price, SetB.Price), (sheet.PriceOf(Anna), sheet.PriceOf(Bruno), sheet.PriceOf(Clara)));
    }

    [Fact]
    public static void Another_kitchen_changes_nothing_of_a_sheet() =>
        Assert.Empty(Replanned(Given(s_booked)!, Standing() with { Kitchen = null, Sets = [] }, [], ReplanCause.KitchenChanged));

    [Fact] public static void Says_nothing_twice() => Assert.Null(Look([], []));

    [Fact]
    public static void Says_nothing_before_there_is_a_sheet() =>
        Assert.Empty(Replanned(Given([.. s_booked, s_claraLate])!, TodaysMenu, [s_claraNoFish], ReplanCause.LookedAgain));

    [Fact]
    public static void Samples_are_asked_of_what_is_cooked_by_then()
    {
        var found = Look([s_claraLate], [s_claraNoFish], rules: [new SubstituteRuled(Central, null, Fish, Tofu)]);
        Assert.Equal([Rice, Fish, Tofu], KitchenSheet.Fold(Standing().Sheet, found!)!.Cooked);
    }

    private static TraysReplanned? Look(
        SittingFact[] since, DinerProfile[] profiles, KitchenFact[]? rules = null, MenuSet[]? menu = null, KitchenSheetFact[]? sheet = null,
        ReplanCause cause = ReplanCause.LookedAgain, string? by = null) => Facts(since, profiles, rules, menu, sheet, cause, by).SingleOrDefault();

    private static ImmutableArray<TraysReplanned> Facts(
        SittingFact[] since, DinerProfile[] profiles, KitchenFact[]? rules = null, MenuSet[]? menu = null, KitchenSheetFact[]? sheet = null,
        ReplanCause cause = ReplanCause.LookedAgain, string? by = null)
    {
        var standing = Standing(rules, sheet);
        return Replanned(Given([.. s_booked, .. since])!, menu is null ? standing : standing with { Sets = [.. menu] }, profiles, cause, by);
    }

    private static ImmutableArray<TraysReplanned> Replanned(
        Sitting sitting, SittingMenu menu, DinerProfile[] profiles, ReplanCause cause, string? by = null) =>
        [.. CheckDishesDecider.Decide(Lunch, Gather(sitting, menu, [.. profiles]), cause, by).Facts.OfType<TraysReplanned>()];

    /// <summary>Today's menu, with a sheet of Anna and Bruno, who eat everything.</summary>
    private static SittingMenu Standing(KitchenFact[]? rules = null, KitchenSheetFact[]? sheet = null)
    {
        var sitting = Given(s_booked)!;
        var menu = MenuWith(KitchenWith(rules ?? []), sheet ?? []);
        var frozen = FreezeKitchenSheetDecider.Decide(sitting, Gather(sitting, menu), Nine).Facts.OfType<KitchenSheetFrozen>().Single();
        return menu with { Sheet = KitchenSheet.Fold(menu.Sheet, frozen)! };
    }

    private static IEnumerable<(DishId, DishId?)> Tray(TraysReplanned found, ElderId elder) =>
        found.Lines.Single(l => l.Elders.Contains(elder)).Dishes.Select(d => (d.Dish, d.InsteadOf));
}
