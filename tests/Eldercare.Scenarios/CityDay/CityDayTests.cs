using System.Diagnostics;
using Eldercare.Testing;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Runs after the others and alone: they have their patience, and it has both processors.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>
/// A day of the whole city: 400 points, 30,000 elders, from standing orders to the month's settlement; and then everything that must be
/// true of it, asked of the events and of every table by checks that know nothing of the code that wrote them.
/// </summary>
[Collection(Alone.Name)]
public sealed class CityDayTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private long _since = Stopwatch.GetTimestamp();

    [Fact]
    public async Task A_city_day_leaves_every_count_right()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var day = await Day.BeginAsync(database);
        Took("founded and opened");
        await Kitchens.OpenAsync(day);
        Took("kitchens");
        await Morning.BookAsync(day);
        Took("booked");
        await Kitchens.ChooseAsync(day);
        await Morning.OfferAsync(day);
        Took("places offered");
        await Morning.CutOffAsync(day);
        Took("cut-off");
        await Lunch.ServeAsync(day);
        Took("served");
        await Devices.ScanAsync(day);
        await Devices.SendAsync(day, late: false);
        Took("devices");
        await Rounds.DriveAsync(day);
        Took("delivered");
        await Kitchens.KeepSamplesAsync(day);
        await Lunch.CloseAsync(day);
        Took("closed");
        await Devices.SendAsync(day, late: true);
        await Devices.SettleAsync(day);
        Took("devices, late");
        await MonthsEnd.SettleAsync(day);
        Took("settled");

        var checks = await DayChecks.RunAsync(day);
        Took("checked");
        foreach (var check in checks) output.WriteLine(check.ToString());
        Assert.All(checks, c => Assert.True(c.Faults.IsEmpty, c.ToString()));
        await day.City.AssertSoundAsync();
        Took("beds checked");
    }

    private void Took(string what)
    {
        output.WriteLine($"{Stopwatch.GetElapsedTime(_since).TotalSeconds,6:0.0} s {what}");
        _since = Stopwatch.GetTimestamp();
    }
}
