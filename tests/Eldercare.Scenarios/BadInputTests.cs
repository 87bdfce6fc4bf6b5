using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People.Cards;
using Eldercare.People.Diets;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Appending;
using Eldercare.Testing;
using Microsoft.Extensions.Options;

namespace Eldercare.Scenarios;

/// <summary>Whatever is sent to a host on a real database: a typed answer in the contract's form, no 5xx, nothing written.</summary>
public sealed class BadInputTests(BadInputTests.QuietCity quiet) : IClassFixture<BadInputTests.QuietCity>
{
    private static readonly DateOnly s_day = CityUnderTest.Today.AddDays(2);
    private static readonly string s_date = CityUnderTest.Text(s_day);

    private readonly CityUnderTest _city = quiet.City;
    private readonly string _elder = quiet.Ids["Elder"];
    private readonly string _point = quiet.Ids["MealPoint"];
    private readonly string _bed = quiet.Ids["Bed"];

    /// <summary>One of everything, and nothing is written but by these tests.</summary>
    public sealed class QuietCity(PostgresFixture postgres) : IAsyncLifetime
    {
        internal CityUnderTest City { get; private set; } = null!;

        /// <summary>An id that exists, by the name of its type.</summary>
        public Dictionary<string, string> Ids { get; } = [];

        public async ValueTask InitializeAsync()
        {
            City = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
            var (point, home) = (new MealPointId(Guid.CreateVersion7()), new HomeId(Guid.CreateVersion7()));
            await City.OpenPointAsync(point, s_day, 5);
            var elder = await City.RegisterElderAsync(1);
            await City.SendAsync(new IssueCard(elder, CityUnderTest.Cards.IdOf("its card")) { Code = "its card" });
            Ids["Card"] = GlobalId.Of(CityUnderTest.Cards.IdOf("its card"));
            (Ids["Elder"], Ids["MealPoint"], Ids["Home"]) = (GlobalId.Of(elder), GlobalId.Of(point), GlobalId.Of(home));
            Ids["Bed"] = GlobalId.Of(Assert.Single(await City.OpenHomeAsync(home, 1)));
            Ids["Room"] = GlobalId.Of("Room", Guid.Parse(await City.TextAsync("select data->>'room' from eldercare.mt_events where type = 'room_added'")));
            Ids["Application"] = GlobalId.Of(await City.ApplyAsync(elder));
            var order = StandingOrderId.FromRegistry("scenario");
            await City.SendAsync(new PlaceStandingOrder
            {
                Elder = elder,
                Order = order,
                From = s_day.AddDays(100),
                Lines = [new(point, [s_day.DayOfWeek], Meal.Lunch, Channel.DineIn)],
            });
            Ids["StandingOrder"] = GlobalId.Of(order);
            // The day's run is made and recorded, and wrote nothing else: the order begins later.
            await Eventually.EqualAsync(1, () => City.CountAsync("select count(*) from eldercare.standing_order_lines"));
            await Eventually.EqualAsync(1, async () =>
            {
                await City.Get<StandingOrderKeeper>().LookAsync(CancellationToken.None);
                return await City.EventsAsync("standing_orders_materialised");
            });
            Ids["Sitting"] = GlobalId.Of(SittingId.Of(point, s_day, Meal.Lunch));
            var (kitchen, dish, sample) = (new KitchenId(Guid.CreateVersion7()), new DishId(Guid.CreateVersion7()), new FoodSampleId(Guid.CreateVersion7()));
            await City.SendAsync(new OpenKitchen(kitchen, "Central", CityUnderTest.District));
            await City.SendAsync(new RegisterDish(dish, kitchen, new DishSpec("米饭", null, [], [], [FoodTexture.Regular], [], [], new Fen(100))));
            // Samples are of today's food.
            var fridge = new MealPointId(Guid.CreateVersion7());
            await City.OpenPointAsync(fridge, CityUnderTest.Today, capacity: 1);
            await City.SendAsync(new LogFoodSample(sample, fridge, CityUnderTest.Today, Meal.Lunch, dish, 125, DateTimeOffset.UtcNow.AddMinutes(-1), 4, "1"));
            (Ids["Kitchen"], Ids["Dish"], Ids["FoodSample"]) = (GlobalId.Of(kitchen), GlobalId.Of(dish), GlobalId.Of(sample));
            Assert.Null(await City.BookAsync(point, s_day, elder));
            Ids["ActingRight"] = (await City.Http.MutateAsync(
                "allowActingFor", new { elder = Ids["Elder"], holder = "daughter", relation = "CHILD" }, select: "actingRight"))
                .Payload.GetProperty("actingRight").GetString()!;
            await Eventually.EqualAsync(1, () => City.CountAsync("select count(*) from eldercare.messages"));
            Ids["Message"] = GlobalId.Of("Message", Guid.Parse(await City.TextAsync("select id::text from eldercare.messages")));
            var run = DeliveryRunId.Of(SittingId.Of(point, s_day, Meal.Lunch), 1);
            var (alert, now, never) = (WelfareAlertId.Of(run, elder), DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
            Ids["WelfareAlert"] = GlobalId.Of(alert);
            await City.Get<IBulkAppender>().AppendAsync(
                CityHost.DefaultCity,
                new BulkBatch(
                    // Not escalated while the tests run: that would write.
                    [new(WelfareAlert.Stream.At(alert.Value), [new WelfareAlertRaised(alert, elder, run, point, CityUnderTest.District, now, never)], now)],
                    [], []),
                CancellationToken.None);
            Ids["Account"] = await CreatedAsync("createAccount", "account", new { username = "quiet", roles = (string[])["APP"], district = CityUnderTest.District });
            // It is told what does not happen here, and has one delivery that nobody took.
            Ids["Webhook"] = await CreatedAsync("createWebhook", "webhook", new { url = "https://events.example.cn/", kinds = (string[])["BED_RETIRED"], district = CityUnderTest.District });
            Ids["WebhookDelivery"] = GlobalId.Of("WebhookDelivery", Guid.Parse(await City.TextAsync(
                $"""
                insert into eldercare.webhook_deliveries (tenant_id, id, webhook, replay, sequence, stream, kind, state, attempts, due_at)
                select tenant_id, gen_random_uuid(), '{GlobalId.TryParse(Ids["Webhook"])!.Value.Id}', 0, seq_id, stream_id, 'BedRetired', 'Dead', 10, now()
                from eldercare.mt_events order by seq_id limit 1 returning id::text
                """)));
            await City.HorizonIsOpenAsync(2);
            // Past the cut-off today's sheet freezes, once.
            var due = CityTime.At(CityUnderTest.Today, new TimeOnly(10, 0)) <= DateTimeOffset.UtcNow ? 1 : 0;
            await Eventually.EqualAsync(due, () => City.EventsAsync("kitchen_sheet_frozen"));
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();

        private async Task<string> CreatedAsync(string mutation, string what, object input)
        {
            var created = await City.Http.MutateAsync(mutation, input, select: $"{what} {{ id }}");
            Assert.Null(created.Code);
            return created.Payload.GetProperty(what).GetProperty("id").GetString()!;
        }
    }

    [Fact]
    public async Task No_field_of_any_mutation_takes_what_it_should_not()
    {
        var inputs = new BadInputs(await _city.Http.AskAsync(BadInputs.SchemaQuery), quiet.Ids, s_date);
        var before = await _city.EventsAsync();
        var (bad, asked) = (new ConcurrentQueue<string>(), 0);

        await Parallel.ForEachAsync(inputs.All(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (input, _) =>
        {
            Interlocked.Increment(ref asked);
            if (await AnswerAsync(input.Mutation, input.Input) is { } fault) bad.Enqueue($"{input.What} -> {fault}");
        });

        Assert.True(bad.IsEmpty, string.Join('\n', bad.Order(StringComparer.Ordinal)));
        Assert.Equal(before, await _city.EventsAsync());
        Assert.Equal(_city.Get<EldercareSchema>().Mutation!.Fields.Count, inputs.Mutations.Count());
        Assert.InRange(asked, 1_000, 20_000);
    }

    /// <summary>With input that is good in every part but one: whose it is.</summary>
    [Fact]
    public async Task Accounts_and_webhooks_of_a_district_are_not_another_offices()
    {
        var inputs = new BadInputs(await _city.Http.AskAsync(BadInputs.SchemaQuery), quiet.Ids, s_date);
        using var elsewhere = new HttpClient { BaseAddress = _city.Http.BaseAddress };
        elsewhere.DefaultRequestHeaders.Authorization = new("Bearer", _city.Get<TokenIssuer>().Issue(Role.DistrictOffice, "elsewhere", "321111"));
        var (before, asked) = (await _city.EventsAsync(), 0);
        foreach (var (mutation, input) in inputs.That("account", "webhook"))
        {
            using var reply = await elsewhere.PostAsync("/graphql", Json(BadInputs.Document(mutation), input));
            var text = await reply.Content.ReadAsStringAsync();
            Assert.True(text.Contains("\"FORBIDDEN\"", StringComparison.Ordinal), $"{mutation}: {text}");
            asked++;
        }

        Assert.Equal(before, await _city.EventsAsync());
        Assert.InRange(asked, 10, 20);
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

    /// <summary>Null for a typed refusal; else what is wrong with the answer.</summary>
    private async Task<string?> AnswerAsync(string mutation, JsonObject input)
    {
        using var reply = await _city.Http.PostAsync("/graphql", Json(BadInputs.Document(mutation), input));
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

    /// <summary>By the media type whose status says what became of a request.</summary>
    private Task<HttpResponseMessage> PostAsync(byte[] body) => _city.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/graphql")
    {
        Headers = { Accept = { new("application/graphql-response+json") } },
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    });

    private static ByteArrayContent Json(string query, JsonObject input)
    {
        var text = new JsonObject { ["query"] = query, ["variables"] = new JsonObject { ["input"] = input } }.ToJsonString()
            .Replace(BadInputs.HalfPair, "\\ud800", StringComparison.Ordinal);
        var at = text.IndexOf(BadInputs.NoUtf8, StringComparison.Ordinal);
        byte[] body = at < 0
            ? Encoding.UTF8.GetBytes(text)
            : [.. Encoding.UTF8.GetBytes(text[..at]), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(text[(at + BadInputs.NoUtf8.Length)..])];
        return new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Short(string? text) => text is null ? "null" : text.Length > 150 ? text[..150] + "…" : text;
}
