using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class SittingTests
{
    /// <summary>Each state an elder can be in at a sitting, with the facts that may not follow it.</summary>
    public static TheoryData<string, SittingFact[], SittingFact[]> Impossible => new()
    {
        { "not opened", [], [AnnaBooked, AnnaCancelled, AnnaServed, AnnaWalkedIn, AnnaAbsent, Plan, Closed] },
        { "opened", [OnePlaceAtEleven], [OnePlaceAtEleven, AnnaCancelled, AnnaServed, AnnaAbsent] },
        { "booked", [OnePlaceAtEleven, AnnaBooked], [OnePlaceAtEleven, AnnaBooked, AnnaWalkedIn, Closed] },
        {
            "served", [OnePlaceAtEleven, AnnaBooked, AnnaServed],
            [OnePlaceAtEleven, AnnaBooked, AnnaCancelled, AnnaServed, AnnaWalkedIn, AnnaAbsent]
        },
        {
            "walked in", [OnePlaceAtEleven, AnnaWalkedIn],
            [OnePlaceAtEleven, AnnaBooked, AnnaCancelled, AnnaServed, AnnaWalkedIn, AnnaAbsent]
        },
        {
            "absent", [OnePlaceAtEleven, AnnaBooked, AnnaAbsent],
            [OnePlaceAtEleven, AnnaBooked, AnnaCancelled, AnnaServed, AnnaAbsent]
        },
        { "cancelled", [OnePlaceAtEleven, AnnaBooked, AnnaCancelled], [OnePlaceAtEleven, AnnaCancelled, AnnaServed, AnnaAbsent] },
        {
            "closed", [OnePlaceAtEleven, Closed],
            [OnePlaceAtEleven, AnnaBooked, AnnaCancelled, AnnaServed, AnnaWalkedIn, AnnaAbsent, Plan, Closed]
        },
    };

    private static SittingPlanChanged Plan => new(Lunch, 2, 2, Nine, Eleven, One, CapacityBefore: 1);

    [Theory, MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public static void Throws_on_a_fact_that_cannot_follow(string state, SittingFact[] history, SittingFact[] facts)
    {
        Assert.NotEmpty(state);
        var sitting = Given(history);
        Assert.All(facts, fact => Assert.Throws<InvalidOperationException>(() => Sitting.Fold(sitting, fact)));
    }

    [Fact]
    public static void Leaves_the_state_it_was_given_as_it_was()
    {
        var before = Given(OnePlaceAtEleven, AnnaBooked)!;
        var copy = before with { };
        Sitting.Fold(before, AnnaServed);
        Assert.Equal(copy, before);
        Assert.Equal(GuestState.Booked, before.StateOf(Anna));
    }

    [Fact]
    public static void Has_an_id_that_follows_from_point_date_and_meal()
    {
        Assert.Equal(Lunch, SittingId.Of(Point, Monday, Meal.Lunch));
        Assert.Equal(4, new HashSet<SittingId>
        {
            Lunch, Elsewhere, SittingId.Of(Point, Monday, Meal.Dinner), SittingId.Of(Point, Monday.AddDays(1), Meal.Lunch),
        }.Count);
    }

    [Fact]
    public static void Has_a_portion_claim_of_its_own_for_each_date_and_meal()
    {
        var claims = from day in Enumerable.Range(0, 30) from meal in Enum.GetValues<Meal>() select Portion.Claim(Anna, Monday.AddDays(day), meal);
        Assert.Equal(90, claims.ToHashSet().Count);
    }
}
