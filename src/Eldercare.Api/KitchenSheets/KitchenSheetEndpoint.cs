using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.Meals;

namespace Eldercare.Api.KitchenSheets;

/// <summary>
/// <c>GET /kitchen-sheets/{sitting}</c>, with <c>.csv</c> or <c>.xlsx</c> for a spreadsheet and <c>?lang=en</c> for English: the page to
/// print, for whom the query <c>kitchenSheet</c> answers, with the same bearer token. The kitchen gets codes instead of names.
/// </summary>
public sealed class KitchenSheetEndpoint(TokenReader tokens, ApiServices api)
{
    public const string Path = "/kitchen-sheets/{sitting}";

    private const Role Readers = Role.Kitchen | SheetNames.Roles;

    public async Task<IResult> HandleAsync(HttpContext http, string sitting, string? lang)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await tokens.ReadAsync(http.Request.Headers.Authorization) is not { IsAnonymous: false } caller) return Results.Unauthorized();
        var (id, format) = sitting.Split('.') is [var name, var extension] ? (name, extension) : (sitting, "html");
        if (format is not ("html" or "csv" or "xlsx") || GlobalId.TryParse(id) is not ("Sitting", var value)) return Results.NotFound();

        var stop = http.RequestAborted;
        var boards = await api.MealPoints.SittingsByIdsAsync(api.CityName, [new SittingId(value)], stop);
        if (!boards.TryGetValue(new SittingId(value), out var board)) return Results.NotFound();
        var request = new RequestContext(api, caller, stop);
        if (!await request.ScopesFor(Readers).CookedFor(board.Point)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await SheetView.ReadAsync(api, board.Point, board.Date, board.Meal, stop) is not { } sheet) return Results.NotFound();

        var names = await request.ScopesFor(SheetNames.Roles).Point(board.Point);
        var point = (await api.MealPoints.ByIdsAsync(api.CityName, [board.Point], stop)).GetValueOrDefault(board.Point)?.Name ?? "?";
        var document = await SheetDocument.ReadAsync(api, point, sheet, names, chinese: lang is not "en", stop);
        var file = $"kitchen-sheet-{board.Date:yyyy-MM-dd}-{board.Meal}.{format}";
        return format switch
        {
            "csv" => Results.File(SheetTables.Csv(document), "text/csv; charset=utf-8", file),
            "xlsx" => Results.File(
                await SheetTables.ExcelAsync(document, stop), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file),
            _ => Results.Content(SheetHtml.Of(document), "text/html; charset=utf-8"),
        };
    }
}
