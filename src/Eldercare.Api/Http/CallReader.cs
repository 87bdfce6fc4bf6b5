using System.Text.Json;
using Eldercare.Api.GraphQL.Documents;
using Eldercare.Api.GraphQL.Execution;
using GraphQL;

namespace Eldercare.Api.Http;

/// <summary>Reads a call out of JSON, as bodies of HTTP and messages of other transports have it.</summary>
public static class CallReader
{
    /// <exception cref="RefusedRequestException">It is no call.</exception>
    public static GraphQLCall Read(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Array)
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "请一次提交一个操作，不支持批量。", "Send one operation at a time: there is no batching.");
        if (body.ValueKind != JsonValueKind.Object) throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "请求内容须为 JSON 对象。", "The body must be a JSON object.");
        string? query = null, id = null, operation = null, hash = null;
        Inputs? variables = null;
        foreach (var member in body.EnumerateObject())
        {
            switch (member.Name)
            {
                case "query": query = Text(member.Value, "query"); break;
                case "documentId": id = Text(member.Value, "documentId"); break;
                case "operationName": operation = Text(member.Value, "operationName"); break;
                case "variables": variables = Variables(member.Value); break;
                case "extensions": hash = PersistedQuery(member.Value); break;
            }
        }

        return Of(query, id, operation, variables, hash);
    }

    /// <summary>A call of these parts.</summary>
    /// <param name="query">The document's text; null or empty where it is named only.</param>
    /// <param name="id">The document's id, as the appendix on persisted documents has it.</param>
    /// <param name="operation">Which of its operations.</param>
    /// <param name="variables">Their values.</param>
    /// <param name="hash">The document's hash, as Apollo's clients send it.</param>
    /// <exception cref="RefusedRequestException">There is neither text nor name.</exception>
    internal static GraphQLCall Of(string? query, string? id, string? operation, Inputs? variables, string? hash)
    {
        var named = id is not null ? new DocumentName(id, Automatic: false) : hash is not null ? new DocumentName(DocumentName.Sha256 + hash, Automatic: true) : null;
        if (string.IsNullOrWhiteSpace(query) && named is null)
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "缺少 query，也没有 documentId。", "The query is missing, and no documentId names one.");
        return new GraphQLCall(query ?? "", operation, variables) { Document = named };
    }

    internal static string? PersistedQuery(JsonElement extensions)
    {
        if (extensions.ValueKind == JsonValueKind.Null) return null;
        if (extensions.ValueKind != JsonValueKind.Object) throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "extensions 须为对象。", "extensions must be an object.");
        if (!extensions.TryGetProperty("persistedQuery", out var persisted) || persisted.ValueKind == JsonValueKind.Null) return null;
        return persisted.ValueKind == JsonValueKind.Object && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()!.ToLowerInvariant()
            : throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "extensions.persistedQuery 须含 sha256Hash。", "extensions.persistedQuery has a sha256Hash.");
    }

    private static string? Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Whole(value.GetString()!),
        _ => throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, $"{name} 须为字符串。", $"{name} must be a string."),
    };

    internal static Inputs? Variables(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => new Inputs(Members(value)),
        _ => throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "variables 须为对象。", "variables must be an object."),
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
