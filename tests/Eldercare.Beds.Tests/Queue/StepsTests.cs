using System.Collections.Immutable;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

/// <summary>Eligibility and assessment, each by its time limit.</summary>
public static class StepsTests
{
    private static readonly ImmutableArray<Evidence> s_evidence = [new(EvidenceKind.CrossCheck, "BQ-1", Today)];
    private static readonly RecordEligibility s_eligible = new(Wish, Anna, true, null, s_evidence);
    private static readonly RecordEligibility s_not = new(Wish, Anna, false, "Lives in another city", s_evidence);
    private static readonly RecordAssessment s_assess = new(Wish, Anna);
    private static readonly EligibilityRecorded s_found = new(Wish, Anna, true, null, s_evidence, new(2026, 3, 5));
    private static readonly CareLevelChanged s_moderate = new(Anna, CareLevel.Moderate, "GB/T 42195-2022", Yesterday, Today.AddYears(2), "assessor-01");
    private static readonly ElderRegistered s_registered = new(Anna, Jingkou, Gender.Female, 194001);
    private static readonly AssessmentRecorded s_assessed = new(Wish, Anna, CareLevel.Moderate, Yesterday);

    [Fact] public static void Eligible_she_is_assessed_within_three_working_days() => Given(AnnaApplied).When(s_eligible).Then(s_found);

    [Fact]
    public static void Whose_care_level_is_known_waits_for_no_assessment()
    {
        Given(AnnaApplied with { Facts = AnnaApplied.Facts! with { CareLevel = CareLevel.Mild } }).When(s_eligible)
            .Then(s_found with { AssessmentDue = null });
        Given(AnnaApplied, s_assessed).When(s_eligible).Then(s_found with { AssessmentDue = null });
    }

    [Fact]
    public static void Not_eligible_she_leaves_the_queue_and_may_apply_again()
    {
        var world = Given(AnnaApplied);
        var outcome = world.When(s_not).Then(
            new EligibilityRecorded(Wish, Anna, false, "Lives in another city", s_evidence, null), new ApplicationEnded(Wish, EndReason.NotEligible));
        Assert.Equal([(OpenApplication.Claim(Anna), Application.Stream.At(Wish.Value))], outcome.Releases);
        Assert.Null(world.When(new ApplyForBed(NoWish, Anna, [], [], Eldercare.Beds.Beds.BedKind.Nursing)).Refusal);
    }

    [Fact] public static void The_same_again_changes_nothing() => Given(AnnaApplied, s_found).When(s_eligible).ThenNothing();

    [Fact]
    public static void Refuses_the_contrary_of_what_was_decided() => Given(AnnaApplied, s_found).When(s_not)
        .ThenRefused("ELIGIBILITY_DECIDED", new EligibilityDecided(Wish, true));

    [Fact]
    public static void Refuses_to_turn_away_whom_a_bed_is_kept_for()
    {
        Given(AnnaApplied, OneOffered).When(s_not)
            .ThenRefused("APPLICATION_NOT_IN_QUEUE", new ApplicationNotInQueue(Wish, ApplicationState.Offered));
        Given(AnnaApplied, OneOffered).When(s_eligible).Then(s_found);
    }

    [Fact]
    public static void Refuses_what_is_over()
    {
        var over = new ApplicationEnded(Wish, EndReason.Withdrawn);
        Given(AnnaApplied, over).When(s_eligible).ThenRefused("APPLICATION_NOT_IN_QUEUE", new ApplicationNotInQueue(Wish, ApplicationState.Ended));
        Given(AnnaApplied, over).With(s_registered).When(s_assess)
            .ThenRefused("APPLICATION_NOT_IN_QUEUE", new ApplicationNotInQueue(Wish, ApplicationState.Ended));
    }

    [Fact]
    public static void Refuses_another_elders_application()
    {
        Given(AnnaApplied).When(s_eligible with { Elder = Bruno }).ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));
        Given(AnnaApplied).When(s_assess with { Elder = Bruno }).ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));
    }

    [Fact]
    public static void Refuses_without_evidence_or_reason()
    {
        Given(AnnaApplied).When(s_eligible with { Evidence = [] }).ThenRefused("TEXT_INVALID", TextInvalid.Empty("evidence"));
        Given(AnnaApplied).When(s_eligible with { Evidence = [new(EvidenceKind.Certificate, "C", Tomorrow)] })
            .ThenRefused("DATE_IN_FUTURE", new DateInFuture("evidence"));
        Given(AnnaApplied).When(s_not with { Reason = null }).ThenRefused("TEXT_INVALID", TextInvalid.Empty("reason"));
    }

    [Fact]
    public static void Takes_the_assessment_from_her_file_once()
    {
        var world = Given(AnnaApplied, s_registered, s_moderate);
        world.When(s_assess).Then(s_assessed);
        world.When(s_assess).ThenNothing();
    }

    [Fact]
    public static void Takes_a_later_assessment_too() =>
        Given(AnnaApplied, s_assessed, s_registered, s_moderate with { Level = CareLevel.Severe, AssessedOn = Today }).When(s_assess)
            .Then(s_assessed with { Level = CareLevel.Severe, AssessedOn = Today });

    [Fact]
    public static void Refuses_where_there_is_none() => Given(AnnaApplied, s_registered).When(s_assess)
        .ThenRefused("NOT_ASSESSED", new NotAssessed(Anna));

    [Fact]
    public static void Refuses_one_that_has_expired() =>
        Given(AnnaApplied, s_registered, s_moderate with { ExpiresOn = Today }).When(s_assess)
            .ThenRefused("ASSESSMENT_HAS_EXPIRED", new AssessmentHasExpired(Anna, Today));

    [Fact]
    public static void Limits_are_the_policys()
    {
        var slow = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["chengdu"]) with { Deadlines = new(10, 20, 2, 1) };
        Given(PublishQueuePolicyTests.Published(slow), AnnaApplied).When(s_eligible).Then(s_found with { AssessmentDue = new(2026, 3, 30) });
        Assert.Equal(
            new DateOnly(2026, 3, 16),
            ((BedAppliedFor)Given(PublishQueuePolicyTests.Published(slow)).When(new ApplyForBed(Wish, Anna, [], [], Eldercare.Beds.Beds.BedKind.Nursing)).Facts[0].Fact)
                .EligibilityDue);
    }
}
