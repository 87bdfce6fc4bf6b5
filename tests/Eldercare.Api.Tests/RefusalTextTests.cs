using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>Who may not, or asks for too much, is told what she may, and what to name.</summary>
public sealed class RefusalTextTests(TestApi api)
{
    private static readonly string s_point = TestApi.GlobalId(FakeCity.PointA), s_elsewhere = TestApi.GlobalId(FakeCity.PointB);

    public static TheoryData<Role, string, string> Forbidden => new()
    {
        { Role.MealPointStaff, "{ welfareAlerts { nodes { id } } }", $"You may do this, but not here: as meal-point-staff you reach your own meal point. Name yours: mealPoint: \"{s_point}\"." },
        { Role.MealPointStaff, $"{{ settlement(mealPoint: \"{s_elsewhere}\", month: \"2026-02\") {{ owed }} }}", $"You may do this, but not here: as meal-point-staff you reach your own meal point. Name yours: mealPoint: \"{s_point}\"." },
        { Role.DistrictOffice, "{ settlements { nodes { owed } } }", "You may do this, but not here: as district-office you reach district 321102. Name yours: district: \"321102\"." },
        { Role.DistrictOffice, "{ people(search: \"wxm\", district: \"321111\") { nodes { id } } }", "You may do this, but not here: as district-office you reach district 321102. Name yours: district: \"321102\"." },
        { Role.Elder, $"{{ elder(id: \"{TestApi.GlobalId(FakeCity.Bruno)}\") {{ name }} }}", "You may do this, but not here: as elder you reach yourself, and those you may act for (`me`)." },
        { Role.Elder, $"{{ node(id: \"{TestApi.GlobalId(FakeCity.Bruno)}\") {{ id }} }}", "You may do this, but not here: as elder you reach yourself, and those you may act for (`me`)." },
        { Role.HomeAdmissions, $"{{ homeBoard(home: \"{TestApi.GlobalId(FakeCity.HomeB)}\") {{ beds }} }}", $"You may do this, but not here: as home-admissions you reach your own home and its people. Name yours: home: \"{TestApi.GlobalId(FakeCity.HomeA)}\"." },
        { Role.App, "{ webhooks { nodes { id } } }", "You may do this, but not here: as app you reach district 321102. Name yours: district: \"321102\"." },
        { Role.Kitchen, "{ settlements { nodes { owed } } }", "This is for district-office, city-office, auditor; your sign-in is kitchen." },
        { Role.MealPointStaff, Suspend(s_elsewhere), $"You may do this, but not here: as meal-point-staff you reach your own meal point. Name yours: mealPoint: \"{s_point}\"." },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task Says_what_a_sign_in_may(Role role, string query, string message) =>
        Assert.Equal(("FORBIDDEN", message), Error(await api.AskAsync(role, query)));

    [Fact]
    public async Task Says_so_when_a_token_names_no_place()
    {
        var office = api.Issuer.Issue(Role.DistrictOffice, "office");
        var (_, message) = Error(await api.PostAsync("{\"query\":\"{ settlements { nodes { owed } } }\"}", office));
        Assert.Equal("You may do this, but not here: as district-office you reach nothing, for your token names no `district`.", message);
    }

    [Theory]
    [InlineData("aliases", 50, 51)]
    [InlineData("levels", 15, 16)]
    [InlineData("fields", 2_000, 2_501)]
    [InlineData("operations", 20, 21)]
    [InlineData("directives", 50, 51)]
    [InlineData("characters", 65_536, 65_537)]
    public async Task Says_which_limit_of_a_document_and_how_far_it_is_passed(string what, int limit, int asked)
    {
        var query = what switch
        {
            "aliases" => $"{{ {string.Concat(Enumerable.Range(0, asked).Select(i => $"a{i}: __typename "))}}}",
            "levels" => $"{{ {string.Concat(Enumerable.Repeat("a { ", asked - 1))}a{new string('}', asked)}",
            "fields" => $"{{ cityFigures {{ {string.Concat(Enumerable.Repeat("on ", asked - 1))}}} }}",
            "operations" => string.Concat(Enumerable.Range(0, asked).Select(i => $"query Q{i} {{ __typename }} ")),
            "directives" => $"{{ {string.Concat(Enumerable.Repeat("__typename @include(if: true) ", asked))}}}",
            _ => "{ __typename } #".PadRight(asked, 'x'),
        };
        var error = (await api.AskAsync(Role.None, query)).Root.GetProperty("errors")[0];
        Assert.Equal($"{what}: a document has at most {limit}, and this one {asked}.", error.GetProperty("message").GetString());
        var extensions = error.GetProperty("extensions");
        Assert.Equal((what, limit, asked), (
            extensions.GetProperty("what").GetString(), extensions.GetProperty("limit").GetInt32(), extensions.GetProperty("asked").GetInt32()));
    }

    [Fact]
    public async Task Says_which_fields_are_read_alone()
    {
        var id = TestApi.GlobalId(FakeCity.Anna);
        var reply = await api.AskAsync(
            Role.CityOffice, "{ " + string.Concat(Enumerable.Range(0, 11).Select(i => $"e{i}: elder(id: \"{id}\") {{ assessment {{ level }} }} ")) + "}");
        Assert.Equal(
            ("LIMIT_EXCEEDED", "assessment: of the fields assessment, auditTrail, bedFigureSeries, bedFigures, bills, deliveries, dishesEaten, eldersAtDoor, fileReads, guests, ledger, mealCharges, mealCost, messages, proposeMatches, signIns, stayCharges, stayStatement, uncharged, webhook a request "
                + "reads at most 10 together, and this is number 11."),
            Error(reply));
    }

    [Fact]
    public async Task Says_how_large_a_request_may_be()
    {
        var (code, message) = Error(await api.PostAsync(new string(' ', 300_000)));
        Assert.Equal(("LIMIT_EXCEEDED", "bytes: a request has at most 262144, and this one 300000."), (code, message));
    }

    private static (string Code, string Message) Error(Reply reply) =>
        (reply.Codes.Single(), reply.Root.GetProperty("errors")[0].GetProperty("message").GetString()!);

    private static string Suspend(string point) =>
        $"mutation {{ suspendMealPoint(input: {{ idempotencyKey: \"k\", mealPoint: \"{point}\", reason: \"x\" }}) {{ errors {{ __typename }} }} }}";
}
