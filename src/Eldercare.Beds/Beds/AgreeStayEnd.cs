using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A short stay is prolonged or shortened, becomes one without an agreed end, or the other way round.</summary>
/// <param name="Bed">Where she lies.</param>
/// <param name="Elder">Who.</param>
/// <param name="Until">The day the bed is free, after today; null for no agreed end. It cannot run into the next reservation.</param>
public sealed record AgreeStayEnd(BedId Bed, ElderId Elder, DateOnly? Until) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream], Timelines = [Days.Of(Bed), Days.Of(Elder)] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        var decision = AgreeStayEndDecider.Decide(this, bed, CityTime.Today(known.Now));
        if (decision.Facts.IsEmpty) return decision.On(Stream);
        var stay = bed!.Tenure!;
        return Days.Check(known, Bed, Elder, stay.From, Until, stay.From) is { } taken
            ? Outcome.Refuse(taken)
            : decision.On(Stream).Apart(Bed, Elder, stay).Together(Bed, Elder, stay.From, Until);
    }
}

public static class AgreeStayEndDecider
{
    public static Decision<BedFact> Decide(AgreeStayEnd command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (bed.Since is not { } since || bed.Elder != command.Elder) return new NotTheResident(command.Bed, command.Elder);
        if (bed.Tenure!.Until == command.Until) return Decision<BedFact>.NoChange;
        if (command.Until is { } until && (until <= today || until <= since)) return new StayEndsTooEarly(until);
        return new StayEndAgreed(command.Bed, command.Elder, command.Until);
    }
}
