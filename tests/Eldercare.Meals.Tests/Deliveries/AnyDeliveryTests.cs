using CsCheck;
using Eldercare.Meals.Tests.Boards;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Deliveries.Tour;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Deliveries;

/// <summary>
/// Random commands at one sitting's deliveries: each stop ends as exactly one of delivered, not at home, refused and open, and a second try
/// alone changes that; delivered is served and nothing else is by it, an alert stays until it is settled, and the views say the same.
/// </summary>
public static class AnyDeliveryTests
{
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(20, 5).Select(n => new ElderId(Id(n)))];

    private enum Act
    {
        Book,
        Cancel,
        Plan,
        Assign,
        Start,
        Deliver,
        NotAtHome,
        Refuse,
        ServeAtCounter,
        NoShow,
        Settle,
        Escalate,
    }

    [Fact]
    public static void Each_stop_ends_as_one_thing_and_no_alert_vanishes() =>
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, s_elders.Length - 1], Gen.Int[1, 3], Gen.Int[0, 20]).Array[0, 80].Sample(
            acts =>
            {
                var street = Street.Of(s_elders[..3]);
                var (ended, settled, raised) = (new Dictionary<ElderId, StopState>(), new HashSet<WelfareAlertId>(), new HashSet<WelfareAlertId>());
                var notAtHome = new HashSet<ElderId>();
                foreach (var (act, elder, run, minutes) in acts)
                {
                    street.Clock = street.Clock.AddMinutes(minutes);
                    foreach (var (_, fact) in street.Run(Command(act, s_elders[elder], run, street)).Facts)
                    {
                        switch (fact)
                        {
                            case MealDelivered f: End(f.Elder, StopState.Delivered); break;
                            case RefusedAtDoor f: End(f.Elder, StopState.Refused); break;
                            case NobodyAtHome f:
                                End(f.Elder, StopState.NotAtHome);
                                Assert.True(notAtHome.Add(f.Elder));
                                break;
                            case WelfareAlertRaised f: raised.Add(f.Alert); break;
                            case WelfareAlertSettled f: Assert.True(settled.Add(f.Alert)); break;
                        }
                    }

                    var stops = street.Runs.SelectMany(r => r.Stops).ToArray();
                    Assert.Equal(stops.Length, stops.DistinctBy(s => s.Key).Count());
                    Assert.All(stops, s => Assert.Equal(ended.GetValueOrDefault(s.Key, StopState.Open), s.Value));
                    Assert.All(stops.Where(s => s.Value == StopState.Delivered), s => Assert.Equal(GuestState.Served, street.Sitting.StateOf(s.Key)));
                    Assert.Equal(raised, street.Alerts.Select(a => a.Id).ToHashSet());
                    Assert.Equal(raised.Except(settled).ToHashSet(), street.Alerts.Where(a => a.Finding is null).Select(a => a.Id).ToHashSet());
                    Assert.Subset(notAtHome, stops.Where(s => s.Value == StopState.NotAtHome).Select(s => s.Key).ToHashSet());
                    Assert.Equal(notAtHome, street.Alerts.Select(a => a.Elder).ToHashSet());

                    // Adding fails where a stop would end a second time.
                    void End(ElderId at, StopState state)
                    {
                        if (state != StopState.NotAtHome && ended.GetValueOrDefault(at) == StopState.NotAtHome) ended.Remove(at);
                        ended.Add(at, state);
                    }
                }

                ViewsAgree(street);
            },
            iter: 2_000, threads: 1);

    private static void ViewsAgree(Street street)
    {
        var rows = Rows.After(street.Facts.Select(f => f.Fact));
        foreach (var run in street.Runs)
        {
            var row = rows.Find<DeliveryRunRow>(run.Id)!;
            Assert.Equal(
                (run.Stops.Count, Count(run, StopState.Delivered), Count(run, StopState.NotAtHome), Count(run, StopState.Refused), run.Driver, run.Started),
                (row.Stops, row.Delivered, row.NotAtHome, row.Refused, row.Driver, row.StartedAt is not null));
            foreach (var (elder, state) in run.Stops)
            {
                var stop = rows.Find<DeliveryStopRow>(Lunch, elder)!;
                Assert.Equal((run.Id, state, state != StopState.Open), (stop.Run, stop.State, stop.At is not null));
                Assert.Equal(street.Sitting.StateOf(elder) == GuestState.Cancelled, stop.Cancelled);
            }
        }

        Assert.All(street.Alerts, a => Assert.Equal(
            (a.Finding is null, a.Finding, a.Escalated),
            rows.Find<WelfareAlertRow>(a.Id) is { } row ? (row.Open, row.Finding, row.EscalatedAt is not null) : default));
    }

    private static int Count(DeliveryRun run, StopState state) => run.Stops.Values.Count(s => s == state);

    private static ICommand Command(Act act, ElderId elder, int run, Street street) => act switch
    {
        Act.Book => new BookMealLate(elder),
        Act.Cancel => new CancelBooking(Point, Monday, Meal.Lunch, elder, null, Late: true),
        Act.Plan => Plan(street.Runs.Count() + 1, s_elders),
        Act.Assign => Assign(run),
        Act.Start => Start(run),
        Act.Deliver => Delivered(elder, run),
        Act.NotAtHome => NotAtHome(elder, run),
        Act.Refuse => Refused(elder, run),
        Act.ServeAtCounter => new ServeMeal(Point, Monday, Meal.Lunch, elder),
        Act.NoShow => new RecordNoShow(Point, Monday, Meal.Lunch, elder),
        Act.Settle => new SettleWelfareAlert(WelfareAlertId.Of(DeliveryRunId.Of(Lunch, run), elder), Point, WelfareFinding.Safe, WelfareSource.Visited, "S-12"),
        _ => new EscalateWelfareAlert(WelfareAlertId.Of(DeliveryRunId.Of(Lunch, run), elder)),
    };

    /// <summary>A late booking for delivery, decided by the booking's own decider without what else it asks for.</summary>
    private sealed record BookMealLate(ElderId Elder) : ICommand
    {
        private static StreamRef Stream => Sitting.At(Point, Monday, Meal.Lunch);

        public Footprint Footprint => new() { Writes = [Stream] };

        public Outcome Decide(Known known) => known.State<Sitting>(Stream)!.StateOf(Elder) is null or GuestState.Cancelled
            ? Outcome.Accept(Stream, new MealBooked(Lunch, Elder, Channel.Delivery, Late: true))
            : Outcome.NoChange;
    }
}
