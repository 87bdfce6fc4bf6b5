using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Homes;

/// <summary>Domain, beds, rule 11: who may move in where the papers are out of date.</summary>
public static class MayAdmitTests
{
    private static readonly AdmitResident s_admit = new(One, Anna, Application: null, Today);
    private static readonly HomeId s_valley = new(Id(90));
    private static readonly RoomId s_valleyRoom = new(Id(91));
    private static readonly BedId s_valleyBed = new(Id(92));

    private static readonly object[] s_inValley =
    [
        HillsideRegistered with { Home = s_valley }, new RoomAdded(s_valley, s_valleyRoom, "1", GenderRule.Mixed),
        OneRegistered with { Bed = s_valleyBed, Home = s_valley, Room = s_valleyRoom },
        AnnaInOne with { Bed = s_valleyBed, Home = s_valley, On = Yesterday },
    ];

    [Fact]
    public static void Refuses_to_admit_where_nothing_was_ever_recorded() => GivenUncertified().When(s_admit).ThenRefused(
        "HOME_MAY_NOT_ADMIT",
        Lacking(Today, (CertificateKind.Licence, null), (CertificateKind.FireInspection, null), (CertificateKind.LiabilityInsurance, null)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public static void A_certificate_holds_through_its_last_day(int days, bool refused)
    {
        var last = Today.AddDays(days);
        var outcome = GivenUncertified(Licensed, Inspected, Insured with { ValidUntil = last }).When(s_admit);
        if (refused) outcome.ThenRefused("HOME_MAY_NOT_ADMIT", Lacking(Today, (CertificateKind.LiabilityInsurance, last)));
        else outcome.Then(AnnaInOne);
    }

    [Fact]
    public static void Counts_the_day_of_the_admission_and_not_the_day_it_is_recorded() =>
        GivenUncertified(Licensed, Inspected, Insured with { ValidUntil = Yesterday }).When(s_admit with { On = Yesterday })
            .Then(AnnaInOne with { On = Yesterday });

    [Fact]
    public static void Refuses_a_day_before_the_renewal_began() =>
        GivenUncertified(Licensed, Inspected, Insured with { ValidFrom = Today }).When(s_admit with { On = Yesterday })
            .ThenRefused("HOME_MAY_NOT_ADMIT", Lacking(Yesterday, (CertificateKind.LiabilityInsurance, null)));

    [Fact]
    public static void A_withdrawn_certificate_holds_until_the_day_before() =>
        Given(new CertificateWithdrawn(Hillside, CertificateKind.Licence, "L-1", Licensed.IssuedOn, Today, "Revoked")).When(s_admit)
            .ThenRefused("HOME_MAY_NOT_ADMIT", Lacking(Today, (CertificateKind.Licence, Yesterday)));

    [Fact]
    public static void Takes_over_from_a_registry_who_lives_there_already() =>
        GivenUncertified().When(s_admit with { FromRegistry = true }).Then(AnnaInOne);

    [Fact]
    public static void Offers_no_bed_nobody_could_be_admitted_to_today()
    {
        GivenUncertified(Licensed, Inspected, AnnaApplied).When(new OfferBed(Wish, Anna, One, Until))
            .ThenRefused("HOME_MAY_NOT_ADMIT", Lacking(Today, (CertificateKind.LiabilityInsurance, null)));
    }

    [Fact]
    public static void Keeps_who_has_accepted_waiting_until_the_papers_are_in_date()
    {
        var world = GivenUncertified(Licensed, Inspected, OneReserved);
        world.When(s_admit with { Application = Wish })
            .ThenRefused("HOME_MAY_NOT_ADMIT", Lacking(Today, (CertificateKind.LiabilityInsurance, null)));
        world.When(new RecordCertificate(Hillside, CertificateKind.LiabilityInsurance, "I-2", Today, null, Today.AddYears(1)));
        Assert.Null(world.When(s_admit with { Application = Wish }).Refusal);
    }

    [Fact]
    public static void Refuses_a_transfer_from_another_home() =>
        GivenUncertified([Licensed, Insured, .. s_inValley]).When(new TransferResident(Anna, s_valleyBed, One, Today))
            .ThenRefused("HOME_MAY_NOT_ADMIT", Lacking(Today, (CertificateKind.FireInspection, null)));

    [Fact]
    public static void Lets_a_resident_move_within_the_home() =>
        GivenUncertified(AnnaInOne).When(new TransferResident(Anna, One, Two, Today)).Then(
            new ResidentTransferredOut(One, Anna, Two, Today), new ResidentTransferredIn(Two, Anna, One, Today));

    [Fact]
    public static void Another_home_named_for_the_bed_is_a_fault_of_whoever_named_it() =>
        Assert.Throws<InvalidOperationException>(() => Given(s_inValley).When(s_admit with { Elder = Bruno, Home = s_valley }));

    private static HomeMayNotAdmit Lacking(DateOnly on, params (CertificateKind Kind, DateOnly? EndedOn)[] lacking) =>
        new(Hillside, on, [.. lacking.Select(l => new LackingCertificate(l.Kind, l.EndedOn))]);
}
