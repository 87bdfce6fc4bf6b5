using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Elders;

public static class ChangeCareLevelTests
{
    private static readonly ChangeCareLevel s_change = new(
        Anna, CareLevel.Moderate, "GB/T 42195-2022", Today, ExpiresOn: Today.AddYears(1), "ZJ-0042");

    [Fact]
    public static void Records_the_assessment_and_updates_the_record()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered), Record = AnnasRecord }.Run(s_change);
        Assert.Equal([(AnnasStream, AnnaAssessed)], outcome.Facts);
        Assert.Equal([AnnasRecord with { CareLevel = CareLevel.Moderate }], outcome.Rows);
    }

    [Fact]
    public static void Needs_no_record_for_an_elder_whose_data_was_erased()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered) }.Run(s_change);
        Assert.Equal([(AnnasStream, AnnaAssessed)], outcome.Facts);
        Assert.Empty(outcome.Rows);
    }

    [Fact]
    public static void Needs_no_expiry() =>
        Given(AnnaRegistered).When(s_change with { ExpiresOn = null }).Then(AnnaAssessed with { ExpiresOn = null });

    [Fact]
    public static void Assesses_again() =>
        Given(AnnaRegistered, AnnaAssessed).When(s_change with { Level = CareLevel.Severe })
            .Then(AnnaAssessed with { Level = CareLevel.Severe });

    [Fact]
    public static void Refuses_an_assessment_from_before_the_one_in_force()
    {
        var older = s_change with { AssessedOn = Today.AddDays(-1), Level = CareLevel.Severe };
        Given(AnnaRegistered, AnnaAssessed).When(older)
            .ThenRefused("ASSESSMENT_SUPERSEDED", new AssessmentSuperseded(Anna, Today));
        Given(AnnaRegistered).When(older).Then(AnnaAssessed with { AssessedOn = Today.AddDays(-1), Level = CareLevel.Severe });
    }

    [Fact]
    public static void Keeps_an_expiry_the_sender_does_not_know_of_with_the_same_assessment_only()
    {
        var change = s_change with { ExpiresOn = null, KeepsExpiry = true };
        Given(AnnaRegistered, AnnaAssessed).When(change).Then();
        Given(AnnaRegistered, AnnaAssessed).When(change with { Level = CareLevel.Severe })
            .Then(AnnaAssessed with { Level = CareLevel.Severe, ExpiresOn = null });
    }

    [Fact]
    public static void Refuses_someone_never_registered() =>
        Given().When(s_change).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_after_the_death() =>
        Given(AnnaRegistered, AnnaDied).When(s_change).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Refuses_an_empty_standard() =>
        Given(AnnaRegistered).When(s_change with { Standard = "" })
            .ThenRefused("TEXT_INVALID", TextInvalid.Empty("standard"));

    [Fact]
    public static void Refuses_a_missing_assessor() =>
        Given(AnnaRegistered).When(s_change with { AssessedBy = null! })
            .ThenRefused("TEXT_INVALID", TextInvalid.Empty("assessedBy"));

    [Fact]
    public static void Refuses_an_assessment_of_tomorrow() =>
        Given(AnnaRegistered).When(s_change with { AssessedOn = Tomorrow })
            .ThenRefused("DATE_IN_FUTURE", new DateInFuture("assessedOn"));

    [Fact]
    public static void Refuses_an_expiry_on_the_day_of_the_assessment() =>
        Given(AnnaRegistered).When(s_change with { ExpiresOn = Today })
            .ThenRefused("EXPIRY_BEFORE_ASSESSMENT", new ExpiryBeforeAssessment(Today, Today));

    private static Decision<ElderFact> When(this Elder? elder, ChangeCareLevel command) =>
        ChangeCareLevelDecider.Decide(command, elder, Today);
}
