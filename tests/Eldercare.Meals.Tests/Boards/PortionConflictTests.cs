using Eldercare.People;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Boards;

/// <summary>The worklist of second portions.</summary>
public static class PortionConflictTests
{
    private static readonly Scan s_first = new("tablet-1", 7), s_second = new("tablet-2", 3), s_third = new("tablet-3", 1);

    private static readonly WalkInServed s_alsoElsewhere = new(Lunch, Anna, Eleven, s_first, Offline: true, Elsewhere);

    private static readonly SecondPortionFound s_again = new(Lunch, Anna, Eleven, "tablet-1", Noon, s_second, FirstSequence: 7);

    [Fact]
    public static void Shows_where_both_portions_were() =>
        Assert.Equal(
            new PortionConflict(Lunch, Anna, Elsewhere, Eleven, "tablet-1", 7, null, null, null, Found: 2, FoundAt: Noon),
            After(OnePlaceAtEleven, s_alsoElsewhere));

    [Fact]
    public static void A_third_portion_does_not_hide_the_one_elsewhere() =>
        Assert.Equal(After(OnePlaceAtEleven, s_alsoElsewhere), After(OnePlaceAtEleven, s_alsoElsewhere, s_again));

    [Fact]
    public static void What_was_settled_stays_when_another_portion_is_found()
    {
        var settled = new PortionConflictSettled(Lunch, Anna, ConflictSettlement.HadBoth, "Two tickets");
        var rows = Rows.After([OnePlaceAtEleven, AnnaBooked, AnnaServed, s_again, settled, s_again with { Scan = s_third }]);

        var first = new PortionConflict(Lunch, Anna, Lunch, Noon, "tablet-2", 3, Eleven, "tablet-1", 7, Found: 4, FoundAt: Noon);
        Assert.Equal(
            new SettledPortionConflict(Lunch, 4, Anna, Lunch, first, Noon, null, ConflictSettlement.HadBoth, "Two tickets"),
            Assert.Single(rows.All<SettledPortionConflict>()));
        Assert.Equal(first with { Device = "tablet-3", DeviceSequence = 1, Found = 6 }, Assert.Single(rows.All<PortionConflict>()));
    }

    [Fact]
    public static void What_was_settled_is_open_no_longer() =>
        Assert.Null(After(OnePlaceAtEleven, AnnaBooked, AnnaServed, s_again, new PortionConflictSettled(Lunch, Anna, ConflictSettlement.HadBoth, null)));

    [Fact]
    public static void Who_walked_in_with_no_portion_elsewhere_is_no_conflict() =>
        Assert.Null(After(OnePlaceAtEleven, s_alsoElsewhere with { Elsewhere = null }));

    private static PortionConflict? After(params SittingFact[] facts) => Rows.After(facts).All<PortionConflict>().SingleOrDefault();
}
