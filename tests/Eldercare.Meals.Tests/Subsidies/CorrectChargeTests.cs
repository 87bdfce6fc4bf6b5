using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Subsidies.Policies;

namespace Eldercare.Meals.Tests.Subsidies;

public static class CorrectChargeTests
{
    private static readonly SittingOpened s_priced = OnePlaceAtEleven with { Price = new Fen(800) };
    private static readonly MealCharged s_full = new(Anna, Lunch, Point, Jingkou, Monday, Meal.Lunch, Channel.Takeaway, Full(800));
    private static readonly CorrectCharge s_again = new(Point, Monday, Meal.Lunch, Anna, "Category recorded late");

    [Fact]
    public static void Computes_the_charge_again() => When(s_again, s_full).ThenOne(Corrected(Full(800), Half(800)));

    [Fact]
    public static void Computes_it_with_another_price() =>
        When(s_again with { Price = new Fen(1_000) }, s_full).ThenOne(Corrected(Full(800), Half(1_000)));

    [Fact]
    public static void Takes_it_back() => When(s_again with { Reverse = true }, s_full)
        .ThenOne(Corrected(Full(800), MealCharge.Nothing) with { Reversed = true });

    [Fact]
    public static void Charges_again_what_was_taken_back() =>
        When(s_again, s_full, Corrected(Full(800), MealCharge.Nothing) with { Reversed = true })
            .ThenOne(Corrected(MealCharge.Nothing, Half(800)));

    [Fact]
    public static void Charges_again_at_the_price_it_had_before_it_was_taken_back() => When(
        s_again, s_full, Corrected(Full(800), Half(1_000)), Corrected(Half(1_000), MealCharge.Nothing) with { Reversed = true })
        .ThenOne(Corrected(MealCharge.Nothing, Half(1_000)));

    [Fact]
    public static void Keeps_the_fee_it_was_charged_with()
    {
        var delivered = s_full with { Channel = Channel.Delivery, Charge = Full(800, 200) };

        When(s_again, delivered).ThenOne(Corrected(Full(800, 200), Half(800, 200)) with { Channel = Channel.Delivery });
    }

    [Fact]
    public static void Changes_nothing_when_it_comes_out_the_same() =>
        Assert.Empty(When(s_again, s_full with { Charge = Half(800) }).Facts);

    [Fact]
    public static void Changes_nothing_when_taken_back_twice() => Assert.Empty(
        When(s_again with { Reverse = true }, s_full, Corrected(Full(800), MealCharge.Nothing) with { Reversed = true }).Facts);

    [Fact]
    public static void Charges_what_was_served_without_a_price() => When(s_again with { Price = new Fen(800) }, OnePlaceAtEleven)
        .ThenOne(s_full with { Charge = Half(800) });

    /// <summary>The menu's price changed since; what was never charged costs what it says now.</summary>
    [Fact]
    public static void Keeps_the_price_that_was_charged_whatever_the_sheet_says()
    {
        var sheet = KitchenSheet.Fold(null, new KitchenSheetFrozen(Lunch, null, Nine, 1, [], [], [new("A", new Fen(1_200))]));

        Stands(s_priced).With(KitchenSheet.At(Lunch), sheet).With(MealAccount.At(Anna, Monday), Account(s_full)).Run(s_again)
            .ThenOne(Corrected(Full(800), Half(800)));
        Stands(s_priced).With(KitchenSheet.At(Lunch), sheet).Run(s_again).ThenOne(s_full with { Charge = Half(1_200) });
    }

    [Fact]
    public static void Refuses_what_was_served_without_a_price_and_still_has_none() =>
        Assert.Equal(new NothingCharged(Lunch, Anna), When(s_again, OnePlaceAtEleven).Refusal);

    [Fact]
    public static void Refuses_to_take_back_what_was_never_charged() =>
        Assert.Equal(new NothingCharged(Lunch, Anna), When(s_again with { Reverse = true }, s_priced).Refusal);

    [Fact]
    public static void Refuses_someone_who_was_not_served() =>
        Assert.Equal(new NothingCharged(Lunch, Bruno), When(s_again with { Elder = Bruno, Price = new Fen(1) }, s_priced).Refusal);

    [Fact]
    public static void Refuses_a_price_below_nothing() =>
        Assert.Equal(new PriceInvalid(new Fen(-1)), When(s_again with { Price = new Fen(-1) }, s_full).Refusal);

    [Fact]
    public static void Refuses_to_compute_for_someone_whose_data_was_erased() =>
        Assert.Equal(new ElderUnknown(Anna), Erased(s_full with { Charge = Half(800) }).Run(s_again).Refusal);

    [Fact]
    public static void Takes_back_a_charge_of_someone_whose_data_was_erased() =>
        Erased(s_full).Run(s_again with { Reverse = true }).ThenOne(Corrected(Full(800), MealCharge.Nothing) with { Reversed = true });

    [Fact]
    public static void Refuses_an_empty_reason() =>
        Assert.Equal(TextInvalid.Empty("reason"), When(s_again with { Reason = " " }, s_full).Refusal);

    [Fact]
    public static void Refuses_a_sitting_never_opened() => Assert.Equal(new SittingUnknown(Lunch), new Standing(Noon).Run(s_again).Refusal);

    [Fact]
    public static void Does_not_count_the_charge_itself_for_a_cap()
    {
        var capped = HalfPrice.With(new SubsidyCap(CapPeriod.Day, Meals: 1));

        Stands(s_priced).With(PolicyBook.At, new PolicyBook([capped])).With(MealAccount.At(Anna, Monday), Account(s_full with { Charge = Half(600) }))
            .Run(s_again with { Price = new Fen(800) }).ThenOne(Corrected(Half(600), Half(800)));
    }

    private static MealChargeCorrected Corrected(MealCharge before, MealCharge now) => new(
        Anna, Lunch, Point, Jingkou, Monday, Meal.Lunch, Channel.Takeaway, before, now, WasReversed: before == MealCharge.Nothing, Reversed: false, "Category recorded late");

    private static Outcome When(CorrectCharge command, params MealAccountFact[] facts) =>
        Stands(s_priced).With(MealAccount.At(Anna, Monday), Account(facts)).Run(command);

    private static Outcome When(CorrectCharge command, SittingOpened opened) => Stands(opened).Run(command);

    private static Standing Stands(SittingOpened opened) => new Standing(Noon)
        .With(Sitting.At(Point, Monday, Meal.Lunch), Given(opened, AnnaBooked, AnnaServed))
        .With(PolicyBook.At, new PolicyBook([HalfPrice]))
        .With(Anna.Value, Registered(Anna)).With(Bruno.Value, Registered(Bruno));

    private static Standing Erased(MealCharged charged) => new Standing(Noon)
        .With(Sitting.At(Point, Monday, Meal.Lunch), Given(s_priced, AnnaBooked, AnnaServed)).With(MealAccount.At(Anna, Monday), Account(charged));

    private static MealAccount? Account(params MealAccountFact[] facts) => facts.Aggregate(default(MealAccount), MealAccount.Fold);

    private static void ThenOne(this Outcome outcome, MealAccountFact fact)
    {
        Assert.Null(outcome.Refusal);
        Assert.Equal((MealAccount.At(Anna, Monday), (object)fact), Assert.Single(outcome.Facts));
    }
}
