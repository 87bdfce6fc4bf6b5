using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Sent by the reservation's timer: from its day on a ready bed is kept for it. One that is not ready yet is kept once it is cleaned.
/// </summary>
public sealed record BeginReservation(BedId Bed) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => BeginReservationDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)).On(Stream);
}

public static class BeginReservationDecider
{
    public static Decision<BedFact> Decide(BeginReservation command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        return bed.State == BedState.Ready && Due(bed, today) is { } due
            ? new ReservationBegan(command.Bed, due.Elder, due.From)
            : Decision<BedFact>.NoChange;
    }

    /// <summary>The reservation whose day has come.</summary>
    internal static Reservation? Due(Bed bed, DateOnly today) =>
        bed.Reservations.FirstOrDefault(r => r.From <= today && (r.Until is null || r.Until > today));
}
