using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>Gives up a reservation, before its day or while the bed is kept for it.</summary>
public sealed record CancelReservation(BedId Bed, ElderId Elder, DateOnly From, ReservationEnd Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        CancelReservationDecider.Decide(this, known.State<Bed>(Stream)).On(Stream).Apart(Bed, Elder, new(From, Until: null, From));
}

public sealed record ReservationUnknown(BedId Bed, ElderId Elder, DateOnly From) : Refusal
{
    public override Words Message => new(
        $"这张床位没有（或不再有）该老人自{From:yyyy年M月d日}起的预约。",
        $"Nothing of this bed is reserved for the elder from {From:yyyy-MM-dd} on (any more).");
}

public static class CancelReservationDecider
{
    public static Decision<BedFact> Decide(CancelReservation command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        return bed.IsReserved(command.Elder, command.From)
            ? new ReservationCancelled(command.Bed, command.Elder, command.From, command.Reason, bed.IsKept(command.Elder, command.From))
            : new ReservationUnknown(command.Bed, command.Elder, command.From);
    }
}
