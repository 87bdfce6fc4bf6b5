using System.Text.Json;

namespace Eldercare.Fuzz;

/// <summary>A type as it stands at a field or argument.</summary>
/// <param name="Name">The named type inside.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Item">What a list is of; null of anything else.</param>
internal sealed record TypeRef(string Name, bool Required, TypeRef? Item);

internal sealed record ArgumentModel(string Name, TypeRef Type);

internal sealed record FieldModel(string Name, TypeRef Type, IReadOnlyList<ArgumentModel> Arguments);

/// <summary>A type of the schema: what it has of these is empty where its kind has none.</summary>
internal sealed record TypeModel(
    string Name, string Kind, IReadOnlyList<FieldModel> Fields, IReadOnlyList<ArgumentModel> Inputs, IReadOnlyList<string> Values, IReadOnlyList<string> Possible);

/// <summary>The schema as the host tells it: what it does not tell is not tried.</summary>
internal sealed class SchemaModel
{
    public const string Question = """
        { __schema { queryType { name } mutationType { name } subscriptionType { name } types { name kind fields { name args { name type { ...T } } type { ...T } }
          inputFields { name type { ...T } } enumValues { name } possibleTypes { name } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } }
        """;

    private readonly Dictionary<string, TypeModel> _types;

    /// <param name="data">The answer to <see cref="Question"/>.</param>
    public SchemaModel(JsonElement data)
    {
        var schema = data.GetProperty("__schema");
        _types = schema.GetProperty("types").EnumerateArray().Select(TypeOf).ToDictionary(t => t.Name, StringComparer.Ordinal);
        (Query, Mutation) = (_types[Root("queryType")!], Root("mutationType") is { } name ? _types[name] : null);
        Subscription = Root("subscriptionType") is { } live ? _types[live] : null;

        string? Root(string which) => schema.GetProperty(which) is { ValueKind: JsonValueKind.Object } type ? type.GetProperty("name").GetString() : null;
    }

    public TypeModel Query { get; }

    public TypeModel? Mutation { get; }

    public TypeModel? Subscription { get; }

    public IReadOnlyCollection<string> Names => _types.Keys;

    public TypeModel this[string name] => _types[name];

    private static TypeModel TypeOf(JsonElement type) => new(
        type.GetProperty("name").GetString()!, type.GetProperty("kind").GetString()!,
        [.. Many(type, "fields").Select(f => new FieldModel(f.GetProperty("name").GetString()!, RefOf(f.GetProperty("type")), [.. Many(f, "args").Select(ArgumentOf)]))],
        [.. Many(type, "inputFields").Select(ArgumentOf)],
        [.. Many(type, "enumValues").Select(v => v.GetProperty("name").GetString()!)],
        [.. Many(type, "possibleTypes").Select(v => v.GetProperty("name").GetString()!)]);

    private static ArgumentModel ArgumentOf(JsonElement argument) => new(argument.GetProperty("name").GetString()!, RefOf(argument.GetProperty("type")));

    private static JsonElement.ArrayEnumerator Many(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray() : default;

    private static TypeRef RefOf(JsonElement type)
    {
        var inner = type.GetProperty("ofType");
        return type.GetProperty("kind").GetString() switch
        {
            "NON_NULL" => RefOf(inner) with { Required = true },
            "LIST" => RefOf(inner) is var item ? new TypeRef(item.Name, Required: false, item) : null!,
            _ => new TypeRef(type.GetProperty("name").GetString()!, Required: false, null),
        };
    }
}
