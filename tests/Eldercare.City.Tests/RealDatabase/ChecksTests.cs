using Eldercare.Beds;
using Eldercare.Beds.Charges;
using Eldercare.City.Checks;
using Eldercare.People;
using Eldercare.Store.Writing;
using Eldercare.Testing;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>The invariants hold of what commands leave, and each notices when a table says otherwise.</summary>
public sealed class ChecksTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_today = CityTime.Today(CityHost.Morning.GetUtcNow());

    private NpgsqlDataSource _database = null!;
    private CityHost _city = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await postgres.NewDatabaseAsync();
        _database = NpgsqlDataSource.Create(connectionString);
        _city = await CityHost.StartAsync(connectionString);
        await _city.DoAsync(new RegisterElder(Anna, "安娜", "11010519491231002X", null, null, Jingkou));
        await _city.DoAsync(new RegisterElder(Bruno, "布鲁诺", "110105194912310011", null, null, Jingkou));
        await _city.DoAsync(new RegisterHome(Hillside, "Hillside", Jingkou, "2 Road", 32.21, 119.46, OperatorKind.Social));
        foreach (var certificate in CareHomes.Certified(Hillside)) await _city.DoAsync(certificate);
        await _city.DoAsync(new AddRoom(Hillside, RoomOne, "101", GenderRule.Mixed));
        await _city.DoAsync(new RegisterBed(Hillside, RoomOne, BedOne, "1", BedKind.Nursing, CareLevel.Total));
        await _city.DoAsync(new RegisterBed(Hillside, RoomOne, BedTwo, "2", BedKind.Nursing, CareLevel.Total));
        await _city.DoAsync(new AdmitResident(BedOne, Anna, null, s_today.AddDays(-5), s_today.AddDays(5)));
        await _city.DoAsync(new ReserveBed(BedOne, Bruno, s_today.AddDays(5), null));
        await _city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new OfferBed(Wish, Anna, BedTwo, CityHost.Morning.GetUtcNow().AddDays(5)));
        var line = new StayLine(YearMonth.Of(s_today).Previous.Value, BedKind.Nursing, null, StayDay.Present, 3, new(6_500), new(0), new(0), []);
        await _city.DoAsync(new FreezeStayCharges(Hillside, new(line.OfMonth), [new(Anna, [line])], 1, Jingkou, new(0), new(0)));
    }

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Each_invariant_holds_and_notices_what_does_not()
    {
        Assert.Empty(await BrokenAsync());
        (string Invariant, string Damage)[] damages =
        [
            ("boards", "update eldercare.bed_boards set state = 'Ready' where state = 'Occupied'"),
            ("census", "update eldercare.bed_states set state = 'Ready' where state = 'Held'"),
            ("bill-days", "update eldercare.charged_beds set stays = '[]'"),
            ("final-bills", "update eldercare.stay_bills set lines = '[]'"),
            ("days", "delete from eldercare.spans where kind = 'bed' and ends_on is null"),
            ("residents", "delete from eldercare.claims where kind = 'resident'"),
            ("applications", "update eldercare.claims set holder = gen_random_uuid() where kind = 'application'"),
            ("the-dead", "update eldercare.elders set died_on = now()"),
            ("versions", "update eldercare.mt_streams set version = version + 1 where type = 'home'"),
            ("offers", Forged(Wish.Value, "offer_accepted", $$"""{"application": "{{Wish.Value}}", "bed": "{{BedTwo.Value}}"}""")),
            ("one-bed", Forged(BedTwo.Value, "resident_admitted", $$"""{"bed": "{{BedTwo.Value}}", "home": "{{Hillside.Value}}", "elder": "{{Anna.Value}}", "on": "2020-01-01"}""",
                before: Forged(BedTwo.Value, "bed_reserved", $$"""{"bed": "{{BedTwo.Value}}", "application": "{{Wish.Value}}", "elder": "{{Anna.Value}}"}"""))),
            ("bed-states", Forged(BedOne.Value, "bed_cleaned", $$"""{"bed": "{{BedOne.Value}}"}""")),
        ];
        foreach (var (invariant, damage) in damages)
        {
            Assert.DoesNotContain(invariant, await BrokenAsync());
            await using (var command = _database.CreateCommand(damage)) await command.ExecuteNonQueryAsync(Cancel);
            Assert.Contains(invariant, await BrokenAsync());
        }
    }

    /// <summary>An event nobody decided, after a stream's last.</summary>
    private static string Forged(Guid stream, string type, string data, string before = "") =>
        $"""
        {before}
        insert into eldercare.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived)
        select nextval('eldercare.mt_events_sequence'), gen_random_uuid(), '{stream}', max(version) + 1, '{data}', '{type}', '{City.Name}', now(), '', false
        from eldercare.mt_events where stream_id = '{stream}';
        """;

    private async Task<string[]> BrokenAsync() =>
    [
        .. (await new CityChecks(_database, _city.Get<EventTypes>(), CityHost.Morning).RunAsync(City.Name, Cancel)).Where(r => !r.Holds).Select(r => r.Name),
    ];
}
