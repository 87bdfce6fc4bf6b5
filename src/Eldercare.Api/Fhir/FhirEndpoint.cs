using Eldercare.Api.GraphQL;
using Eldercare.Api.Http;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.FileReads;
using Microsoft.AspNetCore.WebUtilities;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>
/// <c>GET /fhir/…</c>: homes, rooms, beds and stays as HL7 FHIR R4, to read only, with the sign-ins and reaches of GraphQL. Every error is an
/// <c>OperationOutcome</c>.
/// </summary>
public sealed class FhirEndpoint(FhirGate gate, ApiServices api, IInterchangeReader places, ILogger<FhirEndpoint> log)
{
    public const string Path = "/fhir";

    public Task HandleAsync(HttpContext http) => FhirJson.AnswerAsync(http, log, async () =>
    {
        if (!HttpMethods.IsGet(http.Request.Method))
            throw new FhirFaultException(StatusCodes.Status405MethodNotAllowed, R4.OperationOutcome.IssueType.NotSupported, new("只供查询，请用 GET。", "This is to read only: use GET."));
        if (!TakesJson(http.Request))
            throw new FhirFaultException(StatusCodes.Status406NotAcceptable, R4.OperationOutcome.IssueType.NotSupported, new("应答格式为 application/fhir+json。", "Answers come as application/fhir+json."));
        var path = (http.Request.RouteValues["path"] as string ?? "").Split('/');
        await FhirJson.WriteAsync(http, path switch
        {
            ["metadata"] => Capabilities.Of(Address(http)),
            ["Location"] => await LocationsAsync(http),
            ["Location", var id] => await LocationAsync(http, id),
            ["Encounter"] => await EncountersAsync(http),
            ["Encounter", var id] => await EncounterAsync(http, id),
            _ => throw new FhirFaultException(
                StatusCodes.Status404NotFound, R4.OperationOutcome.IssueType.NotSupported, new("此处有 Location、Encounter 和 metadata。", "There is Location, Encounter and metadata here.")),
        });
    });

    private async Task<R4.Resource> LocationsAsync(HttpContext http)
    {
        var reader = await gate.OpenAsync(http, FileDoor.Fhir);
        var (query, count) = (http.Request.Query, FhirSearch.CountOf(http.Request.Query));
        var after = FhirSearch.One(query, FhirSearch.After) is { } text ? PlaceAfter(text) : default(PlaceKey?);
        var page = await places.PlacesAsync(api.CityName, FhirSearch.Places(query, reader.Within), count, after, http.RequestAborted);
        return Found(
            http, count, page.Rows.Select(LocationMapping.Of),
            page.HasMore ? $"{(int)page.Rows[^1].Key.Kind}-{page.Rows[^1].Key.Id:N}" : null);
    }

    private async Task<R4.Resource> LocationAsync(HttpContext http, string id)
    {
        var reader = await gate.OpenAsync(http, FileDoor.Fhir);
        var found = Guid.TryParseExact(id, "D", out var value)
            ? await places.PlacesAsync(api.CityName, new(Id: value), 1, after: null, http.RequestAborted)
            : null;
        if (found is not { Rows: [var place, ..] }) throw FhirFaultException.NotFound("没有这个 Location。", "There is no such Location.");
        reader.Check(place.Home, place.District);
        return LocationMapping.Of(place);
    }

    private async Task<R4.Resource> EncountersAsync(HttpContext http)
    {
        var reader = await gate.OpenAsync(http, FileDoor.Fhir);
        var (query, count) = (http.Request.Query, FhirSearch.CountOf(http.Request.Query));
        var after = FhirSearch.One(query, FhirSearch.After) is { } text
            ? EncounterMapping.KeyOf(text) ?? throw NoSuchPage()
            : default(StayKey?);
        var page = await places.StaysAsync(api.CityName, FhirSearch.Stays(query, reader.Within), Today, count, after, http.RequestAborted);
        await reader.NoteAsync(page.Rows);
        return Found(http, count, page.Rows.Select(EncounterMapping.Of), page.HasMore ? EncounterMapping.IdOf(page.Rows[^1].Key) : null);
    }

    private async Task<R4.Resource> EncounterAsync(HttpContext http, string id)
    {
        var reader = await gate.OpenAsync(http, FileDoor.Fhir);
        var found = EncounterMapping.KeyOf(id) is { } key
            ? await places.StaysAsync(api.CityName, new(Key: key), Today, 1, after: null, http.RequestAborted)
            : null;
        if (found is not { Rows: [var stay, ..] }) throw FhirFaultException.NotFound("没有这个 Encounter。", "There is no such Encounter.");
        reader.Check(stay.Home, stay.District);
        await reader.NoteAsync([stay]);
        return EncounterMapping.Of(stay);
    }

    private DateOnly Today => CityTime.Today(api.Clock.GetUtcNow());

    private string Address(HttpContext http) => Origins.Of(http.Request, api.Settings) + Path;

    /// <param name="http">The search.</param>
    /// <param name="count">How many were asked for.</param>
    /// <param name="resources">Of this page.</param>
    /// <param name="last">What the next page comes after; null when this is the last.</param>
    private R4.Bundle Found(HttpContext http, int count, IEnumerable<R4.Resource> resources, string? last)
    {
        var asked = http.Request.Query.Where(q => q.Key is not (FhirSearch.After or FhirSearch.Count))
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
            .Append(new(FhirSearch.Count, $"{count}"));
        var self = $"{Origins.Of(http.Request, api.Settings)}{http.Request.Path}";
        var bundle = new R4.Bundle
        {
            Type = R4.Bundle.BundleType.Searchset,
            Link = [new() { Relation = "self", Url = self + http.Request.QueryString }],
            Entry =
            [
                .. resources.Select(r => new R4.Bundle.EntryComponent
                {
                    FullUrl = $"{Address(http)}/{r.TypeName}/{r.Id}",
                    Resource = r,
                    Search = new() { Mode = R4.Bundle.SearchEntryMode.Match },
                }),
            ],
        };
        if (last is not null)
            bundle.Link.Add(new() { Relation = "next", Url = QueryHelpers.AddQueryString(self, asked.Append(new(FhirSearch.After, last))) });
        return bundle;
    }

    private static bool TakesJson(HttpRequest request)
    {
        if (FhirSearch.One(request.Query, FhirSearch.Format) is { } format) return format is "json" or "application/json" or "application/fhir+json";
        var accepted = request.GetTypedHeaders().Accept;
        return accepted is not { Count: > 0 } || accepted.Any(a => a.Quality is not 0 && (a.MediaType.Value is "*/*" or "application/*" or "application/json" or "application/fhir+json"));
    }

    private static PlaceKey PlaceAfter(string text) =>
        text.Split('-') is [{ Length: 1 } kind, var id] && kind[0] - '0' is >= 0 and <= (int)PlaceKind.Bed and var number && Guid.TryParseExact(id, "N", out var value)
            ? new((PlaceKind)number, value)
            : throw NoSuchPage();

    private static FhirFaultException NoSuchPage() => FhirFaultException.BadValue($"{FhirSearch.After} 须取自下一页链接。", $"{FhirSearch.After} is what a link to the next page says.");
}
