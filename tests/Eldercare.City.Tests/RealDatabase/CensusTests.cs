using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Testing;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>
/// The census against histories of random commands, carried out by the real writer: today's is the live board, any past day's is what the
/// events say by their days, and what was once reported is still shown as it was when asked for as known then.
/// </summary>
public sealed class CensusTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Commands = 160;
    private static readonly DateOnly s_today = CityTime.Today(CityHost.Morning.GetUtcNow());
    private static readonly BedId[] s_beds = [.. Enumerable.Range(0, 4).Select(i => new BedId(Id($"census bed {i}")))];
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(0, 4).Select(i => new ElderId(Id($"census elder {i}")))];
    private static readonly string[] s_numbers = ["110105194912310011", "11010519491231002X", "110105194912310038", "110105194912310046"];

    private CityHost _city = null!;
    private string _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityHost.StartAsync(_database);
        await _city.DoAsync(new RegisterHome(Hillside, "Hillside", Jingkou, "2 Road", 32.21, 119.46, OperatorKind.Social));
        foreach (var certificate in CareHomes.Certified(Hillside)) await _city.DoAsync(certificate);
        await _city.DoAsync(new AddRoom(Hillside, RoomOne, "101", GenderRule.Mixed));
        for (var i = 0; i < s_beds.Length; i++)
        {
            await _city.DoAsync(new RegisterBed(Hillside, RoomOne, s_beds[i], $"{i + 1}", BedKind.Nursing, CareLevel.Total));
            await _city.DoAsync(new RegisterElder(s_elders[i], "安娜", s_numbers[i], null, null, Jingkou));
        }
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Any_day_s_census_is_what_the_events_say_and_stays_as_it_was_reported()
    {
        var random = new Random(20_26);
        var stays = new List<(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until)>();
        var reported = new List<(CensusDay Day, Census Census)>();
        var accepted = 0;
        for (var n = 0; n < Commands; n++)
        {
            // The later the record, the later the day, mostly: else little of it can have happened after the rest.
            var (bed, elder) = (s_beds[random.Next(4)], s_elders[random.Next(4)]);
            var on = s_today.AddDays(-Math.Min(8, (8 * (Commands - n) / Commands) + random.Next(3)));
            var open = stays.FindIndex(s => s.Elder == elder && s.Until is null);
            var over = stays.FindLastIndex(s => s.Elder == elder && s.Until is not null);
            var here = open < 0 ? bed : stays[open].Bed;
            ICommand command = random.Next(9) switch
            {
                0 or 1 => new AdmitResident(bed, elder, null, on),
                2 => new RecordDeparture(here, elder, on, DepartureReason.Departed),
                3 => new TransferResident(elder, here, bed, on),
                4 => new CorrectStay(here, elder, open < 0 ? on : stays[open].From, on, null, "Slip"),
                5 when over >= 0 => new CorrectStay(
                    stays[over].Bed, elder, stays[over].From, stays[over].From, stays[over].From.AddDays(random.Next(6)), "Slip"),
                6 => random.Next(2) == 0 ? new CloseBed(bed, "Water pipe") : new ReopenBed(bed),
                7 when random.Next(2) == 0 => new BeginLeave(here, elder, LeaveKind.Visit, on, s_today.AddDays(3)),
                7 => new EndLeave(here, elder, on),
                _ => new MarkBedCleaned(bed),
            };
            var answer = await _city.Get<ICommandWriter>().ExecuteAsync(
                await command.PlacedAsync(_city.Get<IStateReader>(), City.Name), new Envelope(City.Name, "tester", Guid.NewGuid().ToString()), Cancel);
            if (answer.Refusal is not null || answer.Sequence == 0) continue;
            accepted++;
            await _city.Get<Store.Views.IViewProgress>().WaitFor(answer.Sequence, TimeSpan.FromMinutes(2));
            Follow(stays, command);

            var now = await NowAsync();
            var board = (await _city.Get<IHomesReader>().ByIdsAsync(City.Name, [Hillside], Cancel))[Hillside];
            var live = await CensusAsync(new(s_today, now));
            Assert.Equal(
                new Census(board.Beds, board.Occupied + board.OnLeave, board.Held + board.Reserved, board.Ready, board.ToClean, board.Closed), live);
            for (var day = s_today.AddDays(-8); day <= s_today; day = day.AddDays(1))
            {
                var census = await CensusAsync(new(day, now));
                Assert.Equal(stays.Count(s => s.From <= day && (s.Until is null || day < s.Until)), census.Occupied);
                reported.Add((new(day, now), census));
            }
        }

        Assert.True(accepted > Commands / 8, $"Only {accepted} of {Commands} commands were accepted: this says little.");
        foreach (var (day, census) in reported) Assert.Equal(census, await CensusAsync(day));
        await using (var database = NpgsqlDataSource.Create(_database))
            Assert.All(
                await new Checks.CityChecks(database, _city.Get<Store.Writing.EventTypes>(), CityHost.Morning).RunAsync(City.Name, Cancel),
                c => Assert.Empty(c.Violations));
        Assert.Contains(reported, r => r.Day.On < s_today && r.Census.Occupied != reported.Last(l => l.Day.On == r.Day.On).Census.Occupied);

        var knownNow = await NowAsync();
        var days = await _city.Get<ICensusReader>().DaysAsync(City.Name, Hillside, s_today.AddDays(-8), s_today, knownNow, Cancel);
        foreach (var (on, census) in days) Assert.Equal(await CensusAsync(new(on, knownNow)), census);
        var byHome = await _city.Get<ICensusReader>().ByHomeAsync(City.Name, new(s_today, knownNow), Jingkou, new Slice<Guid>(10), Cancel);
        Assert.Equal((Hillside, await CensusAsync(new(s_today, knownNow))), (byHome.Rows[0].Home.Home, byHome.Rows[0].Census));
        Assert.Equal(0, (await _city.Get<ICensusReader>().OfAsync(City.Name, new(s_today, knownNow), null, "321181", Cancel)).Total);
    }

    private Task<Census> CensusAsync(CensusDay day) => _city.Get<ICensusReader>().OfAsync(City.Name, day, Hillside, null, Cancel);

    /// <summary>The store's clock: it dates what is recorded.</summary>
    private async Task<DateTimeOffset> NowAsync()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand("select clock_timestamp()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(Cancel))!);
    }

    /// <summary>The stays as an accepted command leaves them.</summary>
    private static void Follow(List<(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until)> stays, ICommand command)
    {
        switch (command)
        {
            case AdmitResident c: stays.Add((c.Bed, c.Elder, c.On, null)); break;
            case RecordDeparture c: End(c.Elder, c.On); break;
            case TransferResident c:
                End(c.Elder, c.On);
                stays.Add((c.To, c.Elder, c.On, null));
                break;
            case CorrectStay c:
                var at = stays.FindLastIndex(s => s.Bed == c.Bed && s.Elder == c.Elder && s.From == c.From && s.Until is null == c.ToUntil is null);
                stays[at] = (c.Bed, c.Elder, c.ToFrom, c.ToUntil);
                break;
        }

        void End(ElderId elder, DateOnly on)
        {
            var at = stays.FindIndex(s => s.Elder == elder && s.Until is null);
            stays[at] = stays[at] with { Until = on };
        }
    }
}
