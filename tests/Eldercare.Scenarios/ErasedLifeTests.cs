using System.Collections.Concurrent;
using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.City.Reactions;
using Eldercare.Import;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Accounts;
using Eldercare.People.Elders;
using Eldercare.People.Search;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace Eldercare.Scenarios;

/// <summary>
/// Someone who came in with a registry, has cards, was brought a meal and not found at home, was written to and could not be, stands in
/// her husband's contacts and in a dead letter, is erased while others change her: she is nowhere, and comes back by no way.
/// </summary>
public sealed class ErasedLifeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Name = "眭鹤龄", Phone = "13987650432", Address = "夜莺巷77号", Card = "6217 7788 9900 1122", Username = "xu.heling@1947";
    private static readonly DateOnly s_today = CityUnderTest.Today;
    private static readonly MealPointId s_point = new(Guid.CreateVersion7());
    private static readonly string s_number = Number("32110219470317042"), s_husbands = Number("32110219450101011");
    private static readonly ElderId s_her = ElderIds.FromRegistry("R-1"), s_husband = ElderIds.FromRegistry("R-2");

    private readonly ConcurrentQueue<string> _logs = new();
    private readonly Receiver _gateway = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("erased").FullName;
    private string _database = null!;
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityUnderTest.StartLoggedAsync(
            _database, _logs, new("Messages:Sender", "webhook"), new("Messages:Url", _gateway.Url), new("Messages:Secret", Receiver.Secret),
            new("Messages:QuietFrom", "00:00"), new("Messages:QuietUntil", "00:00"));
    }

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        _gateway.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task She_is_nowhere_after_a_full_life_and_comes_back_by_no_way()
    {
        Assert.SkipWhen(
            TimeOnly.FromDateTime(CityTime.Local(DateTimeOffset.UtcNow)) >= new TimeOnly(23, 40), "The city's day ends before the test would.");
        Assert.Equal(1, await ImportAsync());
        await LiveAsync();
        var letters = await WriteToHerAsync();
        await LeaveADeadLetterAsync();
        await ExecuteAsync("analyze eldercare.elders, eldercare.elder_contacts, eldercare.acting_for, eldercare.accounts, eldercare.claims");
        Assert.Equal(Personal().Select(p => p.What), await TellingAsync());
        var sampled = await SamplesAsync();
        Assert.All((string[])[Name, Username], text => Assert.Contains(text, sampled, StringComparison.Ordinal));

        await EraseAmidChangesAsync();

        // Every account that came to be before it was erased, and none came after.
        await Eventually.EqualAsync(0, () => _city.CountAsync($"select count(*) from eldercare.accounts where elder = '{s_her.Value}' and password_hash <> ''"));
        Assert.Equal(await _city.CountAsync($"select count(*) from eldercare.accounts where elder = '{s_her.Value}'"), await _city.EventsAsync("account_erased"));
        Assert.Empty(await TellingAsync());
        await Eventually.EqualAsync(false, async () =>
        {
            var samples = await SamplesAsync();
            return Personal().Any(p => samples.Contains(p.Text, StringComparison.OrdinalIgnoreCase));
        });
        await NobodyWritesToHerAsync(letters);
        Assert.Equal("""[{"name":"安明","phone":"13900000001"}]""", (await _city.Http.AskAsync(
            $"{{ elder(id: \"{GlobalId.Of(s_husband)}\") {{ contacts {{ name phone }} }} }}")).GetProperty("elder").GetProperty("contacts").GetRawText());

        // The registry comes again: it is told that she is gone, and does not bring her back.
        Assert.Equal(2, await ImportAsync());
        Assert.Contains("PERSON_ERASED", await File.ReadAllTextAsync(Path.Combine(_folder, "errors.csv")), StringComparison.Ordinal);
        Assert.Empty(await TellingAsync());
        Assert.All(Directory.GetFiles(_folder, "errors*.csv"), file => Assert.DoesNotContain(
            Personal(), p => File.ReadAllText(file).Contains(p.Text, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(_logs, line => Personal().Any(p => line.Contains(p.Text, StringComparison.OrdinalIgnoreCase)));
    }

    private static Claim NameOf(string username) => Account(username, s_her).Footprint.Claims[0];

    private static CreateAccount Account(string username, ElderId? elder, string hash = "") =>
        new(new(Guid.CreateVersion7()), username, new AccountRights(["elder"], Elder: elder), hash);

    private static string Number(string digits) => digits + IdentityNumber.CheckCharacter(digits);

    private static (string What, string Text)[] Personal()
    {
        var key = SearchKey.Of(Name, Phone, s_number);
        return
        [
            ("her name", Name), ("her number", s_number), ("her phone", Phone), ("her address", Address), ("her phone as her husband writes it", "139-8765-0432"),
            ("how her name is read", Pinyin.Spell(Name)), ("her name in codes", key[(key.LastIndexOf('|') + 1)..]),
            ("her phone from the end", string.Concat(Phone.Reverse())),
            ("her number's digest", new RegisterElder(default, Name, s_number, null, null, "").IdentityClaim.Subject.ToString()),
            ("what she was called at sign-in", Username), ("its digest", NameOf(Username).Subject.ToString()),
        ];
    }

    /// <summary>Returns how many rows were refused: one has a district there is not, and her address.</summary>
    private async Task<long> ImportAsync()
    {
        await File.WriteAllLinesAsync(Path.Combine(_folder, "elders.csv"),
        [
            "registry_number,name,identity_number,phone,address,district",
            $"R-1,{Name},{s_number},{Phone},{Address},{CityUnderTest.District}", $"R-2,安邦,{s_husbands},,,{CityUnderTest.District}",
            $"R-3,{Name},{Number("32110219500101011")},{Phone},{Address},000000",
        ]);
        var report = await CityImport.RunAsync(
            _folder, CityHost.DefaultCity, ImportSteps.Elders, _city.Get<IBulkAppender>(), _city.Get<ICommandWriter>(), _city.Get<IRowLookup>(),
            progress: null, TimeProvider.System, CancellationToken.None);
        return report.Errors;
    }

    /// <summary>A card, consents, a place in her husband's contacts, and a meal that was brought to a closed door.</summary>
    private async Task LiveAsync()
    {
        var (elder, husband) = (GlobalId.Of(s_her), GlobalId.Of(s_husband));
        await DoneAsync("issueCard", new { elder, number = Card });
        await _city.SendAsync(Account(Username, s_her, "hash"));
        await _city.SendAsync(Account("an.bang", s_husband, "hash"));
        await DoneAsync("giveConsent", new { elder, purpose = "SMS", on = CityUnderTest.Text(s_today), means = "SPOKEN" });
        await DoneAsync("changeContacts", new
        {
            elder = husband,
            contacts = new[]
            {
                new { name = $"老伴{Name}", relation = "SPOUSE", phone = "+86 139-8765-0432", emergency = true },
                new { name = "安明", relation = "CHILD", phone = "13900000001", emergency = true },
            },
        });
        await _city.SendAsync(new OpenMealPoint(s_point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4, Week(new(23, 58))));
        await _city.SendAsync(new OpenSitting(s_point, s_today, Meal.Lunch));
        await _city.SendAsync(new BookMeal(s_point, s_today, Meal.Lunch, s_her, Channel.Delivery, Late: false));
        await _city.SendAsync(new ChangeWeek(s_point, Week(TimeOnly.MinValue)));
        await _city.SendAsync(new OpenSitting(s_point, s_today, Meal.Lunch));
        var lunch = new { mealPoint = GlobalId.Of(s_point), date = CityUnderTest.Text(s_today), meal = "LUNCH" };
        await DoneAsync("planDeliveryRuns", lunch);
        await DoneAsync("assignDriver", new { lunch.mealPoint, lunch.date, lunch.meal, run = 1, driver = "D-7" });
        await DoneAsync("startDeliveryRun", new { lunch.mealPoint, lunch.date, lunch.meal, run = 1 });
        await DoneAsync("recordNotAtHome", new { lunch.mealPoint, lunch.date, lunch.meal, run = 1, elder });
        await DoneAsync("recordNoShow", CityUnderTest.Lunch(s_point, s_today, s_her));
    }

    /// <summary>One letter she got, one that is dead, and one under way; returns how many the gateway took.</summary>
    private async Task<int> WriteToHerAsync()
    {
        var (first, second) = (s_today.AddDays(1), s_today.AddDays(2));
        await Eventually.EqualAsync(true, async () => (await _city.CountAsync(
            $"select count(*) from eldercare.sitting_boards where point = '{s_point.Value}' and date > '{CityUnderTest.Text(s_today)}'")) > 2);
        Assert.Null(await _city.BookAsync(s_point, first, s_her));
        await StandsAsync("MealBooked", first, "Sent");
        Assert.Null(await _city.BookAsync(s_point, second, s_her));
        await StandsAsync("MealBooked", second, "Sent");
        Assert.Contains(Name, _gateway.Taken[^1].GetRawText(), StringComparison.Ordinal);
        _gateway.Answer = _ => 400;
        await DoneAsync("cancelBooking", CityUnderTest.Lunch(s_point, first, s_her));
        await StandsAsync("BookingCancelled", first, "Dead");
        _gateway.Answer = _ => 503;
        await DoneAsync("cancelBooking", CityUnderTest.Lunch(s_point, second, s_her));
        await StandsAsync("BookingCancelled", second, "Waiting");
        return _gateway.Taken.Count;

        Task StandsAsync(string kind, DateOnly date, string state) => Eventually.EqualAsync(1, () => _city.CountAsync(
            $"""
            select count(*) from eldercare.messages where elder = '{s_her.Value}' and kind = '{kind}' and state = '{state}' and attempts > 0
              and about ->> 'sitting' = '{SittingId.Of(s_point, date, Meal.Lunch).Value}'
            """));
    }

    /// <summary>A reaction that comes too late for an alert of hers that was never raised.</summary>
    private async Task LeaveADeadLetterAsync()
    {
        var alert = WelfareAlertId.Of(DeliveryRunId.Of(SittingId.Of(s_point, s_today, Meal.Lunch), 9), s_her);
        await using var scope = _city.Get<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(
            new WelfareAlertDue(CityHost.DefaultCity, alert, DateTimeOffset.UtcNow.AddMinutes(-1)));
        await Eventually.EqualAsync(1, () => _city.CountAsync("select count(*) from wolverine.wolverine_dead_letters"));
    }

    /// <summary>Whatever is asked at the same moment comes before the erasure or is refused after it.</summary>
    private async Task EraseAmidChangesAsync()
    {
        var elder = GlobalId.Of(s_her);
        var erasing = DoneAsync("erasePerson", new { elder, reason = "REQUEST" });
        var changes = await Task.WhenAll(Enumerable.Range(0, 44).Select(async i => (await ((i < 40 ? i % 4 : 4) switch
        {
            4 => _city.Http.MutateAsync("createAccount", new { username = $"{Username}-{i}", roles = new[] { "ELDER" }, elder }),
            0 => _city.Http.MutateAsync("changeElderDetails", new { elder, name = Name, phone = Phone, address = $"{Address}-{i}", district = CityUnderTest.District }),
            1 => _city.Http.MutateAsync("changeContacts", new { elder, contacts = new[] { new { name = $"{Name} {i}", relation = "CHILD", phone = Phone, emergency = true } } }),
            2 => _city.Http.MutateAsync("allowActingFor", new { elder, holder = $"{Phone}-{i}", relation = "CHILD", until = CityUnderTest.Text(s_today) }),
            _ => _city.Http.MutateAsync("changeDinerProfile", new { elder, food = "PUREED", drink = "THIN", allergens = Array.Empty<string>(), otherAllergens = new[] { $"a{i}" }, diets = Array.Empty<string>() }),
        })).Code));
        await erasing;
        Assert.Subset(new HashSet<string?> { null, "ELDER_UNKNOWN", "TOO_MANY_ACTING" }, changes.ToHashSet());
    }

    /// <summary>Neither the letter under way nor the dead one sent again reaches anybody.</summary>
    private async Task NobodyWritesToHerAsync(int letters)
    {
        _gateway.Answer = _ => 200;
        var dead = (await _city.Http.AskAsync("{ messageDeadLetters { nodes { id } } }")).GetProperty("messageDeadLetters").GetProperty("nodes")[0];
        await DoneAsync("resendMessage", new { message = dead.GetProperty("id").GetString() });
        await ExecuteAsync("update eldercare.messages set due_at = now() where state = 'Waiting'");
        await Eventually.EqualAsync(2, () => _city.CountAsync(
            $"select count(*) from eldercare.messages where elder = '{s_her.Value}' and reason = 'ELDER_ERASED'"));
        Assert.Equal(letters, _gateway.Taken.Count);
    }

    private async Task<string[]> TellingAsync()
    {
        var dump = await Dump.OfAsync(_database);
        Assert.False(Dump.Tells(dump, Card), "The dump shows a card's number.");
        return [.. Personal().Where(p => Dump.Tells(dump, p.Text)).Select(p => p.What)];
    }

    /// <summary>What the database keeps of columns to plan by; no dump shows it.</summary>
    private Task<string> SamplesAsync() => _city.TextAsync(
        "select coalesce(string_agg(concat(most_common_vals::text, histogram_bounds::text), ' '), '') from pg_stats where schemaname = 'eldercare'");

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _city.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task DoneAsync(string name, object input) => Assert.Null((await _city.Http.MutateAsync(name, input)).Code);

    private static ImmutableArray<WeeklySitting> Week(TimeOnly from) =>
        [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklySitting(d, Meal.Lunch, 5, 5, from, new TimeOnly(23, 59), 0))];
}
