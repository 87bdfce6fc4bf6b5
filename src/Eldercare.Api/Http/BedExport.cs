using System.Runtime.CompilerServices;
using Eldercare.Api.Fhir;
using Eldercare.Api.GraphQL;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.FileReads;
using Microsoft.AspNetCore.Http.Features;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Http;

/// <summary>
/// <c>GET /exports/beds.ndjson?type=Location</c> (or <c>Encounter</c>): everything <c>/fhir</c> has of it that the sign-in reaches, a resource a
/// line, sent while it is read. Page by page: what changes meanwhile may be in it or not, but nothing is in it twice.
/// </summary>
public sealed class BedExport(FhirGate gate, ApiServices api, IInterchangeReader places, ILogger<BedExport> log)
{
    public const string Path = "/exports/beds.ndjson";

    private const int AtOnce = 1_000;

    private static readonly byte[] s_end = "\n"u8.ToArray();

    public Task HandleAsync(HttpContext http) => FhirJson.AnswerAsync(http, log, async () =>
    {
        var reader = await gate.OpenAsync(http, FileDoor.Export);
        var type = FhirSearch.One(http.Request.Query, "type");
        var resources = type switch
        {
            "Location" => LocationsAsync(reader.Within, http.RequestAborted),
            "Encounter" => EncountersAsync(reader, http.RequestAborted),
            _ => throw FhirFaultException.BadValue("请填写 type=Location 或 type=Encounter。", "Ask for type=Location or type=Encounter."),
        };
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var begun = false;
        await foreach (var page in resources)
        {
            // Only once something was read: what fails before is told as an error, not by a file that ends early.
            if (!begun) http.Response.ContentType = FhirJson.Lines;
            begun = true;
            foreach (var resource in page)
            {
                await http.Response.Body.WriteAsync(FhirJson.BytesOf(resource), http.RequestAborted);
                await http.Response.Body.WriteAsync(s_end, http.RequestAborted);
            }
        }
    });

    private async IAsyncEnumerable<IEnumerable<R4.Resource>> LocationsAsync(
        Within? within, [EnumeratorCancellation] CancellationToken cancellation)
    {
        PlaceKey? after = null;
        Page<Place> page;
        do
        {
            page = await places.PlacesAsync(api.CityName, new(within), AtOnce, after, cancellation);
            yield return page.Rows.Select(LocationMapping.Of);
            after = page.HasMore ? page.Rows[^1].Key : null;
        }
        while (page.HasMore);
    }

    private async IAsyncEnumerable<IEnumerable<R4.Resource>> EncountersAsync(
        FhirReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // One day for all of it: a file begun before midnight tells of one day.
        var today = CityTime.Today(api.Clock.GetUtcNow());
        StayKey? after = null;
        Page<Stay> page;
        do
        {
            page = await places.StaysAsync(api.CityName, new(reader.Within), today, AtOnce, after, cancellation);
            await reader.NoteAsync(page.Rows);
            yield return page.Rows.Select(EncounterMapping.Of);
            after = page.HasMore ? page.Rows[^1].Key : null;
        }
        while (page.HasMore);
    }
}
