using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>Gives up a reservation, before its day or while the bed is kept for it.</summary>
public sealed record CancelReservation(BedId Bed, ElderId Elder, DateOnly From, ReservationEnd Reason) : ICommand
{
    /// <summary>It follows from a death that was recorded: nobody says of one by giving up her reservation.</summary>
    public bool FollowsDeath { get; init; }

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

/// <summary>Her meals and orders have to end with her: a death is recorded as one, and her reservations go by themselves.</summary>
public sealed record DeathIsNoCancellation(ElderId Elder) : Refusal
{
    public override Words Message => new(
        "老人去世请用 recordDeath 登记，其预留床位会随之自动取消。", "A death is recorded by `recordDeath`; her reservations are given up with it by themselves.");
}

public static class CancelReservationDecider
{
    public static Decision<BedFact> Decide(CancelReservation command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (command is { Reason: ReservationEnd.Died, FollowsDeath: false }) return new DeathIsNoCancellation(command.Elder);
        return bed.IsReserved(command.Elder, command.From)
            ? new ReservationCancelled(command.Bed, command.Elder, command.From, command.Reason, bed.IsKept(command.Elder, command.From))
            : new ReservationUnknown(command.Bed, command.Elder, command.From);
    }
}
