using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using Eldercare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>
/// A person with a name, a phone and a number that occur nowhere else goes through the system: they stand in her record and nowhere
/// else, neither in events, receipts and messages nor in logs and traces, and leave for nobody without the right.
/// </summary>
public sealed class PersonalDataTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Name = "Zebulina Quillfeather", Phone = "13987650432", Address = "Nightjar Alley 77";
    private static readonly string s_number = "32110219470317042" + IdentityNumber.CheckCharacter("32110219470317042");
    private static readonly string[] s_personal = [Name, Phone, Address, s_number];
    private static readonly string s_elsewhere = Guid.NewGuid().ToString();

    private readonly ConcurrentQueue<string> _seen = new();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;
    private ActivityListener _traces = null!;

    public async ValueTask InitializeAsync()
    {
        _app = CityHost.Build(
            await postgres.NewDatabaseAsync(), "http://127.0.0.1:0", CityUnderTest.Keys, quiet: false);
        var logs = new LogsSeen(_seen);
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        _traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _seen.Enqueue(
                $"trace {activity.Source.Name} {activity.DisplayName} {activity.StatusDescription} "
                + string.Join(' ', activity.TagObjects.Concat(activity.Events.SelectMany(e => e.Tags)).Select(t => $"{t.Key}={t.Value}"))),
        };
        ActivitySource.AddActivityListener(_traces);
        await _app.StartAsync(Cancel);
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _traces.Dispose();
    }

    [Fact]
    public async Task A_person_s_data_stands_in_her_record_and_nowhere_else()
    {
        var date = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3);
        var point = new MealPointId(Guid.NewGuid());
        await SendAsync(new OpenMealPoint(
            point, "Scenario", "321102", "Street 1", 32.2, 119.4,
            [new WeeklySitting(date.DayOfWeek, Meal.Lunch, 5, 5, new TimeOnly(11, 0), new TimeOnly(13, 0), 60)]));
        await SendAsync(new OpenSitting(point, date, Meal.Lunch));

        var elder = (await RegisterAsync(Name, s_number, "one")).RootElement
            .GetProperty("data").GetProperty("registerElder").GetProperty("elder").GetProperty("id").GetString()!;
        await BookAsync(point, date, elder);
        await BookAsync(point, date, elder);
        await MakeMistakesAsync();
        await RunIntoAFaultAsync();
        await AskWithoutRightAsync(elder);
        foreach (var known in s_personal.Where(p => p != Address))
            Assert.Contains(elder, await AskAsync(Role.CityOffice, $"{{ people(search: \"{known}\") {{ nodes {{ id }} }} }}"), StringComparison.Ordinal);
        await ReadTheGuestListAsync(point, date);
        await SendAsync(new RecordDeath(new(Guid.Parse(DecodedId(elder))), DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1)));
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);

        Assert.Contains(_seen, s => s.StartsWith("trace Eldercare command", StringComparison.Ordinal) && s.Contains("RegisterElder", StringComparison.Ordinal));
        Assert.Contains(_seen, s => s.StartsWith("log", StringComparison.Ordinal));
        Assert.DoesNotContain(_seen, Tells);
        Assert.Equal(["elders"], await TablesThatTellAsync());
    }

    /// <summary>What a clerk types wrongly is refused without being repeated to the logs.</summary>
    private async Task MakeMistakesAsync()
    {
        Assert.DoesNotContain(Name, (await RegisterAsync("Somebody Else", s_number, "two")).RootElement.GetRawText(), StringComparison.Ordinal);
        await RegisterAsync(Name, s_number[..17] + "?", "three");
        await RegisterAsync(string.Concat(Enumerable.Repeat(Name, 50)), s_number, "four");
        await RegisterAsync(Name + "\u0001", s_number, "five");
        await AskAsync(Role.CityOffice, $"mutation {{ registerElder(input: {{ idempotencyKey: \"six\", name: {Name}, identityNumber: {s_number}, district: \"321102\" }}) {{ elder {{ id }} }} }}");
        await AskAsync(Role.CityOffice, $"{{ elder(id: \"{Name}\") {{ {Phone} }} }}");
        using var get = await _http.GetAsync($"/graphql?query={{__typename}}&variables={Uri.EscapeDataString($"{{\"name\":\"{Name}\"}}")}&operationName={Phone}", Cancel);
    }

    /// <summary>A row that only the database's unique index stands against: the fault names the index, not the number.</summary>
    private async Task RunIntoAFaultAsync()
    {
        await using (var unguard = Database.CreateCommand("delete from eldercare.claims where kind = 'identity'"))
            await unguard.ExecuteNonQueryAsync(Cancel);
        var reply = (await RegisterAsync("Somebody Else", s_number, "seven")).RootElement.GetRawText();
        Assert.Contains("INTERNAL", reply, StringComparison.Ordinal);
        Assert.DoesNotContain(s_number, reply, StringComparison.Ordinal);
    }

    private async Task AskWithoutRightAsync(string elder)
    {
        var query = $"{{ elder(id: \"{elder}\") {{ phone identityNumber address name }} node(id: \"{elder}\") {{ ... on Elder {{ phone identityNumber address name }} }} }}";
        foreach (var role in Roles.Named.Select(r => r.Role).Where(r => r != Role.CityOffice))
        {
            var reply = await AskAsync(role, query);
            // The auditor reads everything but what identifies: of the four the name alone.
            Assert.DoesNotContain(s_personal.Where(p => role != Role.Auditor || p != Name), p => reply.Contains(p, StringComparison.Ordinal));
        }

        var told = await AskAsync(Role.CityOffice, query);
        Assert.All(s_personal, p => Assert.Contains(p, told, StringComparison.Ordinal));
    }

    /// <summary>Who serves a meal has to know whom, and no more of her than the name.</summary>
    private async Task ReadTheGuestListAsync(MealPointId point, DateOnly date)
    {
        var sitting = Api.GraphQL.GlobalId.Of(SittingId.Of(point, date, Meal.Lunch));
        var fields = "name careLevel gender district diedOn bornOn phone address identityNumber";
        var query = $"{{ node(id: \"{sitting}\") {{ ... on Sitting {{ guests {{ elder {{ {fields} }} }} }} }} }}";
        await Eventually.EqualAsync(false, async () =>
            (await AskAsync(Role.MealPointStaff, query, site: point.Value)).Contains("\"node\":null", StringComparison.Ordinal));
        using var told = JsonDocument.Parse(await AskAsync(Role.MealPointStaff, query, site: point.Value));
        var guest = told.RootElement.GetProperty("data").GetProperty("node").GetProperty("guests")[0].GetProperty("elder");
        Assert.Equal(Name, guest.GetProperty("name").GetString());
        Assert.All(guest.EnumerateObject().Where(p => p.Name != "name"), p => Assert.Equal(JsonValueKind.Null, p.Value.ValueKind));
    }

    private async Task<JsonDocument> RegisterAsync(string name, string number, string key) => JsonDocument.Parse(await AskAsync(
        Role.CityOffice, "mutation($input: RegisterElderInput!) { registerElder(input: $input) { elder { id } errors { ... on UserError { code message } } } }",
        new { input = new { idempotencyKey = key, name, identityNumber = number, phone = Phone, address = Address, district = "321102" } }));

    private Task<string> BookAsync(MealPointId point, DateOnly date, string elder) => AskAsync(
        Role.CityOffice, "mutation($input: BookMealInput!) { bookMeal(input: $input) { errors { ... on UserError { code message } } } }",
        new
        {
            input = new
            {
                idempotencyKey = Guid.NewGuid().ToString(),
                mealPoint = Api.GraphQL.GlobalId.Of(point),
                date = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                meal = "LUNCH",
                elder,
                channel = "DINE_IN",
            },
        });

    private async Task<string> AskAsync(Role role, string query, object? variables = null, Guid? site = null)
    {
        var token = _app.Services.GetRequiredService<TokenIssuer>().Issue(
            role, "scenario", role == Role.DistrictOffice ? "321111" : null, site ?? Guid.Parse(s_elsewhere), Guid.Parse(s_elsewhere));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task SendAsync(ICommand command) => Assert.Null((await _app.Services.GetRequiredService<ICommandWriter>().ExecuteAsync(
        command, new Envelope(CityHost.DefaultCity, "scenario", Guid.NewGuid().ToString()), Cancel)).Refusal);

    /// <summary>Every table of ours and of Wolverine's that holds one of the four, as text or as bytes.</summary>
    private async Task<string[]> TablesThatTellAsync()
    {
        var pattern = string.Join('|', s_personal.SelectMany(p => (string[])[p, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(p))]));
        var tables = new List<string>();
        await using (var all = Database.CreateCommand(
            "select schemaname || '.' || tablename from pg_tables where schemaname in ('eldercare', 'wolverine') order by 1"))
        await using (var reader = await all.ExecuteReaderAsync(Cancel))
            while (await reader.ReadAsync(Cancel)) tables.Add(reader.GetString(0));
        Assert.Contains("eldercare.mt_events", tables);
        Assert.Contains("wolverine.wolverine_dead_letters", tables);

        var telling = new List<string>();
        foreach (var table in tables)
        {
            await using var search = Database.CreateCommand($"select exists (select from {table} t where t::text ~* '{pattern}')");
            if (await search.ExecuteScalarAsync(Cancel) is true) telling.Add(table.Split('.')[1]);
        }

        return [.. telling];
    }

    private static bool Tells(string text) => s_personal.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));

    private static string DecodedId(string id) => Api.GraphQL.GlobalId.TryParse(id)!.Value.Id.ToString();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NpgsqlDataSource Database => _app.Services.GetRequiredService<NpgsqlDataSource>();
}
