using System.Text.Encodings.Web;
using System.Text.Json;
using Eldercare.Api.Http;
using Hl7.Fhir.Serialization;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>Resources as the JSON of FHIR R4, on one line.</summary>
public static class FhirJson
{
    public const string ContentType = "application/fhir+json; charset=utf-8";

    /// <summary>A resource a line.</summary>
    public const string Lines = "application/fhir+ndjson; charset=utf-8";

    // Names in Chinese stay readable. Answers are sent as JSON that no browser takes for a page (nosniff).
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly BaseFhirJsonSerializer s_serializer = new(R4.ModelInfo.ModelInspector);

    public static byte[] BytesOf(R4.Resource resource)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, s_options)) s_serializer.Serialize(resource, writer);
        return bytes.ToArray();
    }

    public static Task WriteAsync(HttpContext http, R4.Resource resource, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        if (status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (status == StatusCodes.Status405MethodNotAllowed) http.Response.Headers.Allow = "GET";
        var body = BytesOf(resource);
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static Task WriteAsync(HttpContext http, FhirFaultException fault)
    {
        var language = http.MessageLanguage();
        http.Response.SaysIn(language);
        return WriteAsync(http, fault.Outcome(language), fault.Status);
    }

    /// <summary>What every answer's header says; then the answer, or the <c>OperationOutcome</c> of what kept it from being given.</summary>
    internal static async Task AnswerAsync(HttpContext http, ILogger log, Func<Task> answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.Vary = "Accept, Authorization";
        try
        {
            await answer();
        }
        catch (FhirFaultException fault)
        {
            await WriteAsync(http, fault);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody reads an answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            FhirLog.Failed(log, http.Request.Path, fault);
            await WriteAsync(http, FhirFaultException.Broken());
        }
    }
}

internal static partial class FhirLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "FHIR {Path} failed.")]
    public static partial void Failed(ILogger log, string path, Exception fault);
}
