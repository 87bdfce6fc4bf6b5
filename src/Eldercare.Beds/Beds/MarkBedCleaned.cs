using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

public sealed record MarkBedCleaned(BedId Bed) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => MarkBedCleanedDecider.Decide(this, known.State<Bed>(Stream)).On(Stream);
}

public static class MarkBedCleanedDecider
{
    public static Decision<BedFact> Decide(MarkBedCleaned command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (bed.Check(BedAction.Clean) is { } forbidden) return forbidden;
        return new BedCleaned(command.Bed);
    }
}
