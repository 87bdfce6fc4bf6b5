using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.Store;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rule 9: a death ends meals, queue entries and the stay, by itself, at once and once.</summary>
public sealed class DeathEndsEverythingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private string _database = null!;
    private CityUnderTest _city = null!;
    private ElderlyLife _life = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityUnderTest.StartAsync(_database);
        _life = await ElderlyLife.BeginAsync(_city);
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Meals_queue_and_bed_end_and_nothing_begins_any_more()
    {
        Assert.Null((await _life.EndAsync(_city.Http)).Code);

        await _life.AssertEverythingEndedAsync(_city);
        Assert.Equal("ELDER_HAS_DIED", await _city.BookAsync(_life.Garden, ElderlyLife.Tomorrow, _life.Elder));
        Assert.Equal("ELDER_HAS_DIED", (await _life.AdmitAsync(_city)).Code);
        Assert.Equal("ELDER_HAS_DIED", (await _city.Http.MutateAsync(
            "applyForBed",
            new { elder = GlobalId.Of(_life.Elder), homes = Array.Empty<string>(), districts = Array.Empty<string>(), kind = "NURSING" }))
            .Code);
        Assert.Null(await _city.BookAsync(_life.Garden, ElderlyLife.Tomorrow, await _city.RegisterElderAsync(2)));
    }

    [Fact]
    public async Task A_stay_ends_and_the_bed_waits_for_cleaning()
    {
        var bed = Assert.Single(await _city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1));
        var resident = GlobalId.Of(await _city.RegisterElderAsync(3));
        Assert.Null((await _city.Http.MutateAsync(
            "admitResident", new { bed = GlobalId.Of(bed), elder = resident, on = CityUnderTest.Text(CityUnderTest.Today) })).Code);
        Assert.Equal("DEATH_IS_NO_DEPARTURE", (await _city.Http.MutateAsync(
            "recordDeparture", new { bed = GlobalId.Of(bed), elder = resident, on = CityUnderTest.Text(CityUnderTest.Today), reason = "DIED" })).Code);

        Assert.Null((await _city.Http.MutateAsync("recordDeath", new { elder = resident, diedOn = CityUnderTest.Text(CityUnderTest.Today) })).Code);

        await Eventually.EqualAsync("""{"bed":{"state":"TO_CLEAN","elder":null},"elder":{"bed":null}}""", async () => (await _city.Http.AskAsync(
            $"{{ bed: node(id: \"{GlobalId.Of(bed)}\") {{ ... on Bed {{ state elder {{ id }} }} }} elder(id: \"{resident}\") {{ bed {{ id }} }} }}")).GetRawText());
        Assert.Equal(1, await _city.EventsAsync("resident_departed"));
    }

    [Fact]
    public async Task A_death_that_is_told_twice_is_followed_once()
    {
        await _life.EndAsync(_city.Http);
        await _life.AssertEverythingEndedAsync(_city);
        var (events, receipts) = (await _city.EventsAsync(), await ReceiptsAsync());

        Assert.Equal(5, receipts);

        await _city.DisposeAsync();
        await using (var database = NpgsqlDataSource.Create(_database))
        await using (var rewind = database.CreateCommand(
            "delete from eldercare.mt_event_progression where name = 'Reactions:All'; delete from wolverine.wolverine_incoming_envelopes"))
            await rewind.ExecuteNonQueryAsync();
        _city = await CityUnderTest.StartAsync(_database);

        await Eventually.EqualAsync(1, () => _city.CountAsync(
            "select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Handled' and message_type ilike '%ElderDied%'"));
        Assert.Equal((events, receipts), (await _city.EventsAsync(), await ReceiptsAsync()));
    }

    /// <summary>The booking is decided before the death and written after it: the reaction must wait for it, or would not see it.</summary>
    [Fact]
    public async Task A_booking_decided_before_the_death_and_written_after_it_is_cancelled_too()
    {
        var (point, date) = (new MealPointId(Guid.CreateVersion7()), ElderlyLife.Tomorrow.AddDays(2));
        await _city.OpenPointAsync(point, date, 1);
        await using var other = await CityUnderTest.StartAsync(_database);
        await _city.HorizonIsOpenAsync(3);
        await using var gate = await Gate.BeforeTheEventsOfAsync(_database, nameof(BookMeal));

        await gate.ShutAsync();
        var booking = other.BookAsync(point, date, _life.Elder);
        await Eventually.EqualAsync(1, gate.WaitingAsync);
        Assert.Null((await _life.EndAsync(_city.Http)).Code);
        // Were there no fence, the reaction would not wait: it would look, see no booking, and be done.
        await Eventually.PatientlyAsync(
            async () => await gate.WaitersAsync(AdvisoryLocks.ElderFence) > 0 || await _city.EventsAsync("booking_cancelled") > 0, TimeSpan.FromSeconds(20));
        await gate.OpenAsync();

        Assert.Null(await booking);
        await Eventually.EqualAsync(3, () => _city.EventsAsync("booking_cancelled"));
        Assert.Equal(0, await _city.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
    }

    private Task<long> ReceiptsAsync() =>
        _city.CountAsync("select count(*) from eldercare.receipts where key like 'reaction:death%'");
}
