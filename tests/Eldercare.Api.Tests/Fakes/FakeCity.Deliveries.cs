using Eldercare.City.Reading;
using Eldercare.Meals;

namespace Eldercare.Api.Tests;

/// <summary>A run that found nobody at home.</summary>
public sealed partial class FakeCity : IDeliveriesReader
{
    public Task<ImmutableArray<RunWithStops>> RunsAsync(
        string city, MealPointId point, DateOnly date, Meal? meal, CancellationToken cancellation) =>
        Read<ImmutableArray<RunWithStops>>([Run(point, date)]);

    public Task<IReadOnlyDictionary<DeliveryRunId, RunWithStops>> RunsByIdsAsync(
        string city, IReadOnlyCollection<DeliveryRunId> runs, CancellationToken cancellation) => Read<IReadOnlyDictionary<DeliveryRunId, RunWithStops>>(
        runs.Where(r => r == DeliveryRunId.Of(Lunch, 1)).ToDictionary(r => r, _ => Run(PointA, Day)));

    private static RunWithStops Run(MealPointId point, DateOnly date) => new(
        new(DeliveryRunId.Of(Lunch, 1), Lunch, point, date, Meal.Lunch, 1, "D-7", Noon, 1, 0, 1, 0),
        [new(Lunch, Anna, DeliveryRunId.Of(Lunch, 1), 1, Noon, Noon.AddMinutes(30), StopState.NotAtHome, Noon, Cancelled: false)]);

    public Task<Page<WelfareAlertRow>> AlertsAsync(
        string city, MealPointId? point, string? district, bool? open, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<WelfareAlertRow>([AlertRow()], HasMore: false));

    public Task<WelfareAlertRow?> AlertAsync(string city, WelfareAlertId alert, CancellationToken cancellation) =>
        Read(alert == Alert ? AlertRow() : null);

    public Task<IReadOnlyDictionary<WelfareAlertId, WelfareAlertRow>> AlertsByIdsAsync(
        string city, IReadOnlyCollection<WelfareAlertId> alerts, CancellationToken cancellation) => Read<IReadOnlyDictionary<WelfareAlertId, WelfareAlertRow>>(
        alerts.Where(a => a == Alert).ToDictionary(a => a, _ => AlertRow()));

    private static WelfareAlertRow AlertRow() => new(
        Alert, Anna, DeliveryRunId.Of(Lunch, 1), PointA, Here, Noon, Noon.AddHours(1), null, Open: true, null, null, null, null);
}
