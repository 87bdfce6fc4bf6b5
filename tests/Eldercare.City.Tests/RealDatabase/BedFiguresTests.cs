using System.Text.Json;
using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Testing;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>
/// The beds' figures against histories of random commands, carried out by the real writer: today's are what the live boards say, those of
/// each moment are still told when asked for as known then, districts add up to the city, and curves pass through each day's figures.
/// </summary>
public sealed class BedFiguresTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Commands = 90;
    private const string Danyang = "321181";
    private static readonly JsonSerializerOptions s_json = new() { IncludeFields = true };
    private static readonly DateOnly s_today = CityTime.Today(CityHost.Morning.GetUtcNow());
    private static readonly HomeId[] s_homes = [Hillside, Town];
    private static readonly BedId[] s_beds = [.. Enumerable.Range(0, 6).Select(i => new BedId(Id($"figure bed {i}")))];
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(0, 5).Select(i => new ElderId(Id($"figure elder {i}")))];
    private static readonly string[] s_numbers = ["110105194912310011", "11010519491231002X", "110105194912310038", "110105194912310046", "110105194912310054"];

    private readonly List<(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until)> _stays = [];
    private readonly Dictionary<HomeId, OperatorKind> _operators = new() { [Hillside] = OperatorKind.Social, [Town] = OperatorKind.Public };
    private readonly HashSet<HomeId> _mayNotAdmit = [];
    private CityHost _city = null!;
    private NpgsqlDataSource _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IBedFiguresReader Figures => _city.Get<IBedFiguresReader>();

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        _city = await CityHost.StartAsync(database);
        _database = NpgsqlDataSource.Create(database);
        foreach (var (home, district) in s_homes.Zip([Jingkou, Danyang]))
        {
            var room = new RoomId(Id($"room of {home}"));
            await _city.DoAsync(new RegisterHome(home, "Home", district, "2 Road", 32.21, 119.46, _operators[home]));
            foreach (var certificate in CareHomes.Certified(home)) await _city.DoAsync(certificate);
            await _city.DoAsync(new AddRoom(home, room, "101", GenderRule.Mixed));
            foreach (var bed in s_beds.Where(b => HomeOf(b) == home))
                await _city.DoAsync(new RegisterBed(home, room, bed, $"{Array.IndexOf(s_beds, bed)}", BedKind.Nursing, CareLevel.Total));
        }

        foreach (var (elder, i) in s_elders.Select((e, i) => (e, i)))
            await _city.DoAsync(new RegisterElder(elder, "安娜", s_numbers[i], null, null, i < 3 ? Jingkou : Danyang));
    }

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Figures_are_the_live_boards_stay_as_they_were_reported_and_add_up()
    {
        var random = new Random(2026);
        var reported = new List<(CensusDay Day, string Figures)>();
        var accepted = 0;
        for (var n = 0; n < Commands; n++)
        {
            if (await DoAsync(Any(random, n)) is not { } sequence) continue;
            accepted++;
            await _city.Get<Store.Views.IViewProgress>().WaitFor(sequence, TimeSpan.FromMinutes(2));
            var day = new CensusDay(s_today, await NowAsync());
            var live = await AllAsync(day, null);
            Assert.Equal(await BoardsAsync(null), await BedsAsync(day, null));
            Assert.Equal(await BoardsAsync(Danyang), await BedsAsync(day, Danyang));
            Assert.Equal(Stays(s_today), await Figures.StaysAsync(Name, day, null, Cancel));
            Assert.Equal(await OpenAsync(), (await Figures.WaitingAsync(Name, day, null, Cancel))[0].Waiting.Cases);
            reported.Add((day, live));
        }

        Assert.True(accepted > Commands / 4, $"Only {accepted} of {Commands} commands were accepted: this says little.");
        foreach (var (day, figures) in reported) Assert.Equal(figures, await AllAsync(day, null));
        Assert.True(reported.Select(r => r.Figures).Distinct().Count() > accepted / 2, "Hardly a figure changed: this says little.");
        foreach (var (day, _) in reported.Where((_, i) => i % 16 == 0).Append(reported[^1])) await CurveAsync(day.KnownAt);

        // Tomorrow, all of this was yesterday.
        await ADayAgoAsync();
        Assert.Equal(reported[^1].Figures, await AllAsync(new(s_today.AddDays(-1), await NowAsync()), null));
        foreach (var (day, figures) in reported) Assert.Equal(figures, await AllAsync(new(s_today.AddDays(-1), day.KnownAt.AddDays(-1)), null));
    }

    /// <summary>Everything happened and was recorded a day earlier.</summary>
    private async Task ADayAgoAsync()
    {
        (string Table, string[] Columns)[] dated =
        [
            ("bed_states", ["since", "until", "free_on", "kept_until", "promised_from"]), ("bed_stays", ["began", "ended", "known_from", "known_until"]),
            ("waiting_times", ["applied_at", "since", "known_from", "until", "admitted_on"]), ("home_changes", ["at"]),
            ("home_certificates", ["valid_from", "valid_until", "ends_on", "recorded_at", "withdrawn_at"]),
        ];
        await using var command = _database.CreateCommand(string.Join(
            ';', dated.Select(t => $"update eldercare.{t.Table} set {string.Join(", ", t.Columns.Select(c => $"{c} = {c} - {Day(c)}"))}")));
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>Each point is its day's figures, and both districts together are the city.</summary>
    private async Task CurveAsync(DateTimeOffset knownAt)
    {
        var curves = new List<IReadOnlyList<BedPoint>>();
        ImmutableArray<DateOnly> days = [.. Enumerable.Range(-9, 10).Select(s_today.AddDays)];
        foreach (var district in new[] { null, Jingkou, Danyang })
        {
            curves.Add(await Figures.SeriesAsync(Name, days, knownAt, district, Cancel));
            foreach (var point in curves[^1])
            {
                var (beds, waiting) = (await Figures.BedsAsync(Name, new(point.On, knownAt), district, Cancel), await Figures.WaitingAsync(Name, new(point.On, knownAt), district, Cancel));
                Assert.Equal(
                    (beds.Census with { Admitting = beds.Census.Admitting + beds.Census.NotAdmitting, NotAdmitting = 0 }, beds.OnLeave, waiting[0].Waiting.Cases),
                    (new Census(point.Total, point.Occupied, point.Reserved, point.Vacant, point.ToClean, point.Closed), point.OnLeave, point.Waiting));
                Assert.Equal(waiting.Skip(1).Where(l => l.Waiting.Cases > 0).Sum(l => l.Waiting.Cases), point.Lanes.Sum(l => l.Waiting));
            }
        }

        Assert.Equal(curves[0].Select(p => (p.Total, p.Occupied, p.Waiting)), curves[1].Zip(curves[2], (a, b) => (a.Total + b.Total, a.Occupied + b.Occupied, a.Waiting + b.Waiting)));
    }

    /// <summary>Instants end in <c>at</c>, or are known, since or until.</summary>
    private static string Day(string column) =>
        column.EndsWith("at", StringComparison.Ordinal) || column.StartsWith("known", StringComparison.Ordinal) || column is "since" or "until" ? "interval '1 day'" : "1";

    private ICommand Any(Random random, int n)
    {
        var (bed, elder) = (s_beds[random.Next(6)], s_elders[random.Next(5)]);
        var on = s_today.AddDays(-Math.Min(8, (8 * (Commands - n) / Commands) + random.Next(3)));
        var open = _stays.FindIndex(s => s.Elder == elder && s.Until is null);
        var here = open < 0 ? bed : _stays[open].Bed;
        var soon = s_today.AddDays(1 + random.Next(40));
        var application = new ApplicationId(Id($"wish {elder} {n}"));
        return random.Next(14) switch
        {
            0 or 1 => new AdmitResident(bed, elder, null, on, random.Next(2) == 0 ? soon : null),
            2 => new RecordDeparture(here, elder, on, DepartureReason.Departed),
            3 => new TransferResident(elder, here, bed, on),
            4 => new CorrectStay(here, elder, open < 0 ? on : _stays[open].From, on, null, "Slip"),
            5 => random.Next(2) == 0 ? new CloseBed(bed, "Water pipe", Until: random.Next(2) == 0 ? soon : null) : new ReopenBed(bed),
            6 => random.Next(3) == 0 ? new EndLeave(here, elder, on) : new BeginLeave(here, elder, LeaveKind.Visit, on, soon),
            7 => new ExtendLeave(here, elder, soon),
            8 => new AgreeStayEnd(here, elder, random.Next(3) == 0 ? null : soon),
            9 => new ReserveBed(bed, elder, soon, soon.AddDays(5)),
            10 => new ChangeBed(bed, random.Next(2) == 0 ? BedKind.Dementia : BedKind.Nursing, null, null, null, null),
            11 => new ApplyForBed(application, elder, [], [], BedKind.Nursing),
            12 when n > Commands / 2 => new WithdrawCertificate(HomeOf(bed), CertificateKind.Licence, "Licence-1", new(2020, 1, 1), s_today, "Revoked"),
            12 => new UpdateHome(HomeOf(bed), new("Home", "2 Road", 32.21, 119.46, (OperatorKind)random.Next(3), null)),
            _ => new MarkBedCleaned(bed),
        };
    }

    private async Task<long?> DoAsync(ICommand command)
    {
        var answer = await _city.Get<ICommandWriter>().ExecuteAsync(
            await command.PlacedAsync(_city.Get<IStateReader>(), Name), new Envelope(Name, "tester", Guid.NewGuid().ToString()), Cancel);
        if (answer.Refusal is not null || answer.Sequence == 0) return null;
        switch (command)
        {
            case AdmitResident c: _stays.Add((c.Bed, c.Elder, c.On, null)); break;
            case RecordDeparture c: End(c.Elder, c.On); break;
            case TransferResident c:
                End(c.Elder, c.On);
                _stays.Add((c.To, c.Elder, c.On, null));
                break;
            case CorrectStay c: _stays[_stays.FindIndex(s => s.Elder == c.Elder && s.Until is null)] = (c.Bed, c.Elder, c.ToFrom, null); break;
            case UpdateHome c: _operators[c.Home] = c.Details.Operator; break;
            case WithdrawCertificate c: _mayNotAdmit.Add(c.Home); break;
        }

        return answer.Sequence;

        void End(ElderId elder, DateOnly on)
        {
            var at = _stays.FindIndex(s => s.Elder == elder && s.Until is null);
            _stays[at] = _stays[at] with { Until = on };
        }
    }

    /// <summary>The figures bed by bed from the live boards.</summary>
    private async Task<string> BoardsAsync(string? district)
    {
        var beds = new List<BedsAlike>();
        foreach (var home in s_homes.Where(h => district is null || h == Town))
        {
            beds.AddRange((await _city.Get<IHomesReader>().BedsOfAsync(Name, home, null, new Slice<Guid>(100), Cancel)).Rows.Select(b =>
            {
                var lived = b.State is BedState.Occupied or BedState.OnLeave;
                (DateOnly? On, FreedBy By) free = b.State switch
                {
                    BedState.OnLeave when b.Until is null || b.Leave!.KeptUntil <= b.Until => (b.Leave!.KeptUntil, FreedBy.LeaveRunsOut),
                    BedState.Occupied or BedState.OnLeave => (b.Until, FreedBy.StayEnds),
                    BedState.ToClean => (s_today, FreedBy.Cleaning),
                    BedState.Closed => (b.Until, FreedBy.ClosureEnds),
                    _ => (null, default),
                };
                return new BedsAlike(
                    b.Kind, _operators[home], b.State, lived, !_mayNotAdmit.Contains(home), free.On <= s_today.AddDays(30) ? free.By : null,
                    free.On <= s_today.AddDays(7), !b.Reservations.IsEmpty, 1);
            }));
        }

        return JsonSerializer.Serialize(BedFigures.Of(beds), s_json);
    }

    /// <summary>How long people stay, from the stays alone: a day's transfer goes on.</summary>
    private StayLengths Stays(DateOnly on)
    {
        var (left, living) = (new List<int>(), new List<int>());
        foreach (var own in _stays.GroupBy(s => s.Elder))
        {
            (DateOnly From, DateOnly? Until)? last = null;
            foreach (var (_, _, from, until) in own.OrderBy(s => s.From).ThenBy(s => s.Until ?? DateOnly.MaxValue))
            {
                if (last is { } l && l.Until != from) Count(l);
                last = last is { } going && going.Until == from ? (going.From, until) : (from, until);
            }

            Count(last!.Value);
        }

        return new(Spread(left), Spread(living));

        void Count((DateOnly From, DateOnly? Until) stay) =>
            (stay.Until is null ? living : left).Add((stay.Until ?? on).DayNumber - stay.From.DayNumber);
    }

    private static DaysSpread Spread(List<int> days)
    {
        days.Sort();
        int? At(double share) => days.Count == 0 ? null : days[(int)Math.Ceiling(share * days.Count) - 1];
        return new(days.Count, At(0.5), At(0.9));
    }

    private async Task<string> AllAsync(CensusDay day, string? district) => string.Join(
        '\n', await BedsAsync(day, district), JsonSerializer.Serialize(await Figures.WaitingAsync(Name, day, district, Cancel), s_json),
        JsonSerializer.Serialize(await Figures.StaysAsync(Name, day, district, Cancel), s_json));

    private async Task<string> BedsAsync(CensusDay day, string? district) => JsonSerializer.Serialize(await Figures.BedsAsync(Name, day, district, Cancel), s_json);

    private static HomeId HomeOf(BedId bed) => s_homes[Array.IndexOf(s_beds, bed) / 3];

    private async Task<int> OpenAsync() => (await _city.Get<IHomesReader>().QueueAsync(Name, null, new Slice<Guid>(100), Cancel)).Rows.Length;

    /// <summary>The store's clock: it dates what is recorded.</summary>
    private async Task<DateTimeOffset> NowAsync()
    {
        await using var command = _database.CreateCommand("select clock_timestamp()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(Cancel))!);
    }
}
