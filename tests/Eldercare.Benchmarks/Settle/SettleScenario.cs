using System.Diagnostics;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Benchmarks.Settle;

/// <summary>
/// A month of 400 meal points settled: read from the view, added up and frozen one by one, against one hand-written SQL statement that adds
/// up the same from the events and freezes nothing. How long the view takes for the month's events is in the note.
/// </summary>
public static class SettleScenario
{
    private const int Points = 400, Days = 22, MealsADay = 40, Batch = 2_000;
    private const string Name = "bench";

    /// <summary>What each funder pays each point; the elders' part left out, as in what is compared.</summary>
    private const string OneStatement = """
        select e.data ->> 'point', s ->> 'funder', count(*), sum((s ->> 'amount')::bigint)
        from eldercare.mt_events e, jsonb_array_elements(e.data #> '{charge,shares}') s
        where e.tenant_id = $1 and e.type = 'meal_charged' and (e.data ->> 'date')::date between $2 and $3
        group by 1, 2
        """;

    private static readonly YearMonth s_month = YearMonth.Of(CityTime.Today(TimeProvider.System.GetUtcNow()).AddMonths(-1));
    private static readonly MealPointId[] s_points = [.. Enumerable.Range(0, Points).Select(n => MealPointId.FromRegistry($"bench-{n}"))];

    public static async Task RunAsync(string database, bool json)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddEldercareStore(database, [new PeopleModule(), new SubsidiesModule(), new MealsModule()], _ => { });
        builder.Services.AddSingleton<ISettlementsReader, SettlementsReader>();
        using var host = builder.Build();
        await host.StartAsync();
        var services = host.Services;
        var folded = await PrepareAsync(services);

        var source = services.GetRequiredService<NpgsqlDataSource>();
        await SqlAsync(source);
        var (sql, asked) = await TimedAsync(() => SqlAsync(source));
        var (ours, frozen) = await TimedAsync(() => SettleAsync(services));
        new Measurement(
            "settle", "settlements", Points / ours.TotalSeconds, "1/s", "one-sql-aggregate", Points / sql.TotalSeconds, sql / ours,
            ours.TotalMilliseconds, ours.TotalMilliseconds, asked.SetEquals(frozen), Points, Note: FormattableString.Invariant(
                $"{Points * Days * MealsADay:N0} meals; view {folded.TotalSeconds:0.0} s behind the import, all frozen in {ours.TotalSeconds:0.00} s, SQL {sql.TotalSeconds:0.00} s")).Print(json);
        await host.StopAsync();
    }

    /// <summary>Imports the month; how long the views then still took.</summary>
    private static async Task<TimeSpan> PrepareAsync(IServiceProvider services)
    {
        var (bulk, writer) = (services.GetRequiredService<IBulkAppender>(), services.GetRequiredService<ICommandWriter>());
        await Task.WhenAll(s_points.Select((p, i) => writer.ExecuteAsync(
            new OpenMealPoint(p, "Bench", "321102", "Bench street 1", 32.2, 119.4, []), new Envelope(Name, "bench", $"open {i}"), default)));
        // Each elder eats at one point, every day.
        foreach (var elders in Enumerable.Range(0, Points * MealsADay).Chunk(Batch))
            await bulk.AppendAsync(Name, new BulkBatch([.. elders.Select(Month)], [], []), default);
        var (took, _) = await TimedAsync(async () =>
        {
            var progress = services.GetRequiredService<IViewProgress>();
            return await progress.WaitFor((await progress.CurrentAsync()).Last, TimeSpan.FromMinutes(5));
        });
        await using var analyze = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync();
        return took;
    }

    private static NewStream Month(int n)
    {
        var elder = new ElderId(Store.Ids.NameBasedId.Of($"bench-elder:{n}"));
        var point = s_points[n % Points];
        var facts = Enumerable.Range(0, Days).Select(d =>
        {
            var date = s_month.First.AddDays(d);
            var charge = new MealCharge(
                new(800), Fen.Zero,
                [new("zhenjiang-meals", 1, "hardship", "city-finance", new(300)), new("zhenjiang-meals", 1, "hardship", "charity-federation", new(300))],
                new(200), [new("zhenjiang-meals", 1)], []);
            return (object)new MealCharged(elder, SittingId.Of(point, date, Meal.Lunch), point, "321102", date, Meal.Lunch, Channel.DineIn, charge);
        });
        return new(MealAccount.At(elder, s_month.First), [.. facts], CityTime.At(s_month.Last, new(12, 0)));
    }

    private static async Task<HashSet<(Guid, string, long, long)>> SettleAsync(IServiceProvider services)
    {
        var (reader, writer) = (services.GetRequiredService<ISettlementsReader>(), services.GetRequiredService<ICommandWriter>());
        var settlements = await reader.OfMonthAsync(Name, s_month, district: null, default);
        await Task.WhenAll(settlements.Select(async s =>
        {
            var answer = await writer.ExecuteAsync(
                new FreezeSettlement(s.Settlement.Point, s_month, s.Settlement.Lines, SettlementLines.Owed(s.Settlement.Lines)),
                new Envelope(Name, "bench", $"freeze {s.Settlement.Point}"), default);
            if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Message.En);
        }));
        return [.. settlements.SelectMany(s => s.Settlement.Lines.Where(l => l.IsOwed).Select(l => (s.Settlement.Point.Value, l.Funder, (long)l.Meals, l.Amount.Value)))];
    }

    private static async Task<HashSet<(Guid, string, long, long)>> SqlAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(OneStatement);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = s_month.First });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = s_month.Last });
        await using var rows = await command.ExecuteReaderAsync();
        var sums = new HashSet<(Guid, string, long, long)>();
        while (await rows.ReadAsync()) sums.Add((Guid.Parse(rows.GetString(0)), rows.GetString(1), rows.GetInt64(2), (long)rows.GetDecimal(3)));
        return sums;
    }

    private static async Task<(TimeSpan Took, T Result)> TimedAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(started), result);
    }
}
