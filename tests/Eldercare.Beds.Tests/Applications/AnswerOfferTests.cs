using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Applications;

/// <summary>An offer is accepted, declined or expires; each in one step for application and bed.</summary>
public static class AnswerOfferTests
{
    private static readonly AcceptOffer s_accept = new(Wish, Anna, One);
    private static readonly DeclineOffer s_decline = new(Wish, One, "Too far");
    private static readonly ExpireOffer s_expire = new(Wish, One);

    [Fact]
    public static void Accepting_reserves_the_bed()
    {
        var world = Given(AnnaApplied, OneOffered);
        world.When(s_accept).Then(OneAccepted);
        Assert.Equal(
            (BedState.Reserved, Anna, Wish, null),
            (world.StateOf(One).State, world.StateOf(One).Elder, world.StateOf(One).Application, world.StateOf(One).HeldUntil));
    }

    [Fact]
    public static void Accepts_until_the_last_moment() =>
        Given(AnnaApplied, OneOffered).At(Until.AddTicks(-1)).When(s_accept).Then(OneAccepted);

    [Fact]
    public static void Refuses_to_accept_when_the_offer_has_run_out() =>
        Given(AnnaApplied, OneOffered).At(Until).When(s_accept).ThenRefused("OFFER_PAST_DUE", new OfferPastDue(Wish, Until));

    [Fact]
    public static void Refuses_to_accept_another_bed() => Given(AnnaApplied, OneOffered).When(s_accept with { Bed = Two })
        .ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, Two));

    [Fact]
    public static void Refuses_to_accept_twice() => Given(OneReserved).When(s_accept)
        .ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, One));

    [Fact]
    public static void Refuses_to_accept_what_was_never_offered() => Given(AnnaApplied).When(s_accept)
        .ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, One));

    [Fact]
    public static void Refuses_to_accept_for_an_unknown_application() => Given().When(s_accept)
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_to_accept_for_another_elder() =>
        Given(AnnaApplied, OneOffered).When(s_accept with { Elder = Bruno })
            .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_to_accept_for_the_dead() => Given(AnnaApplied, OneOffered).AndDied(Anna).When(s_accept)
        .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Refuses_to_accept_for_an_elder_whose_data_was_erased() =>
        Given(AnnaApplied, OneOffered).Without(Anna).When(s_accept).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Nobody_moves_in_elsewhere_while_a_bed_is_kept_for_her() =>
        Given(AnnaApplied, OneOffered).When(new AdmitResident(Two, Anna, null, Today, Tomorrow))
            .ThenRefused("ELDER_ELSEWHERE", new ElderElsewhere(Anna, One, Today, null));

    [Fact]
    public static void Declining_frees_the_bed_and_the_application_waits_on()
    {
        var world = Given(AnnaApplied, OneOffered);
        world.When(s_decline).Then(new OfferDeclined(Wish, One, "Too far", Today), new HoldReleased(One, Wish, ReleaseReason.Declined));
        WaitsOn(world, new(OfferRefusalKind.Declined, Today));
        Assert.Equal(Given().StateOf(One), world.StateOf(One));
    }

    [Fact]
    public static void Declines_also_when_the_offer_has_run_out() =>
        Given(AnnaApplied, OneOffered).At(Until).When(s_decline)
            .Then(new OfferDeclined(Wish, One, "Too far", CityTime.Today(Until)), new HoldReleased(One, Wish, ReleaseReason.Declined));

    [Fact]
    public static void Refuses_to_decline_what_is_accepted() => Given(OneReserved).When(s_decline)
        .ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, One));

    [Fact]
    public static void Refuses_to_decline_another_bed() => Given(AnnaApplied, OneOffered).When(s_decline with { Bed = Two })
        .ThenRefused("OFFER_NOT_OPEN", new OfferNotOpen(Wish, Two));

    [Fact]
    public static void Refuses_to_decline_for_an_unknown_application() => Given().When(s_decline)
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_to_decline_without_a_reason() => Given(AnnaApplied, OneOffered).When(s_decline with { Reason = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("reason"));

    [Fact]
    public static void An_offer_expires_when_it_is_due()
    {
        var world = Given(AnnaApplied, OneOffered).At(Until);
        world.When(s_expire).Then(new OfferExpired(Wish, One, CityTime.Today(Until)), new HoldReleased(One, Wish, ReleaseReason.Expired));
        WaitsOn(world, new(OfferRefusalKind.Unanswered, CityTime.Today(Until)));
        Assert.Equal(Given().StateOf(One), world.StateOf(One));
    }

    [Fact]
    public static void An_offer_does_not_expire_early() =>
        Given(AnnaApplied, OneOffered).At(Until.AddTicks(-1)).When(s_expire).ThenNothing();

    [Fact]
    public static void An_offer_expires_once()
    {
        var world = Given(AnnaApplied, OneOffered).At(Until);
        world.When(s_expire);
        world.When(s_expire).ThenNothing();
    }

    [Fact] public static void What_is_accepted_does_not_expire() => Given(OneReserved).At(Until).When(s_expire).ThenNothing();

    [Fact]
    public static void A_timer_of_another_bed_changes_nothing() =>
        Given(AnnaApplied, OneOffered).At(Until).When(s_expire with { Bed = Two }).ThenNothing();

    [Fact]
    public static void Refuses_to_end_the_offer_of_an_unknown_application() =>
        Given().At(Until).When(s_expire).ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_to_end_the_offer_of_an_unknown_bed() =>
        Given(AnnaApplied).At(Until).When(s_expire with { Bed = Nowhere }).ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));

    /// <summary>As it was before the offer, but for the one it was not taken.</summary>
    private static void WaitsOn(World world, OfferRefusal refusal)
    {
        Assert.Equal(refusal, Assert.Single(world.StateOf(Wish)!.Refusals));
        Assert.Equal(refusal, Assert.Single(world.Kept<OfferRefusals>(Anna.Value)!.Refusals));
        Assert.Equal([One], world.StateOf(Wish)!.NotTaken);
        Assert.Equal(Given(AnnaApplied).StateOf(Wish), world.StateOf(Wish)! with { Refusals = [], NotTaken = [] });
    }
}
