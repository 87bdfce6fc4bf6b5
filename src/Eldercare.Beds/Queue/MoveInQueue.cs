using Eldercare.Beds.Applications;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>
/// Places an open application by what is known of the elder today, and says why when that is another place than before. Sent by itself
/// when facts or the policy changed; where they did not, nothing changes.
/// </summary>
public sealed record MoveInQueue(ApplicationId Application, ElderId Elder) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [QueuePolicyBook.At],
        Rows = [RowRef.To<ElderRecord>(Elder.Value), RowRef.To<EntitlementRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known) => MoveInQueueDecider.Decide(
        this, known.State<Application>(Stream), known.Row<ElderRecord>(Elder.Value), known.Row<EntitlementRecord>(Elder.Value),
        QueuePolicyBook.Of(known), known.Now).On(Stream);
}

public static class MoveInQueueDecider
{
    public static Decision<ApplicationFact> Decide(
        MoveInQueue command, Application? application, ElderRecord? elder, EntitlementRecord? entitlements, QueuePolicyBook book,
        DateTimeOffset now)
    {
        if (application is null || application.Elder != command.Elder) return new ApplicationUnknown(command.Application);
        // What is over has no place any more; her death ends it by itself.
        if (!application.IsOpen || Standing.Check(command.Elder, elder) is not null) return Decision<ApplicationFact>.NoChange;

        var today = CityTime.Today(now);
        var (policy, facts) = (book.InForce(today), LaneFacts.Of(elder!, entitlements, today));
        var (from, usual) = (application.Placed, Placement.Of(policy, facts));
        var to = from.Now(usual);
        if (to == from) return Decision<ApplicationFact>.NoChange;
        var causes = LaneCauses.Of(book.Find(from.Policy, from.Version), application.PlacedOn, policy, facts);
        return new LaneChanged(
            command.Application, command.Elder, policy.Lane(usual.Lane)!.Kind, from, to, facts, causes, now);
    }
}
