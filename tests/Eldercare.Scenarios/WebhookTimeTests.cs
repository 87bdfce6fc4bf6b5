using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>What becomes of webhooks with time: a receiver that wants to be left alone, one that fails for days, a key that was lost. The clock is moved, not waited for.</summary>
public sealed class WebhookTimeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Moved _clock = new();
    private string _database = null!;
    private CityUnderTest _city = null!;
    private MealPointId _point;
    private ElderId[] _elders = [];

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityUnderTest.StartByAsync(_clock, _database, new KeyValuePair<string, string?>("Webhooks:Loopback", "true"));
        _point = await _city.OpenEveryDayAsync(50);
        _elders = await _city.RegisterEldersAsync(3);
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Each_is_left_alone_given_up_and_told_in_the_health_report_when_its_time_has_come()
    {
        using WebhookReceiver receiver = new(), witness = new();
        receiver.Answer = _ => Task.FromResult(429);
        var webhook = await CreateAsync(receiver);
        await CreateAsync(witness);
        await BookAsync(1, _elders[0]);
        await Eventually.EqualAsync(1, () => Task.FromResult(receiver.Asked));
        await Eventually.EqualAsync("1", () => BoardAsync(webhook, "waiting"));

        // Another stream has to wait too, for the 90 seconds it asked for; others are told meanwhile, and nobody calls that a standstill.
        await BookAsync(2, _elders[1]);
        await Eventually.EqualAsync(2, () => Task.FromResult(witness.Once.Count));
        _clock.Ahead += TimeSpan.FromSeconds(60);
        await BookAsync(3, _elders[2]);
        await Eventually.EqualAsync(3, () => Task.FromResult(witness.Once.Count));
        Assert.Equal((1, "Healthy"), (receiver.Asked, await HealthAsync()));
        receiver.Answer = _ => Task.FromResult(500);
        _clock.Ahead += TimeSpan.FromSeconds(40);
        await Eventually.EqualAsync(4, () => Task.FromResult(Math.Min(receiver.Asked, 4)));
        Assert.Equal("ACTIVE", await BoardAsync(webhook, "state"));

        // Five days of nothing else switch it off; what it was to be told waits for whoever mends it.
        _clock.Ahead += TimeSpan.FromDays(5);
        await Eventually.EqualAsync("SWITCHED_OFF", () => BoardAsync(webhook, "state"));
        Assert.Equal("FAILING", await BoardAsync(webhook, "because"));
        receiver.Answer = _ => Task.FromResult(200);
        await DoAsync("resumeWebhook", new { webhook });
        // Each is due again when it would have been.
        _clock.Ahead += TimeSpan.FromDays(1);
        await Eventually.EqualAsync(3, () => Task.FromResult(receiver.Once.Count));
        Assert.Equal("ACTIVE", await BoardAsync(webhook, "state"));

        // A secret that was sealed with another key signs nothing, and nothing is sent unsigned.
        await ExecuteAsync($"update eldercare.webhooks set secret = (select o.secret from eldercare.webhooks o where o.id <> '{IdOf(webhook)}') where id = '{IdOf(webhook)}'");
        var asked = receiver.Asked;
        await DoAsync("testWebhook", new { webhook });
        await Eventually.EqualAsync("SWITCHED_OFF", () => BoardAsync(webhook, "state"));
        Assert.Equal(("SECRET_UNREADABLE", asked), (await BoardAsync(webhook, "because"), receiver.Asked));
        var rotated = await Office().MutateAsync("rotateWebhookSecret", new { webhook }, select: "secret");
        Assert.StartsWith("whsec_", rotated.Payload.GetProperty("secret").GetString(), StringComparison.Ordinal);
        await DoAsync("resumeWebhook", new { webhook });
        await Eventually.EqualAsync(4, () => Task.FromResult(receiver.Once.Count));

        // Nobody looks after one: whoever has its turn does nothing.
        await using var stuck = new NpgsqlConnection($"{_database};Pooling=false");
        await stuck.OpenAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand($"select pg_advisory_lock({Eldercare.Store.AdvisoryLocks.Webhooks}, {Guid.Parse(IdOf(webhook)).GetHashCode()})", stuck))
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await _city.RegisterElderAsync(9);
        await Eventually.EqualAsync("Healthy, then behind", async () => await HealthAsync() + (await _city.CountAsync(
            "select max(p.read_to) - min(p.read_to) from eldercare.webhook_progress p") > 0 ? ", then behind" : ""));
        await HealthAsync();
        _clock.Skip(TimeSpan.FromSeconds(20));
        Assert.Equal("Degraded", await HealthAsync());
        await stuck.CloseAsync();
        await Eventually.EqualAsync("Healthy", HealthAsync);
    }

    /// <summary>With a sign-in of the clock's present.</summary>
    private HttpClient Office() => _city.As(Role.CityOffice);

    private async Task BookAsync(int day, ElderId elder) => Assert.Null(await CityUnderTest.BookAsync(Office(), _point, CityUnderTest.Today.AddDays(day), elder));

    private async Task DoAsync(string mutation, object input) => Assert.Null((await Office().MutateAsync(mutation, input)).Code);

    /// <summary>Signatures have the clock's time: the receiver, which goes by another, is not asked to verify them.</summary>
    private async Task<string> CreateAsync(WebhookReceiver receiver)
    {
        var created = await Office().MutateAsync("createWebhook", new { url = receiver.Url, kinds = (string[])["MEAL_BOOKED"] }, select: "webhook { id }");
        Assert.Null(created.Code);
        return created.Payload.GetProperty("webhook").GetProperty("id").GetString()!;
    }

    private async Task<string> BoardAsync(string webhook, string field) =>
        (await Office().AskAsync($"{{ webhook(id: \"{webhook}\") {{ {field} }} }}")).GetProperty("webhook").GetProperty(field).ToString();

    private async Task<string> HealthAsync()
    {
        using var anyone = new HttpClient { BaseAddress = _city.Http.BaseAddress };
        // Whatever the host's other parts say of the clock's leaps.
        using var answer = await anyone.GetAsync("/health/ready");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("webhooks").GetProperty("status").GetString()!;
    }

    private static string IdOf(string webhook) => GlobalId.TryParse(webhook)!.Value.Id.ToString();

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _city.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A clock and a stopwatch that can be set forward.</summary>
    private sealed class Moved : TimeProvider
    {
        private long _skipped;

        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _skipped);

        public void Skip(TimeSpan by) => Interlocked.Add(ref _skipped, (long)(by.TotalSeconds * TimestampFrequency));
    }
}
