using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Applications;

public static class EndApplicationTests
{
    private static readonly EndApplication s_end = new(Wish, Anna, Bed: null, EndReason.Withdrawn);

    [Fact]
    public static void Leaves_the_queue_and_gives_the_claim_back()
    {
        var outcome = Given(AnnaApplied).When(s_end).Then(new ApplicationEnded(Wish, EndReason.Withdrawn));
        Assert.Equal([(OpenApplication.Claim(Anna), Application.Stream.At(Wish.Value))], outcome.Releases);
    }

    [Theory]
    [InlineData(false, EndReason.Withdrawn, ReleaseReason.Withdrawn)]
    [InlineData(true, EndReason.Withdrawn, ReleaseReason.Withdrawn)]
    [InlineData(false, EndReason.Died, ReleaseReason.Died)]
    [InlineData(true, EndReason.Died, ReleaseReason.Died)]
    public static void Frees_the_bed_that_is_held_or_reserved(bool accepted, EndReason reason, ReleaseReason released)
    {
        var world = Given(AnnaApplied, OneOffered, accepted ? OneAccepted : []);
        world.When(s_end with { Bed = One, Reason = reason })
            .Then(new ApplicationEnded(Wish, reason), new HoldReleased(One, Wish, released));
        Assert.Equal(Given().StateOf(One), world.StateOf(One));
    }

    [Fact]
    public static void Ends_once()
    {
        var world = Given(AnnaApplied);
        world.When(s_end);
        world.When(s_end).ThenNothing();
    }

    [Fact]
    public static void Changes_nothing_when_it_is_fulfilled() =>
        Given(OneReserved, AnnaInOne with { Application = Wish }, new ApplicationFulfilled(Wish, One))
            .When(s_end with { Bed = One }).ThenNothing();

    [Fact]
    public static void Names_the_bed_that_is_kept_when_asked_without() => Given(AnnaApplied, OneOffered).When(s_end)
        .ThenRefused("OFFERED_BED_DIFFERS", new OfferedBedDiffers(Wish, One));

    [Fact]
    public static void Refuses_another_bed() => Given(AnnaApplied).When(s_end with { Bed = Two })
        .ThenRefused("OFFERED_BED_DIFFERS", new OfferedBedDiffers(Wish, null));

    [Fact]
    public static void Refuses_an_unknown_application() => Given().When(s_end)
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_another_elders_application() => Given(AnnaApplied).When(s_end with { Elder = Bruno })
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));
}
