using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Applications;

/// <summary>Domain, beds, rule 5: an offer taken back never comes back, and is no refusal of the elder's.</summary>
public static class WithdrawOfferTests
{
    private static readonly WithdrawOffer s_withdraw = new(Wish, One, "Promised by mistake");
    private static readonly object[] s_withdrawn =
        [new OfferWithdrawn(Wish, One, "Promised by mistake"), new HoldReleased(One, Wish, ReleaseReason.TakenBack)];

    [Fact]
    public static void The_bed_is_ready_and_she_waits_on_without_a_refusal()
    {
        var world = Given(AnnaApplied, OneOffered);
        world.When(s_withdraw).Then(s_withdrawn);
        Assert.Equal(Given().StateOf(One), world.StateOf(One));
        Assert.Equal([One], world.StateOf(Wish)!.NotTaken);
        Assert.Equal(Given(AnnaApplied).StateOf(Wish), world.StateOf(Wish)! with { NotTaken = [] });
        Assert.Null(world.Kept<OfferRefusals>(Anna.Value));
        Assert.Empty(world.SpansOf(Days.Of(One)));
        Assert.Empty(world.SpansOf(Days.Of(Anna)));
    }

    [Fact]
    public static void Takes_back_what_was_accepted_until_she_has_moved_in()
    {
        Given(OneReserved).When(s_withdraw).Then(s_withdrawn);
        Given(OneReserved, AnnaInOne with { Application = Wish }, new ApplicationFulfilled(Wish, One)).When(s_withdraw)
            .ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, One));
    }

    [Fact]
    public static void A_broken_bed_is_closed_in_the_same_step()
    {
        var world = Given(AnnaApplied, OneOffered);
        world.When(s_withdraw with { Reason = "The frame broke", Closing = ClosureKind.Maintenance }).Then(
            new OfferWithdrawn(Wish, One, "The frame broke"), new HoldReleased(One, Wish, ReleaseReason.TakenBack),
            new BedClosed(One, "The frame broke", ClosureKind.Maintenance, Today));
        Assert.Equal(BedState.Closed, world.StateOf(One).State);
        Assert.Equal([new Span(Today, null, One.Value)], world.SpansOf(Days.Of(One)));
    }

    [Fact]
    public static void It_can_be_accepted_no_more_and_is_not_taken_back_twice()
    {
        var world = Given(AnnaApplied, OneOffered, s_withdrawn);
        world.When(new AcceptOffer(Wish, Anna, One)).ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, One));
        world.When(s_withdraw).ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, One));
        world.When(new ExpireOffer(Wish, One)).ThenNothing();
    }

    [Fact]
    public static void The_bed_goes_to_another_and_to_her_only_when_somebody_says_so()
    {
        var offer = new OfferBed(Wish, Anna, One, Until);
        Given(AnnaApplied, OneOffered, s_withdrawn).When(offer).ThenRefused("OFFERED_BEFORE", new OfferedBefore(Wish, One));
        Given(AnnaApplied, OneOffered, s_withdrawn).When(offer with { Again = true }).Then(OneOffered);
        Assert.Null(Given(AnnaApplied, OneOffered, s_withdrawn).When(offer with { Bed = Two }).Refusal);
        Assert.Null(Given(AnnaApplied, BrunoApplied, OneOffered, s_withdrawn).When(new OfferBed(BrunosWish, Bruno, One, Until)).Refusal);
    }

    [Fact]
    public static void Asks_for_a_reason() => Given(AnnaApplied, OneOffered).When(s_withdraw with { Reason = " " })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("reason"));

    [Fact]
    public static void Refuses_what_was_never_offered()
    {
        Given(AnnaApplied).When(s_withdraw).ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, One));
        Given().When(s_withdraw).ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));
        Given(AnnaApplied, OneOffered).When(s_withdraw with { Bed = Two }).ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, Two));
    }
}
