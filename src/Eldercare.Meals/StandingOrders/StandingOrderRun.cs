using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

public abstract record StandingOrderRunFact;

/// <summary>The standing orders of the days ahead were turned into bookings, once a day.</summary>
/// <param name="Date">The city date of the run.</param>
/// <param name="Days">How many days ahead it looked, today included.</param>
/// <param name="Booked">Portions booked.</param>
/// <param name="Missed">Portions that could not be booked and are for a person.</param>
public sealed record StandingOrdersMaterialised(DateOnly Date, int Days, int Booked, int Missed) : StandingOrderRunFact;

/// <summary>A day's run, once it is done.</summary>
public sealed record StandingOrderRun(DateOnly Date)
{
    public static StreamType<StandingOrderRun, StandingOrderRunFact> Stream { get; } = new(
        "standing_order_run",
        (run, fact) => (run, fact) switch
        {
            (null, StandingOrdersMaterialised f) => new(f.Date),
            _ => throw new InvalidOperationException($"{fact} cannot follow {run?.ToString() ?? "nothing"}."),
        });

    public static StreamRef Of(DateOnly date) => Stream.At(NameBasedId.Of($"standing_order_run:{date:yyyy-MM-dd}"));
}

/// <summary>Keeps that the day's run is done; who comes second changes nothing.</summary>
public sealed record RecordStandingOrderRun(DateOnly Date, int Days, int Booked, int Missed) : ICommand
{
    private StreamRef Stream => StandingOrderRun.Of(Date);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => known.State<StandingOrderRun>(Stream) is null
        ? Outcome.Accept(Stream, new StandingOrdersMaterialised(Date, Days, Booked, Missed))
        : Outcome.NoChange;
}
