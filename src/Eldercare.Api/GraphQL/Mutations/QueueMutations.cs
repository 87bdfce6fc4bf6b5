using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.People.Entitlements;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>The order of the queue for beds, and the steps an application takes.</summary>
internal static class QueueMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<PublishQueuePolicy>(
            "publishQueuePolicy", "Puts a policy of the queue for beds, or a new version of one, into force from a date on.", Role.CityOffice,
            i => i.Text("document", "The policy as JSON of `schema/queue-policy.schema.json`, at most 100,000 characters."),
            i => new(i.Text("document")),
            (s, _) => ValueTask.FromResult(s.Everywhere),
            p => p.Asked<QueuePolicyType>("policy", "The policy as it is published now.", (r, e) => Task.FromResult<object?>(Published(r, e))),
            typeof(QueuePolicyInvalid), typeof(QueuePolicyVersionExists), typeof(QueuePolicyVersionOutOfOrder), typeof(QueuePolicyBackdated));
        mutations.Add<RecordEligibility>(
            "recordEligibility", "Says whether an elder who applied is eligible for a bed, and on what evidence; who is not leaves the queue.",
            Reach.Offices,
            i => EntitlementMutations.WithEvidence(
                i.Id<ApplicationId>("application", "Which application.").Of<BooleanGraphType>("eligible", "Whether she is."))
                .Reason("Why; needed where she is not.", required: false),
            async i => new RecordEligibility(
                i.Application, await ApplicationMutations.ElderAsync(i), i.Get<bool>("eligible"), i.Get<string?>("reason"),
                EntitlementMutations.EvidenceOf(i)),
            (s, c) => s.Elder(c.Elder),
            p => p.Application(c => c.Application),
            typeof(ApplicationUnknown), typeof(EligibilityDecided), typeof(ApplicationNotInQueue), typeof(TextInvalid), typeof(DateInFuture));
        mutations.Add<RecordAssessment>(
            "recordAssessment", "Records that the assessment's result is there for an application; it is taken from the elder's file (`changeCareLevel`).",
            Reach.Offices,
            i => i.Id<ApplicationId>("application", "Which application."),
            async i => new RecordAssessment(i.Application, await ApplicationMutations.ElderAsync(i)),
            (s, c) => s.Elder(c.Elder),
            p => p.Application(c => c.Application),
            typeof(ApplicationUnknown), typeof(ApplicationNotInQueue), typeof(NotAssessed), typeof(AssessmentHasExpired));
    }

    /// <summary>From the decision itself: nobody waits for a view.</summary>
    private static PublishedQueuePolicy? Published(RequestContext request, Executed executed) =>
        executed is { Command: PublishQueuePolicy command, Answer.State: QueuePolicyBook book }
        && QueuePolicyDocument.Read(command.Document, out var policy).IsEmpty && book.Find(policy!.Code, policy.Version) is { } published
            ? new(published, ReferenceEquals(published, book.InForce(CityTime.Today(request.Api.Clock.GetUtcNow()))))
            : null;
}
