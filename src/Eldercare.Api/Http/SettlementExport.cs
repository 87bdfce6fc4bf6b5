using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using MiniExcelLibs;

namespace Eldercare.Api.Http;

/// <summary>
/// <c>GET /exports/settlements?month=2026-10&amp;district=321102&amp;format=csv</c> (or <c>xlsx</c>): a month's settlements for finance, by the rules
/// of the query <c>settlements</c>; a district office that names no district gets its own. The last row is the control sum: how many rows there are, and the sums of meals and yuan
/// over those that are owed.
/// </summary>
public sealed class SettlementExport(TokenReader tokens, ApiServices api)
{
    public const string Path = "/exports/settlements";

    /// <summary>In the row of the control sum, where others have the district.</summary>
    public const string ControlSum = "CONTROL SUM";

    internal const Role Readers = Role.DistrictOffice | Role.CityOffice | Role.Auditor;

    public async Task HandleAsync(HttpContext http)
    {
        if (await http.SignedInAsync(tokens) is not { } caller) return;
        var (month, district, format) = (
            YearMonth.TryParse(http.Request.Query["month"]), http.Request.Query["district"].FirstOrDefault(), http.Request.Query["format"].FirstOrDefault() ?? "csv");
        if (!Everywhere(caller, http.RequestAborted)) district ??= caller.District;
        if (!MayRead(caller, district, http.RequestAborted))
        {
            await http.SayAsync(StatusCodes.Status403Forbidden, ForbiddenText.Of(caller, Readers, []));
        }
        else if (month is not { } wanted || (district is not null && !Districts.IsKnown(district)) || format is not ("csv" or "xlsx"))
        {
            await http.SayAsync(StatusCodes.Status400BadRequest, new(
                $"请填写month=年-月，如month=2026-10；还可填写district=区代码（{string.Join("、", Districts.All.Select(d => d.Code))}）和format=csv或xlsx。",
                $"Ask for month=YYYY-MM, such as month=2026-10, and if you want for district=CODE ({string.Join(", ", Districts.All.Select(d => d.Code))}) and format=csv or xlsx."));
        }
        else
        {
            var settlements = await api.Settlements.OfMonthAsync(api.CityName, wanted, district, http.RequestAborted);
            await SendAsync(http, $"settlements-{wanted}{(district is null ? "" : "-" + district)}.{format}", Rows(settlements));
        }
    }

    private bool Everywhere(Caller caller, CancellationToken cancellation) => new RequestContext(api, caller, cancellation).ScopesFor(Readers).Everywhere;

    private bool MayRead(Caller caller, string? district, CancellationToken cancellation) =>
        (caller.Roles & Readers) != Role.None && new RequestContext(api, caller, cancellation).ScopesFor(Readers).District(district);

    private static async Task SendAsync(HttpContext http, string file, List<Row> rows)
    {
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
        using var whole = new MemoryStream();
        if (file.EndsWith("xlsx", StringComparison.Ordinal))
        {
            http.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            await whole.SaveAsAsync(rows, sheetName: "settlements", cancellationToken: http.RequestAborted);
        }
        else
        {
            http.Response.ContentType = "text/csv; charset=utf-8";
            WriteCsv(whole, rows);
        }

        whole.Position = 0;
        await whole.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static List<Row> Rows(IReadOnlyList<(SettlementBoard Settlement, string Point)> settlements)
    {
        List<Row> rows =
        [
            .. from s in settlements
               from line in s.Settlement.Lines
               select new Row(
                   s.Settlement.District, CsvCells.Safe(s.Point), s.Settlement.Point.ToString(), new YearMonth(s.Settlement.Month).ToString(), line.Funder,
                   line.IsOwed ? "yes" : "no", new YearMonth(line.OfMonth).ToString(), line.Meals, line.Amount.Value / 100m,
                   s.Settlement.Frozen ? "yes" : "no", CsvCells.Safe(s.Settlement.FrozenBy ?? "")),
        ];
        var owed = SettlementLines.Owed(settlements.SelectMany(s => s.Settlement.Lines));
        var meals = settlements.SelectMany(s => s.Settlement.Lines).Where(l => l.IsOwed).Sum(l => l.Meals);
        rows.Add(new(ControlSum, $"{rows.Count} rows", "", "", "", "yes", "", meals, owed.Value / 100m, "", ""));
        return rows;
    }

    private static void WriteCsv(Stream stream, List<Row> rows)
    {
        using var writer = CsvCells.Writer(stream);
        writer.WriteLine("district,meal_point,meal_point_id,month,funder,owed,of_month,meals,amount_yuan,final,final_by");
        foreach (var r in rows)
            writer.WriteLine(string.Join(',', new[]
            {
                r.District, r.MealPoint, r.MealPointId, r.Month, r.Funder, r.Owed, r.OfMonth, r.Meals.ToString(CultureInfo.InvariantCulture),
                r.AmountYuan.ToString("0.00", CultureInfo.InvariantCulture), r.Final, r.FinalBy,
            }.Select(CsvCells.Quoted)));
    }

    private sealed record Row(
        string District, string MealPoint, string MealPointId, string Month, string Funder, string Owed, string OfMonth, int Meals, decimal AmountYuan,
        string Final, string FinalBy);
}
