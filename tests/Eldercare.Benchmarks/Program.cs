using Eldercare.Benchmarks;
using Eldercare.Benchmarks.Audit;
using Eldercare.Benchmarks.Beds;
using Eldercare.Benchmarks.Bookings;
using Eldercare.Benchmarks.CheckIns;
using Eldercare.Benchmarks.Http;
using Eldercare.Benchmarks.Live;
using Eldercare.Benchmarks.Matching;
using Eldercare.Benchmarks.Orders;
using Eldercare.Benchmarks.People;
using Eldercare.Benchmarks.Settle;
using Eldercare.Store.Embedded;

// `./eldercare bench [SCENARIO] [--json] [--seconds N] [--rate N] [--homes N] [--beds N] [--days N]`
var json = args.Contains("--json");
var seconds = Option("--seconds", 10);
var scenario = args.FirstOrDefault(a => !a.StartsWith('-') && !int.TryParse(a, out _)) ?? "all";
if (scenario is not ("all" or "bookings" or "graphql" or "checkin" or "live" or "materialise" or "search" or "settle" or "match" or "census" or "bedrace" or "cityyear" or "audit"))
{
    Console.Error.WriteLine(
        $"No scenario '{scenario}'. There are: bookings, graphql, checkin, live, materialise, search, settle, match, census, bedrace, cityyear, audit.");
    return 2;
}

if (scenario is "all" or "match") MatchScenario.Run(json);
if (scenario == "match") return 0;
var size = new YearSize(Option("--homes", YearSize.City.Homes), Option("--beds", YearSize.City.Beds), Option("--days", YearSize.City.Days));

var folder = Path.Combine(Path.GetTempPath(), $"eldercare-bench-{Guid.NewGuid():N}");
Directory.CreateDirectory(folder);
try
{
    await using var server = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder), CancellationToken.None);
    if (scenario is "all" or "bookings") await BookingsScenario.RunAsync(server, TimeSpan.FromSeconds(seconds), json);
    if (scenario is "all" or "materialise") await MaterialiseScenario.RunAsync(server, json);
    if (scenario is "all" or "graphql")
        await GraphQLScenario.RunAsync(await BenchDatabase.NewAsync(server), TimeSpan.FromSeconds(seconds), json);
    if (scenario is "all" or "live")
        await LiveScenario.RunAsync(await BenchDatabase.NewAsync(server), Option("--rate", 200), TimeSpan.FromSeconds(seconds), json);
    if (scenario is "all" or "search")
        await SearchScenario.RunAsync(await BenchDatabase.NewAsync(server), TimeSpan.FromSeconds(seconds), json);
    if (scenario is "all" or "audit") await AuditScenario.RunAsync(await BenchDatabase.NewAsync(server), TimeSpan.FromSeconds(seconds), json);
    if (scenario is "all" or "settle") await SettleScenario.RunAsync(await BenchDatabase.NewAsync(server), json);
    if (scenario is "all" or "checkin") await CheckInScenario.RunAsync(server, TimeSpan.FromSeconds(seconds), json);
    if (scenario is "all" or "bedrace") await BedRaceScenario.RunAsync(server, TimeSpan.FromSeconds(seconds), json);
    if (scenario is "all" or "census") await CensusScenario.RunAsync(await BenchDatabase.NewAsync(server), size, json);
    if (scenario is "all" or "cityyear") await YearScenario.RunAsync(await BenchDatabase.NewAsync(server), size, json);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return 0;

int Option(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && int.TryParse(args.ElementAtOrDefault(at + 1), out var n) ? n : otherwise;
}
