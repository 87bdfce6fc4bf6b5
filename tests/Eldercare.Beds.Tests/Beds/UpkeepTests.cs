using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

/// <summary>What a state forbids stands in <see cref="BedTransitionsTests"/>.</summary>
public static class UpkeepTests
{
    private static readonly CloseBed s_close = new(One, "Water pipe");
    private static readonly RetireBed s_retire = new(One, "Worn out");

    [Fact]
    public static void A_cleaned_bed_is_ready()
    {
        var world = Given(AnnaInOne, AnnaLeft);
        world.When(new MarkBedCleaned(One)).Then(new BedCleaned(One));
        Assert.Equal(BedState.Ready, world.StateOf(One).State);
    }

    [Theory]
    [InlineData(ClosureKind.Maintenance)]
    [InlineData(ClosureKind.Isolation)]
    public static void Closes_a_ready_bed_and_remembers_what_for(ClosureKind kind)
    {
        var world = Given();
        world.When(s_close with { Kind = kind }).Then(new BedClosed(One, "Water pipe", kind, Today));
        Assert.Equal((BedState.Closed, kind), (world.StateOf(One).State, world.StateOf(One).Closure));
        world.When(new ReopenBed(One));
        Assert.Null(world.StateOf(One).Closure);
    }

    [Fact]
    public static void A_closure_from_before_there_were_kinds_was_for_maintenance() =>
        Assert.Equal(ClosureKind.Maintenance, Given(new BedClosed(One, "Water pipe")).StateOf(One).Closure);

    [Fact]
    public static void Closes_a_bed_that_waits_for_cleaning() =>
        Given(AnnaInOne, AnnaLeft).When(s_close).Then(new BedClosed(One, "Water pipe", ClosureKind.Maintenance, Today));

    [Fact]
    public static void Refuses_to_close_a_bed_that_is_reserved() => Given(OneReserved).When(s_close)
        .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Reserved, BedAction.Close));

    [Fact]
    public static void Refuses_to_close_without_a_reason() => Given().When(s_close with { Reason = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("reason"));

    [Fact]
    public static void A_reopened_bed_is_cleaned_first()
    {
        var world = Given(new BedClosed(One, "Water pipe"));
        world.When(new ReopenBed(One)).Then(new BedReopened(One));
        Assert.Equal(BedState.ToClean, world.StateOf(One).State);
    }

    [Fact]
    public static void Retires_a_bed_for_ever_and_frees_its_number()
    {
        var world = Given(new BedClosed(One, "Water pipe", ClosureKind.Isolation));
        var outcome = world.When(s_retire).Then(new BedRetired(One, Hillside, BedKind.Nursing, "Worn out"));
        Assert.Equal([(BedNumber.Claim(MixedRoom, "1"), Bed.Stream.At(One.Value))], outcome.Releases);
        Assert.Equal((BedState.Retired, null), (world.StateOf(One).State, world.StateOf(One).Closure));
        world.When(s_retire).ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Retired, BedAction.Retire));
        world.When(new RegisterBed(Hillside, MixedRoom, Nowhere, "1", BedKind.Nursing, CareLevel.Severe))
            .Then(OneRegistered with { Bed = Nowhere }, new BedPlaced(Hillside, MixedRoom, Nowhere));
    }

    [Fact]
    public static void Refuses_to_retire_a_bed_that_is_reserved() => Given(OneReserved).When(s_retire)
        .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Reserved, BedAction.Retire));

    [Fact]
    public static void Refuses_to_retire_without_a_reason() => Given().When(s_retire with { Reason = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("reason"));

    public static TheoryData<ICommand> Upkeep { get; } =
        [new MarkBedCleaned(Nowhere), new CloseBed(Nowhere, "Water pipe"), new ReopenBed(Nowhere), new RetireBed(Nowhere, "Worn out")];

    [Theory, MemberData(nameof(Upkeep))]
    public static void Refuses_an_unknown_bed(ICommand command) =>
        Given().When(command).ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));
}
