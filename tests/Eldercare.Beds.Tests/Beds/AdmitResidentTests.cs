using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class AdmitResidentTests
{
    private static readonly AdmitResident s_admit = new(One, Anna, Application: null, Today);
    private static readonly AdmitResident s_admitByWish = s_admit with { Application = Wish };

    [Fact]
    public static void Admits_without_an_application_and_claims_the_elder()
    {
        var outcome = Given().When(s_admit).Then(AnnaInOne);
        Assert.Equal([(Resident.Claim(Anna), Bed.Stream.At(One.Value))], outcome.Takes);
    }

    [Fact]
    public static void Admits_into_the_reserved_bed_and_fulfils_the_application()
    {
        var outcome = Given(OneReserved).When(s_admitByWish).Then(
            AnnaInOne with { Application = Wish }, new ApplicationFulfilled(Wish, One));
        Assert.Equal([(Resident.Claim(Anna), Bed.Stream.At(One.Value))], outcome.Takes);
        Assert.Equal([(OpenApplication.Claim(Anna), Application.Stream.At(Wish.Value))], outcome.Releases);
    }

    [Fact]
    public static void The_bed_knows_its_resident_and_no_application()
    {
        var world = Given(OneReserved);
        world.When(s_admitByWish);
        var bed = world.StateOf(One);
        Assert.Equal((BedState.Occupied, Anna, null, null, Today), (bed.State, bed.Elder, bed.Application, bed.HeldUntil, bed.Since));
    }

    [Fact]
    public static void Admits_in_hindsight() => Given().When(s_admit with { On = Yesterday })
        .Then(AnnaInOne with { On = Yesterday });

    [Fact]
    public static void Admits_on_the_day_the_last_resident_left() =>
        Given(AnnaInOne, AnnaLeft, new BedCleaned(One)).When(s_admit with { Elder = Bruno }).Then(AnnaInOne with { Elder = Bruno });

    [Fact]
    public static void Refuses_a_day_before_the_last_resident_left() =>
        Given(AnnaInOne with { On = Yesterday }, AnnaLeft, new BedCleaned(One)).When(s_admit with { Elder = Bruno, On = Yesterday })
            .ThenRefused("BED_TAKEN", new BedTaken(One, Yesterday, Today));

    [Fact]
    public static void Refuses_a_day_before_the_elder_left_another_bed() =>
        Given(AnnaInOne with { On = Yesterday }, AnnaLeft).When(s_admit with { Bed = Two, On = Yesterday })
            .ThenRefused("ELDER_ELSEWHERE", new ElderElsewhere(Anna, One, Yesterday, Today));

    [Fact]
    public static void Admits_on_the_day_the_elder_left_another_bed() =>
        Given(AnnaInOne with { On = Yesterday }, AnnaLeft).When(s_admit with { Bed = Two }).Then(AnnaInOne with { Bed = Two });

    [Fact]
    public static void Refuses_a_day_before_the_elder_left_the_bed_she_was_transferred_to() =>
        Given(
            AnnaInOne with { On = Yesterday }, new ResidentTransferredOut(One, Anna, Two, Yesterday),
            new ResidentTransferredIn(Two, Anna, One, Yesterday), AnnaLeft with { Bed = Two }, new BedCleaned(One))
            .When(s_admit with { On = Yesterday }).ThenRefused("ELDER_ELSEWHERE", new ElderElsewhere(Anna, Two, Yesterday, Today));

    [Fact]
    public static void Refuses_an_unknown_bed() => Given().When(s_admit with { Bed = Nowhere })
        .ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));

    [Fact]
    public static void Refuses_an_unknown_elder() => Given().When(s_admit with { Elder = Nobody })
        .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Nobody));

    [Fact]
    public static void Refuses_the_dead() => Given().AndDied(Anna).When(s_admit)
        .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Refuses_to_admit_tomorrow() => Given().When(s_admit with { On = Tomorrow })
        .ThenRefused("DATE_IN_FUTURE", new DateInFuture("on"));

    [Fact]
    public static void Refuses_a_day_before_the_elder_was_born() =>
        Given().With(Record(Anna) with { BornOn = Yesterday.AddDays(1) }).When(s_admit with { On = Yesterday })
            .ThenRefused("ADMITTED_BEFORE_BIRTH", new AdmittedBeforeBirth(Anna));

    [Fact]
    public static void Admits_sixty_years_in_hindsight_and_no_more()
    {
        var earliest = new DateOnly(1966, 3, 2);
        object[] papers =
        [
            .. new[] { Licensed, Inspected, Insured }.Select(c => c with { Number = "1966", IssuedOn = earliest, ValidFrom = earliest, ValidUntil = earliest }),
        ];
        Given(papers).When(s_admit with { On = earliest }).Then(AnnaInOne with { On = earliest });
        Given().When(s_admit with { On = earliest.AddDays(-1) })
            .ThenRefused("DATE_TOO_LONG_AGO", new DateTooLongAgo("on", earliest));
    }

    [Fact]
    public static void Refuses_a_bed_someone_lies_in() => Given(AnnaInOne).When(s_admit with { Elder = Bruno })
        .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Occupied, BedAction.Admit));

    [Fact]
    public static void Refuses_an_elder_who_has_a_bed() => Given(AnnaInOne).When(s_admit with { Bed = Two })
        .ThenRefused("ELDER_HAS_BED", new ElderHasBed(Anna, One));

    [Theory, InlineData(1), InlineData(3), InlineData(5)]
    public static void Refuses_another_bed_while_the_application_waits_is_offered_one_or_has_one_reserved(int facts) =>
        Given(OneReserved[..facts]).When(s_admit with { Bed = Two }).ThenRefused("APPLICATION_OPEN", new ApplicationOpen(Anna, Wish));

    [Fact]
    public static void Admits_without_the_application_once_it_is_withdrawn()
    {
        var world = Given(OneReserved);
        world.When(new EndApplication(Wish, Anna, One, EndReason.Withdrawn));
        world.When(s_admit with { Bed = Two }).Then(AnnaInOne with { Bed = Two });
    }

    [Fact]
    public static void Refuses_a_bed_that_does_not_match_with_every_reason() =>
        Given().With(Record(Bruno) with { CareLevel = CareLevel.Mild }).When(s_admit with { Bed = ForLadies, Elder = Bruno })
            .ThenRefused("BED_DOES_NOT_MATCH", new BedDoesNotMatch(ForLadies, [MatchRule.GenderRule, MatchRule.CareLevel]));

    [Fact]
    public static void Refuses_a_reserved_bed_that_no_longer_serves_the_elder() =>
        Given(OneReserved).With(Record(Anna) with { CareLevel = CareLevel.Total }).When(s_admitByWish)
            .ThenRefused("BED_DOES_NOT_MATCH", new BedDoesNotMatch(One, [MatchRule.CareLevel]));

    [Fact]
    public static void Refuses_a_bed_that_is_held_by_an_offer() =>
        Given(AnnaApplied, OneOffered).When(s_admitByWish)
            .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Held, BedAction.Admit));

    [Fact]
    public static void Refuses_a_bed_reserved_for_another() =>
        Given(OneReserved, BrunoApplied).When(new AdmitResident(One, Bruno, BrunosWish, Today))
            .ThenRefused("BED_RESERVED_FOR_ANOTHER", new BedReservedForAnother(One));

    [Fact]
    public static void Refuses_a_reserved_bed_to_one_without_an_application() =>
        Given(OneReserved).When(s_admit with { Elder = Bruno })
            .ThenRefused("BED_RESERVED_FOR_ANOTHER", new BedReservedForAnother(One));

    [Fact]
    public static void Refuses_a_ready_bed_for_an_application_it_is_not_reserved_for() =>
        Given(OneReserved).When(s_admitByWish with { Bed = Two })
            .ThenRefused("BED_RESERVED_FOR_ANOTHER", new BedReservedForAnother(Two));

    [Fact]
    public static void Refuses_another_elders_application() => Given(OneReserved).When(s_admitByWish with { Elder = Bruno })
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    [Fact]
    public static void Refuses_an_unknown_application() => Given().When(s_admit with { Application = NoWish })
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(NoWish));
}
