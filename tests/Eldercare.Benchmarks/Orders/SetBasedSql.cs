using System.Diagnostics;
using Eldercare.Meals;
using Eldercare.People;
using Npgsql;

namespace Eldercare.Benchmarks.Orders;

/// <summary>The reference: all portions of a day by one hand-written statement over plain tables.</summary>
internal static class SetBasedSql
{
    private const string Book = """
        with due as (select o.elder, s.id as sitting, s.capacity - s.booked as places,
                row_number() over (partition by s.id order by o.elder) as turn
            from ref.orders o join ref.elders e on e.id = o.elder and e.died_on is null
            join ref.sittings s on s.point = o.point and s.date = $1 and now() < s.cut_off
            where o.weekdays & (1 << extract(dow from $1::date)::int) <> 0
              and not exists (select 1 from ref.claims c where c.elder = o.elder and c.date = $1)),
        claim as (insert into ref.claims (elder, date, sitting) select elder, $1, sitting from due where turn <= places
            on conflict do nothing returning elder, sitting),
        place as (update ref.sittings s set booked = s.booked + n.n from (select sitting, count(*) as n from claim group by sitting) n
            where s.id = n.sitting)
        insert into ref.bookings (sitting, elder, channel, booked_at) select sitting, elder, 'DineIn', now() from claim
        """;

    /// <summary>Two days, as ours; the second is measured.</summary>
    public static async Task<(int Booked, TimeSpan Took)> RunAsync(NpgsqlDataSource database, ElderId[] elders, MealPointId[] points)
    {
        await ExecuteAsync(database, $"""
            create schema ref;
            create table ref.points (nr int primary key, id uuid not null);
            create table ref.elders (id uuid primary key, died_on date);
            create table ref.orders (elder uuid primary key, point uuid not null, weekdays int not null);
            create table ref.sittings (id uuid primary key, point uuid not null, date date not null, capacity int not null, booked int not null,
                cut_off timestamptz not null, unique (point, date));
            create table ref.claims (elder uuid, date date, sitting uuid not null, primary key (elder, date));
            create table ref.bookings (sitting uuid not null, elder uuid not null, channel text not null, booked_at timestamptz not null,
                primary key (sitting, elder));
            insert into ref.points select g, gen_random_uuid() from generate_series(0, {points.Length - 1}) g;
            insert into ref.elders select gen_random_uuid() from generate_series(1, {elders.Length});
            insert into ref.orders select e.id, p.id, 127 from (select id, row_number() over () as nr from ref.elders) e
                join ref.points p on p.nr = e.nr % {points.Length};
            insert into ref.sittings select gen_random_uuid(), p.id, current_date + d, 300, 0, now() + interval '1 day'
                from ref.points p, generate_series(1, 2) d;
            """);
        await ExecuteAsync(database, "analyze");
        await BookAsync(database, 1);
        return await BookAsync(database, 2);
    }

    private static async Task<(int Booked, TimeSpan Took)> BookAsync(NpgsqlDataSource database, int day)
    {
        await using var today = database.CreateCommand("select extract(julian from current_date)::int - 1721426");
        var date = DateOnly.FromDayNumber((int)(await today.ExecuteScalarAsync())! + day);
        var started = Stopwatch.GetTimestamp();
        await using var command = database.CreateCommand(Book);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = date });
        return (await command.ExecuteNonQueryAsync(), Stopwatch.GetElapsedTime(started));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
