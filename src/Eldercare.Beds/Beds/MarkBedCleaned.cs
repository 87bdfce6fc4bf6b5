using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>The bed is clean: ready, or kept at once for whom it is reserved from today or before.</summary>
public sealed record MarkBedCleaned(BedId Bed) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        MarkBedCleanedDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)).On(Stream);
}

public static class MarkBedCleanedDecider
{
    public static Decision<BedFact> Decide(MarkBedCleaned command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (bed.Check(BedAction.Clean) is { } forbidden) return forbidden;
        var cleaned = new BedCleaned(command.Bed);
        return BeginReservationDecider.Due(bed, today) is { } due
            ? Decision<BedFact>.Of(cleaned, new ReservationBegan(command.Bed, due.Elder, due.From))
            : cleaned;
    }
}
