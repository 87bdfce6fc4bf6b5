using System.Collections.Concurrent;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Search;
using Eldercare.Store.Views;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>
/// A person with everything there is to know of her is erased: a dump of the whole database and everything that was logged hold nothing
/// that tells who she was, and every figure is what it was.
/// </summary>
public sealed class ErasureTests(PostgresFixture postgres)
{
    private const string Name = "眭鹤龄", Phone = "13987650432", Address = "夜莺巷77号", Contact = "Zebulon Quillfeather", ContactPhone = "13911223399";
    private const string Holder = "wechat-o6zAJs";
    private const string Select = "elder { id }";

    private static readonly string s_number = "32110219470317042" + IdentityNumber.CheckCharacter("32110219470317042");

    private readonly ConcurrentQueue<string> _logs = new();

    [Fact]
    public async Task After_an_erasure_no_dump_and_no_log_tells_who_she_was_and_every_figure_stands()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var city = await CityUnderTest.StartLoggedAsync(database, _logs);
        var (today, point) = (CityUnderTest.Today, new MealPointId(Guid.CreateVersion7()));
        await OpenAsync(city, point, today);
        var elder = await LiveALifeAsync(city, point, today);
        Assert.All(await TellingAsync(database), told => Assert.True(told.Found, $"The dump does not show {told.What}."));

        Assert.Equal("""{"__typename":"PersonHasOpenMatters","comingMeals":1,"ties":["application"]}""", await RefusalAsync(city, elder));
        await DoneAsync(city, "cancelBooking", CityUnderTest.Lunch(point, today.AddDays(1), GlobalId.Parse<ElderId>(elder)));
        await DoneAsync(city, "withdrawApplication", new { application = await ApplicationAsync(city, elder) });
        var before = await FiguresAsync(city, today);
        await DoneAsync(city, "erasePerson", new { elder, reason = "REQUEST" });
        await DoneAsync(city, "erasePerson", new { elder, reason = "REQUEST" });

        Assert.Empty((await TellingAsync(database)).Where(told => told.Found).Select(told => told.What));
        Assert.Equal(before, await FiguresAsync(city, today));
        await IsUnknownAsync(city, elder, point, today);
        Assert.DoesNotContain(_logs, line => Personal().Any(p => line.Contains(p.Text, StringComparison.OrdinalIgnoreCase)));
        Assert.NotEmpty(_logs);
        await MayBeRegisteredAgainAsync(city, elder);
    }

    /// <summary>As when a meal is booked after the look for open matters and before the decision.</summary>
    [Fact]
    public async Task A_meal_that_slipped_in_is_cancelled_by_itself()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, tomorrow) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(1));
        await city.OpenPointAsync(point, tomorrow, capacity: 5);
        var elder = await city.RegisterElderAsync(1);
        Assert.Null(await city.BookAsync(point, tomorrow, elder));

        await city.SendAsync(new ErasePerson(elder, ErasureReason.Request, [], ComingMeals: 0));

        await Eventually.EqualAsync(1, () => city.EventsAsync("booking_cancelled"));
        Assert.Equal(0, await city.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
        Assert.Equal("ELDER_UNKNOWN", await city.BookAsync(point, tomorrow, elder));
    }

    [Fact]
    public async Task Who_is_erased_waits_for_no_place_and_it_goes_to_the_next()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, tomorrow) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(1));
        await city.OpenPointAsync(point, tomorrow, capacity: 1);
        var elders = await city.RegisterEldersAsync(3);
        Assert.Null(await city.BookAsync(point, tomorrow, elders[0]));
        foreach (var elder in elders[1..]) await city.SendAsync(new JoinWaitingList(point, tomorrow, Meal.Lunch, elder, Channel.DineIn));
        await city.SendAsync(new ErasePerson(elders[1], ErasureReason.Request, [], ComingMeals: 0));
        await Eventually.EqualAsync(1, () => city.EventsAsync("waiting_list_left"));

        await city.SendAsync(new CancelBooking(point, tomorrow, Meal.Lunch, elders[0], null, Late: false));

        Assert.Equal(1, await city.CountAsync(
            $"select count(*) from eldercare.mt_events where type = 'place_offered' and data ->> 'elder' = '{elders[2].Value}'"));
        Assert.Equal(0, await city.CountAsync($"select count(*) from eldercare.claims where subject = '{elders[1].Value}'"));
    }

    /// <summary>Registered, with contacts, consents, a daughter who may act, an entitlement; fed, booked, and on the queue for a bed.</summary>
    private static async Task<string> LiveALifeAsync(CityUnderTest city, MealPointId point, DateOnly today)
    {
        var registered = await city.Http.MutateAsync(
            "registerElder",
            new { name = "Mistyped", identityNumber = s_number, phone = Phone, address = Address, district = CityUnderTest.District }, select: Select);
        var elder = registered.Payload.GetProperty("elder").GetProperty("id").GetString()!;
        await DoneAsync(city, "changeElderDetails", new { elder, name = Name, phone = Phone, address = Address, district = CityUnderTest.District });
        await DoneAsync(city, "changeContacts", new
        {
            elder,
            contacts = new[] { new { name = Contact, relation = "CHILD", phone = ContactPhone, emergency = true } },
        });
        await DoneAsync(city, "giveConsent", new { elder, purpose = "SMS", on = CityUnderTest.Text(today), means = "SIGNED" });
        await DoneAsync(city, "changePreferences", new { elder, language = "EN", quietFrom = "21:00", quietUntil = "07:00" });
        await DoneAsync(city, "allowActingFor", new { elder, holder = Holder, relation = "CHILD" });
        var withdrawn = await city.Http.MutateAsync("allowActingFor", new { elder, holder = Holder, relation = "CHILD" }, select: "actingRight");
        await DoneAsync(city, "withdrawActingFor", new { elder, actingRight = withdrawn.Payload.GetProperty("actingRight").GetString() });
        await DoneAsync(city, "grantEntitlement", new
        {
            elder,
            category = "MINIMUM_LIVING",
            from = CityUnderTest.Text(today),
            evidence = new[] { new { kind = "CROSS_CHECK", reference = "item 17", checkedOn = CityUnderTest.Text(today) } },
        });
        var id = GlobalId.Parse<ElderId>(elder);
        await DoneAsync(city, "serveWalkIn", CityUnderTest.Lunch(point, today, id));
        await DoneAsync(city, "bookMeal", CityUnderTest.Booking(point, today.AddDays(1), id));
        await DoneAsync(city, "applyForBed", new { elder, homes = Array.Empty<string>(), districts = Array.Empty<string>(), kind = "NURSING" });
        // What a clerk mistypes is nowhere either.
        Assert.NotNull((await city.Http.MutateAsync(
            "registerElder", new { name = Name, identityNumber = s_number, phone = Phone, district = CityUnderTest.District })).Code);
        return elder;
    }

    private static async Task OpenAsync(CityUnderTest city, MealPointId point, DateOnly today)
    {
        await city.SendAsync(new OpenMealPoint(
            point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
            [.. new[] { today, today.AddDays(1) }.Select(d => new WeeklySitting(d.DayOfWeek, Meal.Lunch, 5, 5, TimeOnly.MinValue, new TimeOnly(23, 59), 0))]));
        await city.SendAsync(new OpenSitting(point, today, Meal.Lunch));
        await city.SendAsync(new OpenSitting(point, today.AddDays(1), Meal.Lunch));
    }

    private static async Task IsUnknownAsync(CityUnderTest city, string elder, MealPointId point, DateOnly today)
    {
        var file = (await city.Http.AskAsync(
            $$"""
            { elder(id: "{{elder}}") { name identityNumber phone address bornOn erasedOn contacts { name } consents { purpose } preferences { language }
              actingRights { id } entitlements { category } ledger(last: 1) { nodes { kind } } } }
            """)).GetProperty("elder").GetRawText();
        var blank = """{"name":"","identityNumber":null,"phone":null,"address":null,"bornOn":null,"erasedOn":"TODAY","contacts":[],"consents":[],"preferences":null,"actingRights":[],"entitlements":[{"category":"MINIMUM_LIVING"}],"ledger":{"nodes":[{"kind":"ElderRegistered"}]}}""";
        Assert.Equal(blank.Replace("TODAY", CityUnderTest.Text(today), StringComparison.Ordinal),
            file);
        foreach (var search in (string[])["鹤龄", "shl", "0432", s_number])
            Assert.Empty((await city.Http.AskAsync($"{{ people(search: \"{search}\") {{ nodes {{ id }} }} }}")).GetProperty("people").GetProperty("nodes").EnumerateArray());
        var id = GlobalId.Parse<ElderId>(elder);
        Assert.Equal("ELDER_UNKNOWN", (await city.Http.MutateAsync("bookMeal", CityUnderTest.Booking(point, today.AddDays(1), id))).Code);
        Assert.Equal("ELDER_UNKNOWN", (await city.Http.MutateAsync("recordDeath", new { elder, diedOn = CityUnderTest.Text(today) })).Code);
        Assert.Equal("ELDER_UNKNOWN", (await city.Http.MutateAsync(
            "changeElderDetails", new { elder, name = Name, district = CityUnderTest.District })).Code);
        using var daughter = city.As(Role.Elder, Holder);
        Assert.Equal("FORBIDDEN", await daughter.ErrorAsync($"{{ elder(id: \"{elder}\") {{ name }} }}"));
    }

    private static async Task MayBeRegisteredAgainAsync(CityUnderTest city, string elder)
    {
        var again = await city.Http.MutateAsync(
            "registerElder", new { name = Name, identityNumber = s_number, district = CityUnderTest.District }, select: Select);
        Assert.Null(again.Code);
        var anew = again.Payload.GetProperty("elder").GetProperty("id").GetString();
        Assert.NotEqual(elder, anew);
        await DoneAsync(city, "erasePerson", new { elder = anew, reason = "RETENTION" });
        Assert.Equal(2, await city.CountAsync("select count(*) from eldercare.elders where erased_on is not null"));
    }

    private static async Task<string> RefusalAsync(CityUnderTest city, string elder) => (await city.Http.AskAsync(
        "mutation($input: ErasePersonInput!) { erasePerson(input: $input) { errors { __typename ... on PersonHasOpenMatters { comingMeals ties } } } }",
        new { input = new { idempotencyKey = "too early", elder, reason = "REQUEST" } }))
        .GetProperty("erasePerson").GetProperty("errors")[0].GetRawText();

    private static async Task<string> ApplicationAsync(CityUnderTest city, string elder)
    {
        var id = "";
        await Eventually.EqualAsync(true, async () =>
        {
            var open = (await city.Http.AskAsync($"{{ elder(id: \"{elder}\") {{ applications {{ id }} }} }}")).GetProperty("elder").GetProperty("applications");
            if (open.GetArrayLength() == 0) return false;
            id = open[0].GetProperty("id").GetString()!;
            return true;
        });
        return id;
    }

    private static async Task DoneAsync(CityUnderTest city, string name, object input) => Assert.Null((await city.Http.MutateAsync(name, input)).Code);

    private static async Task<string> FiguresAsync(CityUnderTest city, DateOnly today)
    {
        var views = city.Get<IViewProgress>();
        Assert.True(await views.WaitFor((await views.CurrentAsync()).Last, TimeSpan.FromSeconds(30)));
        return (await city.Http.AskAsync(
            $$"""
            { cityFigures { people60 people65 people80 mealsServed bookings walkIns noShows cancelled homes beds bedsOccupied }
              districtDays(district: "{{CityUnderTest.District}}", from: "{{CityUnderTest.Text(today)}}", to: "{{CityUnderTest.Text(today.AddDays(1))}}") {
                date sittings capacity booked served noShows walkIns cancelled } }
            """)).GetRawText();
    }

    /// <summary>Everything that tells who she was, and whether a dump of the database holds it, as text or as bytes.</summary>
    private static async Task<(string What, bool Found)[]> TellingAsync(string database)
    {
        var dump = await Dump.OfAsync(database);
        return [.. Personal().Select(p => (p.What, Dump.Tells(dump, p.Text)))];
    }

    private static (string What, string Text)[] Personal()
    {
        var key = SearchKey.Of(Name, Phone, s_number);
        return
        [
            ("her name", Name), ("her number", s_number), ("her phone", Phone), ("her address", Address),
            ("how her name is read", Pinyin.Spell(Name)), ("her name in codes", key[(key.LastIndexOf('|') + 1)..]),
            ("her phone from the end", string.Concat(Phone.Reverse())),
            ("her number's digest", new RegisterElder(default, Name, s_number, null, null, "").IdentityClaim.Subject.ToString()),
            ("her contact", Contact), ("her contact's phone", ContactPhone), ("who may act for her", Holder), ("her birthday", "1947-03-17"),
        ];
    }
}
