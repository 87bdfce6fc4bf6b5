using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class DeliveryMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<PlanDeliveryRuns>(
            "planDeliveryRuns", "Puts a sitting's portions to be delivered on runs, after the cut-off. Again adds runs for those who came late.",
            Reach.MealDay,
            i => i.Sitting(),
            async i => await i.Request.Api.DeliveryPlanner.PlanAsync(i.Request.Api.CityName, i.Point, i.Date, i.Meal, i.Request.Cancellation),
            (s, c) => s.Point(c.Point),
            p => p.DeliveryRuns(),
            typeof(SittingUnknown), typeof(SittingAlreadyClosed), typeof(CutOffNotReached), typeof(DeliveriesPlannedMeanwhile));
        mutations.Add<AssignDriver>(
            "assignDriver", "Says who drives a run, also instead of somebody else.", Reach.MealDay,
            i => Run(i).Text("driver", "Staff number, at most 50 characters. Kept for ever; no name."),
            i => new(i.Point, i.Date, i.Meal, i.Get<int>("run"), i.Text("driver")),
            (s, c) => s.Point(c.Point),
            p => p.DeliveryRun(),
            typeof(DeliveryRunUnknown), typeof(TextInvalid));
        mutations.Add<StartDeliveryRun>(
            "startDeliveryRun", "A run sets out.", Reach.Rounds,
            i => Run(i),
            i => new(i.Point, i.Date, i.Meal, i.Get<int>("run")),
            (s, c) => s.Round(c.Point, c.Date),
            p => p.DeliveryRun(),
            typeof(DeliveryRunUnknown), typeof(DeliveryRunHasNoDriver), typeof(SittingNotStarted));
        mutations.Add<RecordDelivered>(
            "recordDelivered", "A portion was handed over at the door, also after nobody had opened; serves the meal.", Reach.Rounds,
            i => Stop(i),
            i => new(i.Point, i.Date, i.Meal, i.Get<int>("run"), i.Elder),
            (s, c) => s.Round(c.Point, c.Date),
            p => p.DeliveryRun(),
            typeof(DeliveryRunUnknown), typeof(NotOnDeliveryRun), typeof(StopAlreadyRecorded), typeof(DeliveryRunNotStarted),
            typeof(SittingUnknown), typeof(SittingNotStarted), typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded),
            typeof(CardUnknown), typeof(TextInvalid));
        mutations.Add<RecordNotAtHome>(
            "recordNotAtHome", "Nobody opened: raises a welfare alert. Serves nothing, and leaves the booking as it is.", Reach.Rounds,
            i => Stop(i),
            i => new(
                i.Point, i.Date, i.Meal, i.Get<int>("run"), i.Elder,
                TimeSpan.FromMinutes(i.Request.Api.DeliveryPlanner.Settings.EscalateMinutes)),
            (s, c) => s.Round(c.Point, c.Date),
            p => p.DeliveryRun().WelfareAlert(c => c.AlertId),
            typeof(DeliveryRunUnknown), typeof(NotOnDeliveryRun), typeof(StopAlreadyRecorded), typeof(DeliveryRunNotStarted));
        mutations.Add<RecordRefusedAtDoor>(
            "recordRefusedAtDoor", "The elder is there, also after nobody had opened, and does not want the portion. Serves nothing, and leaves the booking as it is.", Reach.Rounds,
            i => Stop(i),
            i => new(i.Point, i.Date, i.Meal, i.Get<int>("run"), i.Elder),
            (s, c) => s.Round(c.Point, c.Date),
            p => p.DeliveryRun(),
            typeof(DeliveryRunUnknown), typeof(NotOnDeliveryRun), typeof(StopAlreadyRecorded), typeof(DeliveryRunNotStarted));
        mutations.Add<SettleWelfareAlert>(
            "settleWelfareAlert", "Says what was found when somebody looked after the elder; nothing else ends an alert.", Reach.MealDay,
            i => i.Id<WelfareAlertId>("alert", "Which alert.").Of<WelfareFindingEnum>("finding", "What was found.")
                .Of<WelfareSourceEnum>("source", "How you know.")
                .Text("by", "Your staff number, at most 50 characters. Kept for ever; no name."),
            async i =>
            {
                var (api, id) = (i.Request.Api, i.Get<WelfareAlertId>("alert"));
                var alert = await api.States.ReadAsync<WelfareAlert>(api.CityName, WelfareAlert.Stream.At(id.Value), i.Request.Cancellation);
                return new SettleWelfareAlert(id, alert?.Point ?? default, i.Get<WelfareFinding>("finding"), i.Get<WelfareSource>("source"), i.Text("by"));
            },
            (s, c) => s.Point(c.Point),
            p => p.WelfareAlert(c => c.Alert),
            typeof(WelfareAlertUnknown), typeof(TextInvalid), typeof(WelfareAlertAlreadySettled));
    }

    private static InputFields Run(InputFields input) => input.Sitting().Of<IntGraphType>("run", "The run's number; the sitting's first is 1.");

    private static InputFields Stop(InputFields input) => Run(input).Id<ElderId>("elder", "Which stop.");
}
