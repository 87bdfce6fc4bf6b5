using System.Text.Json;

namespace Eldercare.Api.GraphQL.Documents;

/// <summary>A document that somebody put into a manifest.</summary>
/// <param name="Id">What the manifest calls it.</param>
/// <param name="Text">The document.</param>
/// <param name="File">Where it stands.</param>
public sealed record TrustedDocument(string Id, string Text, string File);

/// <summary>Reads documents from files, as the tools write them that collect them from an app's source.</summary>
public static class DocumentManifest
{
    private const string ApolloFormat = "apollo-persisted-query-manifest";

    /// <param name="path">A file, or a folder of which every <c>.json</c> and <c>.graphql</c> is read.</param>
    /// <exception cref="FormatException">It is not there, cannot be read, or is none of the forms.</exception>
    public static IReadOnlyList<TrustedDocument> Read(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? [.. Directory.EnumerateFiles(path).Where(IsOne).Order(StringComparer.Ordinal).SelectMany(OfFile)]
                : [.. OfFile(path)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path}: {fault.Message}", fault);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{path} is not JSON.", fault);
        }
    }

    private static bool IsOne(string file) => Path.GetExtension(file) is ".json" or ".graphql";

    private static IEnumerable<TrustedDocument> OfFile(string file)
    {
        var text = File.ReadAllText(file);
        if (Path.GetExtension(file) == ".graphql") return [new TrustedDocument(DocumentName.Of(text), text, file)];
        using var json = JsonDocument.Parse(text);
        return json.RootElement switch
        {
            { ValueKind: not JsonValueKind.Object } => throw Unknown(file),
            var root when root.TryGetProperty("format", out var format) && format.ValueEquals(ApolloFormat) => [.. Apollo(root, file)],
            var root => [.. Pairs(root, file)],
        };
    }

    /// <summary>As <c>@apollo/generate-persisted-query-manifest</c> writes it, version 1.</summary>
    private static IEnumerable<TrustedDocument> Apollo(JsonElement root, string file)
    {
        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || version.GetDouble() is not 1)
            throw new FormatException($"{file} is a manifest of Apollo's, but not of version 1.");
        if (!root.TryGetProperty("operations", out var operations) || operations.ValueKind != JsonValueKind.Array) throw Unknown(file);
        foreach (var operation in operations.EnumerateArray())
            yield return new TrustedDocument(Text(operation, "id", file), Text(operation, "body", file), file);
    }

    /// <summary>An object of texts by their ids: relay-compiler's <c>persistConfig.file</c>, and <c>persistedDocuments</c> of GraphQL Code Generator's client preset.</summary>
    private static IEnumerable<TrustedDocument> Pairs(JsonElement root, string file)
    {
        foreach (var pair in root.EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.String) throw Unknown(file);
            yield return new TrustedDocument(pair.Name, pair.Value.GetString()!, file);
        }
    }

    private static string Text(JsonElement operation, string name, string file) =>
        operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Unknown(file);

    private static FormatException Unknown(string file) => new(
        $"{file} is no manifest: neither Apollo's ({{\"format\":\"{ApolloFormat}\",\"version\":1,\"operations\":[{{\"id\":…,\"body\":…}}]}}) nor an object of documents by their ids.");
}
