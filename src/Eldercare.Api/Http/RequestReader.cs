using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using GraphQL;
using Microsoft.Net.Http.Headers;

namespace Eldercare.Api.Http;

/// <summary>A request that cannot be answered by GraphQL: its HTTP status and what to say.</summary>
public sealed class RefusedRequestException(int status, ApiError error) : Exception
{
    public int Status { get; } = status;

    public ApiError Error { get; } = error;

    public static RefusedRequestException Of(int status, string message) => new(status, new ApiError(ApiError.BadRequestCode, message));
}

/// <summary>Reads a GraphQL request from HTTP, strictly.</summary>
public static class RequestReader
{
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 64 };
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="RefusedRequestException">The request is broken.</exception>
    public static async Task<GraphQLCall> PostAsync(HttpRequest request, int maxBytes)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            throw RefusedRequestException.Of(StatusCodes.Status415UnsupportedMediaType, "Send application/json in UTF-8.");
        if (request.Headers.ContentEncoding.Count > 0)
            throw RefusedRequestException.Of(StatusCodes.Status415UnsupportedMediaType, "Send the body without compression.");
        var body = await BodyAsync(request, maxBytes);
        try
        {
            using var json = JsonDocument.Parse(body, s_json);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "The body is not JSON in UTF-8.");
        }
    }

    /// <exception cref="RefusedRequestException">The request is broken.</exception>
    public static GraphQLCall Get(HttpRequest request)
    {
        // The framework turns broken percent escapes into replacement characters; U+FFFD is never meant.
        var query = request.Query["query"].ToString();
        if (query.Length == 0) throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "The parameter query is missing.");
        var operation = request.Query["operationName"].ToString();
        var variables = request.Query["variables"].ToString();
        if (!TextRules.IsWhole(query) || query.Contains('\uFFFD', StringComparison.Ordinal) || !TextRules.IsWhole(variables))
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, TextRules.Broken());
        if (variables.Length == 0) return new GraphQLCall(query, operation.Length == 0 ? null : operation, null);
        try
        {
            using var json = JsonDocument.Parse(variables, s_json);
            return new GraphQLCall(query, operation.Length == 0 ? null : operation, Variables(json.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "The parameter variables is not JSON.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes) throw TooLarge(maxBytes, request.ContentLength);
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4096, maxBytes) + 1);
        int read;
        while ((read = await request.Body.ReadAsync(buffer.GetMemory(1), request.HttpContext.RequestAborted)) > 0)
        {
            buffer.Advance(read);
            if (buffer.WrittenCount > maxBytes) throw TooLarge(maxBytes, asked: null);
        }

        try
        {
            s_utf8.GetCharCount(buffer.WrittenSpan);
        }
        catch (DecoderFallbackException)
        {
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "The body is not UTF-8.");
        }

        return buffer.WrittenMemory;
    }

    private static RefusedRequestException TooLarge(int maxBytes, long? asked) => new(
        StatusCodes.Status413PayloadTooLarge,
        ApiError.Limit("bytes", maxBytes, asked, $"a request has at most {maxBytes}, and this one {asked?.ToString(CultureInfo.InvariantCulture) ?? "more"}."));

    /// <summary>Reads a request's members, however they came.</summary>
    /// <exception cref="RefusedRequestException">They are broken.</exception>
    internal static GraphQLCall Read(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Array)
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "Send one operation at a time: there is no batching.");
        if (body.ValueKind != JsonValueKind.Object) throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "The body must be a JSON object.");
        string? query = null, operation = null;
        Inputs? variables = null;
        foreach (var member in body.EnumerateObject())
        {
            switch (member.Name)
            {
                case "query": query = Text(member.Value, "query"); break;
                case "operationName": operation = Text(member.Value, "operationName"); break;
                case "variables": variables = Variables(member.Value); break;
                case "extensions" when member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null):
                    throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "extensions must be an object.");
            }
        }

        return string.IsNullOrWhiteSpace(query)
            ? throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "The member query is missing.")
            : new GraphQLCall(query, operation, variables);
    }

    private static string? Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Whole(value.GetString()!),
        _ => throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, $"{name} must be a string."),
    };

    private static Inputs? Variables(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => new Inputs(Members(value)),
        _ => throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "variables must be an object."),
    };

    private static Dictionary<string, object?> Members(JsonElement value)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject()) members[Whole(member.Name)] = Value(member.Value);
        return members;
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => Whole(value.GetString()!),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // The casts keep a whole number whole: without them all three would be doubles.
        JsonValueKind.Number => value.TryGetInt32(out var i) ? (object)i : value.TryGetInt64(out var l) ? l : value.GetDouble(),
        _ => null,
    };

    private static string Whole(string text) =>
        TextRules.IsWhole(text) ? text : throw new RefusedRequestException(StatusCodes.Status400BadRequest, TextRules.Broken());
}
