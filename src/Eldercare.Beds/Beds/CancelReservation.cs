using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>Gives up a reservation, before its day or while the bed is kept for it. One that is not there any more is no fault.</summary>
public sealed record CancelReservation(BedId Bed, ElderId Elder, DateOnly From, ReservationEnd Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        CancelReservationDecider.Decide(this, known.State<Bed>(Stream)).On(Stream).Apart(Bed, Elder, new(From, Until: null, From));
}

public static class CancelReservationDecider
{
    public static Decision<BedFact> Decide(CancelReservation command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        var kept = IsKept(bed, command);
        return kept || bed.ReservationOf(command.Elder, command.From) is not null
            ? new ReservationCancelled(command.Bed, command.Elder, command.From, command.Reason, kept)
            : Decision<BedFact>.NoChange;
    }

    private static bool IsKept(Bed bed, CancelReservation command) =>
        bed is { State: BedState.Reserved, Application: null } && bed.Elder == command.Elder && bed.Tenure?.From == command.From;
}
