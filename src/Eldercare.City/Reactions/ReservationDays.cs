using Eldercare.Beds;
using Eldercare.People;
using JasperFx.Events;
using Wolverine;

namespace Eldercare.City.Reactions;

/// <summary>On the day of a reservation its bed is kept for it, once it is ready.</summary>
public sealed class ReservationDays(Reaction reaction, TimeProvider clock)
{
    private const string Name = "reservation-day";

    public static OutgoingMessages Handle(IEvent<ReservationMade> e) =>
        Later.At(new ReservationDue(e.TenantId, e.Data.Bed, e.Data.From, e.Id), CityTime.At(e.Data.From, TimeOnly.MinValue));

    public async Task<OutgoingMessages> Handle(ReservationDue due, CancellationToken cancellation)
    {
        var at = CityTime.At(due.From, TimeOnly.MinValue);
        // Hosts' clocks differ: who wakes early waits on.
        if (clock.GetUtcNow() < at) return Later.At(due, at);
        await reaction.SendAsync(
            Name, due.City, $"{due.Reservation}", new BeginReservation(due.Bed), [], cancellation);
        return [];
    }
}

/// <summary>The day of a reservation has come.</summary>
/// <param name="City">The tenant.</param>
/// <param name="Bed">What is reserved.</param>
/// <param name="From">The day.</param>
/// <param name="Reservation">The event that made it: one moved away and back on one day is another.</param>
public sealed record ReservationDue(string City, BedId Bed, DateOnly From, Guid Reservation);

/// <summary>A message that waits in the database, not in the process.</summary>
internal static class Later
{
    public static OutgoingMessages At<TMessage>(TMessage message, DateTimeOffset at)
        where TMessage : notnull
    {
        var messages = new OutgoingMessages();
        messages.Schedule(message, at);
        return messages;
    }
}
