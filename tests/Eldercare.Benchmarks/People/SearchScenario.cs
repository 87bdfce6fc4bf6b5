using System.Diagnostics;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Search;
using Eldercare.Store;
using Eldercare.Store.Appending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Benchmarks.People;

/// <summary>
/// Looking for one person among 732,000, one search after the other, a kind at a time, against the same statement without the index of
/// trigrams. <c>correct</c>: of terms that fit few people exactly those are found who fit in memory.
/// </summary>
public sealed class SearchScenario
{
    private const string City = "bench";
    private const int Checked = 20;

    private readonly List<ElderRecord> _people = new(MadeUpPeople.Count);

    private SearchScenario(IServiceProvider services) =>
        (Bulk, Search) = (services.GetRequiredService<IBulkAppender>(), new PeopleSearch(services.GetRequiredService<ByKeyDatabase>()));

    private IBulkAppender Bulk { get; }

    private PeopleSearch Search { get; }

    /// <summary>What each kind of search looks for, given someone who is there.</summary>
    private static (string Kind, Func<ElderRecord, string?> Term, string? District)[] Kinds { get; } =
    [
        ("whole name", p => p.Name, null),
        ("given name", p => p.Name[1..], null),
        ("one character", p => p.Name[..1], null),
        ("one character, district", p => p.Name[..1], "321182"),
        ("initials", p => Pinyin.Initials(p.Name)[0], null),
        ("initials, district", p => Pinyin.Initials(p.Name)[0], "321182"),
        ("reading", p => Pinyin.Spell(p.Name), null),
        ("reading of family name", p => Pinyin.Spell(p.Name[..1]), null),
        ("phone tail", p => p.Phone?[^4..], null),
        ("phone", p => p.Phone, null),
        ("number tail", p => p.IdentityNumber[^4..], null),
        ("identity number", p => p.IdentityNumber, null),
    ];

    public static async Task RunAsync(string database, TimeSpan duration, bool json)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddEldercareStore(database, [new PeopleModule()], _ => { });
        using var host = builder.Build();
        await host.StartAsync();
        var scenario = new SearchScenario(host.Services);
        await scenario.PrepareAsync(database);
        var found = new List<(string Kind, Load.Result Load, bool Correct)>();
        foreach (var (kind, term, district) in Kinds)
        {
            await scenario.MeasureAsync(term, district, TimeSpan.FromSeconds(1));
            found.Add((kind, await scenario.MeasureAsync(term, district, duration), await scenario.IsCorrectAsync(term, district)));
        }

        await ExecuteAsync(database, "drop index eldercare.ix_elders_search_key");
        foreach (var ((kind, load, correct), (_, term, district)) in found.Zip(Kinds))
        {
            var without = await scenario.MeasureAsync(term, district, duration / 2);
            new Measurement(
                "search", "search", load.PerSecond, "1/s", "without-trigrams", without.PerSecond, load.PerSecond / without.PerSecond,
                load.P50Ms, load.P99Ms, correct, Callers: 1, kind, $"reference p50 {without.P50Ms:0.0} p99 {without.P99Ms:0.0} ms").Print(json);
        }

        await host.StopAsync();
    }

    private async Task PrepareAsync(string database)
    {
        var clock = Stopwatch.StartNew();
        foreach (var chunk in MadeUpPeople.All().Chunk(10_000))
        {
            await Bulk.AppendAsync(City, new BulkBatch([], [], chunk), default);
            _people.AddRange(chunk);
        }

        Console.Error.WriteLine($"{_people.Count:N0} people loaded in {clock.Elapsed.TotalSeconds:0} s.");
        await ExecuteAsync(database, "vacuum analyze eldercare.elders");
    }

    private Task<Load.Result> MeasureAsync(Func<ElderRecord, string?> term, string? district, TimeSpan duration) => Load.RunAsync(
        callers: 1, duration, async n => (await FindAsync(Term(term, n), district, 20)).Rows.Length > 0);

    private async Task<bool> IsCorrectAsync(Func<ElderRecord, string?> term, string? district)
    {
        for (var n = 0L; n < Checked; n++)
        {
            var looked = Term(term, n);
            var fits = _people.Where(p => (district is null || p.District == district) && Fits(p, looked)).ToArray();
            var page = await FindAsync(looked, district, 100);
            if (fits.Length > PeopleSearch.Most
                ? page.Rows.Length < 100 || !page.Rows.All(p => Fits(p, looked))
                : !page.Rows.Select(p => p.Elder).SequenceEqual(
                    fits.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Elder.Value.ToString(), StringComparer.Ordinal)
                        .Take(100).Select(p => p.Elder)))
                return false;
        }

        return true;
    }

    /// <summary>The rule told once more, without the key.</summary>
    private static bool Fits(ElderRecord person, SearchTerm term) => term.Kind switch
    {
        SearchKind.Name => person.Name.Contains(term.Text, StringComparison.Ordinal),
        SearchKind.Letters => Pinyin.Initials(person.Name).Append(Pinyin.Spell(person.Name)).Any(w => w.StartsWith(term.Text, StringComparison.Ordinal)),
        SearchKind.Tail => person.Phone?.EndsWith(term.Text, StringComparison.Ordinal) == true
            || (term.Text.Length == SearchKey.IdentityTail && person.IdentityNumber.EndsWith(term.Text, StringComparison.OrdinalIgnoreCase)),
        _ => person.IdentityNumber == term.Text,
    };

    private SearchTerm Term(Func<ElderRecord, string?> term, long n)
    {
        // Someone far from the last one, who has what is looked for.
        for (var at = n; ; at++)
            if (SearchTerm.TryParse(term(_people[(int)(at * 7_919 % _people.Count)])) is { } parsed) return parsed;
    }

    private Task<Page<ElderRecord>> FindAsync(SearchTerm term, string? district, int count) =>
        Search.FindAsync(City, term, district, new Slice<Guid>(count), default);

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
