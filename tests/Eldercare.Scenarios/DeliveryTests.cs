using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>
/// Domain, meals, rule 10: staff plan a lunch's deliveries, a driver goes from door to door, and somebody who does not open is looked
/// after until a person says what was found.
/// </summary>
public sealed class DeliveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_today = CityUnderTest.Today;

    private readonly MealPointId _point = new(Guid.CreateVersion7());
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync(
        await postgres.NewDatabaseAsync(), new("Deliveries:StopsPerRun", "3"), new("Messages:QuietFrom", "00:00"), new("Messages:QuietUntil", "00:00"));

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_tour_delivers_meets_a_refusal_and_a_closed_door_and_the_alert_is_settled_by_name()
    {
        var now = TimeOnly.FromTimeSpan(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).TimeOfDay);
        Assert.SkipWhen(now >= new TimeOnly(23, 45), "The city's day ends before the test would.");
        using var staff = _city.As(Role.MealPointStaff, site: _point.Value);
        using var office = _city.As(Role.DistrictOffice);
        var (anna, bruno) = (await RegisterAsync(1, "中山路10号"), await RegisterAsync(2, "中山路9号"));
        var (clara, dora) = (await RegisterAsync(3, "学府路2号"), await RegisterAsync(4, null));
        await _city.SendAsync(new OpenMealPoint(_point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4, Week(new(23, 58))));
        await _city.SendAsync(new OpenSitting(_point, s_today, Meal.Lunch));
        foreach (var elder in new[] { anna, bruno, clara, dora })
            Assert.Null((await staff.MutateAsync("bookMeal", With(elder, ("channel", "DELIVERY")))).Code);
        Assert.Equal("CUT_OFF_NOT_REACHED", (await staff.MutateAsync("planDeliveryRuns", With())).Code);

        // The doors are open: the week is changed so that lunch began at midnight.
        await _city.SendAsync(new ChangeWeek(_point, Week(TimeOnly.MinValue)));
        await _city.SendAsync(new OpenSitting(_point, s_today, Meal.Lunch));
        // Asked again with the same key: the view may be later than the payload's patience.
        await Eventually.EqualAsync(
            $"{GlobalId.Of(bruno)},{GlobalId.Of(anna)},{GlobalId.Of(clara)} {GlobalId.Of(dora)}", async () =>
            {
                var planned = await staff.MutateAsync(
                    "planDeliveryRuns", With(), "the plan", "deliveryRuns { number stops { place elder { id } } }");
                Assert.Null(planned.Code);
                return string.Join(' ', planned.Payload.GetProperty("deliveryRuns").EnumerateArray().Select(r => string.Join(
                    ',', r.GetProperty("stops").EnumerateArray().Select(s => s.GetProperty("elder").GetProperty("id").GetString()))));
            });
        Assert.Equal("DELIVERY_RUN_HAS_NO_DRIVER", (await staff.MutateAsync("startDeliveryRun", OnRun())).Code);
        Assert.Null((await staff.MutateAsync("assignDriver", OnRun(null, ("driver", "D-7")))).Code);
        Assert.Equal("DELIVERY_RUN_NOT_STARTED", (await staff.MutateAsync("recordDelivered", OnRun(anna))).Code);
        Assert.Null((await staff.MutateAsync("startDeliveryRun", OnRun())).Code);

        Assert.Null((await staff.MutateAsync("recordDelivered", OnRun(bruno))).Code);
        Assert.Null((await staff.MutateAsync("recordRefusedAtDoor", OnRun(clara))).Code);
        await Eventually.EqualAsync(true, async () =>
        {
            var closed = await staff.MutateAsync("recordNotAtHome", OnRun(anna), "closed door", "welfareAlert { id open escalatesAt elder { id } }");
            return closed.Payload.GetProperty("welfareAlert") is { ValueKind: JsonValueKind.Object } alert && alert.GetProperty("open").GetBoolean();
        });
        Assert.Equal("STOP_ALREADY_RECORDED", (await staff.MutateAsync("recordDelivered", OnRun(clara))).Code);
        Assert.Equal("NOT_ON_DELIVERY_RUN", (await staff.MutateAsync("recordDelivered", OnRun(dora))).Code);

        // Who drives sees the doors, nobody else.
        var doors = $"{{ deliveryRuns(mealPoint: \"{GlobalId.Of(_point)}\", date: \"{CityUnderTest.Text(s_today)}\") {{ driver stops {{ state address }} }} }}";
        var run = (await staff.AskAsync(doors)).GetProperty("deliveryRuns")[0];
        Assert.Equal("""["DELIVERED 中山路9号","NOT_AT_HOME 中山路10号","REFUSED 学府路2号"]""", Plain(run.GetProperty("stops").EnumerateArray()
            .Select(s => $"{s.GetProperty("state").GetString()} {s.GetProperty("address").GetString()}")));
        Assert.Equal("FORBIDDEN", await _city.As(Role.Auditor).ErrorAsync(doors));
        Assert.Equal("FORBIDDEN", await _city.As(Role.MealPointStaff, site: Guid.NewGuid()).ErrorAsync(doors));

        // The alert stays until a person says what was found.
        var alerts = $"{{ welfareAlerts(district: \"{CityUnderTest.District}\", open: OPEN) {{ nodes {{ id elder {{ id }} finding source settledBy }} }} }}";
        var alert = Assert.Single(await AlertsAsync(office, alerts, open: true));
        Assert.Equal(GlobalId.Of(anna), alert.GetProperty("elder").GetProperty("id").GetString());
        const string Where = "address phone emergencyContacts { phone }";
        var look = $"{{ welfareAlerts(mealPoint: \"{GlobalId.Of(_point)}\") {{ nodes {{ {Where} lookedAfterBy }} }} }}";
        var open = (await staff.AskAsync(look)).GetProperty("welfareAlerts").GetProperty("nodes")[0];
        Assert.Equal(("中山路10号", "[]"), (open.GetProperty("address").GetString(), open.GetProperty("emergencyContacts").GetRawText()));
        Assert.Equal("FORBIDDEN", await _city.As(Role.Auditor).ErrorAsync(look));
        var settle = new { alert = alert.GetProperty("id").GetString(), finding = "IN_HOSPITAL", source = "FAMILY", by = "S-12" };
        Assert.Equal("FORBIDDEN", await _city.As(Role.MealPointStaff, site: Guid.NewGuid()).MutationErrorAsync("settleWelfareAlert", settle));
        Assert.Null((await staff.MutateAsync("settleWelfareAlert", settle, select: "welfareAlert { open }")).Code);
        Assert.Empty(await AlertsAsync(office, alerts, open: true));
        Assert.Equal(
            """{"address":null,"phone":null,"emergencyContacts":null,"lookedAfterBy":"S-12"}""",
            (await staff.AskAsync(look)).GetProperty("welfareAlerts").GetProperty("nodes")[0].GetRawText());
        var settled = Assert.Single(await AlertsAsync(office, alerts, open: false));
        Assert.Equal(("IN_HOSPITAL", "FAMILY", "scenario MealPointStaff"), (
            settled.GetProperty("finding").GetString(), settled.GetProperty("source").GetString(), settled.GetProperty("settledBy").GetString()));

        // Nothing but the hand-over served anybody; the closing makes no-shows of the rest.
        Assert.Equal(1, await _city.EventsAsync("meal_served"));
        Assert.Null((await staff.MutateAsync("closeSitting", With())).Code);
        Assert.Equal((1, 3), (await _city.EventsAsync("meal_served"), await _city.EventsAsync("no_show_recorded")));
        await Eventually.EqualAsync(
            """["NoShowRecorded","WelfareAlertSettled","WelfareAlertRaised","MealBooked","ElderRegistered"]""", async () => Plain(
                (await _city.Http.AskAsync($"{{ elder(id: \"{GlobalId.Of(anna)}\") {{ ledger {{ nodes {{ kind }} }} }} }}"))
                    .GetProperty("elder").GetProperty("ledger").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("kind").GetString()!)));
    }

    private static async Task<JsonElement[]> AlertsAsync(HttpClient who, string query, bool open) =>
        [.. (await who.AskAsync(query.Replace("OPEN", open ? "true" : "false", StringComparison.Ordinal)))
            .GetProperty("welfareAlerts").GetProperty("nodes").EnumerateArray()];

    private static string Plain(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(t => $"\"{t}\""))}]";

    private static ImmutableArray<WeeklySitting> Week(TimeOnly from) =>
        [new WeeklySitting(s_today.DayOfWeek, Meal.Lunch, 10, 5, from, new(23, 59), 0)];

    private Dictionary<string, object> OnRun(ElderId? elder = null, params (string Name, object Value)[] more) => With(elder, [("run", 1), .. more]);

    private Dictionary<string, object> With(ElderId? elder = null, params (string Name, object Value)[] more)
    {
        var input = more.ToDictionary(m => m.Name, m => m.Value);
        (input["mealPoint"], input["date"], input["meal"]) = (GlobalId.Of(_point), CityUnderTest.Text(s_today), "LUNCH");
        if (elder is { } e) input["elder"] = GlobalId.Of(e);
        return input;
    }

    private async Task<ElderId> RegisterAsync(int number, string? address)
    {
        var elder = ElderIds.FromRegistry($"delivery-{number}");
        var digits = $"32110219500101{number:000}";
        await _city.SendAsync(new RegisterElder(elder, "Made Up", digits + IdentityNumber.CheckCharacter(digits), null, address, CityUnderTest.District));
        return elder;
    }
}
