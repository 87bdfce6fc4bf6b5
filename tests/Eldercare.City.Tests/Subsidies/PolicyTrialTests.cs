using System.Collections.Immutable;
using Eldercare.City.Subsidies;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Subsidies;

public static class PolicyTrialTests
{
    private static readonly Beneficiary s_somebody = new(new(1940, 1, 1), Jingkou, CareLevel: null, LocalHukou: true, Held: []);

    private static readonly SubsidyPolicy s_half = new(
        "city", 1, new("补贴", "Subsidy"), new(2025, 1, 1), null, [new("Gazette")], [new("city-finance", new("市财政", "City finance"))],
        Combination.Stack, [new("half", new("半价", "Half price"), new(BenefitKind.Percent, Percent: 50), [new("city-finance", 1)])]);

    [Fact]
    public static void Says_what_a_draft_would_change_by_district_and_funder() =>
        Assert.Equal(
            [
                new("321102", "city-finance", 1, new(400), 2, new(1_600)), new("321102", Funder.Elder, 2, new(1_200), 2, new(0)),
                new("321111", "city-finance", 0, new(0), 1, new(800)), new("321111", Funder.Elder, 1, new(800), 1, new(0)),
            ],
            Run(
                s_half with { Version = 2, Rules = [s_half.Rules[0] with { Gives = new(BenefitKind.Percent, Percent: 100) }] },
                Charged(Portion(Anna, 2), Half), Charged(Portion(Anna, 3), Full), Charged(Portion(Bruno, 4, "321111"), Full)));

    [Fact]
    public static void Counts_caps_on_the_draft_s_own_shares()
    {
        var once = s_half with { Caps = [new SubsidyCap(CapPeriod.Month, Meals: 1)] };

        Assert.Equal(
            [new("321102", "city-finance", 2, new(800), 1, new(400)), new("321102", Funder.Elder, 2, new(800), 2, new(1_200))],
            Run(once, Charged(Portion(Anna, 2), Half), Charged(Portion(Anna, 3), Half)));
    }

    [Fact]
    public static void Counts_the_days_before_the_month_for_a_cap_of_a_week()
    {
        // 1 March 2026 is a Sunday.
        var weekly = s_half with { Caps = [new SubsidyCap(CapPeriod.Week, Meals: 1)] };
        var saturday = Charged(Portion(Anna, 1) with { Date = new(2026, 2, 28), Sitting = new(Id("saturday")) }, Half);
        var sunday = Charged(Portion(Anna, 1), Half);

        var lines = PolicyTrial.Run(
            new PolicyBook([weekly]), [sunday.Portion],
            new[] { saturday, sunday }.ToDictionary(p => (p.Portion.Elder, p.Portion.Sitting), p => p.Charge!), _ => s_somebody, price: null);

        Assert.Equal([new("321102", "city-finance", 1, new(400), 0, new(0)), new("321102", Funder.Elder, 1, new(400), 1, new(800))], lines);
    }

    [Fact]
    public static void Leaves_out_what_has_no_price_unless_one_is_given()
    {
        var bare = (Portion(Anna, 2) with { Price = null }, default(ChargedMeal));

        Assert.Empty(Run(s_half, bare));
        Assert.Equal(
            [new("321102", "city-finance", 0, new(0), 1, new(300)), new("321102", Funder.Elder, 1, new(600), 1, new(300))],
            Run(s_half, new Fen(600), bare));
    }

    /// <summary>Two points that were offline served her the same lunch: the one charge is all there is, under the draft too.</summary>
    [Fact]
    public static void Leaves_out_a_second_portion_that_nobody_pays()
    {
        var second = (Portion(Anna, 2) with { Sitting = new(Id("elsewhere")) }, default(ChargedMeal));

        Assert.Equal(
            [new("321102", "city-finance", 1, new(400), 1, new(400)), new("321102", Funder.Elder, 1, new(400), 1, new(400))],
            Run(s_half, second, Charged(Portion(Anna, 2), Half)));
    }

    [Fact]
    public static void Leaves_out_what_was_taken_back()
    {
        var (portion, charge) = Charged(Portion(Anna, 2), Half);

        Assert.Empty(Run(s_half, (portion, charge! with { Charge = MealCharge.Nothing, Reversed = true })));
    }

    private static MealCharge Half => new(new(800), Fen.Zero, [new("city", 1, "half", "city-finance", new(400))], new(400), [new("city", 1)], []);

    private static MealCharge Full => MealCharge.Nothing with { Price = new(800), ElderPays = new(800) };

    private static ImmutableArray<TrialLine> Run(SubsidyPolicy draft, params (ServedPortion, ChargedMeal?)[] meals) => Run(draft, null, meals);

    private static ImmutableArray<TrialLine> Run(SubsidyPolicy draft, Fen? price, params (ServedPortion Portion, ChargedMeal? Charge)[] meals) =>
        PolicyTrial.Run(
            new PolicyBook([s_half]).With(draft), meals.Select(m => m.Portion),
            meals.Where(m => m.Charge is not null).ToDictionary(m => (m.Portion.Elder, m.Portion.Sitting), m => m.Charge!), _ => s_somebody, price);

    private static ServedPortion Portion(ElderId elder, int day, string district = Jingkou) => new(
        elder, SittingId.Of(Garden, new(2026, 3, day), Meal.Lunch), new(2026, 3, day), Meal.Lunch, Channel.DineIn, district, new Fen(800), null);

    private static (ServedPortion Portion, ChargedMeal? Charge) Charged(ServedPortion portion, MealCharge charge) =>
        (portion, new(portion.Sitting, Garden, portion.District, portion.Date, portion.Meal, portion.Channel, charge));
}
