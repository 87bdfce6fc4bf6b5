using Eldercare.Store;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Subsidies;

/// <summary>A sitting has the price its week had when the plan was last brought into line.</summary>
public static class SittingPriceTests
{
    private static readonly DateTimeOffset s_yesterday = Nine.AddDays(-1);
    private static readonly WeeklySitting s_priced = MondayLunch with { Price = new Fen(800), DeliveryFee = new Fen(100) };
    private static readonly SittingOpened s_opened = OnePlaceAtEleven with { Price = new Fen(800), DeliveryFee = new Fen(100) };

    [Fact]
    public static void Opens_with_the_week_s_price() => When(null, s_yesterday, s_priced).Then(s_opened);

    [Fact]
    public static void Follows_a_new_price_until_the_cut_off()
    {
        var dearer = s_priced with { Price = new Fen(1_000) };

        When(Given(s_opened), Nine.AddTicks(-1), dearer).Then(
            new SittingPlanChanged(Lunch, 1, 1, Nine, Eleven, One, CapacityBefore: 1, new Fen(1_000), new Fen(100)));
        When(Given(s_opened), Nine, dearer).ThenNothing();
    }

    [Fact]
    public static void Keeps_its_price_when_the_week_no_longer_has_it() => When(Given(s_opened, AnnaBooked), s_yesterday).Then(
        new SittingPlanChanged(Lunch, 1, 0, Nine, Eleven, One, CapacityBefore: 1, new Fen(800), new Fen(100)));

    private static Decision<SittingFact> When(Sitting? sitting, DateTimeOffset now, params WeeklySitting[] week) =>
        OpenSittingDecider.Decide(new(Point, Monday, Meal.Lunch), OpenPoint with { Week = [.. week] }, sitting, now);
}
