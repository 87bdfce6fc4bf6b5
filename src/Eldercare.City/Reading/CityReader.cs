using Eldercare.Meals;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="ICityReader"/>
public sealed class CityReader(NpgsqlDataSource database) : ICityReader
{
    public async Task<CityFigures> FiguresAsync(string city, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        int[] ages = [60, 65, 80];
        var day = query.With(today);
        var rows = await query.ListAsync(
            $"""
            select f.name, f.value from {RowReader<CityFigure>.Table} f where f.tenant_id = $1
            union all
            select 'age.' || a.age, coalesce(sum(b.people), 0)::bigint
            from unnest({query.With(ages)}, {query.With(ages.Select(a => BornBy(today, a)).ToArray())}) as a(age, born_by)
            left join {RowReader<BornInMonth>.Table} b on b.tenant_id = $1 and b.month <= a.born_by
            group by a.age
            union all
            select 'homes.insured', count(distinct c.home) from {RowReader<CertificateRow>.Table} c
            where c.tenant_id = $1 and c.kind = '{nameof(CertificateKind.LiabilityInsurance)}'
              and c.valid_from <= {day} and (c.ends_on is null or c.ends_on >= {day})
            """,
            row => (Name: row.GetString(0), Value: row.GetInt64(1)), cancellation);
        var figures = rows.ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal);
        long Of(string name) => figures.GetValueOrDefault(name);
        return new CityFigures(
            today,
            People60: Of("age.60"), People65: Of("age.65"), People80: Of("age.80"),
            MealPoints: Of(FigureNames.MealPoints),
            DayCareCentres: Of(FigureNames.DayCareCentres),
            MealsServed: Of(FigureNames.MealsServed),
            Bookings: Of(FigureNames.Bookings),
            WalkIns: Of(FigureNames.WalkIns),
            NoShows: Of(FigureNames.NoShows),
            Cancelled: Of(FigureNames.Cancelled),
            Homes: Of(FigureNames.Homes),
            Beds: Of(FigureNames.Beds),
            BedsSocial: Of(FigureNames.SocialBeds),
            BedsNursing: Of(FigureNames.NursingBeds),
            BedsOccupied: Of(FigureNames.OccupiedBeds))
        {
            HomesInsured = Of("homes.insured"),
            BedsPerThousandReported = ReportedFigures.BedsPerThousand(city),
        };
    }

    public async Task<ImmutableArray<DistrictDay>> DistrictDaysAsync(
        string city, string district, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return [.. await query.ListAsync(
            $"""
            select {RowReader<DistrictDay>.Columns("d")} from {RowReader<DistrictDay>.Table} d
            where d.tenant_id = $1 and d.district = {query.With(district)}
              and d.date between {query.With(from)} and {query.With(to)}
            order by d.date
            """,
            RowReader<DistrictDay>.At(0), cancellation)];
    }

    /// <summary>The last month (yyyymm) whose children have reached the age, counted in full months.</summary>
    internal static int BornBy(DateOnly today, int age) => ((today.Year - age) * 100) + today.Month;
}
