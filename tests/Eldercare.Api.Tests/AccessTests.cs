using System.Security.Cryptography;
using System.Text;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.Beds.Applications;
using GraphQL.Types;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.Tests;

public sealed class AccessTests(TestApi api)
{
    [Fact]
    public void Every_field_says_who_may_use_it()
    {
        var silent = api.Schema.AllTypes.OfType<IObjectGraphType>()
            .Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(t => t.Fields.Where(f => AccessDeclarations.RuleOf(f, t, api.Schema) is null).Select(f => $"{t.Name}.{f.Name}"));
        Assert.Empty(silent);
    }

    [Theory]
    [InlineData(Role.Elder, "identity-secret")]
    [InlineData(Role.DistrictOffice, "identity-secret")]
    [InlineData(Role.CityOffice, "identity-secret")]
    [InlineData(Role.HomeAdmissions, null)]
    [InlineData(Role.Auditor, null)]
    public async Task Personal_data_leaves_for_a_role_with_the_right_alone(Role role, string? identityNumber)
    {
        var reply = await api.AskAsync(
            role, $"{{ elder(id: \"{TestApi.GlobalId(FakeCity.Anna)}\") {{ name identityNumber phone address bornOn }} }}");
        var elder = reply.Data.GetProperty("elder");
        Assert.Equal(("Name", identityNumber), (elder.GetProperty("name").GetString(), elder.GetProperty("identityNumber").GetString()));
        Assert.Equal(identityNumber is null ? ["FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"] : [], reply.Codes);
        Assert.Equal(identityNumber is not null, reply.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_list_shows_names_but_no_personal_data()
    {
        var query = $"{{ node(id: \"{TestApi.GlobalId(FakeCity.Lunch)}\") {{ ... on Sitting {{ guests {{ state elder {{ name identityNumber phone careLevel gender district diedOn }} }} }} }} }}";
        var staff = await api.AskAsync(Role.MealPointStaff, query);
        Assert.Equal(
            "{\"name\":\"Name\",\"identityNumber\":null,\"phone\":null,\"careLevel\":null,\"gender\":null,\"district\":null,\"diedOn\":null}",
            staff.Data.GetProperty("node").GetProperty("guests")[0].GetProperty("elder").GetRawText());
        Assert.Equal(Enumerable.Repeat("FORBIDDEN", 6), staff.Codes);
        foreach (var role in (Role[])[Role.None, Role.Kitchen, Role.App, Role.HomeAdmissions])
            Assert.DoesNotContain("Name", (await api.AskAsync(role, query)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Elder)]
    [InlineData(Role.HomeAdmissions)]
    [InlineData(Role.DistrictOffice)]
    [InlineData(Role.CityOffice)]
    [InlineData(Role.Auditor)]
    public async Task Care_level_and_gender_are_for_the_elder_the_homes_concerned_and_the_offices(Role role)
    {
        var query = "{{ elder(id: \"{0}\") {{ careLevel gender district diedOn }} }}";
        var reply = await api.AskAsync(role, string.Format(null, query, TestApi.GlobalId(FakeCity.Anna)));
        Assert.Equal(
            "{\"careLevel\":\"MILD\",\"gender\":\"FEMALE\",\"district\":\"321102\",\"diedOn\":null}",
            reply.Data.GetProperty("elder").GetRawText());
    }

    [Fact]
    public async Task An_elder_reads_the_bed_she_lives_in_or_is_offered_and_no_other()
    {
        const string Fields = "id number roomNumber kind state home { name } elder { name }";
        var own = await api.AskAsync(
            Role.Elder, $"{{ elder(id: \"{TestApi.GlobalId(FakeCity.Anna)}\") {{ bed {{ {Fields} }} applications {{ offeredBed {{ {Fields} }} }} }} }}");
        Assert.Empty(own.Codes);
        var bed = own.Data.GetProperty("elder").GetProperty("bed");
        Assert.Equal(
            (TestApi.GlobalId(FakeCity.BedA), "1", "101", "Home"),
            (bed.GetProperty("id").GetString(), bed.GetProperty("number").GetString(), bed.GetProperty("roomNumber").GetString(),
                bed.GetProperty("home").GetProperty("name").GetString()));
        Assert.Equal(
            bed.GetRawText(), own.Data.GetProperty("elder").GetProperty("applications")[0].GetProperty("offeredBed").GetRawText());
        Assert.Empty((await api.AskAsync(Role.Elder, $"{{ node(id: \"{TestApi.GlobalId(FakeCity.BedA)}\") {{ ... on Bed {{ {Fields} }} }} }}")).Codes);
        Assert.Equal(
            ["FORBIDDEN"],
            (await api.AskAsync(Role.Elder, $"{{ node(id: \"{TestApi.GlobalId(FakeCity.BedB)}\") {{ ... on Bed {{ {Fields} }} }} }}")).Codes);
    }

    [Fact]
    public async Task A_clerk_of_home_A_neither_reads_nor_writes_home_B()
    {
        api.City.Reset();
        var (home, bed, elder) = (TestApi.GlobalId(FakeCity.HomeB), TestApi.GlobalId(FakeCity.BedB), TestApi.GlobalId(FakeCity.Bruno));
        foreach (var query in (string[])
        [
            $"{{ homeBoard(home: \"{home}\") {{ occupied }} }}",
            $"{{ beds(home: \"{home}\") {{ nodes {{ state }} }} }}",
            $"{{ elder(id: \"{elder}\") {{ name }} }}",
            $"{{ bedMatch(bed: \"{bed}\", elder: \"{TestApi.GlobalId(FakeCity.Anna)}\") }}",
            $"{{ node(id: \"{bed}\") {{ id }} }}",
            $"{{ node(id: \"{elder}\") {{ id }} }}",
            $"{{ node(id: \"{home}\") {{ ... on Home {{ board {{ occupied }} }} }} }}",
            $"mutation {{ markBedCleaned(input: {{ idempotencyKey: \"k\", bed: \"{bed}\" }}) {{ errors {{ __typename }} }} }}",
            $"mutation {{ transferResident(input: {{ idempotencyKey: \"k\", elder: \"{elder}\", from: \"{TestApi.GlobalId(FakeCity.BedA)}\", to: \"{bed}\", on: \"2026-03-02\" }}) {{ errors {{ __typename }} }} }}",
            $"mutation {{ addRoom(input: {{ idempotencyKey: \"k\", home: \"{home}\", number: \"1\", genderRule: MIXED }}) {{ errors {{ __typename }} }} }}",
        ])
        {
            var reply = await api.AskAsync(Role.HomeAdmissions, query);
            Assert.True(reply.Codes is ["FORBIDDEN"], $"{query}: {reply.Text}");
        }

        Assert.Empty(api.City.Commands);
    }

    [Fact]
    public async Task An_elder_may_not_book_late()
    {
        var query = $"mutation {{ bookMeal(input: {{ idempotencyKey: \"k\", mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\", date: \"2026-03-02\", meal: LUNCH, elder: \"{TestApi.GlobalId(FakeCity.Anna)}\", channel: DINE_IN, late: true }}) {{ errors {{ __typename }} }} }}";
        Assert.Equal(["FORBIDDEN"], (await api.AskAsync(Role.Elder, query)).Codes);
    }

    [Fact]
    public async Task Without_a_token_what_needs_one_is_401()
    {
        var query = $"{{ homeBoard(home: \"{TestApi.GlobalId(FakeCity.HomeA)}\") {{ occupied }} }}";
        var body = System.Text.Json.JsonSerializer.Serialize(new { query });
        var (strict, old) = (await api.PostAsync(body), await api.PostAsync(body, accept: TestApi.Json));
        Assert.Equal((401, "UNAUTHENTICATED", 200), (strict.Status, strict.Codes.Single(), old.Status));
    }

    [Fact]
    public async Task A_token_that_is_not_to_be_believed_is_401()
    {
        var good = api.Token(Role.CityOffice);
        var parts = good.Split('.');
        string[] bad =
        [
            "x", "a.b.c", good + "x", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}",
            Unsigned(parts[1]),
            api.Issuer.Issue(Role.CityOffice, "late", lifetime: TimeSpan.FromMinutes(-5)),
            Forged("eldercare", "eldercare", RandomNumberGenerator.GetBytes(32)),
            Forged("someone-else", "eldercare", new byte[32]),
            Forged("eldercare", "someone-else", new byte[32]),
            new string('a', 9_000),
        ];
        foreach (var token in bad)
        {
            var reply = await api.PostAsync("{\"query\":\"{ __typename }\"}", token);
            Assert.True(reply is { Status: 401, Codes: ["UNAUTHENTICATED"] }, $"{token[..Math.Min(40, token.Length)]}: {reply.Status} {reply.Text}");
        }

        Assert.Equal(200, (await api.PostAsync("{\"query\":\"{ __typename }\"}", good)).Status);
    }

    private static string Unsigned(string claims) =>
        $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("{\"alg\":\"none\",\"typ\":\"JWT\"}"))}.{claims}.";

    private static string Forged(string issuer, string audience, byte[] key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        Expires = DateTimeOffset.UtcNow.AddHours(1).UtcDateTime,
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "x", ["roles"] = "city-office" },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256),
    });
}
