using System.Collections.Immutable;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Subsidies.Policies;

namespace Eldercare.Meals.Tests.Subsidies;

/// <summary>Serving a portion charges it in the same outcome.</summary>
public static class ChargingTests
{
    private static readonly ServeMeal s_serve = new(Point, Monday, Meal.Lunch, Anna);
    private static readonly SittingOpened s_priced = OnePlaceAtEleven with { Price = new Fen(800), DeliveryFee = new Fen(200) };
    private static readonly StreamRef s_sitting = Sitting.At(Point, Monday, Meal.Lunch), s_account = MealAccount.At(Anna, Monday);

    [Fact]
    public static void Charges_a_booked_portion_by_the_policy_in_force() =>
        Charged(Stands().Run(s_serve), Channel.Takeaway, Half(800));

    [Fact]
    public static void Charges_a_walk_in_as_eaten_in()
    {
        var outcome = Stands(booked: false).With(MealPoint.Stream.At(Point.Value), OpenPoint).Run(new ServeWalkIn(Point, Monday, Meal.Lunch, Anna));

        Charged(outcome, Channel.DineIn, Half(800));
    }

    [Fact]
    public static void Charges_the_fee_of_a_delivery_on_top() =>
        Charged(Stands(channel: Channel.Delivery).Run(s_serve), Channel.Delivery, Half(800, 200));

    [Fact]
    public static void Charges_no_fee_of_a_delivery_that_is_fetched() =>
        Charged(Stands(channel: Channel.Delivery).Run(s_serve with { Channel = Channel.Takeaway }), Channel.Takeaway, Half(800));

    [Fact]
    public static void Charges_what_a_device_recorded_without_connection_by_how_it_was_handed_over()
    {
        var scan = new RecordScan(Point, Monday, Meal.Lunch, Anna, Eleven, new("tablet-1", 7), Channel.Takeaway);
        Charged(Scanned(Stands(channel: Channel.Delivery), scan), Channel.Takeaway, Half(800));
        Charged(Scanned(Stands(channel: Channel.Delivery), scan with { Channel = null }), Channel.Delivery, Half(800, 200));
        Charged(Scanned(Stands(booked: false), scan), Channel.Takeaway, Half(800));

        static Outcome Scanned(Standing stands, RecordScan scan) => stands.With(MealPoint.Stream.At(Point.Value), OpenPoint).Run(scan);
    }

    [Fact]
    public static void Charges_the_fee_of_what_a_driver_handed_over_whatever_was_booked()
    {
        var run = new DeliveryRun
        {
            Id = DeliveryRunId.Of(Lunch, 1),
            Sitting = Lunch,
            District = Jingkou,
            Started = true,
            Stops = ImmutableDictionary<ElderId, StopState>.Empty.Add(Anna, StopState.Open),
        };
        var outcome = Stands().With(DeliveryRun.Stream.At(run.Id.Value), run).Run(new RecordDelivered(Point, Monday, Meal.Lunch, 1, Anna));

        Assert.Equal((Channel.Delivery, Half(800, 200)), outcome.Facts.Select(f => f.Fact).OfType<MealCharged>().Select(c => (c.Channel, c.Charge)).Single());
    }

    /// <summary>Set B costs 11 yuan, the first one 12; the sitting 8.</summary>
    [Fact]
    public static void Charges_the_price_of_the_set_on_her_tray()
    {
        Charged(Stands().With(KitchenSheet.At(Lunch), Sheet(new SetChosen(Lunch, Anna, "B"))).Run(s_serve), Channel.Takeaway, Half(1_100));
        Charged(Stands().With(KitchenSheet.At(Lunch), Sheet()).Run(s_serve), Channel.Takeaway, Half(1_200));
    }

    [Fact]
    public static void Charges_the_first_set_s_price_of_who_has_no_tray_yet()
    {
        var walkIn = Stands(booked: false).With(MealPoint.Stream.At(Point.Value), OpenPoint).With(KitchenSheet.At(Lunch), Sheet());

        Charged(walkIn.Run(new ServeWalkIn(Point, Monday, Meal.Lunch, Anna)), Channel.DineIn, Half(1_200));
    }

    [Fact]
    public static void Charges_the_sitting_s_price_while_the_sheet_knows_none()
    {
        var before = KitchenSheet.Fold(null, new SetChosen(Lunch, Anna, "B"));
        var withoutMenu = KitchenSheet.Fold(null, new KitchenSheetFrozen(Lunch, null, Nine, 1, [], [], Prices: []));
        var keptNone = KitchenSheet.Fold(before, Frozen(before!) with { Prices = null });

        foreach (var sheet in new[] { before, withoutMenu, keptNone })
            Charged(Stands().With(KitchenSheet.At(Lunch), sheet).Run(s_serve), Channel.Takeaway, Half(800));
    }

    [Fact]
    public static void Charges_nothing_at_a_sitting_without_a_price_whatever_the_menu_says() => Assert.IsType<MealServed>(
        Assert.Single(Stands(opened: OnePlaceAtEleven).With(KitchenSheet.At(Lunch), Sheet()).Run(s_serve).Facts).Fact);

    [Fact]
    public static void Charges_a_portion_of_history_at_the_sitting_s_price()
    {
        var stands = new Standing(One).With(s_sitting, Given(s_priced, AnnaBooked, AnnaServed)).With(Anna.Value, Registered(Anna))
            .With(KitchenSheet.At(Lunch), Sheet());
        var outcome = stands.Run(new ChargeServedMeal(Point, Monday, Meal.Lunch, Anna));

        Assert.Equal(Full(800), Assert.IsType<MealCharged>(Assert.Single(outcome.Facts).Fact).Charge);
    }

    [Fact]
    public static void Leaves_all_to_the_elder_while_no_policy_is_in_force() =>
        Charged(Stands(policy: null).Run(s_serve), Channel.Takeaway, Full(800));

    [Fact]
    public static void Charges_someone_whose_data_was_erased() =>
        Charged(Stands(policy: HalfPrice with { Rules = [HalfPrice.Rules[0] with { When = new(AgeFrom: 60) }] }, known: false).Run(s_serve),
            Channel.Takeaway, Full(800) with { Policies = [new("city", 1)] });

    [Fact]
    public static void Charges_nothing_without_a_price()
    {
        var outcome = Stands(opened: OnePlaceAtEleven).Run(s_serve);

        Assert.IsType<MealServed>(Assert.Single(outcome.Facts).Fact);
    }

    [Fact]
    public static void Charges_nothing_at_the_second_check_in()
    {
        var served = Given(s_priced, AnnaBooked, AnnaServed);

        Assert.Empty(Stands().With(s_sitting, served).With(s_account, Account(s_sitting.Id, Monday)).Run(s_serve).Facts);
    }

    [Fact]
    public static void Charges_the_portion_when_the_one_elsewhere_was_taken_back()
    {
        var elsewhere = Account(Elsewhere.Value, Monday);
        var taken = MealAccount.Fold(elsewhere, new MealChargeCorrected(
            Anna, Elsewhere, Point, Jingkou, Monday, Meal.Lunch, Channel.DineIn, Half(800), MealCharge.Nothing, false, true, "Not eaten"));

        Assert.Single(Stands().With(s_account, elsewhere).Run(s_serve).Facts);
        Charged(Stands().With(s_account, taken).Run(s_serve), Channel.Takeaway, Half(800));
    }

    [Fact]
    public static void Charges_nothing_that_is_refused() =>
        Assert.NotNull(Stands(booked: false).Run(s_serve).Refusal);

    [Fact]
    public static void Counts_the_month_s_other_meals_for_a_cap() =>
        Charged(
            Stands(policy: HalfPrice.With(new SubsidyCap(CapPeriod.Month, Meals: 1)))
                .With(s_account, Account(Elsewhere.Value, Monday.AddDays(20))).Run(s_serve),
            Channel.Takeaway, Full(800) with { Policies = [new("city", 1)], NotGiven = [new("city", 1, Rule, NotGivenReason.CapReached)] });

    [Fact]
    public static void Counts_a_week_in_two_months_from_both_accounts()
    {
        // Monday 30 March to Sunday 5 April.
        var (march, april) = (new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 1));

        Assert.Equal([MealAccount.At(Anna, april), MealAccount.At(Anna, march)], Charging.Writes(Anna, april));
        Assert.Equal([MealAccount.At(Anna, march), MealAccount.At(Anna, april)], Charging.Writes(Anna, march));
        Assert.Equal([MealAccount.At(Anna, Monday)], Charging.Writes(Anna, Monday));
    }

    [Fact]
    public static void Uses_what_the_elder_is_entitled_to_on_that_date()
    {
        var policy = HalfPrice with { Rules = [HalfPrice.Rules[0] with { When = new(Categories: [EntitlementCategory.MinimumLiving]) }] };
        var until = new EntitlementRecord(Anna, [new(EntitlementCategory.MinimumLiving, new(2020, 1, 1), Monday)], LocalHukou: true);
        var ended = until with { Held = [until.Held[0] with { Until = Monday.AddDays(-1) }] };

        Charged(Stands(policy: policy).With(Anna.Value, until).Run(s_serve), Channel.Takeaway, Half(800));
        Charged(Stands(policy: policy).With(Anna.Value, ended).Run(s_serve), Channel.Takeaway,
            Full(800) with { Policies = [new("city", 1)] });
    }

    private static void Charged(Outcome outcome, Channel channel, MealCharge charge)
    {
        Assert.Null(outcome.Refusal);
        Assert.Equal(2, outcome.Facts.Length);
        Assert.Equal(s_sitting, outcome.Facts[0].Stream);
        Assert.Equal(
            (s_account, (object)new MealCharged(Anna, Lunch, Point, Jingkou, Monday, Meal.Lunch, channel, charge, Eleven)), outcome.Facts[1]);
    }

    /// <summary>Anna's lunch as it was frozen.</summary>
    private static KitchenSheet Sheet(params KitchenSheetFact[] before)
    {
        var sheet = before.Aggregate(new KitchenSheet(Lunch), (s, f) => KitchenSheet.Fold(s, f)!);
        return KitchenSheet.Fold(sheet, Frozen(sheet))!;
    }

    private static KitchenSheetFrozen Frozen(KitchenSheet sheet)
    {
        var sitting = Given(OnePlaceAtEleven, AnnaBooked)!;
        var menu = KitchenExample.TodaysMenu with { Sheet = sheet };
        return FreezeKitchenSheetDecider.Decide(sitting, KitchenExample.Gather(sitting, menu), Nine).Facts.OfType<KitchenSheetFrozen>().Single();
    }

    private static MealAccount Account(Guid sitting, DateOnly date) => MealAccount.Fold(
        null, new MealCharged(Anna, new(sitting), Point, Jingkou, date, Meal.Lunch, Channel.DineIn, Half(800)))!;

    private static Standing Stands() => Stands(HalfPrice);

    private static Standing Stands(bool booked) => Stands(HalfPrice, booked: booked);

    private static Standing Stands(Channel channel) => Stands(HalfPrice, channel: channel);

    private static Standing Stands(SittingOpened opened) => Stands(HalfPrice, opened: opened);

    private static Standing Stands(
        SubsidyPolicy? policy, bool booked = true, Channel channel = Channel.Takeaway, SittingOpened? opened = null, bool known = true)
    {
        var standing = new Standing(Eleven)
            .With(s_sitting, booked ? Given(opened ?? s_priced, AnnaBooked with { Channel = channel }) : Given(opened ?? s_priced));
        if (policy is not null) standing.With(PolicyBook.At, new PolicyBook([policy]));
        if (known) standing.With(Anna.Value, Registered(Anna));
        return standing;
    }
}
