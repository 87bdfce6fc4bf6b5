using System.Text.Json;
using System.Text.RegularExpressions;

namespace Eldercare.Fuzz;

/// <summary>What an answer may be, whatever was asked.</summary>
internal static partial class Judge
{
    /// <summary>Null for an answer that may be; else what is wrong with it.</summary>
    /// <param name="status">Of HTTP.</param>
    /// <param name="type">The media type; null for none.</param>
    /// <param name="text">The body.</param>
    /// <param name="isGraphQL">Whether it was asked of GraphQL, so that its shape is the specification's.</param>
    public static string? Of(int status, string? type, string text, bool isGraphQL)
    {
        if (Leak().Match(text) is { Success: true } leak) return $"shows an internal: {leak.Value}";
        var isJson = type is "application/json" or "application/graphql-response+json";
        JsonElement root = default;
        if (isJson && !TryParse(text, out root)) return "is no JSON";
        if (isGraphQL && isJson && ShapeOf(root) is { } wrong) return wrong;
        var codes = isGraphQL && isJson ? Codes(root).ToArray() : [];
        if (codes.Contains("INTERNAL")) return "is a fault of ours";
        return status >= 500 && !(status == 503 && codes.Contains("OVERLOADED")) && !(isGraphQL && status is 501 or 505) ? $"is {status}" : null;
    }

    private static IEnumerable<string?> Codes(JsonElement root) => root.TryGetProperty("errors", out var errors)
        ? errors.EnumerateArray().Select(e => e.GetProperty("extensions").GetProperty("code").GetString())
        : [];

    private static bool TryParse(string text, out JsonElement root)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
            root = json.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }

    /// <summary>Section 7 of the GraphQL specification.</summary>
    private static string? ShapeOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return "is no map";
        var (hasData, hasErrors) = (root.TryGetProperty("data", out var data), root.TryGetProperty("errors", out var errors));
        if (!hasData && !hasErrors) return "has neither data nor errors";
        if (root.EnumerateObject().Any(m => m.Name is not ("data" or "errors" or "extensions"))) return "has an entry it may not have";
        if (hasData && data.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) return "has data that is no map";
        if (!hasErrors) return data.ValueKind == JsonValueKind.Null ? "has no data and no errors" : null;
        if (errors.ValueKind != JsonValueKind.Array || errors.GetArrayLength() == 0) return "has errors that are none";
        foreach (var error in errors.EnumerateArray())
        {
            if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.String) return "has an error without a message";
            if (!error.TryGetProperty("extensions", out var more) || !more.TryGetProperty("code", out var code) || code.ValueKind != JsonValueKind.String) return "has an error without a code";
            if (error.TryGetProperty("path", out var path) && path.ValueKind != JsonValueKind.Array) return "has an error with a path that is none";
            if (error.TryGetProperty("locations", out var at) && (at.ValueKind != JsonValueKind.Array || at.EnumerateArray().Any(l => l.GetProperty("line").GetInt32() < 1 || l.GetProperty("column").GetInt32() < 1)))
                return "has an error at no place";
        }

        return null;
    }

    [GeneratedRegex(@"\n   at [A-Z]|\bSystem\.[A-Z]\w+|Npgsql|GraphQL(Parser)?\.[A-Z]\w+|GraphType|Eldercare\.[A-Z]\w+\.|Exception\b|\bmt_(events|streams)\b(?!; --)|(?i)\bselect\b.{1,200}\bfrom\b.{1,100}\bwhere\b|\.cs:line|/root/|/home/[a-z]|/src/Eldercare|SQLSTATE|`[0-9]\[")]
    private static partial Regex Leak();
}
