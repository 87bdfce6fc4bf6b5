using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rule 9, across contexts: who moves into a home eats there, unless she says otherwise; once, also after a crash.</summary>
public sealed class MovesInTests(PostgresFixture postgres)
{
    private const string Killed = "killed";
    private static readonly DateOnly s_tomorrow = CityUnderTest.Today.AddDays(1);

    /// <summary>The host dies between the admission it has acknowledged and what follows from it; another one does that, once.</summary>
    [Fact]
    public async Task Her_meals_are_cancelled_once_although_the_host_is_killed_in_between()
    {
        var database = await postgres.NewDatabaseAsync();
        var first = await CityUnderTest.StartAsync(database);
        var point = await first.OpenEveryDayAsync(5);
        var (anna, bruno) = (await first.RegisterElderAsync(1), await first.RegisterElderAsync(2));
        var beds = await first.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 2);
        await first.HorizonIsOpenAsync(1);
        Assert.Null(await first.BookAsync(point, s_tomorrow, anna));
        Assert.Null(await first.BookAsync(point, s_tomorrow.AddDays(3), anna));
        Assert.Null(await first.BookAsync(point, s_tomorrow, bruno));
        await first.DisposeAsync();
        await using var gate = await Gate.BeforeTheCommitOfAsync(database, "booking_cancelled");
        await gate.ShutAsync();
        await using (var killed = await HostProcess.StartAsync(
            new NpgsqlConnectionStringBuilder(database) { ApplicationName = Killed }.ConnectionString, first.SignIn))
        {
            Assert.Null((await AdmitAsync(killed.Http, beds[0], anna, null, keepsMeals: false)).Code);
            Assert.Null((await AdmitAsync(killed.Http, beds[1], bruno, s_tomorrow.AddDays(9), keepsMeals: true)).Code);
            await Eventually.EqualAsync(true, async () => await gate.WaitingAsync() > 0);
            await killed.KillAsync();
            await gate.CutOffAsync(Killed);
        }

        await gate.OpenAsync();

        await using var next = await CityUnderTest.StartAsync(database);

        await Eventually.EqualAsync(2, () => next.EventsAsync("booking_cancelled"));
        Assert.Equal("MovedIn", await next.TextAsync("select min(data->>'reason') from eldercare.mt_events where type = 'booking_cancelled'"));
        Assert.Equal(1, await next.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
        Assert.Equal(2, await next.EventsAsync("resident_admitted"));

        // Bruno goes home after his short stay: he did not stop eating at his point, and goes on.
        Assert.Null((await next.Http.MutateAsync("recordDeparture", new
        {
            bed = GlobalId.Of(beds[1]),
            elder = GlobalId.Of(bruno),
            on = CityUnderTest.Text(CityUnderTest.Today),
            reason = "DEPARTED",
        })).Code);
        await Eventually.EqualAsync(1, () => next.EventsAsync("resident_departed"));
        Assert.Equal(1, await next.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
    }

    private static Task<Mutated> AdmitAsync(HttpClient http, BedId bed, Eldercare.People.ElderId elder, DateOnly? until, bool keepsMeals) =>
        http.MutateAsync("admitResident", new
        {
            bed = GlobalId.Of(bed),
            elder = GlobalId.Of(elder),
            on = CityUnderTest.Text(CityUnderTest.Today),
            until = until is { } day ? CityUnderTest.Text(day) : null,
            keepsMeals,
        });
}
