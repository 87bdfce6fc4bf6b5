using System.Diagnostics;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests.Abuse;

/// <summary>Documents within every limit that make lexer, validation or coercion work hard: what they may allocate is bounded.</summary>
public sealed class WorkTests(TestApi api)
{
    /// <summary>Bytes, of the whole answer.</summary>
    private const long Most = 80_000_000;

    public static TheoryData<string, string> Documents => new()
    {
        { "an integer of 8,000 digits", "{ mealPoints(first: " + Times(8_000, "7") + ") { nodes { id } } }" },
        { "an integer of 8,000 digits for a Fen", "mutation { setStayRates(input: { food: " + Times(8_000, "7") + " }) { errors { __typename } } }" },
        { "an integer of 8,000 digits for an ID", "{ node(id: " + Times(8_000, "7") + ") { id } }" },
        { "a fraction of 8,000 digits", "{ nearestMealPoints(latitude: 0." + Times(8_000, "7") + ", longitude: 1, date: \"2026-03-02\", meal: LUNCH) { metres } }" },
        { "an exponent of 8,000 digits", "{ nearestMealPoints(latitude: 1e" + Times(8_000, "7") + ", longitude: 1, date: \"2026-03-02\", meal: LUNCH) { metres } }" },
        { "a string of 8,000 characters for a date", "{ mealPointBoard(mealPoint: \"x\", date: \"" + Times(8_000, "7") + "\") { date } }" },
        { "30,000 comments", "{ __typename " + Times(30_000, "#\n") + "}" },
        { "8,000 commas", "{ __typename " + Times(8_000, ",") + "}" },
        { "a block string of 30,000 lines", "{ node(id: \"\"\"" + Times(30_000, " \n") + "\"\"\") { id } }" },
        { "10,000 escapes in block strings", "{ node(id: \"\"\"" + Times(10_000, "\\\"\"\" ") + "\"\"\") { id } }" },
        { "4,000 escapes", "{ node(id: \"" + Times(4_000, "\\n") + "\") { id } }" },
        { "10,000 escapes of code points", "{ node(id: \"" + Times(10_000, "\\u0041") + "\") { id } }" },
        { "a string without an end", "{ node(id: \"" + Times(4_000, "\\\\") + ") { id } }" },
        { "an unterminated plain string", "{ node(id: \"" + Times(8_000, "a") },
        { "an unterminated string of escapes", "{ node(id: \"" + Times(4_000, "\\n") },
        { "an error at the end", "{ node(id: \"" + Times(8_000, "a") + "\" }" },
        { "an error at the end of many lines", "{ node(id: 1" + Times(60_000, "\n") + " }" },
        { "4,000 escaped backslashes", "{ node(id: \"" + Times(4_000, "\\\\") + "\") { id } }" },
        { "many short strings of escapes", "{ nodes(ids: [" + Times(2_000, "\"\\n\\n\\n\\n\" ") + "]) { id } }" },
        { "unknown fields of long names", "{ " + Numbered(480, i => $"{Times(120, "m")}{i} ") + "}" },
        { "unknown arguments", "{ mealPoints(" + Numbered(1_900, i => $"firsts{i}: 1 ") + ") { nodes { id } } }" },
        { "unknown directives", "{ " + Numbered(50, i => $"a: __typename @d{i} ") + " }" },
        { "unknown enum values", "{ mealPointBoard(mealPoint: \"x\", date: \"2026-03-02\") { date } " + Numbered(49, i => $"a{i}: nearestMealPoints(latitude: 1, longitude: 1, date: \"2026-03-02\", meal: LUNCHES{i}) {{ metres }} ") + "}" },
        { "unknown input fields", "mutation { bookMeal(input: {" + Numbered(1_900, i => $"meals{i}: 1 ") + "}) { errors { __typename } } }" },
        { "2,000 duplicates", "{ mealPoints { nodes { " + Times(1_990, "id ") + "} } }" },
        { "2,000 conflicts", "{ mealPoints { nodes { " + Times(40, "a: id a: name ") + Times(900, "id name ") + "} } }" },
        { "duplicates nested to the limit", "{ " + Times(180, "mealPoints { nodes { sittings(date: \"2026-03-02\") { mealPoint { id } } } } ") + "}" },
        { "fragments that overlap", "{ mealPoints { nodes { " + Numbered(40, i => $"...F{i} ") + "} } } " + Numbered(40, i => $"fragment F{i} on MealPoint {{ {Times(23, "id name ")}}} ") },
        { "spreads of one fragment", "{ mealPoints { nodes { " + Times(900, "...F ") + "} } } fragment F on MealPoint { id }" },
        { "variables nobody uses", "query(" + Numbered(100, i => $"$v{i}: [[[[ID!]!]!]!] = [[[[\"x\"]]]] ") + ") { __typename }" },
        { "objects of duplicate members", "{ node(id: {" + Times(2_400, "a: 1 ") + "}) { id } }" },
        { "deep lists within the limit", "{ " + Numbered(40, i => $"a{i}: nodes(ids: {Times(50, "[")}{Times(50, "]")}) {{ id }} ") + "}" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Is_answered_with_little_work(string what, string query)
    {
        await api.AskAsync(Role.CityOffice, "{ __typename }");
        var (before, clock) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
        var reply = await api.AskAsync(Role.CityOffice, query);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {clock.ElapsedMilliseconds} ms, {allocated / 1_000_000.0:0.0} MB, {reply.Status} {reply.Codes.FirstOrDefault()}, {reply.Text.Length} characters");
        Assert.InRange(reply.Status, 200, 499);
        Assert.InRange(reply.Text.Length, 1, 20_000);
        Assert.True(allocated <= Most, $"{what}: {allocated} bytes");
    }

    /// <summary>In lines, but for what is one word.</summary>
    private static string Times(int n, string text) => string.Join(text.Length > 2 ? "\n" : "", Enumerable.Repeat(text, n));

    private static string Numbered(int n, Func<int, string> text) => string.Join('\n', Enumerable.Range(0, n).Select(text));
}
