using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>Whoever opens the small demo finds work at each of the thirteen things a city's meal service needs, and at its homes.</summary>
[Collection(nameof(AtWork))]
public sealed class DemoWorkTests(DemoAtWork demo)
{
    /// <summary>The call, and the list in its answer that must not be empty: what the README shows to try.</summary>
    public static TheoryData<string, string> Calls => new()
    {
        { "{ menu(mealPoint: $first, from: $today, to: $nextWeek) { date meal sets { name dishes { nameZh allergens food } } } }", "menu" },
        { "{ dishClashes(mealPoint: $first, from: $today, to: $nextWeek) { elder { name } dish { nameZh } why { kind } substitute { nameZh } open } }", "dishClashes" },
        { "{ orderedMealMisses(first: 3) { nodes { elder { name } date reason standingOrder { lines { weekdays } } } } }", "orderedMealMisses.nodes" },
        { "{ elder(id: $ordering) { standingOrders { from lines { weekdays meal channel } pauses { from until } } } }", "elder.standingOrders" },
        { "{ mealPointBoard(mealPoint: $full, date: $weekday) { sittings { placesLeft waitingList { elder { name } } } } }", "mealPointBoard.sittings.waitingList" },
        { "{ kitchenSheet(mealPoint: $first, date: $today, meal: LUNCH) { portions dishes { dish { nameZh } portions } } }", "kitchenSheet.dishes" },
        { "{ kitchenTotal(kitchen: $kitchen, date: $today, meal: LUNCH) { portions dishes { dish { nameZh } portions } trays { food diets portions } sheets { portions } } }", "kitchenTotal.trays" },
        { "{ portionConflicts(first: 3) { nodes { elder { name } servedAt elsewhereServedAt } } }", "portionConflicts.nodes" },
        { "{ deliveryRuns(mealPoint: $first, date: $yesterday) { number delivered stops { elder { name address } state } } }", "deliveryRuns.stops" },
        { "{ welfareAlerts(open: true, first: 3) { nodes { elder { name phone contacts { name phone } } raisedAt escalatesAt } } }", "welfareAlerts.nodes" },
        { "{ subsidyPolicies(on: $today) { code } }", "subsidyPolicies" },
        { "{ mealCharges(elder: $subsidised, month: $month) { date price elderPays shares { amount } why { zh } } }", "mealCharges.shares" },
        { "{ settlements(month: $month, first: 3) { nodes { mealPoint { name } owed lines { meals amount } } } }", "settlements.nodes.lines" },
        { "{ displacedBookings(first: 3) { nodes { elder { name } cause proposals { mealPoint { name } } } } }", "displacedBookings.nodes.proposals" },
        { "{ homeCensuses(on: $today, first: 3) { nodes { home { name } census { total occupied vacantReserved vacantAdmitting } } } }", "homeCensuses.nodes" },
        { "{ stayCharges(month: $month) { days total elderPays owed homes { home { name } residents payers { funder days amount } } } }", "stayCharges.homes.payers" },
        { "{ stayRates { from care { level daily } leave { part fromDay percent } } }", "stayRates.care" },
        { "{ bedFigures { perThousand { base value people } byOperator { operator percent } occupancy { percent } waiting { laneCode waiting { cases median ninetieth } } } }", "bedFigures.perThousand" },
        { "{ bedQueue(first: 3) { nodes { laneCode laneRule homes { name } } } }", "bedQueue.nodes" },
        { "{ bedQueue(first: 10) { nodes { state offers { state byItself until home { name } bed { id } } } } }", "bedQueue.nodes.offers" },
        { "{ applicationsLate(first: 3) { nodes { elder { name } nextDue late } } }", "applicationsLate.nodes" },
        { "{ explainPosition(application: $waiting) { words { zh } places { number ahead { count words { zh } } } wouldChange { words { zh } number on } } }", "explainPosition.places.ahead" },
        { "{ foodSamples(mealPoint: $first, date: $today, meal: LUNCH) { dish { nameZh } grams keepUntil } }", "foodSamples" },
        { "{ missingSamples(mealPoint: $first, date: $today, meal: LUNCH) { nameZh } }", "missingSamples" },
        { "{ foodSamplesDue(mealPoint: $full) { dish { nameZh } box } }", "foodSamplesDue" },
        { "{ homeCertificatesDue(first: 3) { nodes { home { name mayAdmit } kind daysLeft } } }", "homeCertificatesDue.nodes" },
        { "{ homes(first: 1) { nodes { phone operator mayAdmit certificates { kind number endsOn } } } }", "homes.nodes.certificates" },
        { "{ elder(id: $told) { messages(first: 3) { nodes { kind state createdAt } } } }", "elder.messages.nodes" },
        { "{ proposeMatches { matches(first: 3) { nodes { place preferenceRank home { name } bed { id } application { id lane } } } } }", "proposeMatches.matches.nodes" },
        { "{ people(search: \"wxy\", first: 3) { nodes { name district careLevel } } }", "people.nodes" },
        { "{ elder(id: $subsidised) { localHukou entitlements { category from evidence { kind reference } } } }", "elder.entitlements" },
        { "{ elder(id: $carded) { cards { id } consents { purpose } actingRights { holder relation } } }", "elder.actingRights" },
        { "{ elder(id: $subsidised) { localHukou fileReads(first: 3) { nodes { at reader parts } } } }", "elder.fileReads.nodes" },
        { "{ auditTrail(first: 3) { nodes { at actor what kind } } }", "auditTrail.nodes" },
        { "{ elder(id: $subsidised) { ledger(first: 5) { nodes { at kind detail } } } }", "elder.ledger.nodes" },
    };

    [Theory, MemberData(nameof(Calls))]
    public async Task Shows_something_to_work_on(string query, string list)
    {
        var asked = await demo.FillAsync(query);
        // What follows from the registries by itself comes in the seconds after.
        await Eventually.FitsAsync(() => demo.Demo.QueryAsync(asked), data => Found(data, list.Split('.')) > 0, asked);
    }

    [Fact]
    public async Task Exports_a_month_s_settlements_and_tries_another_policy_on_it()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(Path.Combine(demo.Demo.Folder, "city-office.token")));
        var address = new Uri(new Uri(demo.Demo.Address), $"/exports/settlements?month={demo.Month}&format=csv");
        var export = await http.GetStringAsync(address, TestContext.Current.CancellationToken);
        Assert.True(export.Split('\n').Length > 6, export);

        var (code, tried) = await EldercareCommand.RunAsync(demo.Home, null, "policy", "try", "wuxi", "--against", demo.Month, "--data", demo.Demo.Folder);
        Assert.True(code == 0, tried);
        Assert.Contains("portions served", tried, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 portions served", " " + tried, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_invariants_hold()
    {
        var (code, said) = await EldercareCommand.RunAsync(demo.Home, null, "check", "--data", demo.Demo.Folder);
        Assert.True(code == 0, said);
        Assert.Contains("invariants hold.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("FAIL", said, StringComparison.Ordinal);
    }

    /// <summary>How many there are in the lists at the end of the path, through lists on the way.</summary>
    private static int Found(JsonElement at, ReadOnlySpan<string> path)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            var found = 0;
            foreach (var item in at.EnumerateArray()) found += path.IsEmpty ? 1 : Found(item, path);
            return found;
        }

        return path.IsEmpty || at.ValueKind != JsonValueKind.Object ? 0 : Found(at.GetProperty(path[0]), path[1..]);
    }
}

/// <summary>Tests of the one demo.</summary>
[CollectionDefinition(nameof(AtWork))]
public sealed class AtWork : ICollectionFixture<DemoAtWork>;

/// <summary>One small demo, and what its calls are filled with.</summary>
public sealed class DemoAtWork : IAsyncLifetime
{
    private readonly DateOnly _today = CityTime.Today(DateTimeOffset.UtcNow);

    internal CommandFolder Home { get; } = new();

    internal RunningDemo Demo { get; }

    public DemoAtWork() => Demo = new(Home, "work");

    /// <summary>Of yesterday, which is in the history in any case.</summary>
    internal string Month => YearMonth.Of(_today.AddDays(-4)).ToString();

    public async ValueTask InitializeAsync() => await Demo.StartAsync("--small");

    public async ValueTask DisposeAsync()
    {
        await Demo.DisposeAsync();
        Home.Dispose();
    }

    internal async Task<string> FillAsync(string query)
    {
        var weekday = Enumerable.Range(2, 3).Select(_today.AddDays).First(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        var month = int.Parse(Month.Replace("-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        (string Name, Func<Task<string>> Value)[] values =
        [
            ("$kitchen", () => Task.FromResult($"\"{GlobalId.Of(KitchenId.FromRegistry("K-321102"))}\"")), ("$first", () => Point("MP-001")), ("$full", () => Point("MP-002")), ("$today", () => Day(_today)), ("$yesterday", () => Day(_today.AddDays(-1))),
            ("$nextWeek", () => Day(_today.AddDays(7))), ("$weekday", () => Day(weekday)), ("$month", () => Task.FromResult($"\"{Month}\"")),
            ("$subsidised", () => ElderAsync(
                $"select data->>'elder' from eldercare.mt_events where type = 'meal_charged' and data->'charge'->'shares' <> '[]' and replace(left(data->>'date', 7), '-', '')::int = {month} limit 1")),
            ("$waiting", async () => $"\"{GlobalId.Of(new Eldercare.Beds.ApplicationId(Guid.Parse((string)(await Eventually.FitsAsync(
                () => Demo.AskAsync("select application::text from eldercare.queue_entries where state = 'Waiting' order by rank desc, applied_at desc limit 1"),
                id => id is string, "an application"))!)))}\""),
            ("$told", () => ElderAsync("select elder::text from eldercare.messages limit 1")),
            ("$ordering", () => ElderAsync("select data->>'elder' from eldercare.mt_events where type = 'standing_order_paused' limit 1")),
            ("$carded", () => ElderAsync("select data->>'elder' from eldercare.mt_events where type = 'acting_allowed' limit 1")),
        ];
        foreach (var (name, value) in values)
            if (query.Contains(name, StringComparison.Ordinal)) query = query.Replace(name, await value(), StringComparison.Ordinal);
        return query;
    }

    private static Task<string> Point(string number) => Task.FromResult($"\"{GlobalId.Of(MealPointId.FromRegistry(number))}\"");

    private static Task<string> Day(DateOnly day) => Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"\"{day:yyyy-MM-dd}\""));

    private async Task<string> ElderAsync(string sql) =>
        $"\"{GlobalId.Of(new ElderId(Guid.Parse((string)(await Eventually.FitsAsync(() => Demo.AskAsync(sql), id => id is string, sql))!)))}\"";
}
