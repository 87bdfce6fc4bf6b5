using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Applications;

public static class OfferBedTests
{
    private static readonly OfferBed s_offer = new(Wish, Anna, One, Until);

    [Fact] public static void Holds_the_bed_for_the_application() => Given(AnnaApplied).When(s_offer).Then(OneOffered);

    [Fact]
    public static void Offers_the_bed_to_the_next_after_a_refusal() =>
        Given(
            AnnaApplied, BrunoApplied, OneOffered, new OfferDeclined(Wish, One, "Too far"),
            new HoldReleased(One, Wish, ReleaseReason.Declined))
            .When(new OfferBed(BrunosWish, Bruno, One, Until)).Then(
                new BedOffered(BrunosWish, Bruno, One, Hillside, Until, InFiveWorkingDays), new BedHeld(One, BrunosWish, Bruno, Until, Today, Today));

    [Fact]
    public static void Refuses_an_unknown_application() => Given().When(s_offer)
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_another_elders_application() => Given(AnnaApplied).When(s_offer with { Elder = Bruno })
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_an_unknown_bed() => Given(AnnaApplied).When(s_offer with { Bed = Nowhere })
        .ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));

    [Fact]
    public static void Refuses_an_elder_whose_data_was_erased() => Given(AnnaApplied).Without(Anna).When(s_offer)
        .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_the_dead() => Given(AnnaApplied).AndDied(Anna).When(s_offer)
        .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Refuses_a_second_offer() => Given(AnnaApplied, OneOffered).When(s_offer with { Bed = Two })
        .ThenRefused("APPLICATION_NOT_WAITING", new ApplicationNotWaiting(Wish, ApplicationState.Offered));

    [Fact]
    public static void Refuses_an_application_that_has_ended() =>
        Given(AnnaApplied, new ApplicationEnded(Wish, EndReason.Withdrawn)).When(s_offer)
            .ThenRefused("APPLICATION_NOT_WAITING", new ApplicationNotWaiting(Wish, ApplicationState.Ended));

    [Fact]
    public static void Refuses_an_offer_that_ends_now() => Given(AnnaApplied).When(s_offer with { Until = Now })
        .ThenRefused("OFFER_ENDS_IN_PAST", new OfferEndsInPast(Now));

    [Fact]
    public static void Refuses_an_offer_of_more_than_ninety_days() =>
        Given(AnnaApplied).When(s_offer with { Until = Now.AddDays(90).AddTicks(1) })
            .ThenRefused("OFFER_ENDS_IN_PAST", new OfferEndsInPast(Now.AddDays(90).AddTicks(1)));

    [Fact]
    public static void Refuses_a_resident() => Given(AnnaApplied, AnnaInOne with { Bed = Two }).When(s_offer)
        .ThenRefused("ELDER_HAS_BED", new ElderHasBed(Anna, Two));

    [Fact]
    public static void Refuses_a_bed_held_for_another() =>
        Given(AnnaApplied, BrunoApplied, OneOffered).When(new OfferBed(BrunosWish, Bruno, One, Until))
            .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Held, BedAction.Hold));

    [Fact]
    public static void Refuses_a_bed_that_does_not_match_with_every_reason() =>
        Given(BrunoApplied).With(Record(Bruno) with { CareLevel = CareLevel.Mild })
            .When(new OfferBed(BrunosWish, Bruno, ForLadies, Until))
            .ThenRefused(
                "BED_DOES_NOT_MATCH",
                new BedDoesNotMatch(ForLadies, [MatchRule.Kind, MatchRule.GenderRule, MatchRule.CareLevel]));
}
