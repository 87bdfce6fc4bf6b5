using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.Http;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People.FileReads;

namespace Eldercare.Api.KitchenSheets;

/// <summary>
/// <c>GET /kitchen-sheets/{sitting}</c>, with <c>.csv</c> or <c>.xlsx</c> for a spreadsheet and <c>?lang=en</c> for English: the page to
/// print, for whom the query <c>kitchenSheet</c> answers, with the same bearer token; or for a browser by the links that query gives
/// (<see cref="SheetLinks"/>). The kitchen gets codes instead of names. Likewise what a kitchen cooks over all its points
/// (<see cref="KitchenTotalFile"/>).
/// </summary>
public sealed class KitchenSheetEndpoint(TokenReader tokens, ApiServices api)
{
    public const string Folder = "/kitchen-sheets";

    public const string Path = $"{Folder}/{{sitting}}";

    internal const Role Readers = Role.Kitchen | SheetNames.Roles;

    public async Task<IResult> HandleAsync(HttpContext http, string sitting, string? lang)
    {
        // Neither kept nor told to another page: a link is worth what is behind it.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        var link = SheetLinks.IsLink(http.Request.Query) ? api.SheetLinks.Open(sitting, http.Request.Query) : null;
        if (link is null && SheetLinks.IsLink(http.Request.Query)) return Refused(http, new("链接无效或已过期，请重新获取。", "This link is not valid, or no longer: ask for a new one."));
        var caller = link is null ? await tokens.ReadAsync(http.Request.Headers.Authorization) : Caller.Anonymous;
        if (link is null && caller is not { IsAnonymous: false })
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Unauthorized();
        }

        var (id, format) = sitting.Split('.') is [var name, var extension] ? (name, extension) : (sitting, "html");
        if (format is "html" or "csv" or "xlsx" && KitchenTotalFile.Parse(id) is var (kitchen, date, meal))
            return await TotalAsync(http, caller!, byLink: link is not null, kitchen, date, meal, format, chinese: lang is not "en");
        if (format is not ("html" or "csv" or "xlsx") || GlobalId.TryParse(id) is not ("Sitting", var value)) return Results.NotFound();

        var stop = http.RequestAborted;
        var boards = await api.MealPoints.SittingsByIdsAsync(api.CityName, [new SittingId(value)], stop);
        if (!boards.TryGetValue(new SittingId(value), out var board)) return Results.NotFound();
        var request = new RequestContext(api, caller!, stop) { Door = FileDoor.KitchenSheet };
        if (link is null && !await request.ScopesFor(Readers).CookedFor(board.Point)) return Refused(http, new("您无权查看这份备餐单。", "You may not see this kitchen sheet."));
        if (await SheetView.ReadAsync(api, board.Point, board.Date, board.Meal, stop) is not { } sheet) return Results.NotFound();

        var names = link ?? await request.ScopesFor(SheetNames.Roles).Point(board.Point);
        var point = (await api.MealPoints.ByIdsAsync(api.CityName, [board.Point], stop)).GetValueOrDefault(board.Point)?.Name ?? "?";
        var document = await SheetDocument.ReadAsync(api, point, sheet, names, chinese: lang is not "en", stop);
        // By a link it was written down when somebody asked for that.
        if (names && link is null)
        {
            request.NoteDiets(sheet);
            await request.Readings.RecordAsync();
        }

        var file = $"kitchen-sheet-{board.Date:yyyy-MM-dd}-{board.Meal}.{format}";
        return format switch
        {
            "csv" => Csv(SheetTables.Csv(document), file),
            "xlsx" => Excel(await SheetTables.ExcelAsync(document, stop), file),
            _ => Html(SheetHtml.Of(document)),
        };
    }

    private async Task<IResult> TotalAsync(
        HttpContext http, Caller caller, bool byLink, KitchenId kitchen, DateOnly date, Meal meal, string format, bool chinese)
    {
        var stop = http.RequestAborted;
        if (!byLink && !await new RequestContext(api, caller, stop).ScopesFor(Readers).Kitchen(kitchen))
            return Refused(http, new("您无权查看该厨房的备餐汇总。", "You may not see what this kitchen cooks."));
        if (await KitchenTotal.ReadAsync(api, kitchen, date, meal, stop) is not { } total) return Results.NotFound();
        var document = await KitchenTotalFile.ReadAsync(api, total, chinese, stop);
        var file = $"kitchen-total-{date:yyyy-MM-dd}-{meal}.{format}";
        return format switch
        {
            "csv" => Csv(document.Csv(), file),
            "xlsx" => Excel(await document.ExcelAsync(stop), file),
            _ => Html(document.Html()),
        };
    }

    private static IResult Csv(byte[] text, string file) => Results.File(text, "text/csv; charset=utf-8", file);

    private static IResult Excel(byte[] workbook, string file) =>
        Results.File(workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file);

    private static IResult Html(string page) => Results.Content(page, "text/html; charset=utf-8");

    private static IResult Refused(HttpContext http, Words why)
    {
        var language = http.MessageLanguage();
        http.Response.SaysIn(language);
        return Results.Text(why.In(language), "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
    }
}
