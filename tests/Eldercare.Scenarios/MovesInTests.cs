using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>
/// Domain, beds, rule 9, across contexts: who moves into a home eats there, unless she says otherwise; hospital pauses deliveries; who leaves
/// for good eats and waits no more; once, also after a crash.
/// </summary>
public sealed class MovesInTests(PostgresFixture postgres)
{
    private const string Killed = "killed";
    private static readonly DateOnly s_tomorrow = CityUnderTest.Today.AddDays(1);

    /// <summary>The host dies between the events it has acknowledged and what follows from them; another one does that, once.</summary>
    [Fact]
    public async Task Moving_in_hospital_and_leaving_end_meals_once_although_the_host_is_killed_in_between()
    {
        var database = await postgres.NewDatabaseAsync();
        var first = await CityUnderTest.StartAsync(database);
        var point = await first.OpenEveryDayAsync(9);
        var elders = await first.RegisterEldersAsync(4);
        var (anna, bruno, clara, dora) = (elders[0], elders[1], elders[2], elders[3]);
        var beds = await first.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 4);
        await first.HorizonIsOpenAsync(1);
        // Clara and Dora live in the home and go on eating at the point; Dora came for some days, applied meanwhile, and stays for good.
        Assert.Null((await AdmitAsync(first.Http, beds[2], clara, null, keepsMeals: true)).Code);
        Assert.Null((await AdmitAsync(first.Http, beds[3], dora, s_tomorrow.AddDays(9), keepsMeals: true)).Code);
        await first.ApplyAsync(dora);
        Assert.Null((await first.Http.MutateAsync("agreeStayEnd", Of(beds[3], dora))).Code);
        foreach (var elder in elders) Assert.Null(await BookAsync(first.Http, point, s_tomorrow, elder, elder == clara ? "DELIVERY" : "DINE_IN"));
        Assert.Null(await BookAsync(first.Http, point, s_tomorrow.AddDays(3), anna, "DINE_IN"));
        Assert.Null(await BookAsync(first.Http, point, s_tomorrow.AddDays(3), clara, "DELIVERY"));
        Assert.Null(await BookAsync(first.Http, point, s_tomorrow.AddDays(3), dora, "DINE_IN"));
        await first.DisposeAsync();
        await using var gate = await Gate.BeforeTheCommitOfAsync(database, "booking_cancelled");
        await gate.ShutAsync();
        await using (var killed = await HostProcess.StartAsync(
            new NpgsqlConnectionStringBuilder(database) { ApplicationName = Killed }.ConnectionString, first.SignIn))
        {
            // All at once: behind what follows from the first, which waits at the gate, the others would wait too.
            Assert.All(
                await Task.WhenAll(
                    AdmitAsync(killed.Http, beds[0], anna, null, keepsMeals: false),
                    AdmitAsync(killed.Http, beds[1], bruno, s_tomorrow.AddDays(9), keepsMeals: true),
                    // Her bed is kept for two days: the delivery after that is hers.
                    killed.Http.MutateAsync("beginLeave", Of(beds[2], clara, ("kind", "HOSPITAL"), ("on", Day(0)), ("keptUntil", Day(3)))),
                    killed.Http.MutateAsync("recordDeparture", Of(beds[3], dora, ("on", Day(0)), ("reason", "DEPARTED")))),
                answer => Assert.Null(answer.Code));
            await Eventually.EqualAsync(true, async () => await gate.WaitingAsync() > 0);
            await killed.KillAsync();
            await gate.CutOffAsync(Killed);
        }

        await gate.OpenAsync();

        await using var next = await CityUnderTest.StartAsync(database);

        await Eventually.EqualAsync("Departed 2, InHospital 1, MovedIn 2", () => next.TextAsync(
            """
            select coalesce(string_agg(reason || ' ' || times, ', ' order by reason), '') from
            (select data->>'reason' as reason, count(*) as times from eldercare.mt_events where type = 'booking_cancelled' group by 1) c
            """));
        await Eventually.EqualAsync("Withdrawn", () => next.TextAsync(
            "select coalesce(string_agg(data->>'reason', ', '), '') from eldercare.mt_events where type = 'application_ended'"));
        // Bruno's, and Clara's after the leave.
        Assert.Equal(2, await next.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
        await next.AssertSoundAsync();

        // Bruno goes home after his short stay: he did not stop eating at his point, and goes on.
        Assert.Null((await next.Http.MutateAsync("recordDeparture", Of(beds[1], bruno, ("on", Day(0)), ("reason", "DEPARTED")))).Code);
        await Eventually.EqualAsync(2, () => next.EventsAsync("resident_departed"));
        Assert.Equal(2, await next.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
    }

    private static string Day(int ahead) => CityUnderTest.Text(CityUnderTest.Today.AddDays(ahead));

    private static Dictionary<string, object?> Of(BedId bed, ElderId elder, params (string Name, object Value)[] more) =>
        new(more.Select(m => KeyValuePair.Create(m.Name, (object?)m.Value))) { ["bed"] = GlobalId.Of(bed), ["elder"] = GlobalId.Of(elder) };

    private static async Task<string?> BookAsync(HttpClient http, MealPointId point, DateOnly date, ElderId elder, string channel) =>
        (await http.MutateAsync("bookMeal", new
        {
            mealPoint = GlobalId.Of(point),
            date = CityUnderTest.Text(date),
            meal = "LUNCH",
            elder = GlobalId.Of(elder),
            channel,
        })).Code;

    private static Task<Mutated> AdmitAsync(HttpClient http, BedId bed, ElderId elder, DateOnly? until, bool keepsMeals) =>
        http.MutateAsync("admitResident", new
        {
            bed = GlobalId.Of(bed),
            elder = GlobalId.Of(elder),
            on = CityUnderTest.Text(CityUnderTest.Today),
            until = until is { } day ? CityUnderTest.Text(day) : null,
            keepsMeals,
        });
}
