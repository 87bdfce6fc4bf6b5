using Eldercare.Beds;
using Eldercare.Beds.Charges;
using Eldercare.City.Checks;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Writing;
using Eldercare.Testing;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>
/// The invariants hold of what commands leave, and each notices when a table says otherwise, or an event that nobody decided. One database:
/// each damage is mended from a copy of the tables before the next.
/// </summary>
public sealed class ChecksTests(PostgresFixture postgres)
{
    private static readonly DateOnly s_today = CityTime.Today(CityHost.Morning.GetUtcNow());
    private static readonly ElderId s_clara = new(Id("clara"));
    private static readonly ApplicationId s_brunosWish = new(Id("bruno's application")), s_clarasWish = new(Id("clara's application"));
    private static readonly BedId[] s_beds = [.. Enumerable.Range(0, 6).Select(i => new BedId(Id($"checked bed {i}")))];
    private static readonly ElderId s_dora = new(Id("dora"));
    private static readonly ApplicationId s_dorasClaim = new(Id("dora's claim"));
    private static readonly RoomId s_upstairs = new(Id("upstairs"));
    private static readonly BedId[] s_more = [.. Enumerable.Range(0, 3).Select(i => new BedId(Id($"bed upstairs {i}")))];
    private static readonly StayLine s_bill = new(
        YearMonth.Of(s_today).Previous.Value, BedKind.Nursing, null, StayDay.Present, 3, new(6_500), new(0), new(0), []);

    private static readonly string[] s_mended =
    [
        "eldercare.mt_streams", "eldercare.mt_events", "eldercare.claims", "eldercare.spans", "eldercare.elders", "eldercare.bed_boards", "eldercare.bed_states",
        "eldercare.bed_stays", "eldercare.home_boards", "eldercare.queue_entries", "eldercare.charged_beds", "eldercare.stay_bills", "wolverine.wolverine_nodes",
    ];

    private NpgsqlDataSource _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is broken, by what invariant, and how it is said.</summary>
    private static IEnumerable<(string Invariant, string Damage, string Said)> Damages =>
    [
        ("versions", "update eldercare.mt_streams set version = version + 1 where type = 'home'", "version"),
        ("one-bed", Forged(s_beds[5], "resident_admitted", $$"""{"bed": "{{s_beds[5].Value}}", "home": "{{Hillside.Value}}", "elder": "{{Anna.Value}}", "on": "2020-01-01"}"""), $"{Anna.Value}"),
        ("one-resident", Change("resident_admitted", s_beds[2], "on", $"{s_today.AddDays(-40):yyyy-MM-dd}"), $"bed {s_beds[2].Value}"),
        ("days", "delete from eldercare.spans where kind = 'bed' and ends_on is null", "not in the table"),
        ("residents", "delete from eldercare.claims where kind = 'resident'", "without a claim"),
        ("bed-states", Forged(s_beds[0], "bed_cleaned", $$"""{"bed": "{{s_beds[0].Value}}"}"""), "Clean"),
        ("boards", "update eldercare.bed_boards set state = 'Ready' where state = 'Occupied'", "shown Ready"),
        ("match", Change("bed_registered", s_beds[0], "genderRule", "Male"), "it is for Male"),
        ("match", Change("bed_registered", s_beds[1], "kind", "Ordinary"), "it is Ordinary, asked for was Nursing"),
        ("match", Change("bed_registered", s_beds[3], "highestCareLevel", "Mild") + Earlier("care_level_changed"), "it serves up to Mild"),
        ("match", Forged(s_beds[0], "bed_gender_rule_changed", $$"""{"bed": "{{s_beds[0].Value}}", "home": "{{Hillside.Value}}", "genderRule": "Male"}"""), "became one for Male"),
        ("applications", "update eldercare.claims set holder = gen_random_uuid() where kind = 'application'", "without a claim"),
        ("queue", Change("bed_applied_for", Wish, "placed,lane", "priority"), "belongs in everyone"),
        ("queue", Change("bed_applied_for", Wish, "placed,version", 7), "not in force"),
        ("queue", Forged(Wish, "bed_offered", $$"""{"application": "{{Wish.Value}}", "elder": "{{Anna.Value}}", "bed": "{{s_beds[5].Value}}", "home": "{{Hillside.Value}}", "until": "2040-01-01T00:00:00Z"}"""), "did not wait"),
        ("offers", Forged(Wish, "offer_accepted", Offer), $"is kept for {Wish.Value}"),
        ("offers", Change("bed_offered", Wish, "until", "2026-01-01T00:00:00Z") + Forged(Wish, "offer_accepted", Offer), "accepted"),
        ("offers", Change("bed_offered", Wish, "until", "2026-01-01T00:00:00Z") + Runs, "still has"),
        ("offers", Forged(Wish, "offer_expired", Offer[..^1] + $$""", "on": "{{s_today:yyyy-MM-dd}}"}"""), "expired on"),
        ("offers", Change("offer_declined", s_brunosWish, "barredUntil", "2040-01-01"), "not as the policy says"),
        ("deadlines", "update eldercare.queue_entries set eligibility_due = eligibility_due + 1", "shown otherwise"),
        ("deadlines", "update eldercare.queue_entries set next_due = null", "shown otherwise"),
        ("deadlines", Change("bed_applied_for", Wish, "eligibilityDue", $"{s_today.AddDays(99):yyyy-MM-dd}"), "not as the policy says"),
        ("transfers", Change("resident_transferred_in", s_beds[3], "on", $"{s_today.AddDays(-9):yyyy-MM-dd}"), "without the other"),
        ("transfers", "update eldercare.mt_events set timestamp = timestamp - interval '1 second' where type = 'resident_transferred_in'", "without the other"),
        ("leaves", Change("leave_began", s_beds[3], "keptUntil", "2026-01-01") + Runs, "still kept"),
        ("leaves", Forged(s_beds[3], "bed_released_from_leave", $$"""{"bed": "{{s_beds[3].Value}}", "home": "{{Hillside.Value}}", "elder": "{{s_clara.Value}}", "on": "{{s_today:yyyy-MM-dd}}"}"""), "was released"),
        ("the-dead", "update eldercare.elders set died_on = now()", $"application {Wish.Value} is Offered"),
        ("the-dead", $"update eldercare.elders set died_on = date '2020-01-01'; insert into eldercare.claims (tenant_id, kind, subject, slot, holder) values ('{City.Name}', 'portion', '{Bruno.Value}', 9999999, '{Bruno.Value}')", "has a portion"),
        ("the-dead", Forged(s_beds[0], "resident_departed", $$"""{"bed": "{{s_beds[0].Value}}", "elder": "{{Anna.Value}}", "on": "{{s_today:yyyy-MM-dd}}", "reason": "Departed"}"""), "open after a departure"),
        ("closures", Change("bed_closed", s_beds[4], "until", $"{s_today.AddDays(30):yyyy-MM-dd}"), "closed and elder"),
        ("closures", Forged(s_beds[0], "stay_end_agreed", $$"""{"bed": "{{s_beds[0].Value}}", "elder": "{{Anna.Value}}", "until": "{{s_today.AddDays(7):yyyy-MM-dd}}"}"""), $"bed {s_beds[0].Value}"),
        ("may-admit", "update eldercare.mt_events set data = jsonb_set(data, '{validUntil}', '\"2021-01-01\"') where type = 'certificate_recorded'", "moved in"),
        ("census", "update eldercare.bed_states set state = 'Ready' where state = 'Held'", "counted"),
        ("bill-days", "update eldercare.charged_beds set stays = '[]'", "not billed"),
        ("final-bills", "update eldercare.stay_bills set lines = '[]'", "another bill"),
        ("census", "update eldercare.bed_stays set began = began - 30", $"{s_today.AddDays(-30):yyyy-MM-dd}"),
        ("census", "update eldercare.home_boards set ready = ready + 1; update eldercare.home_boards set held = held - 1", "not as on its board"),
    ];

    private static string Offer => $$"""{"application": "{{Wish.Value}}", "bed": "{{s_beds[1].Value}}"}""";

    /// <summary>A host that has been there for an hour.</summary>
    private static string Runs => "insert into wolverine.wolverine_nodes (id, uri, description, started, health_check) values (gen_random_uuid(), 'x', 'x', now() - interval '1 hour', now());";

    [Fact]
    public async Task Each_invariant_holds_and_notices_what_does_not()
    {
        var connectionString = await postgres.NewDatabaseAsync();
        EventTypes events;
        await using (var city = await CityHost.StartAsync(connectionString))
        {
            await LiveAsync(city);
            events = city.Get<EventTypes>();
        }

        _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c jit=off" });
        await using var closing = _database;
        var checks = new CityChecks(_database, events, CityHost.Morning);
        var sound = await checks.RunAsync(City.Name, Cancel);
        Assert.All(sound, c => Assert.True(c.Holds, $"{c}"));
        Assert.Equal(Enumerable.Range(0, 13), sound.Select(c => c.Number).Distinct());
        await ExecuteAsync("create schema kept; " + string.Concat(s_mended.Select(t => $"create table kept.{Bare(t)} as table {t};")));

        foreach (var (invariant, damage, said) in Damages)
        {
            await ExecuteAsync(damage);
            var broken = (await checks.RunAsync(City.Name, Cancel)).Single(c => c.Name == invariant);
            Assert.True(broken.Violations.Any(v => v.Contains(said, StringComparison.Ordinal)), $"{damage}: {broken}");
            await ExecuteAsync("set session_replication_role = replica; " + string.Concat(s_mended.Select(t =>
                $"delete from {t}; insert into {t} overriding system value select * from kept.{Bare(t)};")));
        }

        Assert.Empty(sound.Select(c => c.Name).Except(Damages.Select(d => d.Invariant)));
        Assert.All(await checks.RunAsync(City.Name, Cancel), c => Assert.True(c.Holds, $"{c}"));
    }

    /// <summary>Something of everything the invariants look at.</summary>
    private static async Task LiveAsync(CityHost city)
    {
        ICommand[] lived =
        [
            new RegisterElder(Anna, "安娜", "11010519491231002X", null, null, Jingkou),
            new RegisterElder(Bruno, "布鲁诺", "110105194912310011", null, null, Jingkou),
            new RegisterElder(s_clara, "克拉拉", "110105194912310046", null, null, Jingkou),
            new ChangeCareLevel(s_clara, CareLevel.Severe, "GB/T 42195-2022", s_today.AddDays(-1), null, "assessor"),
            .. Home(Hillside),
            new AddRoom(Hillside, RoomOne, "101", GenderRule.Mixed),
            .. s_beds.Select((b, i) => new RegisterBed(Hillside, RoomOne, b, $"{i + 1}", BedKind.Nursing, CareLevel.Total)),
            new AdmitResident(s_beds[0], Anna, null, s_today.AddDays(-5), s_today.AddDays(5)),
            new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing),
            new OfferBed(Wish, Anna, s_beds[1], CityHost.Morning.GetUtcNow().AddDays(5)),
            // A short stay: who leaves one for good waits for no bed any more.
            new AdmitResident(s_beds[2], Bruno, null, s_today.AddDays(-30), s_today.AddDays(-19)),
            new RecordDeparture(s_beds[2], Bruno, s_today.AddDays(-20), DepartureReason.Departed),
            new MarkBedCleaned(s_beds[2]),
            new AdmitResident(s_beds[2], s_clara, null, s_today.AddDays(-12)),
            new TransferResident(s_clara, s_beds[2], s_beds[3], s_today.AddDays(-10)),
            new BeginLeave(s_beds[3], s_clara, LeaveKind.Visit, s_today.AddDays(-1), s_today.AddDays(9)),
            new CloseBed(s_beds[4], "Water pipe", ClosureKind.Maintenance, s_today.AddDays(3)),
            new ReserveBed(s_beds[4], Bruno, s_today.AddDays(3), s_today.AddDays(4)),
            new ReserveBed(s_beds[0], Bruno, s_today.AddDays(5), s_today.AddDays(8)),
            new ApplyForBed(s_brunosWish, Bruno, [Hillside], [], BedKind.Nursing),
            new OfferBed(s_brunosWish, Bruno, s_beds[5], CityHost.Morning.GetUtcNow().AddDays(5)),
            // An offer taken back with its bed closed, a first claim, and a room closed over who lies there.
            new RegisterElder(s_dora, "朵拉", "110105194912310089", null, null, Jingkou),
            new AddRoom(Hillside, s_upstairs, "201", GenderRule.Mixed),
            .. s_more.Select((b, i) => new RegisterBed(Hillside, s_upstairs, b, $"{i + 1}", BedKind.Nursing, CareLevel.Total)),
            new AdmitResident(s_more[0], s_dora, null, s_today.AddDays(-9), s_today.AddDays(30)),
            new RecordDeparture(s_more[0], s_dora, s_today.AddDays(-3), DepartureReason.Departed),
            new GiveFirstClaim(s_dorasClaim, s_dora, s_more[0], Hillside, s_today.AddDays(-3)),
            new OfferBed(s_dorasClaim, s_dora, s_more[1], CityHost.Morning.GetUtcNow().AddDays(5)),
            new WithdrawOffer(s_dorasClaim, s_more[1], "Broken", ClosureKind.Maintenance),
            new OfferBed(s_dorasClaim, s_dora, s_more[2], CityHost.Morning.GetUtcNow().AddDays(5)),
            new AcceptOffer(s_dorasClaim, s_dora, s_more[2]),
            new AdmitResident(s_more[2], s_dora, s_dorasClaim, s_today),
            new MarkBedCleaned(s_more[0]),
            new CloseRooms(Hillside, [s_upstairs], "Paint", ClosureKind.Maintenance, s_today.AddDays(9), [.. s_more]),
            new FreezeStayCharges(Hillside, new(s_bill.OfMonth), [new(Anna, [s_bill])], 1, Jingkou, new(0), new(0), new YearMonth(s_bill.OfMonth).Last),
            new DeclineOffer(s_brunosWish, s_beds[5], "Too far"),
        ];
        foreach (var command in lived[..^1]) await city.SendAsync(command);
        await city.DoAsync(lived[^1]);
    }

    private static IEnumerable<ICommand> Home(HomeId home) =>
        [new RegisterHome(home, "Hillside", Jingkou, "2 Road", 32.21, 119.46, OperatorKind.Social), .. CareHomes.Certified(home)];

    /// <summary>An event nobody decided, after a stream's last.</summary>
    private static string Forged(BedId bed, string type, string data) => Forged(bed.Value, type, data);

    private static string Forged(ApplicationId application, string type, string data) => Forged(application.Value, type, data);

    private static string Forged(Guid stream, string type, string data) =>
        $"""
        insert into eldercare.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived)
        select nextval('eldercare.mt_events_sequence'), gen_random_uuid(), '{stream}', max(version) + 1, '{data}', '{type}', '{City.Name}', now(), '', false
        from eldercare.mt_events where stream_id = '{stream}';
        """;

    /// <summary>An event that says something else than was decided.</summary>
    private static string Change(string type, BedId bed, string property, object value) => Change(type, bed.Value, property, value);

    private static string Change(string type, ApplicationId application, string property, object value) => Change(type, application.Value, property, value);

    private static string Change(string type, Guid stream, string property, object value) =>
        $"update eldercare.mt_events set data = jsonb_set(data, '{{{property}}}', '{(value is string text ? $"\"{text}\"" : value)}') where type = '{type}' and stream_id = '{stream}';";

    /// <summary>Longer ago than a decision could have missed it.</summary>
    private static string Earlier(string type) => $"update eldercare.mt_events set timestamp = timestamp - interval '1 hour' where type = '{type}';";

    private static string Bare(string table) => table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database.OpenConnectionAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
