using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;

namespace Eldercare.Import.Tests;

/// <summary>What belongs to elders and meal points beside the registers themselves.</summary>
public static class NewRegistryTests
{
    private const string Elders = "registry_number,name,identity_number,district";
    private const string Entitlements = "elder,category,from,until,evidence,reference,checked_on,reason";
    private const string Orders = "registry_number,elder,meal_point,weekdays,meal,channel,from,until";
    private const string Menus = "kitchen,date,meal,set,name,dishes,price";
    private const string Dishes = "registry_number,kitchen,name_zh,name_en,allergens,other_allergens,food,drink,diets,price";
    private static readonly ElderId s_elder = ElderIds.FromRegistry("E-1");

    [Fact]
    public static async Task Grants_an_entitlement_on_all_its_evidence_with_the_person()
    {
        using var folder = City()
            .With("entitlements.csv", Entitlements, "E-1,low_income,2026-01-01,2026-12-31,cross_check,HD-1,2025-12-20,", "E-1,low_income,2026-01-01,2026-12-31,home_visit,HD-2,2025-12-21,")
            .With("hukou.csv", "elder,local,evidence,reference,checked_on", "E-1,yes,certificate,HK-1,2025-12-20")
            .With("diner_profiles.csv", "elder,food,allergens", "E-1,soft_bite_sized,fish;eggs")
            .With("contacts.csv", "elder,name,relation,phone,emergency", "E-1,王芳,child,10011112222,yes", "E-1,李军,neighbour,10011113333,");
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        Assert.Equal(0, store.Commands);
        Assert.Equal(["HD-1", "HD-2"], Assert.Single(store.Facts.OfType<EntitlementGranted>()).Evidence.Select(e => e.Reference));
        var entitled = store.Rows.Values.OfType<EntitlementRecord>().Single();
        Assert.Equal((true, new HeldEntitlement(EntitlementCategory.LowIncome, new(2026, 1, 1), new(2026, 12, 31))), (entitled.LocalHukou, entitled.Held.Single()));
        Assert.True(new DinerProfile(s_elder, FoodTexture.SoftBiteSized, DrinkThickness.Thin, [Allergen.Fish, Allergen.Eggs], [], [])
            .SaysTheSameAs(store.Rows.Values.OfType<DinerProfile>().Single()));
        Assert.Equal(
            [new("王芳", Relation.Child, "10011112222", Emergency: true), new Contact("李军", Relation.Neighbour, "10011113333", Emergency: false)],
            store.Rows.Values.OfType<ElderContacts>().Single().Contacts);
    }

    [Fact]
    public static async Task Takes_over_what_changed_of_a_known_person_and_says_what_it_may_not_decide()
    {
        using var folder = City().With("entitlements.csv", Entitlements, "E-1,low_income,2026-01-01,2026-12-31,cross_check,HD-1,2025-12-20,")
            .With("diner_profiles.csv", "elder,food", "E-1,pureed");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        File.Delete(folder.File("elders.csv"));
        folder.With("entitlements.csv", Entitlements, "E-1,low_income,2026-01-01,2026-06-30,cross_check,HD-9,2026-06-20,", "E-9,low_income,2026-01-01,,cross_check,HD-9,2026-06-20,")
            .With("diner_profiles.csv", "elder,food", "E-1,minced_moist");
        await folder.ImportAsync(store, ImportSteps.Elders);
        Assert.Equal(["entitlements.csv,3,elder,ELDER_UNKNOWN"], folder.Errors());
        Assert.Equal(new DateOnly(2026, 6, 30), store.Rows.Values.OfType<EntitlementRecord>().Single().Held.Single().Until);
        Assert.Equal(FoodTexture.MincedMoist, store.Rows.Values.OfType<DinerProfile>().Single().Food);

        folder.With("entitlements.csv", Entitlements, "E-1,low_income,2026-01-01,,cross_check,HD-1,2025-12-20,");
        var report = await folder.ImportAsync(store, ImportSteps.Elders);
        Assert.Equal(["entitlements.csv,2,until,ENTITLEMENT_DIFFERS"], folder.Errors());
        Assert.Equal(0, report.Events);
    }

    [Theory]
    [InlineData("E-1,low_income,2026-01-01,,cross_check,HD-1,2026-12-20,", "checked_on,DATE_IN_FUTURE")]
    [InlineData("E-1,old_age,2026-01-01,,cross_check,HD-1,2025-12-20,", "from,TOO_YOUNG_FOR_ENTITLEMENT")]
    [InlineData("E-1,poor,2026-01-01,,cross_check,HD-1,2025-12-20,", "category,VALUE_INVALID")]
    [InlineData("E-1,low_income,2026-01-01,,cross_check,,2025-12-20,", "reference,VALUE_MISSING")]
    [InlineData("E-1,low_income,2026-01-01,2025-12-31,cross_check,HD-1,2025-12-20,", "until,ENTITLEMENT_ENDS_BEFORE_IT_BEGINS")]
    public static async Task Reports_a_bad_entitlement_and_takes_the_person(string row, string error)
    {
        using var folder = City().With("entitlements.csv", Entitlements, row);
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Equal([$"entitlements.csv,2,{error}"], folder.Errors());
        Assert.Equal(2, store.Elders.Count);
        Assert.Empty(store.Facts.OfType<EntitlementGranted>());
    }

    [Fact]
    public static async Task Takes_one_of_an_elder_s_orders_when_another_is_refused()
    {
        using var folder = City().With("standing_orders.csv", Orders,
            "SO-1,E-1,MP-9,monday,lunch,dine_in,2026-11-26,",
            "SO-2,E-1,MP-1,monday;tuesday,lunch,delivery,2026-01-01,", "SO-2,E-1,MP-1,friday,lunch,dine_in,2026-01-01,",
            "SO-3,E-1,MP-1,monday,lunch,dine_in,2026-11-26,", "SO-4,E-2,MP-1,someday,lunch,dine_in,2026-11-26,");
        var store = new MemoryStore(Folder.Noon);

        var report = await folder.ImportAsync(store);

        Assert.Equal(
            [
                "standing_orders.csv,2,meal_point,MEAL_POINT_UNKNOWN", "standing_orders.csv,5,registry_number,STANDING_ORDER_OVERLAPS",
                "standing_orders.csv,6,weekdays,VALUE_INVALID",
            ],
            folder.Errors().Order(StringComparer.Ordinal));
        var placed = Assert.Single(store.Facts.OfType<StandingOrderPlaced>());
        Assert.Equal((StandingOrderId.FromRegistry("SO-2"), Folder.Today, 2), (placed.Order, placed.From, placed.Lines.Length));
        var file = report.Files.Single(f => f.File == "standing_orders.csv");
        Assert.Equal((5, 2, 3), (file.Rows, file.New, file.Refused));
    }

    [Fact]
    public static async Task Reports_an_order_for_what_its_point_never_serves()
    {
        using var folder = City().With("standing_orders.csv", Orders,
            "SO-1,E-1,MP-1,tuesday,lunch,dine_in,2026-11-26,", "SO-2,E-2,MP-2,tuesday,lunch,dine_in,2026-11-26,");
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        // Of the other point nothing is known yet.
        Assert.Equal(["standing_orders.csv,2,registry_number,ORDERED_MEAL_NEVER_SERVED"], folder.Errors());
        Assert.Single(store.Facts.OfType<StandingOrderPlaced>());
    }

    [Fact]
    public static async Task Leaves_a_standing_order_as_people_left_it_and_places_a_new_one()
    {
        using var folder = City().With("standing_orders.csv", Orders, "SO-1,E-1,MP-1,monday,lunch,dine_in,2026-11-26,");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        await store.ExecuteAsync(
            new EndStandingOrder(s_elder, StandingOrderId.FromRegistry("SO-1"), Folder.Today), new("zhenjiang", "she", "1"), CancellationToken.None);

        folder.With("standing_orders.csv", Orders, "SO-1,E-1,MP-1,monday,lunch,dine_in,2026-11-26,", "SO-5,E-1,MP-1,friday,lunch,dine_in,2026-11-27,");
        var report = await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        var file = report.Files.Single(f => f.File == "standing_orders.csv");
        Assert.Equal((1, 1, 1L), (file.Unchanged, file.Changed, file.Events));
    }

    [Fact]
    public static async Task Brings_a_kitchen_in_with_its_dishes_and_menu_and_takes_changes_over()
    {
        using var folder = Kitchen().With("menus.csv", Menus, "K-1,2026-11-24,lunch,A,套餐,D-1,8", "K-1,2026-11-25,lunch,A,套餐,D-1;D-2,8", "K-1,2026-11-25,lunch,B,素套餐,D-2,6");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        // The day before is over; what is to come is published all the same.
        Assert.Equal(["menus.csv,2,date,DATE_PAST"], folder.Errors());
        Assert.Equal(["A", "B"], Assert.Single(Assert.Single(store.Facts.OfType<MenuPublished>()).Meals).Sets.Select(s => s.Code));
        Assert.Equal(KitchenId.FromRegistry("K-1"), store.Rows.Values.OfType<PointKitchen>().Single().Kitchen);
        Assert.Single(store.Facts.OfType<SubstituteRuled>());

        folder.With("menus.csv", Menus, "K-1,2026-11-25,lunch,A,套餐,D-2,8", "K-1,2026-11-26,lunch,A,套餐,D-1,8");
        folder.Replace("dishes.csv", "红烧肉,,", "红烧肉,,soybeans");
        folder.Replace("kitchens.csv", "MP-1", "MP-1;MP-2");
        folder.Replace("substitutes.csv", "D-1,D-2", "D-1,");
        await folder.ImportAsync(store, ImportSteps.MealPoints);
        Assert.Empty(folder.Errors());
        Assert.Equal(2, store.Facts.OfType<MenuDayChanged>().Count());
        Assert.Equal([Allergen.Soybeans], Assert.Single(store.Facts.OfType<DishChanged>()).Spec.Allergens);
        Assert.Equal(2, store.Facts.OfType<SupplyBegun>().Count());
        Assert.Null(store.Facts.OfType<SubstituteRuled>().Last().Substitute);

        var again = await folder.ImportAsync(store, ImportSteps.MealPoints);
        Assert.Equal(0, again.Events);
        folder.Replace("kitchens.csv", "中央厨房", "别的厨房");
        folder.Replace("dishes.csv", "D-2,K-1", "D-2,K-9");
        await folder.ImportAsync(store, ImportSteps.MealPoints);
        Assert.Equal(["dishes.csv,3,kitchen,KITCHEN_UNKNOWN", "kitchens.csv,2,registry_number,KITCHEN_ALREADY_OPEN"], folder.Errors().Order(StringComparer.Ordinal));
    }

    [Fact]
    public static async Task Keeps_what_is_known_of_a_dish_when_a_file_does_not_know_it()
    {
        using var folder = Kitchen();
        folder.Replace("dishes.csv", "红烧肉,,,", "红烧肉,Braised pork,soybeans,sesame");
        folder.Replace("dishes.csv", ",regular,,,8", ",regular,,low_salt,8");
        var (store, pork) = (new MemoryStore(Folder.Noon), DishId.FromRegistry("D-1"));
        await folder.ImportAsync(store);
        var known = SpecOf(store, pork);
        await store.ExecuteAsync(new ChangeDish(pork, known with { AllergensUnknown = true }), new("zhenjiang", "cook", "1"), CancellationToken.None);

        Assert.Equal(0, (await folder.ImportAsync(store, ImportSteps.MealPoints)).Events);
        Assert.True(SpecOf(store, pork).AllergensUnknown);

        folder.With("dishes.csv", "registry_number,kitchen,name_zh,price", "D-1,K-1,红烧肉,9");
        Assert.Equal(1, (await folder.ImportAsync(store, ImportSteps.MealPoints)).Events);
        Assert.True((known with { Price = new(900), AllergensUnknown = true }).SaysTheSameAs(SpecOf(store, pork)));
        Assert.True(((DishCard)store.Rows[Eldercare.Store.Deciding.RowRef.To<DishCard>(pork.Value)]).Spec.SaysTheSameAs(SpecOf(store, pork)));
        Assert.Equal(0, (await folder.ImportAsync(store, ImportSteps.MealPoints)).Events);

        folder.With("dishes.csv", "registry_number,kitchen,name_zh,price,allergens,allergens_unknown", "D-1,K-1,红烧肉,9,,no");
        await folder.ImportAsync(store, ImportSteps.MealPoints);
        Assert.Empty(folder.Errors());
        Assert.True((known with { Price = new(900), Allergens = [] }).SaysTheSameAs(SpecOf(store, pork)));
    }

    [Theory]
    [InlineData("registry_number,kitchen,name_zh,food,price", "D-1,K-1,红烧肉,regular,8", true)]
    [InlineData("registry_number,kitchen,name_zh,food,price,allergens", "D-1,K-1,红烧肉,regular,8,", false)]
    [InlineData("registry_number,kitchen,name_zh,food,price,allergens,allergens_unknown", "D-1,K-1,红烧肉,regular,8,,yes", true)]
    public static async Task A_new_dish_holds_nobody_knows_what_when_the_file_does_not_say(string heading, string row, bool unknown)
    {
        using var folder = Kitchen().With("dishes.csv", heading, row);
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store, ImportSteps.MealPoints);

        Assert.Equal(unknown, SpecOf(store, DishId.FromRegistry("D-1")).AllergensUnknown);
    }

    private static DishSpec SpecOf(MemoryStore store, DishId dish) => ((Dish)store.Streams[dish.Value].State!).Spec;

    [Theory]
    [InlineData("dishes.csv", "红烧肉", "", "dishes.csv,2,name_zh,VALUE_MISSING")]
    [InlineData("dishes.csv", ",regular,,,8", ",,,,8", "dishes.csv,2,food,DISH_TEXTURE_UNCLEAR")]
    [InlineData("dishes.csv", ",8", ",8.005", "dishes.csv,2,price,VALUE_INVALID")]
    [InlineData("kitchens.csv", "MP-1", "MP-9", "kitchens.csv,2,meal_point,MEAL_POINT_UNKNOWN")]
    [InlineData("substitutes.csv", "D-1,D-2", "D-1,D-1", "substitutes.csv,2,substitute,SUBSTITUTE_IS_THE_DISH")]
    public static async Task Reports_a_bad_row_of_the_kitchen(string file, string old, string with, string error)
    {
        using var folder = Kitchen();
        folder.Replace(file, old, with);

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal(error, folder.Errors()[0]);
    }

    private static Folder Kitchen() => City()
        .With("kitchens.csv", "registry_number,name,district,meal_points", "K-1,中央厨房,321102,MP-1")
        .With("dishes.csv", Dishes, "D-1,K-1,红烧肉,,,,regular,,,8", "D-2,K-1,青菜,,,,regular;pureed,,vegetarian,5")
        .With("substitutes.csv", "kitchen,dish,substitute", "K-1,D-1,D-2");

    private static Folder City() => new Folder()
        .With("elders.csv", Elders, "E-1,王秀英,321199196505119323,321102", "E-2,李建国,321199195503275379,321102")
        .With("meal_points.csv", "registry_number,name,district,address,latitude,longitude", "MP-1,金山助餐点,321102,金山路1号,32.2,119.45", "MP-2,焦山助餐点,321102,焦山路1号,32.2,119.46")
        .With("weekly_sittings.csv", "meal_point,weekday,meal,capacity,walk_in_buffer,served_from,served_until,cut_off_minutes,price", "MP-1,monday,lunch,50,5,11:00,12:30,120,8", "MP-1,friday,lunch,50,5,11:00,12:30,120,8");
}
