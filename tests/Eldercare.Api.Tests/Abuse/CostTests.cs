using System.Text.RegularExpressions;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.SignIn;
using Eldercare.Testing;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Tests.Abuse;

public sealed partial class CostTests(TestApi api)
{
    [Theory]
    [InlineData("{ __typename }", 0)]
    [InlineData("{ cityFigures { on beds } }", 10 + 2)]
    [InlineData("{ mealPoints(first: 100) { nodes { id name } pageInfo { hasNextPage } } }", 10 + 1 + (100 * 2) + 1 + 1)]
    [InlineData("{ mealPoints { edges { cursor node { id } } } }", 10 + 1 + (20 * 3))]
    [InlineData("{ mealPoints(last: 3) { nodes { id } } }", 10 + 1 + 3)]
    [InlineData("{ nodes(ids: [\"a\", \"b\", \"c\"]) { id } }", 10 + 3)]
    [InlineData("{ nearestMealPoints(latitude: 1, longitude: 1, date: \"2026-03-02\", meal: LUNCH, first: 5) { metres } }", 10 + 5)]
    [InlineData("{ elder(id: \"x\") { name ledger(first: 50) { nodes { kind } } } }", 10 + 1 + 100 + 1 + 50)]
    [InlineData("{ a: cityFigures { on } b: cityFigures { on } }", 22)]
    [InlineData("{ cityFigures { ...F ...F } } fragment F on CityFigures { on beds }", 14)]
    [InlineData("{ cityFigures @skip(if: true) { on } }", 0)]
    [InlineData("{ cityFigures @include(if: false) { on } mealPoints(first: 1) { nodes { id } } }", 12)]
    [InlineData("mutation { resumeMealPoint(input: { idempotencyKey: \"k\", mealPoint: \"x\" }) { errors { __typename ... on UserError { code } } } }", 50 + 1 + 10)]
    [InlineData("{ __schema { types { name } } }", 1_000)]
    [InlineData("{ nothing { of(it: 1) } }", 0)]
    [InlineData("{ mealPoints(first: -5) { nodes { id } } }", 11)]
    [InlineData("{ mealPoints(first: 99999999999999999999) { nodes { id } } }", 10 + 1 + 20)]
    public void Counts_what_is_asked(string query, int units) => Assert.Equal(units, CostOf(query).Units);

    [Theory]
    [InlineData("{\"n\":100}", 10 + 1 + 100)]
    [InlineData("{\"n\":null}", 10 + 1 + 20)]
    [InlineData("{\"n\":\"x\"}", 10 + 1 + 20)]
    [InlineData("{}", 10 + 1 + 7)]
    public void Counts_variables(string variables, int units) =>
        Assert.Equal(units, CostOf("query($n: Int = 7) { mealPoints(first: $n) { nodes { id } } }", variables).Units);

    [Fact]
    public void Counts_no_further_than_numbers_go()
    {
        var deep = "{ " + string.Concat(Enumerable.Range(0, 12).Select(i => $"mealPoints(first: {int.MaxValue}) {{ nodes {{ kitchen {{ mealPoints {{ ")) + "id" + new string('}', 48) + " }";
        Assert.InRange(CostOf(deep).Units, 0, RequestCost.Most);
    }

    [Fact]
    public async Task Says_what_a_request_costs_and_what_the_budget_is()
    {
        var settings = api.App.Services.GetRequiredService<IOptions<ApiSettings>>().Value;
        var budget = settings.CostBudget;
        const string Query = "query($n: Int!) { cityFigures { on } mealPoints(first: $n) { nodes { id name } } }";
        try
        {
            settings.CostBudget = 100;
            var (good, dear) = (await api.AskAsync(Role.None, Query, new { n = 10 }), await api.AskAsync(Role.None, Query, new { n = 100 }));
            Assert.Equal((200, "42"), (good.Status, good.Header("Eldercare-Cost")));
            Assert.Equal((400, "LIMIT_EXCEEDED", "222"), (dear.Status, dear.Codes.Single(), dear.Header("Eldercare-Cost")));
            var error = dear.Root.GetProperty("errors")[0];
            Assert.Equal("cost: a request costs at most 100, and this one 222: most of it mealPoints. Ask for shorter pages or fewer lists in each other.", error.GetProperty("message").GetString());
            var more = error.GetProperty("extensions");
            Assert.Equal(("cost", 100, 222, "mealPoints"), (
                more.GetProperty("what").GetString(), more.GetProperty("limit").GetInt32(), more.GetProperty("asked").GetInt32(), more.GetProperty("dearest").GetString()));
        }
        finally
        {
            settings.CostBudget = budget;
        }
    }

    /// <summary>What the README tries is what people begin with.</summary>
    [Fact]
    public void Every_call_of_the_README_costs_less_than_a_quarter_of_the_budget()
    {
        var calls = Calls().Matches(File.ReadAllText(Path.Combine(SolutionFolder.Path, "README.md"))).Select(m => m.Groups[1].Value).ToArray();
        Assert.InRange(calls.Length, 20, 200);
        Assert.All(calls, call => Assert.InRange(CostOf(call).Units, 1, new ApiSettings().CostBudget / 4));
    }

    private RequestCost CostOf(string query, string? variables = null)
    {
        var document = new GraphQLDocumentBuilder().Build(query);
        return CostAnalysis.Of(
            api.Schema, document, document.Definitions.OfType<GraphQLOperationDefinition>().First(),
            variables is null ? null : new GraphQLSerializer().Deserialize<Inputs>(variables));
    }

    [GeneratedRegex("ask '([^']+)'")]
    private static partial Regex Calls();
}
