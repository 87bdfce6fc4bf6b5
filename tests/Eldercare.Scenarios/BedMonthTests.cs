using Eldercare.Benchmarks.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>The benchmarks' year of the homes (<c>./eldercare bench cityyear</c>) in small: what it leaves is right.</summary>
public sealed class BedMonthTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_month_of_six_homes_leaves_every_invariant_standing()
    {
        var month = await YearScenario.CheckedAsync(await postgres.NewDatabaseAsync(), new YearSize(Homes: 6, Beds: 240, Days: 30));

        Assert.All(month.Checks, c => Assert.True(c.Holds, $"{c}"));
        // Something of everything happened.
        Assert.All(
            ["AdmitResident", "AcceptOffer", "ReleaseBedOnDeath", "BeginLeave", "ReserveBed", "RecordDeparture", "MarkBedCleaned"],
            command => Assert.True(month.Answers.GetValueOrDefault((command, null)) > 0, $"No {command} was done."));
    }
}
