using Eldercare.People;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>
/// Runs with their stops; one where nobody opened counts as what came of a second try. A booking cancelled late, after the run was planned,
/// is shown on its stop.
/// </summary>
public sealed class DeliveryView : View
{
    public override string Name => "Deliveries";

    public override ImmutableArray<Type> Rows => [typeof(DeliveryRunRow), typeof(DeliveryStopRow)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(DeliveryRunPlanned), typeof(DriverAssigned), typeof(DeliveryRunStarted), typeof(MealDelivered), typeof(NobodyAtHome),
        typeof(RefusedAtDoor), typeof(BookingCancelled), typeof(BookingMovedOut), typeof(MealBooked),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is DeliveryRunPlanned) return;
        var run = recorded.Fact is DeliveryFact ? rows.Find<DeliveryRunRow>(new DeliveryRunId(recorded.Stream)) : null;
        if (StopOf(recorded.Fact, run) is var (sitting, elder)) rows.Find<DeliveryStopRow>(sitting, elder);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is DeliveryRunPlanned planned)
        {
            rows.Put(new DeliveryRunRow(
                planned.Run, planned.Sitting, planned.Point, planned.Date, planned.Meal, planned.Number, Driver: null, StartedAt: null,
                planned.Stops.Length, 0, 0, 0));
            foreach (var (stop, i) in planned.Stops.Select((s, i) => (s, i)))
                rows.Put(new DeliveryStopRow(
                    planned.Sitting, stop.Elder, planned.Run, i + 1, stop.From, stop.Until, StopState.Open, At: null, Cancelled: false));
            return;
        }

        var run = recorded.Fact is DeliveryFact
            ? rows.Find<DeliveryRunRow>(new DeliveryRunId(recorded.Stream))
                ?? throw new InvalidOperationException($"No delivery run {recorded.Stream}.")
            : null;
        var at = StopOf(recorded.Fact, run) is var (sitting, elder) ? rows.Find<DeliveryStopRow>(sitting, elder) : null;
        if (run is not null)
        {
            var secondTry = recorded.Fact is MealDelivered or RefusedAtDoor && at?.State == StopState.NotAtHome;
            rows.Put(Changed(secondTry ? run with { NotAtHome = run.NotAtHome - 1 } : run, recorded.Fact));
        }

        if (at is not null) rows.Put(Changed(at, recorded.Fact));
    }

    /// <summary>The stop a fact is about. Before the cut-off nothing is planned, so only late changes of bookings can be about one.</summary>
    private static (SittingId Sitting, ElderId Elder)? StopOf(object fact, DeliveryRunRow? run) => fact switch
    {
        MealDelivered f when run is not null => (run.Sitting, f.Elder),
        NobodyAtHome f when run is not null => (run.Sitting, f.Elder),
        RefusedAtDoor f when run is not null => (run.Sitting, f.Elder),
        BookingCancelled { Late: true } f => (f.Sitting, f.Elder),
        BookingMovedOut f => (f.Sitting, f.Elder),
        MealBooked { Late: true } f => (f.Sitting, f.Elder),
        _ => null,
    };

    private static DeliveryRunRow Changed(DeliveryRunRow run, object fact) => fact switch
    {
        DriverAssigned f => run with { Driver = f.Driver },
        DeliveryRunStarted f => run with { StartedAt = f.At },
        MealDelivered => run with { Delivered = run.Delivered + 1 },
        NobodyAtHome => run with { NotAtHome = run.NotAtHome + 1 },
        RefusedAtDoor => run with { Refused = run.Refused + 1 },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is none of this view's events."),
    };

    private static DeliveryStopRow Changed(DeliveryStopRow stop, object fact) => fact switch
    {
        MealDelivered f => stop with { State = StopState.Delivered, At = f.At },
        NobodyAtHome f => stop with { State = StopState.NotAtHome, At = f.At },
        RefusedAtDoor f => stop with { State = StopState.Refused, At = f.At },
        BookingCancelled or BookingMovedOut => stop with { Cancelled = true },
        // Booked again: by delivery it stays on its run, otherwise there is still nothing to bring.
        MealBooked f => stop with { Cancelled = f.Channel != Channel.Delivery },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is about no stop."),
    };
}
