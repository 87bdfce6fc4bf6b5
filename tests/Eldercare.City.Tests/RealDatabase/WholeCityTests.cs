using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Testing;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>Reactions, and in the other file readers, against PostgreSQL, the store and Wolverine as the host runs them.</summary>
public sealed partial class WholeCityTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_today = CityTime.Today(Now);
    private static readonly DateOnly s_tomorrow = s_today.AddDays(1);

    private string _database = null!;
    private CityHost _city = null!;

    private static DateTimeOffset Now => CityHost.Morning.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityHost.StartAsync(_database);
        await _city.DoAsync(new RegisterElder(Anna, "安娜", "11010519491231002X", "13800000001", "1 Road", Jingkou));
        await _city.DoAsync(new OpenMealPoint(Garden, "Garden", Jingkou, "1 Road", 32.20, 119.45, EveryDay));
        await _city.DoAsync(new RegisterHome(Hillside, "Hillside", Jingkou, "2 Road", 32.21, 119.46, OperatorKind.Social));
        foreach (var certificate in CareHomes.Certified(Hillside)) await _city.DoAsync(certificate);
        await _city.DoAsync(new AddRoom(Hillside, RoomOne, "101", GenderRule.Mixed));
        await _city.DoAsync(new RegisterBed(Hillside, RoomOne, BedOne, "1", BedKind.Nursing, CareLevel.Total));
        await CityHost.EventuallyAsync(SittingsOfTomorrow, sittings => sittings.Length == 2);
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Opens_a_week_of_sittings_when_a_meal_point_opens()
    {
        await CityHost.EventuallyAsync(
            () => CountAsync("select count(*) from eldercare.sitting_boards"), count => count == 16);

        Assert.Equal([Meal.Lunch, Meal.Dinner], (await SittingsOfTomorrow()).Select(s => s.Meal));
    }

    [Fact]
    public async Task A_death_cancels_meals_ends_the_application_and_its_offer_and_frees_the_bed()
    {
        await _city.DoAsync(new BookMeal(Garden, s_tomorrow, Meal.Lunch, Anna, Channel.DineIn));
        await _city.DoAsync(new BookMeal(Garden, s_tomorrow, Meal.Dinner, Anna, Channel.Delivery));
        await _city.DoAsync(new RegisterBed(Hillside, RoomOne, BedTwo, "2", BedKind.Nursing, CareLevel.Total));
        await _city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new OfferBed(Wish, Anna, BedTwo, Now.AddDays(5)));

        await _city.DoAsync(new RecordDeath(Anna, s_today));

        await CityHost.EventuallyAsync(
            () => CountAsync("select count(*) from eldercare.claims where kind in ('portion', 'application', 'resident')"),
            count => count == 0);
        var homes = _city.Get<IHomesReader>();
        await CityHost.EventuallyAsync(
            async () => (await homes.BedsByIdsAsync(City.Name, [BedTwo], Cancel))[BedTwo].State, state => state == BedState.Ready);
        await CityHost.EventuallyAsync(SittingsOfTomorrow, sittings => sittings.All(s => s is { Booked: 0, Cancelled: 1 }));
        var ledger = await _city.Get<IElderReader>().LedgerAsync(City.Name, Anna, [], new Slice<long>(10), Cancel);
        Assert.Equal(
            ["ApplicationEnded", "BedAppliedFor", "BedOffered", "BookingCancelled", "BookingCancelled", "ElderDied", "ElderRegistered",
             "MealBooked", "MealBooked"],
            ledger.Rows.Select(e => e.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(0, await _city.Get<IDeadLetters>().CountAsync(Cancel));
    }

    [Fact]
    public async Task A_death_frees_the_bed_the_elder_lived_in()
    {
        await _city.DoAsync(new AdmitResident(BedOne, Anna, Application: null, s_today));

        await _city.DoAsync(new RecordDeath(Anna, s_today));

        await CityHost.EventuallyAsync(
            async () => (await _city.Get<IHomesReader>().BedsByIdsAsync(City.Name, [BedOne], Cancel))[BedOne].State,
            state => state == BedState.ToClean);
    }

    [Fact]
    public async Task An_offer_expires_by_itself_also_when_the_host_was_restarted_meanwhile()
    {
        await _city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new OfferBed(Wish, Anna, BedOne, Now.AddDays(2)));
        await CityHost.EventuallyAsync(
            () => CountAsync("select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Scheduled'"), c => c == 1);

        await _city.DisposeAsync();
        // Two days later, by the alarm set in the database too: it knows only the machine's clock.
        await ExecuteAsync("update wolverine.wolverine_incoming_envelopes set execution_time = now() where status = 'Scheduled'");
        _city = await CityHost.StartAsync(_database, new ShiftedClock(Now.AddDays(2).AddHours(1) - DateTimeOffset.UtcNow));

        await CityHost.EventuallyAsync(
            async () => (await _city.Get<IHomesReader>().ApplicationsByIdsAsync(City.Name, [Wish], Cancel))[Wish].State,
            state => state == ApplicationState.Waiting);
    }

    [Fact]
    public async Task A_reaction_that_is_refused_becomes_a_dead_letter_a_person_can_see()
    {
        await using (var command = _city.Get<NpgsqlDataSource>().CreateCommand(
            "insert into eldercare.claims (tenant_id, kind, subject, slot, holder) values ($1, 'application', $2, 0, $3)"))
        {
            command.Parameters.AddRange(new NpgsqlParameter[]
            {
                new NpgsqlParameter<string> { TypedValue = City.Name },
                new NpgsqlParameter<Guid> { TypedValue = Anna.Value },
                new NpgsqlParameter<Guid> { TypedValue = Wish.Value },
            });
            await command.ExecuteNonQueryAsync(Cancel);
        }

        await _city.DoAsync(new RecordDeath(Anna, s_today));

        var letters = _city.Get<IDeadLetters>();
        await CityHost.EventuallyAsync(() => letters.CountAsync(Cancel), count => count == 1);
        var page = await letters.PageAsync(new Slice<Guid>(10), Cancel);
        var letter = Assert.Single(page.Rows);
        Assert.Equal(
            new DeadLetter(
                letter.Id, "ElderDied", "REACTION_REFUSED",
                "Reaction death: EndApplication was refused with APPLICATION_UNKNOWN.", letter.SentAt, Replayable: false),
            letter);
        Assert.NotNull(letter.SentAt);
        Assert.False(page.HasMore);
        Assert.Empty((await letters.PageAsync(new Slice<Guid>(10, After: letter.Id), Cancel)).Rows);

        // The cause goes away, and a person has the letter repeated.
        var applied = new BedAppliedFor(Wish, Anna, [Hillside], [], BedKind.Nursing, Lane.Everyone, Now);
        await _city.Get<IBulkAppender>().AppendAsync(
            City.Name, new BulkBatch([new NewStream(Application.Stream.At(Wish.Value), [applied], Now)], [], []), Cancel);
        await ExecuteAsync("update wolverine.wolverine_dead_letters set replayable = true");

        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.claims where kind = 'application'"), c => c == 0);
        await CityHost.EventuallyAsync(() => letters.CountAsync(Cancel), count => count == 0);
    }

    [Fact]
    public async Task The_horizon_s_plan_is_each_point_s_last_week_and_one_host_s_turn()
    {
        var plans = _city.Get<IHorizonPlans>();
        await _city.DoAsync(new ChangeWeek(Garden, [Serves(DayOfWeek.Monday, Meal.Lunch)]));

        var week = Assert.Single(await plans.WeeksAsync(Cancel));
        Assert.Equal((City.Name, Garden), (week.City, week.Point));
        Assert.Equal([Serves(DayOfWeek.Monday, Meal.Lunch)], week.Week);
        Assert.Contains(SittingId.Of(Garden, s_tomorrow, Meal.Lunch), await plans.OpenAsync(City.Name, s_tomorrow, s_tomorrow, Cancel));

        await using (var turn = await plans.TryTakeTurnAsync(Cancel))
        {
            Assert.NotNull(turn);
            Assert.Null(await plans.TryTakeTurnAsync(Cancel));
        }

        await using var next = await plans.TryTakeTurnAsync(Cancel);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_stay_cannot_begin_before_the_last_one_ended_and_a_bed_number_is_one_beds()
    {
        await _city.DoAsync(new RegisterBed(Hillside, RoomOne, BedTwo, "2", BedKind.Nursing, CareLevel.Total));
        await _city.DoAsync(new AdmitResident(BedOne, Anna, Application: null, s_today.AddDays(-20)));
        await _city.DoAsync(new RecordDeparture(BedOne, Anna, s_today.AddDays(-10), DepartureReason.Departed));

        var overlapping = await AskAsync(new AdmitResident(BedTwo, Anna, Application: null, s_today.AddDays(-15)));
        var sameNumber = await AskAsync(
            new RegisterBed(Hillside, RoomOne, new BedId(Id("third")), "2", BedKind.Nursing, CareLevel.Total));
        await _city.DoAsync(new AdmitResident(BedTwo, Anna, Application: null, s_today.AddDays(-10)));

        Assert.Equal(new ElderElsewhere(Anna, BedOne, s_today.AddDays(-20), s_today.AddDays(-10)), overlapping);
        Assert.Equal(new BedNumberTaken(RoomOne, "2"), sameNumber);
    }

    [Fact]
    public async Task A_meal_dropped_from_the_week_takes_nobody_new_and_keeps_who_is_booked()
    {
        await _city.DoAsync(new RegisterElder(Bruno, "布鲁诺", "110105194912310011", null, null, Jingkou));
        await _city.DoAsync(new BookMeal(Garden, s_tomorrow, Meal.Lunch, Anna, Channel.DineIn));

        await _city.DoAsync(new ChangeWeek(Garden, [.. EveryDay.Where(s => s.Meal == Meal.Dinner)]));

        Assert.Equal(
            new MealNotServed(Garden, s_tomorrow, Meal.Lunch),
            await AskAsync(new BookMeal(Garden, s_tomorrow, Meal.Lunch, Bruno, Channel.DineIn)));
        await CityHost.EventuallyAsync(SittingsOfTomorrow, sittings => sittings[0] is { Meal: Meal.Lunch, Capacity: 1, Booked: 1 });
        Assert.Empty(await _city.Get<IMealPointsReader>().NearestAsync(City.Name, 32.21, 119.45, s_tomorrow, Meal.Lunch, Now, 5, Cancel));
        Assert.Equal(0, await _city.Get<IDeadLetters>().CountAsync(Cancel));
    }

    private static ImmutableArray<WeeklySitting> EveryDay =>
        [.. Enum.GetValues<DayOfWeek>().SelectMany(d => new[] { Serves(d, Meal.Lunch), Serves(d, Meal.Dinner) with
        {
            ServedFrom = new TimeOnly(17, 0), ServedUntil = new TimeOnly(18, 0),
        } })];

    private async Task<ImmutableArray<SittingBoard>> SittingsOfTomorrow() =>
        [.. (await _city.Get<IMealPointsReader>().SittingsOfAsync(City.Name, [new(Garden, s_tomorrow)], Cancel))[new(Garden, s_tomorrow)]];

    private async Task<Refusal?> AskAsync(ICommand command) => (await _city.Get<ICommandWriter>().ExecuteAsync(
        await command.PlacedAsync(_city.Get<IStateReader>(), City.Name), new Envelope(City.Name, "tester", Guid.NewGuid().ToString()), Cancel)).Refusal;

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_database);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _city.Get<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
