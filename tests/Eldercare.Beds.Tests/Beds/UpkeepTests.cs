using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

/// <summary>What a state forbids stands in <see cref="BedTransitionsTests"/>.</summary>
public static class UpkeepTests
{
    private static readonly CloseBed s_close = new(One, "Water pipe");

    [Fact]
    public static void A_cleaned_bed_is_ready()
    {
        var world = Given(AnnaInOne, AnnaLeft);
        world.When(new MarkBedCleaned(One)).Then(new BedCleaned(One));
        Assert.Equal(BedState.Ready, world.StateOf(One).State);
    }

    [Fact] public static void Closes_a_ready_bed() => Given().When(s_close).Then(new BedClosed(One, "Water pipe"));

    [Fact]
    public static void Closes_a_bed_that_waits_for_cleaning() =>
        Given(AnnaInOne, AnnaLeft).When(s_close).Then(new BedClosed(One, "Water pipe"));

    [Fact]
    public static void Refuses_to_close_a_bed_that_is_reserved() => Given(OneReserved).When(s_close)
        .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Reserved, BedAction.Close));

    [Fact]
    public static void Refuses_to_close_without_a_reason() => Given().When(s_close with { Reason = "" })
        .ThenRefused("TEXT_INVALID", new TextInvalid("reason", "is empty"));

    [Fact]
    public static void A_reopened_bed_is_cleaned_first()
    {
        var world = Given(new BedClosed(One, "Water pipe"));
        world.When(new ReopenBed(One)).Then(new BedReopened(One));
        Assert.Equal(BedState.ToClean, world.StateOf(One).State);
    }

    public static TheoryData<ICommand> Upkeep { get; } =
        [new MarkBedCleaned(Nowhere), new CloseBed(Nowhere, "Water pipe"), new ReopenBed(Nowhere)];

    [Theory, MemberData(nameof(Upkeep))]
    public static void Refuses_an_unknown_bed(ICommand command) =>
        Given().When(command).ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));
}
