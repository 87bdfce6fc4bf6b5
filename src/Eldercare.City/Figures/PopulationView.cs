using Eldercare.People;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.City;

/// <summary>By how many the living registered elders of a district and a month of birth became more or fewer on a day.</summary>
/// <param name="Cohort">District and month, <c>321102:195103</c>: a key has two parts at most.</param>
/// <param name="District">District code.</param>
/// <param name="BornInMonth">yyyymm.</param>
/// <param name="OnDay">The city date it was recorded on.</param>
/// <param name="Change">People; below 0 when more died or moved away than were registered or moved in.</param>
[Table("people_days")]
public sealed record PeopleOfDay([Key] string Cohort, [Key] DateOnly OnDay, string District, int BornInMonth, int Change)
{
    public static string CohortOf(string district, int bornInMonth) => $"{district}:{bornInMonth}";
}

/// <summary>
/// How many people a district had on any day, by the registers as they stood at its end: what beds per 1,000 are counted on. A day's changes
/// are a row a district and month of birth, so there are few.
/// </summary>
public sealed class PopulationView : View
{
    public override string Name => "Population";

    public override ImmutableArray<Type> Rows => [typeof(PeopleOfDay)];

    public override ImmutableArray<Type> Events => [typeof(ElderRegistered), typeof(ElderDied), typeof(ElderDetailsChanged)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        foreach (var (district, born, _) in Changes(recorded.Fact)) rows.Find<PeopleOfDay>(PeopleOfDay.CohortOf(district, born), On(recorded));
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        foreach (var (district, born, by) in Changes(recorded.Fact))
        {
            var (cohort, on) = (PeopleOfDay.CohortOf(district, born), On(recorded));
            var row = rows.Find<PeopleOfDay>(cohort, on) ?? new PeopleOfDay(cohort, on, district, born, 0);
            rows.Put(row with { Change = row.Change + by });
        }
    }

    private static DateOnly On(Recorded recorded) => CityTime.Today(recorded.RecordedAt);

    private static ImmutableArray<(string District, int BornInMonth, int By)> Changes(object fact) => fact switch
    {
        ElderRegistered f => [(f.District, f.BornInMonth, 1)],
        ElderDied f => [(f.District, f.BornInMonth, -1)],
        ElderDetailsChanged { DistrictBefore: { } before, BornInMonth: { } born } f => [(before, born, -1), (f.District, born, 1)],
        ElderDetailsChanged => [],
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is not known to the population."),
    };
}
