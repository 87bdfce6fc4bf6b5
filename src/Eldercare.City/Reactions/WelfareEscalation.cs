using Eldercare.Meals;
using JasperFx.Events;
using Wolverine;

namespace Eldercare.City.Reactions;

/// <summary>A welfare alert that nobody settles in time goes to the district office by itself (domain, meals, rule 10).</summary>
public sealed class WelfareEscalation(Reaction reaction, TimeProvider clock)
{
    private const string Name = "welfare-escalation";

    /// <summary>Leaves a message to be read when the time is up; it waits in the database, not in the process.</summary>
    public static OutgoingMessages Handle(IEvent<WelfareAlertRaised> e)
    {
        var due = new WelfareAlertDue(e.TenantId, e.Data.Alert, e.Data.EscalatesAt);
        var messages = new OutgoingMessages();
        messages.Schedule(due, due.At);
        return messages;
    }

    public async Task<OutgoingMessages> Handle(WelfareAlertDue due, CancellationToken cancellation)
    {
        var messages = new OutgoingMessages();
        // Hosts' clocks differ: who wakes early waits on, lest 'not yet' become the key's only answer.
        if (clock.GetUtcNow() < due.At) messages.Schedule(due, due.At);
        else await reaction.SendAsync(Name, due.City, $"{due.Alert.Value}", new EscalateWelfareAlert(due.Alert), [], cancellation);
        return messages;
    }
}

/// <summary>The time to settle an alert is up.</summary>
public sealed record WelfareAlertDue(string City, WelfareAlertId Alert, DateTimeOffset At);
