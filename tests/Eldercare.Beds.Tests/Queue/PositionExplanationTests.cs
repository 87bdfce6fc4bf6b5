using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

/// <summary>Anna, 79, able, in Guangzhou's ordinary lane behind 36 others; at Hillside behind one.</summary>
public static class PositionExplanationTests
{
    private static readonly QueuePolicy s_policy = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["guangzhou"]);
    private static readonly QueuePolicyBook s_book = new([s_policy]);
    private static readonly ElderRecord s_anna = Record(Anna) with { BornOn = new(1946, 3, 10) };
    private static readonly Placement s_destitute = new("guangzhou", 1, "special", 0, 0, "destitute");
    private static readonly Placement s_priority = new("guangzhou", 1, "priority", 1, 1, "veteran");
    private static readonly Placement s_disabled = new("guangzhou", 1, "ordinary", 2, 3, "disabled");
    private static readonly Placement s_able = new("guangzhou", 1, "ordinary", 2, 4, "everyone");

    private static readonly QueueEntry s_entry = new QueueEntry(
        Wish, Anna, Lane.Everyone, BedKind.Nursing, Now, ApplicationState.Waiting, null, null, Homes: [Hillside], Districts: []).At(Lane.Everyone, s_able);

    private static readonly QueueGroup[] s_groups =
    [
        new(null, s_destitute, Earlier: false, 2), new(null, s_priority, Earlier: true, 4), new(null, s_disabled, Earlier: true, 10),
        new(null, s_disabled, Earlier: false, 15), new(null, s_able, Earlier: true, 5), new(null, s_able, Earlier: false, 8),
        new(Hillside, s_able, Earlier: true, 1), new(Hillside, s_able, Earlier: false, 1),
    ];

    [Fact]
    public static void Says_the_number_in_the_city_and_at_each_home()
    {
        var (city, home) = (Explain().Places[0], Explain().Places[1]);
        Assert.Equal((null, 37, 45), (city.Home, city.Number, city.Waiting));
        Assert.Equal((Hillside, 2, 3), (home.Home!.Value, home.Number, home.Waiting));
    }

    [Fact]
    public static void Says_who_is_ahead_by_lane_and_rule() => Assert.Equal(
        [("special", "destitute", 2), ("priority", "veteran", 4), ("ordinary", "disabled", 25), ("ordinary", "everyone", 5)],
        Explain().Places[0].Ahead.Select(a => (a.Lane, a.Rule, a.Count)));

    [Fact]
    public static void Says_it_in_both_languages()
    {
        var words = Explain().Words;
        Assert.StartsWith("您在全市护理型床位轮候中排第37位，共45人。您在“普通轮候通道”：其他老年人。前面有2人在“特殊保障通道”：特困人员", words.Zh, StringComparison.Ordinal);
        Assert.StartsWith("You are number 37 of 45 in the city's queue for a nursing bed. Your lane is 'Ordinary lane': Everyone else.", words.En, StringComparison.Ordinal);
        Assert.EndsWith("Within a lane who needs most care comes first, then who applied first.", words.En, StringComparison.Ordinal);
    }

    [Fact]
    public static void Says_what_would_change_it()
    {
        var changes = Explain().Changes;
        Assert.Equal(
            [
                ("ordinary", "disabled", 17), ("special", "destitute", 1), ("priority", "low-allowance-disabled", 7),
                ("priority", "only-child-lost", 7), ("priority", "veteran", 7), ("priority", "severe-disability", 7),
            ],
            changes.Select(c => (c.Lane, c.Rule, c.Number)));
        Assert.Equal("To be assessed as mildly dependent.", changes[0].Words.En);
        Assert.All(changes, c => Assert.Null(c.On));
    }

    [Fact]
    public static void Says_which_day_a_birthday_moves_her()
    {
        var chengdu = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["chengdu"]);
        var entry = s_entry.At(Lane.Everyone, Placement.Of(chengdu, LaneFacts.Of(s_anna, null, Today)));
        var coming = PositionExplanation.Of(entry, [], new([chengdu]), s_anna, null, Today).Changes[0];
        Assert.Equal(("disabled-or-eighty", "eighty", new DateOnly(2026, 3, 10)), (coming.Lane, coming.Rule, coming.On!.Value));
    }

    [Fact]
    public static void Says_which_day_an_entitlement_that_runs_out_moves_her()
    {
        var until = Today.AddDays(30);
        var held = new EntitlementRecord(Anna, [new(EntitlementCategory.Veteran, Yesterday, until)], LocalHukou: true);
        var entry = s_entry.At(Lane.Priority, Placement.Of(s_policy, LaneFacts.Of(s_anna, held, Today)));
        var coming = PositionExplanation.Of(entry, s_groups, s_book, s_anna, held, Today).Changes[0];
        Assert.Equal(("ordinary", until.AddDays(1)), (coming.Lane, coming.On!.Value));
        Assert.Equal(37, coming.Number);
    }

    [Fact]
    public static void Nobody_ahead_of_the_first() =>
        Assert.EndsWith("Nobody is ahead of you.", Explain(groups: []).Words.En, StringComparison.Ordinal);

    [Theory]
    [InlineData(ApplicationState.Offered, "A bed is offered to you: you wait for none.")]
    [InlineData(ApplicationState.Accepted, "A bed is reserved for you: you wait for none.")]
    [InlineData(ApplicationState.Fulfilled, "You have moved in.")]
    [InlineData(ApplicationState.Ended, "The application is over.")]
    public static void Has_no_place_when_it_does_not_wait(ApplicationState state, string words)
    {
        var explained = Explain(s_entry with { State = state });
        Assert.Equal((words, true, true), (explained.Words.En, explained.Places.IsEmpty, explained.Changes.IsEmpty));
    }

    [Fact]
    public static void Has_no_place_while_barred() => Assert.Equal(
        "Because offers were not taken too often, no bed is offered to you before 2026-03-03.", Explain(s_entry with { BarredUntil = Tomorrow }).Words.En);

    [Fact]
    public static void One_given_by_hand_says_so()
    {
        var explained = Explain(s_entry.At(Lane.Priority, Placement.OfGiven(Lane.Priority)));
        Assert.Null(explained.Policy);
        Assert.Contains("The lane an office gave before lanes were computed.", explained.Words.En, StringComparison.Ordinal);
    }

    private static PositionExplained Explain(QueueEntry? entry = null, QueueGroup[]? groups = null) =>
        PositionExplanation.Of(entry ?? s_entry, groups ?? s_groups, s_book, s_anna, null, Today);
}
