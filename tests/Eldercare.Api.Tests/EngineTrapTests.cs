using System.Diagnostics;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>
/// What the engine does when nobody tells it otherwise. Nested duplicates are in <see cref="LimitTests"/>, fields without a rule in
/// <see cref="AccessTests"/>, features set before the schema starts in <see cref="ConventionTests"/>.
/// </summary>
public sealed class EngineTrapTests(TestApi api)
{
    /// <summary>As the README lists them.</summary>
    private static readonly string[] s_codes =
    [
        "BAD_INPUT", "BAD_REQUEST", "FORBIDDEN", "INTERNAL", "LIMIT_EXCEEDED", "METHOD_NOT_ALLOWED", "OVERLOADED", "SYNTAX_ERROR", "TIMEOUT",
        "UNAUTHENTICATED", "VALIDATION_FAILED",
    ];

    /// <summary>The engine's own date and time takes what has no offset, and reads it as the host's local time.</summary>
    [Theory]
    [InlineData("2026-03-02T11:00:00")]
    [InlineData("2026-03-02 11:00:00")]
    [InlineData("2026-03-02")]
    [InlineData("1772420400")]
    public async Task A_time_without_offset_is_refused_written_out_and_as_a_variable(string time)
    {
        const string Field = "bedFigures(asKnownAt: ";
        var written = await api.AskAsync(Role.CityOffice, $"{{ {Field}\"{time}\") {{ on }} }}");
        Assert.Equal(["VALIDATION_FAILED"], written.Codes);
        var given = await api.AskAsync(Role.CityOffice, $"query($at: DateTime) {{ {Field}$at) {{ on }} }}", new { at = time });
        Assert.Equal(["BAD_INPUT"], given.Codes);
        Assert.Contains("DateTime", given.Text, StringComparison.Ordinal);
    }

    /// <summary>By default an error's code is its exception's name, and its message names graph types.</summary>
    [Theory]
    [InlineData("{ nosuch }")]
    [InlineData("{ mealPoints(first: \"x\") { nodes { id } } }")]
    [InlineData("{ mealPoints(first: 0) { nodes { id } } }")]
    [InlineData("{ mealPoints(district: \"nowhere\") { nodes { id } } }")]
    [InlineData("{ mealPointBoard(mealPoint: \"x\", date: \"2026-02-30\") { date } }")]
    [InlineData("query($m: Meal!) { nearestMealPoints(latitude: 1, longitude: 1, date: \"2026-03-02\", meal: $m) { metres } }")]
    [InlineData("query($m: NoSuch) { __typename }")]
    [InlineData("query A { __typename } query A { __typename }")]
    [InlineData("{ ...F } fragment F on Query { ...F }")]
    [InlineData("{ mealPoints { nodes { id(x: 1) } } }")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("subscription { x }")]
    [InlineData("mutation { bookMeal(input: {}) { errors { code } } }")]
    [InlineData("{ __type(name: 1) { name } }")]
    public async Task A_fault_tells_a_code_of_ours_and_no_name_of_the_engine(string query)
    {
        var reply = await api.AskAsync(Role.CityOffice, query);
        Assert.NotEmpty(reply.Codes);
        Assert.Subset(s_codes.ToHashSet(), reply.Codes.ToHashSet());
        foreach (var name in (string[])["GraphQL.", "System.", "Exception", "GraphType", "Eldercare.", "   at ", "Scalar'", "Enum'"])
            Assert.DoesNotContain(name, reply.Text, StringComparison.Ordinal);
    }

    /// <summary>What the engine calls authorization is looked at by nobody who does not ask for it: a field that says nothing is for nobody.</summary>
    [Fact]
    public void A_field_that_says_nothing_of_who_may_use_it_is_for_nobody()
    {
        var (type, told) = (new ObjectGraphType { Name = "Thing" }, new FuncFieldResolver<object?>(_ => "told"));
        var field = type.AddField(new FieldType { Name = "secret", ResolvedType = new StringGraphType(), Resolver = told });
        new AccessGuard().VisitObjectFieldDefinition(field, type, api.Schema);
        Assert.NotSame(told, field.Resolver);
    }

    /// <summary>There is none, and a client that sends it is told so rather than answered in one piece.</summary>
    [Theory]
    [InlineData("{ mealPoints { nodes { id ... @defer { name } } } }")]
    [InlineData("{ mealPoints { nodes @stream(initialCount: 1) { id } } }")]
    public async Task Deferred_parts_are_refused(string query) => Assert.Equal(["VALIDATION_FAILED"], (await api.AskAsync(Role.None, query)).Codes);

    /// <summary>What is asked may hold a name or a number that nobody wants to find in a trace.</summary>
    [Fact]
    public async Task A_trace_holds_no_document()
    {
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (seen) seen.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await api.AskAsync(Role.CityOffice, "{ people(search: \"secretname\", first: 1) { nodes { id } } }");
        lock (seen)
        {
            Assert.NotEmpty(seen);
            Assert.DoesNotContain(seen.SelectMany(a => a.TagObjects), t => t.Value?.ToString()?.Contains("secretname", StringComparison.Ordinal) == true);
        }
    }
}
