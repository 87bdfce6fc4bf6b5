using Eldercare.People;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Boards;

/// <summary>The worklist of second portions.</summary>
public static class PortionConflictTests
{
    private static readonly Scan s_first = new("tablet-1", 7), s_second = new("tablet-2", 3), s_third = new("tablet-3", 1);

    private static readonly WalkInServed s_alsoElsewhere = new(Lunch, Anna, Eleven, s_first, Offline: true, Elsewhere);

    private static readonly SecondPortionFound s_again = new(Lunch, Anna, Eleven, "tablet-1", Noon, s_second);

    [Fact]
    public static void Shows_where_both_portions_were() =>
        Assert.Equal(
            new PortionConflict(Lunch, Anna, Elsewhere, Eleven, "tablet-1", null, null, Found: 2, FoundAt: Noon),
            After(OnePlaceAtEleven, s_alsoElsewhere));

    [Fact]
    public static void A_third_portion_does_not_hide_the_one_elsewhere() =>
        Assert.Equal(After(OnePlaceAtEleven, s_alsoElsewhere), After(OnePlaceAtEleven, s_alsoElsewhere, s_again));

    [Fact]
    public static void What_is_found_after_it_was_settled_is_open_again()
    {
        var settled = new PortionConflictSettled(Lunch, Anna, ConflictSettlement.HadBoth, null);

        Assert.Equal(ConflictSettlement.HadBoth, After(OnePlaceAtEleven, AnnaBooked, AnnaServed, s_again, settled)!.How);
        var open = After(OnePlaceAtEleven, AnnaBooked, AnnaServed, s_again, settled, s_again with { Scan = s_third })!;
        Assert.Equal((null, "tablet-3", Lunch), (open.SettledAt, open.Device, open.Elsewhere));
    }

    [Fact]
    public static void Who_walked_in_with_no_portion_elsewhere_is_no_conflict() =>
        Assert.Null(After(OnePlaceAtEleven, s_alsoElsewhere with { Elsewhere = null }));

    private static PortionConflict? After(params SittingFact[] facts) => Rows.After(facts).All<PortionConflict>().SingleOrDefault();
}
