using System.Collections.Concurrent;
using System.Globalization;
using Eldercare.Api.Hosting;
using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Writing;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>
/// Random commands of every kind about few beds and few elders, sent by two hosts at once, round by round; after each round the events are
/// counted day by day by a model of intervals, which the table of spans must equal, and at the end every invariant must hold.
/// <c>ELDERCARE_BED_ROUNDS</c> makes it a long run, <c>ELDERCARE_BED_SEED</c> another one.
/// </summary>
public sealed class BedsFromTwoHostsTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Histories = 5, AtOnce = 6, Each = 6;

    private static readonly int s_rounds = Setting("ELDERCARE_BED_ROUNDS") ?? 25;
    private static readonly int s_seed = Setting("ELDERCARE_BED_SEED") ?? Environment.TickCount;

    private readonly ConcurrentDictionary<(string Command, string? Refusal), int> _answers = [];
    private readonly GivenDays _model = new();
    private readonly List<History> _histories = [];
    private readonly SteppedClock _clock = new();
    private CityUnderTest[] _hosts = null!;
    private long _read;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_two_hosts_are_told_at_once_every_day_is_given_out_once()
    {
        output.WriteLine($"ELDERCARE_BED_SEED={s_seed}");
        var database = await postgres.NewDatabaseAsync();
        await using var one = await CityUnderTest.StartByAsync(_clock, database);
        await using var two = await CityUnderTest.StartByAsync(_clock, database);
        _hosts = [one, two];
        await FoundAsync(one);
        await LingerAsync(one.Get<NpgsqlDataSource>());
        var random = new Random(s_seed);
        for (var round = 0; round < s_rounds; round++)
        {
            // Every other round each home's elder is wanted by both hosts, in different beds: what locks beds does not keep them apart.
            var contested = round % 2 == 0;
            var commands = _histories.SelectMany(h => Several(h, contested, random)).ToArray();
            await Task.WhenAll(commands.Select((c, i) => SendAsync(_hosts[contested ? SideOf(c) : i % 2], c)));
            await FollowAsync(one, $"round {round}: {string.Join("; ", commands.Select(c => $"{c}".Split(", Footprint")[0]))}");
            if (random.Next(3) == 0) _clock.Advance(TimeSpan.FromDays(1));
        }

        // What a timer of the real clock would have done by the simulated day.
        foreach (var (bed, kept) in _model.Leaves.Where(l => l.Value <= _clock.Today))
            await SendAsync(one, new ReleaseBedFromLeave(bed, _model.All.Last(g => g.What == DaysFor.Stay && g.Bed == bed).Elder!.Value, kept));
        await FollowAsync(one, "the end");
        await one.AssertSoundAsync();
        foreach (var ((command, refusal), times) in _answers.OrderBy(a => a.Key.Command, StringComparer.Ordinal).ThenByDescending(a => a.Value))
            output.WriteLine($"{command,-20} {refusal ?? "done",-28} {times}");
        // Not too tame to say anything.
        Assert.True(_answers.Where(a => a.Key.Refusal is null).Sum(a => a.Value) > s_rounds, "Hardly anything was done.");
        Assert.All(["BED_TAKEN", "ELDER_ELSEWHERE"], code => Assert.Contains(_answers.Keys, a => a.Refusal == code));
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private IEnumerable<ICommand> Several(History h, bool contested, Random random)
    {
        if (!contested) return Enumerable.Range(0, AtOnce).Select(_ => Any(h, h.Elders[random.Next(Each)], contested, random)).OfType<ICommand>();
        var wanted = h.Elders.OrderBy(_ => random.Next()).MaxBy(e => _model.StayOf(e)?.Until is not null);
        return Enumerable.Range(0, AtOnce - 2).Select(_ => Any(h, wanted, contested, random)).OfType<ICommand>()
            .Where(c => c.Footprint.Writes.Select(w => Parity(w.Id)).Distinct().Count() == 1).Concat(StaysLongerAndIsPromised(h, wanted, random));
    }

    /// <summary>Two promises to one elder wait for each other by her claims; a longer stay and a promise elsewhere do not.</summary>
    private IEnumerable<ICommand> StaysLongerAndIsPromised(History h, ElderId elder, Random random)
    {
        if (_model.StayOf(elder) is not { Until: { } end } stay) yield break;
        if (h.Beds.Where(b => Parity(b.Value) != Parity(stay.Bed.Value)).OrderBy(_ => random.Next()).Select(b => (BedId?)b).FirstOrDefault() is not { } other) yield break;
        yield return new AgreeStayEnd(stay.Bed, elder, end.AddDays(1 + random.Next(4)));
        yield return new ReserveBed(other, elder, end.AddDays(random.Next(3)), end.AddDays(4 + random.Next(3)));
    }

    /// <summary>The host that is told of it when each has its own beds.</summary>
    private static int SideOf(ICommand command) => Parity(command.Footprint.Writes[0].Id);

    private static int Parity(Guid id) => id.ToByteArray()[^1] & 1;

    private async Task FoundAsync(CityUnderTest city)
    {
        for (var h = 0; h < Histories; h++)
        {
            var home = new HomeId(Guid.CreateVersion7());
            var beds = await city.OpenHomeAsync(home, Each);
            var room = (await city.Get<IStateReader>().ReadAsync<Bed>(CityHost.DefaultCity, Bed.Stream.At(beds[0].Value), Cancel))!.Room;
            var elders = await Task.WhenAll(Enumerable.Range(h * Each, Each).Select(city.RegisterElderAsync));
            _histories.Add(new(home, room, beds, elders));
        }
    }

    /// <summary>A transaction takes some milliseconds longer to commit, in which the other host decides too: else they would rarely meet.</summary>
    private static async Task LingerAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            create function linger() returns trigger language plpgsql as $linger$ begin perform pg_sleep(0.004); return null; end $linger$;
            create trigger linger after insert on eldercare.receipts for each statement execute function linger()
            """);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task SendAsync(CityUnderTest host, ICommand command)
    {
        var answer = await host.Get<ICommandWriter>().ExecuteAsync(
            await command.PlacedAsync(host.Get<IStateReader>(), CityHost.DefaultCity), new Envelope(CityHost.DefaultCity, "rounds", Guid.NewGuid().ToString()), Cancel);
        _answers.AddOrUpdate((command.GetType().Name, answer.Refusal?.Code), 1, (_, n) => n + 1);
    }

    /// <summary>Takes the round's facts, and holds the table against them.</summary>
    private async Task FollowAsync(CityUnderTest city, string told)
    {
        var (database, events) = (city.Get<NpgsqlDataSource>(), city.Get<EventTypes>());
        await using (var command = database.CreateCommand(
            $"""
            select e.seq_id, e.type, e.data::text from eldercare.mt_events e
            join eldercare.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id and s.type = 'bed' where e.seq_id > {_read} order by e.seq_id
            """))
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
            while (await reader.ReadAsync(Cancel))
            {
                _read = reader.GetInt64(0);
                _model.Take((BedFact)events.Read(reader.GetString(1), reader.GetString(2)));
            }

        Assert.True(!_model.Twice(_clock.Today.AddDays(60)).Any(), $"{string.Join(", ", _model.Twice(_clock.Today.AddDays(60)).Take(3))} after {told}");
        var kept = new HashSet<(string, Guid, Span)>();
        await using (var command = database.CreateCommand("select kind, subject, starts_on, ends_on, holder from eldercare.spans"))
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
            while (await reader.ReadAsync(Cancel))
                kept.Add((reader.GetString(0), reader.GetGuid(1), new(
                    reader.GetFieldValue<DateOnly>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3), reader.GetGuid(4))));
        var expected = _model.Spans();
        Assert.True(kept.SetEquals(expected), $"Only in the table: {string.Join(", ", kept.Except(expected))}; only in the model: {string.Join(", ", expected.Except(kept))}; after {told}");
    }

    /// <summary>Something to do in one of the homes, mostly something that could be done if nobody else did anything.</summary>
    /// <param name="h">The home.</param>
    /// <param name="elder">About whom.</param>
    /// <param name="contested">Only what gives her days.</param>
    /// <param name="random">The dice.</param>
    private ICommand? Any(History h, ElderId elder, bool contested, Random random)
    {
        var (bed, other) = (h.Beds[random.Next(Each)], h.Beds[random.Next(Each)]);
        var (today, forGood) = (_clock.Today, random.Next(12) == 0);
        var (past, soon) = (today.AddDays(-random.Next(4)), today.AddDays(1 + random.Next(7)));
        var until = soon.AddDays(1 + random.Next(4));
        var here = _model.StayOf(elder)?.Bed ?? bed;
        var stay = _model.Stays.Where(s => s.Elder == elder).OrderBy(_ => random.Next()).FirstOrDefault();
        var promise = _model.Promises.Where(p => p.Elder == elder).OrderBy(_ => random.Next()).FirstOrDefault();
        return random.Next(contested ? 8 : 22) switch
        {
            0 or 1 or 2 => new ReserveBed(bed, elder, soon, forGood ? null : until),
            3 or 4 => new AgreeStayEnd(here, elder, forGood ? null : until),
            5 => promise is null ? null : new MoveReservation(elder, promise.Bed, other, promise.From),
            6 or 7 => new AdmitResident(bed, elder, null, past, forGood ? null : soon),
            8 => promise is null ? null : new CancelReservation(promise.Bed, elder, promise.From, ReservationEnd.Cancelled),
            9 => new BeginReservation(bed),
            10 => new TransferResident(elder, here, other, past),
            11 or 12 => new RecordDeparture(here, elder, today.AddDays(-random.Next(2)), DepartureReason.Departed),
            13 when !_model.Leaves.ContainsKey(here) => new BeginLeave(here, elder, LeaveKind.Visit, today, soon),
            13 => random.Next(2) == 0 ? new EndLeave(here, elder, today) : new ExtendLeave(here, elder, until),
            14 => _model.Leaves.TryGetValue(here, out var kept) ? new ReleaseBedFromLeave(here, elder, kept) : null,
            15 or 16 => stay is null ? null : new CorrectStay(
                stay.Bed, elder, stay.From, stay.From.AddDays(random.Next(-3, 3)),
                stay.What == DaysFor.PastStay ? stay.Until!.Value.AddDays(random.Next(-2, 3)) : null, "Slip"),
            17 => random.Next(3) == 0 ? new CloseRooms(h.Home, [h.Room], "Flu", ClosureKind.Isolation, until, [.. h.Beds])
                : new CloseBed(bed, "Water pipe", ClosureKind.Maintenance, forGood ? null : until),
            18 => random.Next(2) == 0 ? new ReopenBed(bed) : new ChangeClosureEnd(bed, until),
            19 => new ReleaseBedOnDeath(here, elder, past),
            _ => new MarkBedCleaned(bed),
        };
    }

    private sealed record History(HomeId Home, RoomId Room, BedId[] Beds, ElderId[] Elders);

    /// <summary>Runs as the machine's does, some days ahead.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private long _ahead;

        public DateOnly Today => CityTime.Today(GetUtcNow());

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
    }
}
