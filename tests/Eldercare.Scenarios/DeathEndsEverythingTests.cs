using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Testing;
using Npgsql;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rule 9: a death ends meals, queue entries and the stay, by itself, at once and once.</summary>
public sealed class DeathEndsEverythingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DateOnly _tomorrow = CityUnderTest.Today.AddDays(1);
    private readonly MealPointId _garden = new(Guid.CreateVersion7());
    private readonly MealPointId _bridge = new(Guid.CreateVersion7());
    private string _database = null!;
    private CityUnderTest _city = null!;
    private ElderId _elder;
    private ApplicationId _application;
    private BedId _bed;

    /// <summary>An elder with a portion at two points, a place in the queue and a bed.</summary>
    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityUnderTest.StartAsync(_database);
        await _city.OpenPointAsync(_garden, _tomorrow, 1);
        await _city.OpenPointAsync(_bridge, _tomorrow.AddDays(1), 1);
        _bed = Assert.Single(await _city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1));
        _elder = await _city.RegisterElderAsync(1);
        _application = await _city.ApplyAsync(_elder);
        Assert.Null((await AdmitAsync()).Code);
        Assert.Null(await _city.BookAsync(_garden, _tomorrow, _elder));
        Assert.Null(await _city.BookAsync(_bridge, _tomorrow.AddDays(1), _elder));
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Meals_queue_and_bed_end_and_nothing_begins_any_more()
    {
        Assert.Null((await DieAsync(_city.Http)).Code);

        await AssertEverythingEndedAsync(_city);
        Assert.Equal("ELDER_HAS_DIED", await _city.BookAsync(_garden, _tomorrow, _elder));
        Assert.Equal("ELDER_HAS_DIED", (await AdmitAsync()).Code);
        Assert.Equal("ELDER_HAS_DIED", (await _city.Http.MutateAsync(
            "applyForBed",
            new { elder = GlobalId.Of(_elder), homes = Array.Empty<string>(), districts = Array.Empty<string>(), kind = "NURSING", lane = "EVERYONE" }))
            .Code);
        Assert.Null(await _city.BookAsync(_garden, _tomorrow, await _city.RegisterElderAsync(2)));
    }

    [Fact]
    public async Task The_host_is_killed_when_the_death_is_acknowledged_and_another_ends_everything_once()
    {
        await _city.DisposeAsync();
        await using (var killed = await HostProcess.StartAsync(_database, _city.SignIn))
        {
            Assert.Null((await DieAsync(killed.Http)).Code);
            await killed.KillAsync();
        }

        _city = await CityUnderTest.StartAsync(_database);

        await AssertEverythingEndedAsync(_city);
    }

    [Fact]
    public async Task A_death_that_is_told_twice_is_followed_once()
    {
        await DieAsync(_city.Http);
        await AssertEverythingEndedAsync(_city);
        var (events, receipts) = (await _city.EventsAsync(), await ReceiptsAsync());

        Assert.Equal(4, receipts);

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
        var (point, date) = (new MealPointId(Guid.CreateVersion7()), _tomorrow.AddDays(2));
        await _city.OpenPointAsync(point, date, 1);
        await using var other = await CityUnderTest.StartAsync(_database);
        await using var gate = await Gate.BeforeTheEventsOfAsync(_database, nameof(BookMeal));

        await gate.ShutAsync();
        var booking = other.BookAsync(point, date, _elder);
        await Eventually.EqualAsync(1, gate.WaitingAsync);
        Assert.Null((await DieAsync(_city.Http)).Code);
        // Were there no fence, the reaction would not wait: it would look, see no booking, and be done.
        await Eventually.PatientlyAsync(
            async () => await gate.WaitersAsync(AdvisoryLocks.ElderFence) > 0 || await _city.EventsAsync("booking_cancelled") > 0, TimeSpan.FromSeconds(20));
        await gate.OpenAsync();

        Assert.Null(await booking);
        await Eventually.EqualAsync(3, () => _city.EventsAsync("booking_cancelled"));
        Assert.Equal(0, await _city.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
    }

    private Task<Mutated> DieAsync(HttpClient http) => http.MutateAsync(
        "recordDeath", new { elder = GlobalId.Of(_elder), diedOn = CityUnderTest.Text(CityUnderTest.Today) });

    private Task<Mutated> AdmitAsync() => _city.Http.MutateAsync(
        "admitResident", new { elder = GlobalId.Of(_elder), bed = GlobalId.Of(_bed), on = CityUnderTest.Text(CityUnderTest.Today) });

    private Task<long> ReceiptsAsync() =>
        _city.CountAsync("select count(*) from eldercare.receipts where key like 'reaction:death%'");

    /// <summary>On the boards, and in the events: each end once.</summary>
    private async Task AssertEverythingEndedAsync(CityUnderTest city)
    {
        var query =
            $$"""
            {
              garden: mealPointBoard(mealPoint: "{{GlobalId.Of(_garden)}}", date: "{{CityUnderTest.Text(_tomorrow)}}") { sittings { placesLeft } }
              bridge: mealPointBoard(mealPoint: "{{GlobalId.Of(_bridge)}}", date: "{{CityUnderTest.Text(_tomorrow.AddDays(1))}}") { sittings { placesLeft } }
              elder(id: "{{GlobalId.Of(_elder)}}") { bookings { id } bed { id } applications { state } }
              bed: node(id: "{{GlobalId.Of(_bed)}}") { ... on Bed { state elder { id } } }
            }
            """;
        const string Ended =
            """{"garden":{"sittings":[{"placesLeft":1}]},"bridge":{"sittings":[{"placesLeft":1}]},"elder":{"bookings":[],"bed":null"""
            + ""","applications":[{"state":"ENDED"}]},"bed":{"state":"TO_CLEAN","elder":null}}""";
        var took = await Eventually.EqualAsync(Ended, async () => (await city.Http.AskAsync(query)).GetRawText());
        TestContext.Current.TestOutputHelper?.WriteLine($"Everything had ended {took.TotalMilliseconds:F0} ms after the death.");

        foreach (var (type, times) in new[] { ("elder_died", 1), ("booking_cancelled", 2), ("application_ended", 1), ("resident_departed", 1) })
            Assert.Equal((type, times), (type, await city.EventsAsync(type)));
        Assert.Equal(0, await city.CountAsync($"select count(*) from eldercare.claims where subject = '{_elder.Value}'"));
    }
}
