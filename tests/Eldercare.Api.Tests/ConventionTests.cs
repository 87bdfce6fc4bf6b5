using System.Text.Json;
using System.Text.RegularExpressions;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>What a developer may count on of every field, whoever writes the next one.</summary>
public sealed partial class ConventionTests(TestApi api)
{
    private IEnumerable<IObjectGraphType> Objects => api.Schema.AllTypes.OfType<IObjectGraphType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal));

    private IEnumerable<(string Place, FieldType Field)> Fields => Objects.SelectMany(t => t.Fields.Select(f => ($"{t.Name}.{f.Name}", f)));

    [Fact]
    public void Whatever_has_an_id_is_a_node() => Assert.Empty(
        Objects.Where(t => t.Fields.Find("id") is { } id && Written(id.ResolvedType!) == "ID!" && t.ResolvedInterfaces.All(i => i.Name != "Node")).Select(t => t.Name));

    [Fact]
    public void Every_node_can_be_asked_for() => Assert.Equal(
        ((IAbstractGraphType)api.Schema.AllTypes["Node"]!).PossibleTypes.Select(t => t.Name).Order(StringComparer.Ordinal), Nodes.Kinds.Select(k => k.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_connection_is_paged_from_both_ends_and_says_how_far()
    {
        var connections = Fields.Where(f => f.Field.ResolvedType!.GetNamedTypeName().EndsWith("Connection", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(connections);
        Assert.All(connections, connection =>
        {
            var arguments = connection.Field.Arguments!;
            Assert.Equal("Int", Written(arguments.Find("first")!.ResolvedType!));
            Assert.Equal("String", Written(arguments.Find("after")!.ResolvedType!));
            Assert.Equal("Int", Written(arguments.Find("last")!.ResolvedType!));
            Assert.Equal("String", Written(arguments.Find("before")!.ResolvedType!));
            Assert.Contains("1 to 100; 20 when", arguments.Find("first")!.Description, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_takes_a_number_of_entries_says_how_many() => Assert.All(
        Fields.Where(f => f.Field.Arguments?.Find("first") is not null),
        f => Assert.Matches("1 to 100; [0-9]+ when", f.Field.Arguments!.Find("first")!.Description!));

    [Fact]
    public void A_mutation_takes_one_input_with_a_key_and_answers_a_payload_with_typed_errors() => Assert.All(api.Schema.Mutation!.Fields, mutation =>
    {
        var pascal = char.ToUpperInvariant(mutation.Name[0]) + mutation.Name[1..];
        var input = Assert.Single(mutation.Arguments!);
        Assert.Equal(("input", $"{pascal}Input!"), (input.Name, Written(input.ResolvedType!)));
        var fields = (IInputObjectGraphType)((NonNullGraphType)input.ResolvedType!).ResolvedType!;
        Assert.Equal("String!", Written(fields.Fields.Find("idempotencyKey")!.ResolvedType!));
        Assert.Equal($"{pascal}Payload!", Written(mutation.ResolvedType!));
        var payload = (IObjectGraphType)((NonNullGraphType)mutation.ResolvedType!).ResolvedType!;
        Assert.Equal($"[{pascal}Error!]!", Written(payload.Fields.Find("errors")!.ResolvedType!));
        // A part of the payload that cannot be read leaves what was decided readable.
        Assert.All(payload.Fields.Where(f => f.Name != "errors"), f => Assert.IsNotType<NonNullGraphType>(f.ResolvedType));
    });

    [Fact]
    public void Every_refusal_is_a_UserError()
    {
        var unions = api.Schema.AllTypes.OfType<UnionGraphType>().Where(u => u.Name.EndsWith("Error", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(unions);
        Assert.All(unions.SelectMany(u => u.PossibleTypes), type => Assert.Contains("UserError", type.ResolvedInterfaces.Select(i => i.Name)));
    }

    [Fact]
    public void What_is_asked_fails_alone() => Assert.All(api.Schema.Query!.Fields, f => Assert.IsNotType<NonNullGraphType>(f.ResolvedType));

    [Fact]
    public void A_list_has_no_holes_but_where_each_entry_is_asked_for_by_id() => Assert.Equal(
        ["Application.homes", "Query.nodes"],
        Fields.Where(f => Lists().Match(Written(f.Field.ResolvedType!)) is { Success: true } list && !list.Groups["item"].Value.EndsWith('!')).Select(f => f.Place).Order(StringComparer.Ordinal));

    [Fact]
    public void What_looks_like_a_date_a_time_or_money_is_typed() => Assert.Empty(
        Fields.Where(f => f.Field.ResolvedType!.GetNamedTypeName() is "String" or "Int" or "Float" && TypedNames().IsMatch(f.Field.Name)).Select(f => f.Place));

    /// <summary>What graphql-js asks with everything it knows turned on.</summary>
    [Fact]
    public async Task Introspection_tells_what_is_deprecated_specified_and_repeatable()
    {
        var answer = await api.AskAsync(Role.None, """
            { __schema {
                description
                directives { name isRepeatable args(includeDeprecated: true) { name isDeprecated deprecationReason } }
                types { name specifiedByURL isOneOf inputFields(includeDeprecated: true) { name isDeprecated deprecationReason } fields(includeDeprecated: true) { name args(includeDeprecated: true) { name isDeprecated } } }
            } }
            """);
        Assert.Empty(answer.Codes);
        var schema = answer.Data.GetProperty("__schema");
        var date = schema.GetProperty("types").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "LocalDate");
        Assert.Equal("https://scalars.graphql.org/andimarek/local-date.html", date.GetProperty("specifiedByURL").GetString());
        var input = schema.GetProperty("types").EnumerateArray().Single(t => t.GetProperty("name").GetString() == "BookMealInput");
        Assert.Contains("late", input.GetProperty("inputFields").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.All(input.GetProperty("inputFields").EnumerateArray(), f => Assert.Equal(JsonValueKind.False, f.GetProperty("isDeprecated").ValueKind));
        Assert.Contains("url", schema.GetProperty("directives").EnumerateArray().SelectMany(d => d.GetProperty("args").EnumerateArray()).Select(a => a.GetProperty("name").GetString()));
    }

    private static string Written(IGraphType type) => type switch
    {
        NonNullGraphType some => Written(some.ResolvedType!) + "!",
        ListGraphType list => $"[{Written(list.ResolvedType!)}]",
        _ => type.Name,
    };

    [GeneratedRegex(@"\[(?<item>.*)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Lists();

    [GeneratedRegex("(On|At|Date|Price|Fee|Amount)$", RegexOptions.ExplicitCapture)]
    private static partial Regex TypedNames();
}

internal static class NamedTypes
{
    public static string GetNamedTypeName(this IGraphType type) => type switch
    {
        NonNullGraphType some => some.ResolvedType!.GetNamedTypeName(),
        ListGraphType list => list.ResolvedType!.GetNamedTypeName(),
        _ => type.Name,
    };
}
