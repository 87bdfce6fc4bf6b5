using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.People;

namespace Eldercare.Api.Http;

/// <summary>
/// <c>GET /exports/census?on=2026-10-31&amp;district=321102</c>: the daily report for the civil-affairs platform, a home a row, in the four fields
/// the care sector reports and the three that make them add up, by the rules of the query <c>homeCensuses</c>; a district office that names no
/// district gets its own. <c>asKnownAt</c> gives the figures as they were reported then. The last row is the control sum.
/// </summary>
public sealed class CensusExport(TokenReader tokens, ApiServices api)
{
    public const string Path = "/exports/census";

    /// <summary>The layout: columns are only ever added at the end.</summary>
    public const string Columns = "date,district,home,home_id,total,occupied,vacant_reserved,vacant_admitting,to_clean,closed,vacant_not_admitting";

    internal const Role Readers = Role.DistrictOffice | Role.CityOffice | Role.Auditor;
    private const int AtOnce = 500;

    public async Task HandleAsync(HttpContext http)
    {
        var (query, now) = (http.Request.Query, api.Clock.GetUtcNow());
        if (await http.SignedInAsync(tokens) is not { } caller) return;
        var scopes = new RequestContext(api, caller, http.RequestAborted).ScopesFor(Readers);
        var district = query["district"].FirstOrDefault() ?? (scopes.Everywhere ? null : caller.District);
        var known = query["asKnownAt"].FirstOrDefault();
        var knownAt = now;
        if (!scopes.District(district))
        {
            await http.SayAsync(StatusCodes.Status403Forbidden, ForbiddenText.Of(caller, Readers, []));
        }
        else if (!DateOnly.TryParseExact(query["on"].FirstOrDefault(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            || on > CityTime.Today(now) || (district is not null && !Districts.IsKnown(district))
            || (known is not null && !DateTimeOffset.TryParse(known, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out knownAt)))
        {
            await http.SayAsync(
                StatusCodes.Status400BadRequest,
                new(
                    $"请填写on=年-月-日，须为今天（{CityTime.Today(now):yyyy-MM-dd}）或以前；还可填写district=区代码（{string.Join("、", Districts.All.Select(d => d.Code))}）和asKnownAt=2026-10-31T18:00:00Z。",
                    $"Ask for on=YYYY-MM-DD, today ({CityTime.Today(now):yyyy-MM-dd}) or before, and if you want for district=CODE ({string.Join(", ", Districts.All.Select(d => d.Code))}) and asKnownAt=2026-10-31T18:00:00Z."));
        }
        else
        {
            await SendAsync(http, new(on, knownAt), district);
        }
    }

    private async Task SendAsync(HttpContext http, CensusDay day, string? district)
    {
        var homes = new List<HomeCensus>();
        Page<HomeCensus> page;
        do
        {
            page = await api.Census.ByHomeAsync(
                api.CityName, day, district, new Slice<Guid>(AtOnce, homes.Count == 0 ? null : homes[^1].Home.Home.Value), http.RequestAborted);
            homes.AddRange(page.Rows);
        }
        while (page.HasMore);

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture, $"attachment; filename=\"census-{day.On:yyyy-MM-dd}{(district is null ? "" : "-" + district)}.csv\"");
        using var whole = new MemoryStream();
        using (var writer = CsvCells.Writer(whole))
        {
            writer.WriteLine(Columns);
            foreach (var home in homes) WriteLine(writer, day.On, home.Home.District, CsvCells.Safe(home.Home.Name), home.Home.Home.Value.ToString(), home.Census);
            WriteLine(writer, day.On, SettlementExport.ControlSum, $"{homes.Count} rows", "", Sum(homes));
        }

        whole.Position = 0;
        await whole.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static Census Sum(List<HomeCensus> homes) => homes.Select(h => h.Census).Aggregate(
        new Census(0, 0, 0, 0, 0, 0),
        (a, b) => new(
            a.Total + b.Total, a.Occupied + b.Occupied, a.Reserved + b.Reserved, a.Admitting + b.Admitting, a.ToClean + b.ToClean, a.Closed + b.Closed,
            a.NotAdmitting + b.NotAdmitting));

    private static void WriteLine(StreamWriter writer, DateOnly on, string district, string home, string id, Census census) =>
        writer.WriteLine(string.Join(',', new[]
        {
            on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), district, home, id, Number(census.Total), Number(census.Occupied),
            Number(census.Reserved), Number(census.Admitting), Number(census.ToClean), Number(census.Closed),
            Number(census.NotAdmitting),
        }.Select(CsvCells.Quoted)));

    private static string Number(int beds) => beds.ToString(CultureInfo.InvariantCulture);
}
