using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>The second time a document comes it is known, and only the parts with arguments are looked at. The answer is the same.</summary>
public sealed class KnownDocumentTests(TestApi api)
{
    private static readonly string s_point = TestApi.GlobalId(FakeCity.PointA);

    public static TheoryData<string, object?> Documents => new()
    {
        { "query K1($p: ID!, $d: LocalDate!) { mealPointBoard(mealPoint: $p, date: $d) { date mealPoint { name } sittings { meal capacity } } }", Board() },
        { "query K2($p: ID!, $d: LocalDate! = \"2026-03-02\") { mealPointBoard(mealPoint: $p, date: $d) { ...B } } fragment B on MealPointBoard { mealPoint { name again: name sittings(date: $d) { meal } } }", new { p = s_point } },
        { "query K3($p: ID!, $d: LocalDate!, $with: Boolean!) { mealPointBoard(mealPoint: $p, date: $d) { date @skip(if: $with) mealPoint @include(if: $with) { name } } }", With(false) },
        { "query K4($p: ID!, $d: LocalDate!, $with: Boolean!) { mealPointBoard(mealPoint: $p, date: $d) { ... @include(if: $with) { date } ...F @skip(if: $with) } } fragment F on MealPointBoard { mealPoint { name } }", With(true) },
        { "query K5($p: ID!) { node(id: $p) { id ... on MealPoint { name sittings(date: \"2026-03-02\") { booked } sittings(date: \"2026-03-02\") { capacity } } } }", new { p = s_point } },
        { "query K6 { one: mealPoints(first: 1) { nodes { name } } two: mealPoints(first: 2) { nodes { name district } } }", null },
        { "query K7($p: ID!, $d: LocalDate!) { mealPointBoard(mealPoint: $p, date: $d) { date } }", new { p = "nonsense", d = "2026-03-02" } },
        { "query K8($p: ID!, $d: LocalDate!) { mealPointBoard(mealPoint: $p, date: $d) { date } }", new { p = s_point, d = "yesterday" } },
        { "query K9($n: Int) { mealPoints(first: $n) { nodes { name } } }", new { n = 1_000 } },
        { "query K10($n: Int) { mealPoints(first: $n) { nodes { name } } }", new { n = "many" } },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_known_document_is_answered_as_a_new_one(string query, object? variables)
    {
        api.City.Reset();
        // What is wrong with variables is found each time; the document becomes known by variables that fit.
        var fresh = await api.AskAsync(Role.CityOffice, query + " # new", variables);
        await api.AskAsync(Role.CityOffice, query, With(true));
        await api.AskAsync(Role.CityOffice, query, new { p = s_point, d = "2026-03-02", n = 1 });
        var known = await api.AskAsync(Role.CityOffice, query, variables);
        Assert.Equal((fresh.Status, fresh.Text), (known.Status, known.Text));
    }

    private static object Board() => new { p = s_point, d = "2026-03-02" };

    private static object With(bool with) => new { p = s_point, d = "2026-03-02", with };
}
