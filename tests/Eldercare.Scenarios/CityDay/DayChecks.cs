using Npgsql;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Everything that must be true when the day is over.</summary>
internal static class DayChecks
{
    public static async Task<IReadOnlyList<Check>> RunAsync(Day day)
    {
        var database = day.City.Get<NpgsqlDataSource>();
        var (checks, log) = (new Checks(database), await EventLog.ReadAsync(database));
        await SittingChecks.RunAsync(checks, log, day);
        await ServingChecks.RunAsync(checks, log, day);
        KitchenChecks.Run(checks, log, day);
        await MoneyChecks.RunAsync(checks, log, day);
        await StoreChecks.RunAsync(checks, log);
        return checks.All;
    }
}
