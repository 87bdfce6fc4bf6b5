using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.City.Webhooks;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>
/// What happens reaches the districts' systems: signed, each event at least once, in order within its stream, to nobody whose district it
/// does not concern; and no receiver's trouble is another's.
/// </summary>
public sealed class WebhooksTests(WebhooksTests.ToldCity told) : IClassFixture<WebhooksTests.ToldCity>
{
    private const string Killed = "killed";

    private static readonly string[] s_bookings = ["MEAL_BOOKED", "BOOKING_CANCELLED"];

    private CityUnderTest City => told.City;

    [Fact]
    public async Task A_district_is_told_its_own_in_order_and_a_receiver_that_hangs_holds_up_nobody()
    {
        using var app = City.As(Role.App);
        using WebhookReceiver hanging = new(), own = new(), elsewhere = new();
        var never = new TaskCompletionSource<int>();
        hanging.Answer = _ => never.Task;
        await CreateAsync(City.Http, hanging, null, s_bookings);
        await CreateAsync(app, own, CityUnderTest.District, s_bookings);
        var other = await CreateAsync(City.Http, elsewhere, "321111", s_bookings);

        var (day, elders) = (told.Day(), told.Elders);
        foreach (var elder in elders) Assert.Null(await City.BookAsync(told.Point, day, elder));
        foreach (var elder in elders.Take(4))
            Assert.Null((await City.Http.MutateAsync("cancelBooking", CityUnderTest.Lunch(told.Point, day, elder))).Code);

        var expected = elders.Select(e => $"sitting.meal_booked {GlobalId.Of(e)}").Concat(elders.Take(4).Select(e => $"sitting.booking_cancelled {GlobalId.Of(e)}"));
        await Eventually.EqualAsync(string.Join('\n', expected), () => Task.FromResult(string.Join('\n', own.Once.Select(Said))));
        var booked = own.Once[0];
        Assert.Equal(
            (GlobalId.Of(SittingId.Of(told.Point, day, Meal.Lunch)), "DINE_IN", 3),
            (booked.GetProperty("stream").GetString(), booked.GetProperty("data").GetProperty("channel").GetString(), booked.GetProperty("version").GetInt32()));
        Assert.Equal(booked.GetProperty("stream").GetString(), booked.GetProperty("data").GetProperty("sitting").GetString());

        // What comes to the other district's last tells that nothing came before.
        Assert.Null((await City.Http.MutateAsync("testWebhook", new { webhook = other })).Code);
        await Eventually.EqualAsync("webhook.webhook_tested", () => Task.FromResult(string.Join(", ", elsewhere.Once.Select(t => t.GetProperty("type").GetString()))));
        Assert.Equal((0, 0, 0), (own.Forged, elsewhere.Forged, hanging.Forged));
        Assert.InRange(hanging.Asked, 1, 8);
        Assert.Equal("FORBIDDEN", await app.MutationErrorAsync("pauseWebhook", new { webhook = other }));
        Assert.Equal("FORBIDDEN", await app.ErrorAsync($"{{ webhook(id: \"{other}\") {{ id }} }}"));
        Assert.Equal("FORBIDDEN", await app.ErrorAsync("{ webhooks { nodes { id } } }"));
        never.SetResult(200);
    }

    [Fact]
    public async Task What_fails_holds_up_its_stream_alone_becomes_a_dead_letter_and_is_sent_again()
    {
        using var receiver = new WebhookReceiver();
        var (bad, good, elders) = (told.Day(), told.Day(), told.Elders);
        var badId = GlobalId.Of(SittingId.Of(told.Point, bad, Meal.Lunch));
        receiver.Answer = e => Task.FromResult(e.GetProperty("stream").GetString() == badId && Said(e).EndsWith(GlobalId.Of(elders[0]), StringComparison.Ordinal) ? 500 : 200);
        var webhook = await CreateAsync(City.Http, receiver, CityUnderTest.District, s_bookings);
        foreach (var day in (DateOnly[])[bad, good])
            foreach (var elder in elders.Take(3)) Assert.Null(await City.BookAsync(told.Point, day, elder));

        await Eventually.EqualAsync(3, () => Task.FromResult(receiver.Once.Count));
        Assert.All(receiver.Once, e => Assert.NotEqual(badId, e.GetProperty("stream").GetString()));
        await Eventually.EqualAsync("1 HTTP_500", () => DeliveriesAsync(webhook, "WAITING", d => d.GetProperty("attempts").GetInt32() > 0));

        // Three days later: its tenth attempt.
        var id = Parse(webhook);
        await ExecuteAsync($"update eldercare.webhook_deliveries set attempts = 9, due_at = now() where webhook = '{id}' and attempts > 0 and state = 'Waiting'");
        await Eventually.EqualAsync("10 HTTP_500", () => DeliveriesAsync(webhook, "DEAD"));
        await Eventually.EqualAsync(5, () => Task.FromResult(receiver.Once.Count));

        receiver.Answer = _ => Task.FromResult(200);
        var delivery = (await BoardAsync(webhook, "deliveries(state: DEAD) { nodes { id } }")).GetProperty("deliveries").GetProperty("nodes")[0].GetProperty("id").GetString();
        Assert.Null((await City.Http.MutateAsync("resendWebhookDelivery", new { webhook, delivery })).Code);
        await Eventually.EqualAsync(6, () => Task.FromResult(receiver.Once.Count));
        await Eventually.EqualAsync("0 0", () => CountsAsync(webhook));
        Assert.Equal("WEBHOOK_DELIVERY_TAKEN", (await City.Http.MutateAsync("resendWebhookDelivery", new { webhook, delivery })).Code);
    }

    [Fact]
    public async Task It_tells_again_from_a_number_on_waits_while_paused_changes_its_secret_and_stops_when_it_is_told_to()
    {
        using var receiver = new WebhookReceiver();
        var (day, elders) = (told.Day(), told.Elders);
        var webhook = await CreateAsync(City.Http, receiver, CityUnderTest.District, s_bookings);
        foreach (var elder in elders.Take(3)) Assert.Null(await City.BookAsync(told.Point, day, elder));
        await Eventually.EqualAsync(3, () => Task.FromResult(receiver.Taken.Count));

        var from = receiver.Taken[1].GetProperty("sequence").GetInt64();
        Assert.Null((await City.Http.MutateAsync("replayWebhook", new { webhook, from })).Code);
        await Eventually.EqualAsync(5, () => Task.FromResult(receiver.Taken.Count));
        Assert.Equal(
            receiver.Taken.Skip(1).Take(2).Select(Said), receiver.Taken.Skip(3).Select(e => e.GetProperty("replay").GetBoolean() ? Said(e) : "new"));

        Assert.Null((await City.Http.MutateAsync("pauseWebhook", new { webhook })).Code);
        Assert.Null(await City.BookAsync(told.Point, day, elders[3]));
        var rotated = await City.Http.MutateAsync("rotateWebhookSecret", new { webhook }, select: "secret webhook { state oldSecretUntil }");
        Assert.Equal("PAUSED", rotated.Payload.GetProperty("webhook").GetProperty("state").GetString());
        Assert.Null((await City.Http.MutateAsync("resumeWebhook", new { webhook })).Code);
        await Eventually.EqualAsync(6, () => Task.FromResult(receiver.Taken.Count));
        receiver.Secret = rotated.Payload.GetProperty("secret").GetString();
        Assert.Null(await City.BookAsync(told.Point, day, elders[4]));
        await Eventually.EqualAsync(7, () => Task.FromResult(receiver.Taken.Count));
        Assert.Equal(0, receiver.Forged);

        receiver.Answer = _ => Task.FromResult(410);
        Assert.Null(await City.BookAsync(told.Point, day, elders[5]));
        await Eventually.EqualAsync("SWITCHED_OFF GONE", async () =>
            await BoardAsync(webhook, "state because") is var w ? $"{w.GetProperty("state").GetString()} {w.GetProperty("because").GetString()}" : "");
        Assert.Equal("WEBHOOK_NOT_ACTIVE", (await City.Http.MutateAsync("testWebhook", new { webhook })).Code);
        Assert.Null((await City.Http.MutateAsync("deleteWebhook", new { webhook })).Code);
        var id = Parse(webhook);
        Assert.Equal(0, await City.CountAsync($"select count(*) from eldercare.webhooks where id = '{id}'"));
        while (await City.Get<WebhookQueue>().PruneAsync(DateTimeOffset.UtcNow.AddDays(-1), TestContext.Current.CancellationToken) > 0)
        {
        }

        Assert.Equal(0, await City.CountAsync(
            $"select (select count(*) from eldercare.webhook_deliveries where webhook = '{id}') + (select count(*) from eldercare.webhook_progress where webhook = '{id}')"));
    }

    [Fact]
    public async Task A_host_that_is_killed_while_it_sends_loses_nothing()
    {
        using var receiver = new WebhookReceiver();
        var arrived = new TaskCompletionSource();
        var open = new TaskCompletionSource();
        receiver.Answer = async _ =>
        {
            arrived.TrySetResult();
            await open.Task;
            return 200;
        };
        var (day, elders) = (told.Day(), told.Elders);
        await using (var host = await HostProcess.StartAsync(
            new NpgsqlConnectionStringBuilder(told.Database) { ApplicationName = Killed }.ConnectionString, City.SignIn, new KeyValuePair<string, string?>("Webhooks:Loopback", "true")))
        {
            // Until one of them is the other host's to look after: each hangs at its first event.
            var webhooks = new List<string>();
            while (await HeldByAsync(Killed) == 0)
            {
                Assert.True(webhooks.Count < 15, "The other host looks after none.");
                webhooks.Add(await CreateAsync(City.Http, receiver, CityUnderTest.District, s_bookings, verify: false));
                if (webhooks.Count == 1) foreach (var elder in elders) Assert.Null(await City.BookAsync(told.Point, day, elder));
                else Assert.Null((await City.Http.MutateAsync("testWebhook", new { webhook = webhooks[^1] })).Code);
                await Eventually.EqualAsync(webhooks.Count, async () => (int)(await HeldByAsync(Killed) + await HeldByAsync("eldercare")));
            }

            await arrived.Task;
            await host.KillAsync();
            open.SetResult();
            Assert.Null((await City.Http.MutateAsync("cancelBooking", CityUnderTest.Lunch(told.Point, day, elders[0]))).Code);
            foreach (var webhook in webhooks) await Eventually.EqualAsync("0 0", () => CountsAsync(webhook));
        }

        var streams = receiver.Once.GroupBy(e => e.GetProperty("stream").GetString());
        Assert.All(streams, s => Assert.Equal(s.Select(Number).Order(), s.Select(Number)));
        Assert.Equal(
            [.. elders.Select(e => $"sitting.meal_booked {GlobalId.Of(e)}"), $"sitting.booking_cancelled {GlobalId.Of(elders[0])}"],
            receiver.Once.Where(e => e.GetProperty("data").TryGetProperty("elder", out _)).Select(Said));
    }

    private static string Said(JsonElement e) => $"{e.GetProperty("type").GetString()} {(e.GetProperty("data").TryGetProperty("elder", out var elder) ? elder.GetString() : "")}";

    private static long Number(JsonElement e) => e.GetProperty("sequence").GetInt64();

    private static string Parse(string id) => GlobalId.TryParse(id)!.Value.Id.ToString();

    private static async Task<string> CreateAsync(HttpClient who, WebhookReceiver receiver, string? district, string[] kinds, bool verify = true)
    {
        var created = await who.MutateAsync("createWebhook", new { url = receiver.Url, kinds, district }, select: "secret webhook { id }");
        Assert.Null(created.Code);
        if (verify) receiver.Secret = created.Payload.GetProperty("secret").GetString();
        return created.Payload.GetProperty("webhook").GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> BoardAsync(string webhook, string select) =>
        (await City.Http.AskAsync($"{{ webhook(id: \"{webhook}\") {{ {select} }} }}")).GetProperty("webhook");

    private async Task<string> DeliveriesAsync(string webhook, string state, Func<JsonElement, bool>? which = null) => string.Join(
        ", ", (await BoardAsync(webhook, $"deliveries(state: {state}) {{ nodes {{ attempts reason }} }}")).GetProperty("deliveries").GetProperty("nodes").EnumerateArray()
            .Where(which ?? (_ => true)).Select(d => $"{d.GetProperty("attempts").GetInt32()} {d.GetProperty("reason").GetString()}"));

    /// <summary>How many wait and were not looked at among what there is by now.</summary>
    private async Task<string> CountsAsync(string webhook) =>
        await BoardAsync(webhook, "waiting behind") is var w ? $"{w.GetProperty("waiting").GetInt64()} {w.GetProperty("behind").GetInt64()}" : "";

    private Task<long> HeldByAsync(string application) => City.CountAsync(
        $"""
        select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.classid = 736441061 and l.granted and a.application_name = '{application}' and a.datname = current_database()
        """);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = City.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One host, a point with lunches on some days, and people who eat there.</summary>
    public sealed class ToldCity(PostgresFixture postgres) : IAsyncLifetime
    {
        private int _days;

        internal CityUnderTest City { get; private set; } = null!;

        internal string Database { get; private set; } = null!;

        internal MealPointId Point { get; private set; }

        internal ElderId[] Elders { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Database = await postgres.NewDatabaseAsync();
            City = await CityUnderTest.StartAsync(Database, new KeyValuePair<string, string?>("Webhooks:Loopback", "true"));
            Point = await City.OpenEveryDayAsync(50);
            Elders = await City.RegisterEldersAsync(8);
        }

        public async ValueTask DisposeAsync() => await City.DisposeAsync();

        /// <summary>A day no other test books meals on.</summary>
        internal DateOnly Day() => CityUnderTest.Today.AddDays(1 + Interlocked.Increment(ref _days));
    }
}
