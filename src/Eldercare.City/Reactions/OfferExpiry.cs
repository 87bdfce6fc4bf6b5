using Eldercare.Beds;
using JasperFx.Events;
using Wolverine;

namespace Eldercare.City.Reactions;

/// <summary>An offer that nobody answers in time expires by itself (domain, beds, rule 5).</summary>
public sealed class OfferExpiry(Reaction reaction, TimeProvider clock)
{
    private const string Name = "offer-expiry";

    /// <summary>Leaves a message to be read when the offer is due; it waits in the database, not in the process.</summary>
    public static OutgoingMessages Handle(IEvent<BedOffered> e)
    {
        var due = new OfferDue(e.TenantId, e.Data.Application, e.Data.Bed, e.Data.Until);
        var messages = new OutgoingMessages();
        messages.Schedule(due, due.Until);
        return messages;
    }

    public async Task<OutgoingMessages> Handle(OfferDue due, CancellationToken cancellation)
    {
        var messages = new OutgoingMessages();
        // Hosts' clocks differ: who wakes early waits on, lest 'not yet' become the key's only answer.
        if (clock.GetUtcNow() < due.Until)
            messages.Schedule(due, due.Until);
        else
            await reaction.SendAsync(
                Name, due.City, $"{due.Application.Value}:{due.Bed.Value}:{due.Until.ToUnixTimeMilliseconds()}",
                new ExpireOffer(due.Application, due.Bed), [], cancellation);
        return messages;
    }
}

/// <summary>An offer's time has come.</summary>
public sealed record OfferDue(string City, ApplicationId Application, BedId Bed, DateTimeOffset Until);
