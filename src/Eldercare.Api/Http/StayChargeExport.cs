using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.Beds.Charges;
using Eldercare.City.Charges;
using Eldercare.People;

namespace Eldercare.Api.Http;

/// <summary>
/// <c>GET /exports/stay-charges?month=2026-10&amp;district=321102</c>: what payers pay homes for a month, by the rules of the query
/// <c>stayCharges</c>; a district office that names no district gets its own. The last row is the control sum: how many rows there are, and the
/// sums of days and yuan over those that are owed.
/// </summary>
public sealed class StayChargeExport(TokenReader tokens, ApiServices api)
{
    public const string Path = "/exports/stay-charges";

    /// <summary>The layout: columns are only ever added at the end.</summary>
    public const string Columns = "district,home,home_id,month,funder,owed,of_month,days,amount_yuan,final,final_by";

    internal const Role Readers = Role.DistrictOffice | Role.CityOffice | Role.Auditor;

    public async Task HandleAsync(HttpContext http)
    {
        if (await http.SignedInAsync(tokens) is not { } caller) return;
        var scopes = new RequestContext(api, caller, http.RequestAborted).ScopesFor(Readers);
        var district = http.Request.Query["district"].FirstOrDefault() ?? (scopes.Everywhere ? null : caller.District);
        if (!scopes.District(district))
        {
            await http.SayAsync(StatusCodes.Status403Forbidden, ForbiddenText.Of(caller, Readers, []));
        }
        else if (YearMonth.TryParse(http.Request.Query["month"]) is not { } month || (district is not null && !Districts.IsKnown(district)))
        {
            await http.SayAsync(
                StatusCodes.Status400BadRequest,
                new(
                    $"请填写month=年-月，如month=2026-10；还可填写district=区代码（{string.Join("、", Districts.All.Select(d => d.Code))}）。",
                    $"Ask for month=YYYY-MM, such as month=2026-10, and if you want for district=CODE ({string.Join(", ", Districts.All.Select(d => d.Code))})."));
        }
        else
        {
            var charges = await api.StayCharges.OfHomesAsync(
                api.CityName, month, home: null, district, CityTime.Today(api.Clock.GetUtcNow()), http.RequestAborted);
            await SendAsync(http, $"stay-charges-{month}{(district is null ? "" : "-" + district)}.csv", charges);
        }
    }

    private static async Task SendAsync(HttpContext http, string file, StayMonth charges)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
        using var whole = new MemoryStream();
        using (var writer = CsvCells.Writer(whole))
        {
            writer.WriteLine(Columns);
            var (rows, days) = (0, 0);
            foreach (var home in charges.Homes)
            {
                foreach (var payer in StayLines.Payers(home.Bills.SelectMany(b => b.Lines)))
                {
                    Write(
                        writer, home.Home.District, CsvCells.Safe(home.Home.Name), home.Home.Home.Value.ToString(), charges.Month.ToString(), payer.Funder,
                        payer.IsOwed ? "yes" : "no", new YearMonth(payer.OfMonth).ToString(), Number(payer.Days), payer.Amount.ToString(),
                        home.Final is null ? "no" : "yes", CsvCells.Safe(home.Final?.FrozenBy ?? ""));
                    rows++;
                    if (payer.IsOwed) days += payer.Days;
                }
            }

            Write(writer, SettlementExport.ControlSum, $"{rows} rows", "", "", "", "yes", "", Number(days), charges.Owed.ToString(), "", "");
        }

        whole.Position = 0;
        await whole.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static void Write(StreamWriter writer, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) writer.Write(',');
            writer.Write(CsvCells.Quoted(cells[i]));
        }

        writer.WriteLine();
    }

    private static string Number(int days) => days.ToString(CultureInfo.InvariantCulture);
}
