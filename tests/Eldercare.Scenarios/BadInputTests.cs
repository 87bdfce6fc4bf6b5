using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.Testing;
using Microsoft.Extensions.Options;

namespace Eldercare.Scenarios;

/// <summary>Whatever is sent to a host on a real database: a typed answer in the contract's form, no 5xx, nothing written.</summary>
public sealed class BadInputTests(BadInputTests.QuietCity quiet) : IClassFixture<BadInputTests.QuietCity>
{
    /// <summary>Stands for half a surrogate pair, which no .NET string can be written as.</summary>
    private const string HalfPair = "(half a pair)";

    private static readonly DateOnly s_day = CityUnderTest.Today.AddDays(2);
    private static readonly string s_date = CityUnderTest.Text(s_day);

    private readonly CityUnderTest _city = quiet.City;
    private readonly string _elder = quiet.Elder;
    private readonly string _point = quiet.Point;
    private readonly string _home = quiet.Home;
    private readonly string _bed = quiet.Bed;
    private readonly string _application = quiet.Application;

    /// <summary>One of everything, and nothing is written but by these tests.</summary>
    public sealed class QuietCity(PostgresFixture postgres) : IAsyncLifetime
    {
        internal CityUnderTest City { get; private set; } = null!;

        public string Elder { get; private set; } = null!;

        public string Point { get; private set; } = null!;

        public string Home { get; private set; } = null!;

        public string Bed { get; private set; } = null!;

        public string Application { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            City = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
            var (point, home) = (new MealPointId(Guid.CreateVersion7()), new HomeId(Guid.CreateVersion7()));
            await City.OpenPointAsync(point, s_day, 5);
            var elder = await City.RegisterElderAsync(1);
            (Elder, Point, Home) = (GlobalId.Of(elder), GlobalId.Of(point), GlobalId.Of(home));
            Bed = GlobalId.Of(Assert.Single(await City.OpenHomeAsync(home, 1)));
            Application = GlobalId.Of(await City.ApplyAsync(elder));
            Assert.Null(await City.BookAsync(point, s_day, elder));
            await City.HorizonIsOpenAsync(1);
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();
    }

    [Fact]
    public async Task No_field_of_a_mutation_takes_what_it_should_not()
    {
        var before = await _city.EventsAsync();
        var bad = new List<string>();
        foreach (var (mutation, valid) in ValidInputs())
        {
            foreach (var (field, value) in valid)
            {
                foreach (var wrong in WrongValues(mutation, field, value!))
                {
                    var input = (JsonObject)valid.DeepClone();
                    input[field] = wrong?.DeepClone();
                    input["idempotencyKey"] ??= Guid.NewGuid().ToString();
                    var answer = await AnswerAsync(mutation, input);
                    if (answer is not null) bad.Add($"{mutation}.{field} = {Short(wrong?.ToJsonString())}: {answer}");
                }
            }
        }

        Assert.True(bad.Count == 0, string.Join('\n', bad));
        Assert.Equal(before, await _city.EventsAsync());
    }

    [Fact]
    public async Task No_argument_of_a_query_takes_what_it_should_not()
    {
        var another = GlobalId.Of("MealPoint", GlobalId.Parse<BedId>(_bed).Value);
        foreach (var (query, found) in new[]
        {
            ($"{{ a: node(id: \"{another}\") {{ id }} }}", "{\"a\":null}"),
            ("{ a: node(id: \"!%~\") { id } }", "{\"a\":null}"),
            ($"{{ a: mealPointBoard(mealPoint: \"{another}\", date: \"{s_date}\") {{ date }} }}", "{\"a\":null}"),
            ($"{{ a: mealPointBoard(mealPoint: \"{_point}\", date: \"0001-01-01\") {{ date }} }}", null),
            ($"{{ a: elder(id: \"{GlobalId.Of("Elder", Guid.Empty)}\") {{ id }} }}", "{\"a\":null}"),
            ($"{{ a: mealPoints(district: \"{new string('9', 60_000)}\") {{ nodes {{ id }} }} }}", null),
            ($"{{ a: mealPoints(after: \"{new string('A', 60_000)}\") {{ nodes {{ id }} }} }}", null),
            ("{ a: mealPoints(district: \"\\u0000\") { nodes { id } } }", null),
            ($"{{ a: beds(home: \"{_point}\") {{ nodes {{ id }} }} }}", null),
            ("{ a: districtDays(district: \"321102\", from: \"0001-01-01\", to: \"0001-01-02\") { date } }", null),
            ("{ a: districtDays(district: \"321102\", from: \"2000-01-01\", to: \"2000-01-02\") { date } }", "{\"a\":[]}"),
            ("{ a: nearestMealPoints(latitude: 90, longitude: 180, date: \"9999-12-31\", meal: LUNCH) { metres } }", null),
        })
        {
            using var reply = await PostAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { query })));
            var text = await reply.Content.ReadAsStringAsync();
            if (found is not null) Assert.Equal($"{{\"data\":{found}}}", text);
            else Assert.Null(Fault(reply, text));
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_request_are_refused()
    {
        var before = await _city.EventsAsync();
        foreach (var body in new byte[][]
        {
            [],
            [0],
            [.. "{\"query\":\"mutation { "u8, 0xC3, 0x28, .. "}\"}"u8],
            [.. "{\"query\":\"{ __typename }\",\"variables\":{\""u8, 0, .. "\":1}}"u8],
            Encoding.UTF8.GetBytes($"{{\"query\":\"{new string('{', 200_000)}\"}}"),
            new byte[2_000_000],
        })
        {
            using var reply = await PostAsync(body);
            Assert.InRange((int)reply.StatusCode, 400, 499);
            Assert.Null(Fault(reply, await reply.Content.ReadAsStringAsync()));
        }

        Assert.Equal(before, await _city.EventsAsync());
    }

    [Fact]
    public async Task A_token_that_is_not_to_be_believed_opens_nothing()
    {
        var (issuer, before) = (_city.Get<TokenIssuer>(), await _city.EventsAsync());
        var good = issuer.Issue(Role.CityOffice, "office");
        var stranger = new TokenIssuer(
            Options.Create(new SignInSettings { SigningKey = Convert.ToBase64String(new byte[32]) }), TimeProvider.System);
        var unsigned = $"{Base64("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{good.Split('.')[1]}.";
        foreach (var token in new[]
        {
            stranger.Issue(Role.CityOffice, "office"),
            issuer.Issue(Role.CityOffice, "office", lifetime: TimeSpan.FromHours(-1)),
            unsigned,
            good[..^3] + "AAA",
            good + ".x",
            "x",
            "",
            new string('x', 20_000),
        })
        {
            using var client = new HttpClient { BaseAddress = _city.Http.BaseAddress };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var reply = await client.PostAsync("/graphql", Json(
                "mutation($input: RecordDeathInput!) { recordDeath(input: $input) { errors { __typename } } }",
                new JsonObject { ["elder"] = _elder, ["diedOn"] = CityUnderTest.Text(CityUnderTest.Today), ["idempotencyKey"] = "k" }));
            Assert.True((int)reply.StatusCode is 401 or 431, $"{reply.StatusCode} for {Short(token)}");
        }

        Assert.Equal(before, await _city.EventsAsync());
    }

    /// <summary>Inputs that would be accepted, or refused for what stands in the city.</summary>
    private IEnumerable<(string Mutation, JsonObject Input)> ValidInputs()
    {
        yield return ("bookMeal", Of(new { mealPoint = _point, date = s_date, meal = "LUNCH", elder = _elder, channel = "DINE_IN" }));
        yield return ("cancelBooking", Of(new { mealPoint = _point, date = s_date, meal = "LUNCH", elder = _elder, reason = "r" }));
        yield return ("serveWalkIn", Of(new { mealPoint = _point, date = s_date, meal = "LUNCH", elder = _elder }));
        yield return ("suspendMealPoint", Of(new { mealPoint = _point, reason = "r" }));
        yield return ("openMealPoint", Of(new
        {
            name = "n",
            district = CityUnderTest.District,
            address = "a",
            latitude = 1,
            longitude = 1,
            week = Array.Empty<object>(),
        }));
        yield return ("changeMealPoint", Of(new { mealPoint = _point, name = "n", address = "a", latitude = 1, longitude = 1 }));
        yield return ("registerElder", Of(new { name = "n", identityNumber = "11010519491231002X", district = CityUnderTest.District }));
        yield return ("recordDeath", Of(new { elder = _elder, diedOn = s_date }));
        yield return ("registerHome", Of(new
        {
            name = "n",
            address = "a",
            district = CityUnderTest.District,
            latitude = 1,
            longitude = 1,
            @operator = "SOCIAL",
        }));
        yield return ("addRoom", Of(new { home = _home, number = "102", genderRule = "MIXED" }));
        yield return ("applyForBed", Of(new { elder = _elder, homes = new[] { _home }, districts = Array.Empty<string>(), kind = "NURSING", lane = "EVERYONE" }));
        yield return ("offerBed", Of(new { application = _application, bed = _bed, until = "2020-01-01T00:00:00Z" }));
        yield return ("declineOffer", Of(new { application = _application, bed = _bed, reason = "r" }));
        yield return ("withdrawApplication", Of(new { application = _application }));
        yield return ("admitResident", Of(new { bed = _bed, elder = _elder, on = s_date }));
        yield return ("transferResident", Of(new { elder = _elder, from = _bed, to = _bed, on = s_date }));
        yield return ("closeBed", Of(new { bed = _bed, reason = "r" }));
        yield return ("reopenBed", Of(new { bed = _bed, idempotencyKey = "k" }));
    }

    private IEnumerable<JsonNode?> WrongValues(string mutation, string field, JsonNode valid)
    {
        yield return new JsonObject { ["a"] = 1 };
        if (!(mutation == "cancelBooking" && field == "reason")) yield return null;
        if (valid.GetValueKind() != JsonValueKind.String)
        {
            yield return "x";
            yield return valid.GetValueKind() == JsonValueKind.Number ? 1e9 : new JsonArray(1, null, "x");
            yield break;
        }

        yield return 7;
        yield return new string('x', 100_000);
        yield return "a\0b";
        yield return HalfPair;
        if (!(mutation == "cancelBooking" && field == "reason")) yield return "";
        var text = valid.GetValue<string>();
        if (GlobalId.TryParse(text) is not var (name, _)) yield break;
        yield return GlobalId.Of(name, Guid.NewGuid());
        yield return GlobalId.Of(name, Guid.Empty);
        foreach (var other in new[] { _elder, _point, _home, _bed, _application }.Where(o => o != text))
        {
            yield return other;
            yield return GlobalId.Of(name, GlobalId.TryParse(other)!.Value.Id);
        }
    }

    private static JsonObject Of(object input) => JsonSerializer.SerializeToNode(input)!.AsObject();

    /// <summary>Null for a typed refusal; else what is wrong with the answer.</summary>
    private async Task<string?> AnswerAsync(string mutation, JsonObject input)
    {
        using var reply = await _city.Http.PostAsync("/graphql", Json(
            $"mutation($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) "
            + $"{{ {mutation}(input: $input) {{ errors {{ ... on UserError {{ code message }} }} }} }}",
            input));
        return Fault(reply, await reply.Content.ReadAsStringAsync());
    }

    private static string? Fault(HttpResponseMessage reply, string text)
    {
        if ((int)reply.StatusCode is not (>= 200 and < 500)) return $"{(int)reply.StatusCode} {Short(text)}";
        if (text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal)) return Short(text);
        var root = JsonDocument.Parse(text).RootElement;
        if (root.TryGetProperty("errors", out var errors))
            return errors.EnumerateArray().All(e => e.GetProperty("extensions").GetProperty("code").GetString() is { } code && code != "INTERNAL")
                ? null
                : Short(text);
        var payload = root.GetProperty("data").EnumerateObject().First().Value;
        return payload.TryGetProperty("errors", out var refusals) && refusals.GetArrayLength() > 0
            && refusals[0].GetProperty("code").GetString() is { Length: > 0 }
            ? null
            : Short(text);
    }

    private Task<HttpResponseMessage> PostAsync(byte[] body) => _city.Http.PostAsync(
        "/graphql", new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } });

    private static StringContent Json(string query, JsonObject input) => new(
        new JsonObject { ["query"] = query, ["variables"] = new JsonObject { ["input"] = input } }.ToJsonString()
            .Replace(HalfPair, "\\ud800", StringComparison.Ordinal),
        Encoding.UTF8, "application/json");

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Short(string? text) => text is null ? "null" : text.Length > 150 ? text[..150] + "…" : text;
}
