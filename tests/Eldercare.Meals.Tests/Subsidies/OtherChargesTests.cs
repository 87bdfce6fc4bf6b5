using System.Collections.Immutable;
using CsCheck;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Subsidies.Policies;

namespace Eldercare.Meals.Tests.Subsidies;

/// <summary>A corrected charge leaves room in a cap; what the cap had cut is corrected with it when that is asked for.</summary>
public static class OtherChargesTests
{
    private static readonly SubsidyPolicy s_onceADay = HalfPrice.With(new SubsidyCap(CapPeriod.Day, Meals: 1));
    private static readonly MealCharge s_cut = Full(800) with { Policies = [new("city", 1)], NotGiven = [new("city", 1, Rule, NotGivenReason.CapReached)] };
    private static readonly ChargedMeal s_lunch = Meal_(Point, Monday, Meal.Lunch, Half(800)), s_dinner = Meal_(new(Id(9)), Monday, Meal.Dinner, s_cut);
    private static readonly CorrectCharge s_takeBack = new(Point, Monday, Meal.Lunch, Anna, "Not eaten", Reverse: true, AndOthers: true);

    [Fact]
    public static void Gives_the_dinner_what_the_lunch_no_longer_takes() => Assert.Equal(
        [Reversal(), Corrected(s_dinner, Half(800), Lunch)],
        Stands(s_onceADay, s_lunch, s_dinner).Run(s_takeBack).Facts.Select(f => f.Fact));

    [Fact]
    public static void Leaves_the_others_alone_unless_asked() =>
        Assert.Equal([Reversal()], Stands(s_onceADay, s_lunch, s_dinner).Run(s_takeBack with { AndOthers = false }).Facts.Select(f => f.Fact));

    /// <summary>First looked at, then done.</summary>
    [Fact]
    public static void Corrects_the_others_when_the_charge_itself_was_corrected_before() => Assert.Equal(
        [Corrected(s_dinner, Half(800), Lunch)],
        Stands(s_onceADay, s_lunch with { Charge = MealCharge.Nothing, Reversed = true }, s_dinner).Run(s_takeBack).Facts.Select(f => f.Fact));

    [Fact]
    public static void Corrects_only_what_was_served_in_the_district() => Assert.Equal(
        [Reversal()],
        Stands(s_onceADay, s_lunch, s_dinner with { District = "321111" }).Run(s_takeBack with { Within = Jingkou }).Facts.Select(f => f.Fact));

    [Fact]
    public static void Gives_the_room_to_the_earliest_and_the_rest_to_the_next()
    {
        var policy = HalfPrice.With(new SubsidyCap(CapPeriod.Month, Fen: new(500)));
        var (third, fourth) = (Meal_(Point, Monday.AddDays(2), Meal.Lunch, Cut(800, 100)), Meal_(Point, Monday.AddDays(3), Meal.Lunch, Cut(800, 0)));

        Assert.Equal(
            [Reversal(), Corrected(third, Half(800), Lunch), Corrected(fourth, Cut(800, 100), Lunch)],
            Stands(policy, s_lunch, fourth, third).Run(s_takeBack).Facts.Select(f => f.Fact));
    }

    [Fact]
    public static void Finds_the_meal_of_the_same_week_in_the_next_month()
    {
        // Monday 30 March to Sunday 5 April.
        var (march, april) = (new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 1));
        var (eaten, cut) = (Meal_(Point, march, Meal.Lunch, Half(800)), Meal_(Point, april, Meal.Lunch, s_cut));
        var outcome = Stands(HalfPrice.With(new SubsidyCap(CapPeriod.Week, Meals: 1)), eaten)
            .With(Sitting.At(Point, march, Meal.Lunch), SittingOf(march)).With(MealAccount.At(Anna, april), new MealAccount(Anna, [cut]))
            .Run(new CorrectCharge(Point, march, Meal.Lunch, Anna, "Not eaten", Reverse: true, AndOthers: true));

        Assert.Equal(
            (MealAccount.At(Anna, april), (object)Corrected(cut, Half(800), eaten.Sitting)), outcome.Facts[^1]);
        Assert.Equal(
            [MealAccount.At(Anna, march), MealAccount.At(Anna, new(2026, 2, 28)), MealAccount.At(Anna, april)], OtherCharges.Accounts(Anna, march));
        Assert.Equal([MealAccount.At(Anna, new(2026, 6, 1)), MealAccount.At(Anna, new(2026, 7, 1))], OtherCharges.Accounts(Anna, new(2026, 6, 15)));
    }

    [Fact]
    public static void Refuses_to_compute_the_others_of_someone_whose_data_was_erased()
    {
        var erased = Stands(s_onceADay, s_lunch, s_dinner).With(Anna.Value, Registered(Anna).Erased(Monday));

        Assert.Equal(new ElderUnknown(Anna), erased.Run(s_takeBack).Refusal);
        Assert.Equal(new ElderUnknown(Anna), erased.Run(s_takeBack with { Reverse = false, AndOthers = false, Price = new Fen(400) }).Refusal);
        Assert.Null(erased.Run(s_takeBack with { AndOthers = false }).Refusal);
    }

    /// <summary>Whatever is corrected in whatever order: no cap is passed, and none has room for a charge it has cut.</summary>
    [Fact]
    public static void Passes_no_cap_and_leaves_no_room() => Gen.Select(
        Gen.Select(Gen.Enum<CapPeriod>(), Gen.Int[0, 3], Gen.Long[200, 2_000]).Array[1, 2],
        Gen.Select(Gen.Int[0, 30], Gen.Enum<Meal>(), Gen.Long[0, 1_000]).Array[1, 20],
        Gen.Select(Gen.Int[0, 19], Gen.Long[-1, 1_000]).Array[1, 5]).Sample((caps, eaten, corrections) =>
        {
            var policy = HalfPrice.With([.. caps.Select(c => new SubsidyCap(c.Item1, c.Item2 == 0 ? new Fen(c.Item3) : null, c.Item2 == 0 ? null : c.Item2))]);
            var account = new MealAccount(Anna, []);
            foreach (var (day, meal, price) in eaten.DistinctBy(e => (e.Item1, e.Item2)))
            {
                var next = Meal_(Point, new DateOnly(2026, 3, 1).AddDays(day), meal, MealCharge.Nothing);
                account = account with { Meals = account.Meals.Add(next with { Charge = Computed(policy, account, next, price) }) };
            }

            foreach (var (nth, price) in corrections)
            {
                var meal = account.Meals[nth % account.Meals.Length];
                var command = new CorrectCharge(
                    Point, meal.Date, meal.Meal, Anna, "Again", Reverse: price < 0, Price: price < 0 ? null : new Fen(price), AndOthers: true);
                var outcome = Stands(policy, [.. account.Meals]).With(Sitting.At(Point, meal.Date, meal.Meal), SittingOf(meal.Date, meal.Meal)).Run(command);
                Assert.Null(outcome.Refusal);
                account = outcome.Facts.Select(f => (MealAccountFact)f.Fact).Aggregate((MealAccount?)account, MealAccount.Fold)!;
            }

            foreach (var meal in account.Meals)
            {
                var alone = Computed(policy, account, meal, meal.Charge.Price.Value);
                Assert.True(alone.ElderPays >= meal.Charge.ElderPays, $"There is room for {meal}.");
                Assert.True(meal.Reversed || Given(alone) >= Given(meal.Charge), $"{meal} passes a cap.");
            }
        },
        iter: 500, threads: 1);

    private static long Given(MealCharge charge) => charge.Shares.Sum(s => s.Amount.Value);

    private static MealCharge Computed(SubsidyPolicy policy, MealAccount account, ChargedMeal meal, long price) => MealSplit.Compute(
        [policy], new(meal.Date, meal.Meal, meal.Channel, meal.District, new(price), Fen.Zero), Beneficiary.Of(Registered(Anna), null),
        PastMeals.But(meal.Sitting, [account]));

    private static ChargedMeal Meal_(MealPointId point, DateOnly date, Meal meal, MealCharge charge) =>
        new(SittingId.Of(point, date, meal), point, Jingkou, date, meal, Channel.Takeaway, charge);

    private static MealCharge Cut(long price, long given) => new(
        new(price), Fen.Zero, given == 0 ? [] : [new("city", 1, Rule, City, new(given))], new(price - given), [new("city", 1)],
        [new("city", 1, Rule, given == 0 ? NotGivenReason.CapReached : NotGivenReason.CutByCap)]);

    private static MealChargeCorrected Reversal() =>
        Corrected(s_lunch, MealCharge.Nothing, null) with { Reversed = true };

    private static MealChargeCorrected Corrected(ChargedMeal meal, MealCharge now, SittingId? because) => new(
        Anna, meal.Sitting, meal.Point, meal.District, meal.Date, meal.Meal, meal.Channel, meal.Charge, now, WasReversed: false, Reversed: false,
        "Not eaten", because);

    private static Sitting SittingOf(DateOnly date, Meal meal = Meal.Lunch) => Meals.Sitting.Fold(
        null, OnePlaceAtEleven with { Sitting = SittingId.Of(Point, date, meal), Date = date, Meal = meal, Price = new Fen(800) })!;

    private static Standing Stands(SubsidyPolicy policy, params ChargedMeal[] charged) => new Standing(Noon)
        .With(Meals.Sitting.At(Point, Monday, Meal.Lunch), SittingOf(Monday)).With(PolicyBook.At, new PolicyBook([policy]))
        .With(Anna.Value, Registered(Anna)).With(MealAccount.At(Anna, charged[0].Date), new MealAccount(Anna, [.. charged]));
}
