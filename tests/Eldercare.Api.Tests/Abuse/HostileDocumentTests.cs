using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eldercare.Api.Tests.Abuse;

/// <summary>Documents that are small to send and dear to look at: refused before anything validates or runs them, with work that grows with their length alone.</summary>
public sealed class HostileDocumentTests(TestApi api)
{
    /// <summary>Bytes allocated a character of the document, at most: parsing takes about 60.</summary>
    private const int MostBytesACharacter = 400;

    /// <summary>For what is made once whatever the document.</summary>
    private const int AndAtMost = 200_000;

    public static TheoryData<string, string, string, string> Documents => new()
    {
        // 80 KB of it took 2 s to validate, 1.3 MB 485 s.
        { "nested duplicate fields, 80 KB", "{ " + Times(5_000, "cityFigures { on } ") + "}", "LIMIT_EXCEEDED", "characters" },
        { "nested duplicate fields that fit", "{ " + Nested(8, "node(id: \"x\") { id ") + Times(2_100, "id ") + Times(8, "} ") + "}", "LIMIT_EXCEEDED", "fields" },
        { "overlapping fields that conflict", "{ mealPoints { nodes { " + Times(2_100, "name: id ") + "} } }", "LIMIT_EXCEEDED", "fields" },
        { "duplicates in fragments nobody spreads", "{ __typename } " + Numbered(40, i => $"fragment F{i} on CityFigures {{ {Times(100, "on ")}}} "), "LIMIT_EXCEEDED", "fields" },
        { "a bomb of fragments", "{ ...F0 } " + Numbered(30, i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ") + "fragment F30 on Query { __typename }", "LIMIT_EXCEEDED", "fields" },
        { "a fragment that spreads itself", "{ ...F } fragment F on Query { " + Times(40, "...F ") + "}", "VALIDATION_FAILED", "itself" },
        { "fragments in all circles there are", "{ ...F0 } " + Numbered(30, i => $"fragment F{i} on Query {{ {Numbered(30, j => $"...F{j} ")}}} "), "VALIDATION_FAILED", "itself" },
        { "a circle nobody enters", "{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }", "VALIDATION_FAILED", "itself" },
        { "a chain of nested fragments", "{ ...F0 } " + Numbered(150, i => $"fragment F{i} on Query {{ {Times(50, "...{")} ...F{i + 1} {Times(50, "}")} }} ") + "fragment F150 on Query { a }", "LIMIT_EXCEEDED", "levels" },
        { "many fragments", "{ __typename } " + Numbered(1_000, i => $"fragment F{i} on Query {{ __typename }} "), "LIMIT_EXCEEDED", "fragments" },
        { "10,000 aliases", "{ " + Numbered(10_000, i => $"a{i}:on ") + "}", "LIMIT_EXCEEDED", "characters" },
        { "1,000 aliases", "{ " + Numbered(1_000, i => $"a{i}: __typename ") + "}", "LIMIT_EXCEEDED", "aliases" },
        { "directives on a field", "{ __typename " + Times(5_000, "@skip(if:0)") + "}", "LIMIT_EXCEEDED", "directives" },
        { "directives on a fragment", "{ __typename } fragment F on Query " + Times(2_000, "@a") + " { __typename }", "LIMIT_EXCEEDED", "directives" },
        { "directives on variables", "query(" + Numbered(90, i => $"$v{i}: Int @a ") + ") { __typename }", "LIMIT_EXCEEDED", "directives" },
        { "a long list", "{ nodes(ids: [" + Times(4_000, "1,") + "\n" + Times(4_000, "1,") + "]) { id } }", "LIMIT_EXCEEDED", "values" },
        { "a deep list", "{ nodes(ids: " + Times(4_000, "[") + Times(4_000, "]") + ") { id } }", "LIMIT_EXCEEDED", "levels" },
        { "a deep object", "{ node(id: " + Times(5_000, "{a:") + "1" + Times(5_000, "}") + ") { id } }", "LIMIT_EXCEEDED", "levels" },
        { "a wide object", "{ node(id: {" + Numbered(6_000, i => $"a{i}:1 ") + "}) { id } }", "LIMIT_EXCEEDED", "values" },
        { "many variables", "query(" + Numbered(3_000, i => $"$v{i}:Int ") + ") { __typename }", "LIMIT_EXCEEDED", "variables" },
        { "a variable many times", "query(" + Times(3_000, "$v:Int ") + ") { __typename }", "LIMIT_EXCEEDED", "variables" },
        { "a long name", "{ " + Times(60_000, "a") + " }", "LIMIT_EXCEEDED", "line" },
        { "a long alias", "{ " + Times(8_000, "a") + ": __typename }", "LIMIT_EXCEEDED", "name" },
        { "a long type", "{ ... on " + Times(8_000, "A") + " { __typename } }", "LIMIT_EXCEEDED", "name" },
        { "introspection in circles", "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "LIMIT_EXCEEDED", "introspection" },
        {
            "introspection in circles by fragments",
            "{ __schema { types { ...A } } } fragment A on __Type { fields { type { ...B } } } fragment B on __Type { fields { type { ...C } } } fragment C on __Type { fields { name } }",
            "LIMIT_EXCEEDED", "introspection"
        },
        { "pages in pages", "{ mealPoints(first: 100) { nodes { kitchen: board(date: \"2026-03-02\") { mealPoint { id } } } } " + Numbered(20, i => $"a{i}: people(first: 100) {{ nodes {{ ledger(first: 100) {{ nodes {{ kind detail at }} }} }} }} ") + "}", "LIMIT_EXCEEDED", "cost" },
        { "half a surrogate pair", "{ node(id: \"\\uD800\") { id } }", "BAD_INPUT", "surrogate" },
        { "a null character", "{ node(id: \"\\u0000\") { id } }", "BAD_INPUT", "null" },
        { "types of one's own", "type A { b: Int } { __typename }", "VALIDATION_FAILED", "nothing else" },
        { "60,000 characters of nothing on a line", Times(30_000, "x "), "LIMIT_EXCEEDED", "line" },
        { "60,000 characters that end wrongly", "{ node(id: \"" + Times(60_000, "a"), "LIMIT_EXCEEDED", "line" },
        { "unknown types", "{ " + Numbered(1_400, i => $"...on MealPoints{i}{{id}} ") + " }", "VALIDATION_FAILED", "1400 fields, types and fragments that there are not, the first of them `MealPoints0`" },
        { "unknown fragments", "{ " + Numbered(1_900, i => $"...F{i} ") + " }", "VALIDATION_FAILED", "1900" },
        { "unknown fields", "{ " + Numbered(1_900, i => $"mealPointBoards{i} ") + "}", "VALIDATION_FAILED", "1900" },
        { "braces without an end", "{ a " + Times(10_000, "{ a "), "LIMIT_EXCEEDED", "levels" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Is_refused_before_it_is_validated(string what, string query, string code, string says)
    {
        var executer = new Counted();
        var runner = new GraphQLRunner(
            api.Schema, api.App.Services.GetRequiredService<ApiServices>(), executer, new DocumentCache(),
            api.App.Services.GetRequiredService<Eldercare.Api.GraphQL.Documents.DocumentStore>(), NullLogger<GraphQLRunner>.Instance);
        var request = new GraphQLRequest(new GraphQLCall(query, null, null), new Caller("office", Role.CityOffice), QueriesOnly: false, "http://here");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var asked = runner.RunAsync(request, TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Decided at once, on this thread.
        Assert.True(asked.IsCompleted, what);
        var error = Assert.Single((await asked).Errors!);
        Assert.Equal(code, ErrorInfos.CodeOf(error));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, executer.Calls);
        Assert.True(allocated <= AndAtMost + ((long)MostBytesACharacter * query.Length), $"{what}: {allocated} bytes for {query.Length} characters");
    }

    [Fact]
    public async Task A_document_that_is_wrong_everywhere_is_told_of_some_of_it()
    {
        var reply = await api.AskAsync(Role.None, "{ " + Numbered(19, i => $"wrong{i}: nearestMealPoints(latitude: x, longitude: y, date: z, meal: u) {{ metres }} ") + "}");
        Assert.Equal((400, 20), (reply.Status, reply.Codes.Length));
        Assert.All(reply.Codes, code => Assert.Equal("VALIDATION_FAILED", code));
    }

    [Fact]
    public async Task Many_values_of_variables_are_refused()
    {
        var reply = await api.AskAsync(Role.None, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat("x", 10_001) });
        Assert.Equal((400, "LIMIT_EXCEEDED"), (reply.Status, reply.Codes.Single()));
        var number = reply.Root.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal((10_000, 10_002), (number.GetProperty("limit").GetInt32(), number.GetProperty("asked").GetInt32()));
    }

    [Fact]
    public async Task The_usual_introspection_is_answered()
    {
        var reply = await api.AskAsync(Role.None, Introspection);
        Assert.True(reply is { Status: 200, Codes: [] }, reply.Text);
    }

    private const string Introspection = """
        query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind } types { ...FullType }
          directives { name description locations args { ...InputValue } } } }
        fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue }
          type { ...TypeRef } isDeprecated deprecationReason } inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }
        """;

    /// <summary>In lines, but for what is one word.</summary>
    private static string Times(int n, string text) => string.Join(text.Length > 2 ? "\n" : "", Enumerable.Repeat(text, n));

    private static string Nested(int n, string text) => Times(n, text);

    private static string Numbered(int n, Func<int, string> text) => string.Join('\n', Enumerable.Range(0, n).Select(text));

    /// <summary>Validates and runs nothing, and knows that it was asked to.</summary>
    private sealed class Counted : IDocumentExecuter
    {
        public int Calls { get; private set; }

        public Task<ExecutionResult> ExecuteAsync(ExecutionOptions options)
        {
            Calls++;
            return Task.FromResult(new ExecutionResult(new ExecutionError("It was let through.")));
        }
    }
}
