using System.Globalization;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.City.Checks;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Writing;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>
/// Last month two people lived in two homes: Anna, who is destitute, moved from one to the other and was away for three days; Bruno pays himself.
/// The bills are taken for final, and then it is recorded that Bruno had left on the 25th.
/// </summary>
public sealed class StayChargeTests(PostgresFixture postgres)
{
    private const string Statement =
        "query($elder: ID!, $month: YearMonth!) { stayStatement(elder: $elder, month: $month) { days total elderPays bills { frozen days total elderPays "
        + "payers { funder owed amount } lines { ofMonth correction day days bed care food elderPays shares { funder amount words { en } } } } } }";

    private static readonly YearMonth s_month = YearMonth.Of(CityUnderTest.Today).Previous;
    private static readonly int s_days = s_month.Last.Day;

    [Fact]
    public async Task A_month_is_billed_split_taken_for_final_and_corrected_in_the_next()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (hill, river) = (new HomeId(Guid.CreateVersion7()), new HomeId(Guid.CreateVersion7()));
        var (beds, over) = (await city.OpenHomeAsync(hill, 2), (await city.OpenHomeAsync(river, 1))[0]);
        var (anna, bruno) = (await city.RegisterElderAsync(1), await city.RegisterElderAsync(2));
        await city.SendAsync(new GrantEntitlement(anna, EntitlementCategory.Destitute, new(2020, 1, 1), null, [new(EvidenceKind.Certificate, "C-1", new(2020, 1, 1))], null));
        await city.SendAsync(new ChangeCareLevel(anna, CareLevel.Severe, "GB/T 42195-2022", new(2020, 1, 1), null, "A-1"));
        await SetUpAsync(city);
        await LiveAsync(city, anna, bruno, beds, over);

        // 25 days at the full rate but for three without food; 5 (or 6, or 3) in the other home: the state pays all, city and district half each.
        using var annaHerself = city.As(Role.Elder, anna);
        await Eventually.EqualAsync(s_days, async () => (await StatementAsync(annaHerself, anna, s_month)).GetProperty("days").GetInt32());
        var annas = await StatementAsync(annaHerself, anna, s_month);
        var total = (s_days * 15_500) - (3 * 2_500);
        Assert.Equal((total, 0, 2), (annas.GetProperty("total").GetInt32(), annas.GetProperty("elderPays").GetInt32(), annas.GetProperty("bills").GetArrayLength()));
        Assert.Equal(["PRESENT 22", "ON_LEAVE_DISCOUNTED 3"], Lines(annas, 0));
        Assert.Equal("Destitute: the state pays for bed, care and food.", annas.GetProperty("bills")[1].GetProperty("lines")[0].GetProperty("shares")[0].GetProperty("words").GetProperty("en").GetString());

        // Each home's desk sees its own part, the sum is the district's.
        using var desk = city.As(Role.HomeAdmissions, site: river.Value);
        Assert.Equal(s_days - 25, (await StatementAsync(desk, anna, s_month)).GetProperty("days").GetInt32());
        await FreezesAsync(city, total);
        using var brunoHimself = city.As(Role.Elder, bruno);
        await Eventually.EqualAsync(true, async () => (await StatementAsync(brunoHimself, bruno, s_month)).GetProperty("bills")[0].GetProperty("frozen").GetBoolean());
        var final = (await StatementAsync(brunoHimself, bruno, s_month)).GetRawText();
        Assert.Equal(s_days * 12_500, (await StatementAsync(brunoHimself, bruno, s_month)).GetProperty("elderPays").GetInt32());

        await OkAsync(city, "recordDeparture", new { bed = GlobalId.Of(beds[1]), elder = GlobalId.Of(bruno), on = Day(25), reason = "DEPARTED" });

        var back = s_days - 24;
        await Eventually.EqualAsync(-back * 12_500, async () => (await StatementAsync(brunoHimself, bruno, s_month.Next)).GetProperty("elderPays").GetInt32());
        var correction = (await StatementAsync(brunoHimself, bruno, s_month.Next)).GetProperty("bills")[0].GetProperty("lines")[0];
        Assert.Equal((s_month.ToString(), true, -back), (
            correction.GetProperty("ofMonth").GetString(), correction.GetProperty("correction").GetBoolean(), correction.GetProperty("days").GetInt32()));
        Assert.Equal(final, (await StatementAsync(brunoHimself, bruno, s_month)).GetRawText());
        var broken = await new CityChecks(city.Get<NpgsqlDataSource>(), city.Get<EventTypes>(), TimeProvider.System).RunAsync("zhenjiang", CancellationToken.None);
        Assert.Empty(broken.Where(c => !c.Holds).Select(c => c.Name));
    }

    private static async Task SetUpAsync(CityUnderTest city)
    {
        await OkAsync(city, "publishSubsidyPolicy", new { document = PolicyDocument.Shipped["zhenjiang-beds-2026"] });
        await OkAsync(city, "setStayRates", new
        {
            from = "2020-01-01",
            food = 2_500,
            beds = new[] { new { kind = "NURSING", daily = 10_000 } },
            care = new[] { new { level = "SEVERE", daily = 3_000 } },
            leave = new[] { new { part = "FOOD", fromDay = 1, percent = 100 } },
        });
    }

    private static async Task LiveAsync(CityUnderTest city, ElderId anna, ElderId bruno, BedId[] beds, BedId over)
    {
        var (first, second, third, a, b) = (GlobalId.Of(beds[0]), GlobalId.Of(beds[1]), GlobalId.Of(over), GlobalId.Of(anna), GlobalId.Of(bruno));
        await OkAsync(city, "admitResident", new { bed = first, elder = a, on = Day(1) });
        await OkAsync(city, "admitResident", new { bed = second, elder = b, on = Day(1) });
        await OkAsync(city, "beginLeave", new { bed = first, elder = a, kind = "VISIT", on = Day(10), keptUntil = CityUnderTest.Text(CityUnderTest.Today.AddDays(9)) });
        await OkAsync(city, "endLeave", new { bed = first, elder = a, on = Day(13) });
        await OkAsync(city, "transferResident", new { elder = a, from = first, to = third, on = Day(26) });
    }

    private static async Task FreezesAsync(CityUnderTest city, int owed)
    {
        using var office = city.As(Role.DistrictOffice);
        var district = CityUnderTest.District;
        var charges = (await office.AskAsync($"{{ stayCharges(month: \"{s_month}\", district: \"{district}\") {{ days owed homes {{ frozen }} }} }}")).GetProperty("stayCharges");
        Assert.Equal((2 * s_days, owed), (charges.GetProperty("days").GetInt32(), charges.GetProperty("owed").GetInt32()));
        Assert.Equal("STAY_SUM_DIFFERS", (await office.MutateAsync("freezeStayCharges", new { district, month = s_month.ToString(), owed = owed + 1 })).Code);
        Assert.Equal("STAY_MONTH_NOT_OVER", (await office.MutateAsync("freezeStayCharges", new { district, month = s_month.Next.ToString(), owed = 0 })).Code);
        var frozen = await office.MutateAsync("freezeStayCharges", new { district, month = s_month.ToString(), owed }, select: "frozen { id } alreadyFrozen { id }");
        Assert.Equal((null, 2), (frozen.Code, frozen.Payload.GetProperty("frozen").GetArrayLength()));
        var again = await office.MutateAsync("freezeStayCharges", new { district, month = s_month.ToString(), owed }, select: "alreadyFrozen { id }");
        Assert.Equal((null, 2), (again.Code, again.Payload.GetProperty("alreadyFrozen").GetArrayLength()));
        var export = await office.GetStringAsync(new Uri($"/exports/stay-charges?month={s_month}", UriKind.Relative));
        Assert.EndsWith($",{(owed / 100m).ToString("0.00", CultureInfo.InvariantCulture)},,", export.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains(",yes,", export, StringComparison.Ordinal);
    }

    private static string[] Lines(JsonElement statement, int bill) =>
    [
        .. statement.GetProperty("bills")[bill].GetProperty("lines").EnumerateArray()
            .Select(l => $"{l.GetProperty("day").GetString()} {l.GetProperty("days").GetInt32()}"),
    ];

    private static async Task<JsonElement> StatementAsync(HttpClient http, ElderId elder, YearMonth month) =>
        (await http.AskAsync(Statement, new { elder = GlobalId.Of(elder), month = month.ToString() })).GetProperty("stayStatement");

    private static async Task OkAsync(CityUnderTest city, string mutation, object input) => Assert.Null((await city.Http.MutateAsync(mutation, input)).Code);

    private static string Day(int day) => CityUnderTest.Text(new(s_month.First.Year, s_month.First.Month, day));
}
