using Eldercare.City.Reading;
using Eldercare.Meals;

namespace Eldercare.Api.Tests;

/// <summary>A run that found nobody at home.</summary>
public sealed partial class FakeCity : IDeliveriesReader
{
    public Task<ImmutableArray<RunWithStops>> RunsAsync(
        string city, MealPointId point, DateOnly date, Meal? meal, CancellationToken cancellation) =>
        Read<ImmutableArray<RunWithStops>>([new(
            new(DeliveryRunId.Of(Lunch, 1), Lunch, point, date, Meal.Lunch, 1, "D-7", Noon, 1, 0, 1, 0),
            [new(Lunch, Anna, DeliveryRunId.Of(Lunch, 1), 1, Noon, Noon.AddMinutes(30), StopState.NotAtHome, Noon, Cancelled: false)])]);

    public Task<Page<WelfareAlertRow>> AlertsAsync(
        string city, MealPointId? point, string? district, bool? open, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<WelfareAlertRow>([AlertRow()], HasMore: false));

    public Task<WelfareAlertRow?> AlertAsync(string city, WelfareAlertId alert, CancellationToken cancellation) =>
        Read(alert == Alert ? AlertRow() : null);

    private static WelfareAlertRow AlertRow() => new(
        Alert, Anna, DeliveryRunId.Of(Lunch, 1), PointA, Here, Noon, Noon.AddHours(1), null, Open: true, null, null, null, null);
}
