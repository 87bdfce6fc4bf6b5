using System.Diagnostics;
using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;
using Eldercare.Testing;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>The queue for beds on PostgreSQL: counts against their model, the worklist, and entries that move by themselves.</summary>
public sealed class QueueTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Waiting = 5_000;

    private static readonly DateOnly s_today = CityTime.Today(CityHost.Morning.GetUtcNow());
    private static readonly HomeId s_riverside = new(Id("riverside"));

    private CityHost _city = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _city = await CityHost.StartAsync(await postgres.NewDatabaseAsync());
        await _city.DoAsync(new RegisterHome(Hillside, "Hillside", Jingkou, "2 Road", 32.21, 119.46, OperatorKind.Social));
        await _city.DoAsync(new RegisterHome(s_riverside, "Riverside", "321111", "3 Road", 32.21, 119.46, OperatorKind.Social));
        await _city.DoAsync(new RegisterElder(Anna, "安娜", "11010519491231002X", null, null, Jingkou));
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task Counts_five_thousand_as_the_model_does()
    {
        await FillAsync();
        var (reader, queue) = (_city.Get<IQueueReader>(), new List<QueueEntry>());
        var districts = new Dictionary<HomeId, string> { [Hillside] = Jingkou, [s_riverside] = "321111" };
        for (Guid? after = null; ;)
        {
            var page = await _city.Get<IHomesReader>().QueueAsync(Name, null, new Slice<Guid>(100, After: after), Cancel);
            queue.AddRange(page.Rows);
            if (!page.HasMore) break;
            after = page.Rows[^1].Application.Value;
        }

        Assert.Equal(queue.Order(QueuePlaces.Order).Select(e => e.Application), queue.Select(e => e.Application));
        var took = new List<double>();
        foreach (var own in queue.Where((_, i) => i % 97 == 0))
        {
            var begun = Stopwatch.GetTimestamp();
            var groups = await reader.GroupsAsync(Name, own, s_today, Cancel);
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            Assert.Equal(QueuePlaces.Count(own, queue, districts, s_today).ToHashSet(), groups.ToHashSet());
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"GroupsAsync over {queue.Count} entries: median {took.Order().ElementAt(took.Count / 2):0.0} ms");

        // The same for a thousand who watch, together.
        var watched = queue.Where((_, i) => i % 5 == 0).Select(e => e.Application).ToArray();
        var since = Stopwatch.GetTimestamp();
        var found = await reader.WatchedAsync(Name, watched, new QueueNews(All: true, [], []), Cancel);
        var whole = new WaitingQueue(found.Waiting, found.Districts, s_today);
        var all = found.Looked.ToDictionary(l => l.Entry.Application, l => whole.GroupsOf(l.Entry));
        TestContext.Current.TestOutputHelper?.WriteLine($"WatchedAsync of {watched.Length}, and their places: {Stopwatch.GetElapsedTime(since).TotalMilliseconds:0} ms");
        Assert.Equal(watched.ToHashSet(), [.. all.Keys]);
        foreach (var own in queue.Where((e, i) => i % 485 == 0)) Assert.Equal(QueuePlaces.Count(own, queue, districts, s_today).ToHashSet(), all[own.Application].ToHashSet());
    }

    [Fact]
    public async Task Looks_only_at_those_who_watch_whose_place_may_have_moved()
    {
        var (one, two, three) = (new ApplicationId(Id("one")), new ApplicationId(Id("two")), new ApplicationId(Id("three")));
        await _city.DoAsync(new RegisterElder(Bruno, "布鲁诺", "110105194912310011", null, null, "321111"));
        await _city.DoAsync(new ApplyForBed(one, Anna, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new ApplyForBed(two, Bruno, [s_riverside], [], BedKind.Ordinary));
        Assert.Equal([one], await LookedAsync(new QueueNews(false, [one], [])));
        Assert.Equal([two], await LookedAsync(new QueueNews(false, [], [Bruno.Value])));
        Assert.Equal([], await LookedAsync(new QueueNews(false, [three], [Id("nobody")])));
        var found = await _city.Get<IQueueReader>().WatchedAsync(Name, [one, two, three], new QueueNews(true, [], []), Cancel);
        Assert.Equal([(one, "安娜"), (two, "布鲁诺")], found.Looked.Select(l => (l.Entry.Application, l.Elder!.Name)).OrderBy(l => l.Name));
        Assert.Equal(new Dictionary<HomeId, string> { [Hillside] = Jingkou, [s_riverside] = "321111" }, found.Districts);

        async Task<IEnumerable<ApplicationId>> LookedAsync(QueueNews news) =>
            (await _city.Get<IQueueReader>().WatchedAsync(Name, [one, two, three], news, Cancel)).Looked.Select(l => l.Entry.Application);
    }

    [Fact]
    public async Task Looks_through_five_thousand_and_moves_nobody_who_stands_right()
    {
        await FillAsync();
        await ExecuteAsync(
            $"""
            update eldercare.queue_entries set policy = 'first-come', policy_version = 0, lane_code = 'everyone', rule = 'everyone', rank = 0, order_in_lane = 0;
            insert into eldercare.elders (tenant_id, elder, name, identity_number, district, born_on, gender)
            select '{Name}', elder, '安娜', elder::text, '{Jingkou}', date '1940-01-01', 'Female' from eldercare.queue_entries;
            insert into eldercare.elder_entitlements (tenant_id, elder, held, local_hukou)
            select '{Name}', elder, '[]', true from eldercare.queue_entries;
            analyze eldercare.elders
            """);
        var keeper = _city.Get<QueueKeeper>();
        var took = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            Assert.Equal(0, await keeper.LookAsync(Cancel));
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"LookAsync over {Waiting} entries: median {took.Order().ElementAt(4):0.0} ms");
    }

    [Fact]
    public async Task Lists_what_is_due_soonest_first_by_the_elders_district()
    {
        var (one, two) = (new ApplicationId(Id("one")), new ApplicationId(Id("two")));
        await _city.DoAsync(new RegisterElder(Bruno, "布鲁诺", "110105194912310011", null, null, "321111"));
        await _city.DoAsync(new ApplyForBed(one, Anna, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new ApplyForBed(two, Bruno, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new RecordEligibility(two, Bruno, true, null, [new(EvidenceKind.CrossCheck, "BQ-1", s_today)]));
        var (reader, all, due) = (_city.Get<IQueueReader>(), new Slice<Guid>(10), WorkingDays.After(s_today, 5));

        Assert.Equal([two, one], (await reader.DueAsync(Name, null, due, all, Cancel)).Rows.Select(e => e.Application));
        Assert.Equal([one], (await reader.DueAsync(Name, Jingkou, due, all, Cancel)).Rows.Select(e => e.Application));
        Assert.Equal([one], (await reader.DueAsync(Name, null, due, new Slice<Guid>(1, After: two.Value), Cancel)).Rows.Select(e => e.Application));
        Assert.Empty((await reader.DueAsync(Name, null, s_today, all, Cancel)).Rows);
        await _city.DoAsync(new EndApplication(one, Anna, null, EndReason.Withdrawn));
        Assert.Equal([two], (await reader.DueAsync(Name, null, due, all, Cancel)).Rows.Select(e => e.Application));
    }

    [Fact]
    public async Task Entries_move_by_themselves_and_say_why()
    {
        await _city.DoAsync(new PublishQueuePolicy(QueuePolicyDocument.Shipped["chengdu"]));
        await _city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        Assert.Equal(("everyone", null), ((await EntryAsync()).LaneCode, (await EntryAsync()).Moved));

        await _city.DoAsync(new ChangeCareLevel(Anna, CareLevel.Moderate, "GB/T 42195-2022", s_today, null, "assessor-01"));
        await MovedAsync("disabled-or-eighty", LaneCause.CareLevel);
        await _city.DoAsync(new RecordHukou(Anna, true, [new(EvidenceKind.Certificate, "HK", s_today)]));
        await _city.DoAsync(new GrantEntitlement(Anna, EntitlementCategory.Destitute, s_today, null, [new(EvidenceKind.CrossCheck, "X", s_today)], null));
        await MovedAsync("destitute", LaneCause.Entitlement);
        await _city.DoAsync(new PublishQueuePolicy(QueuePolicyDocument.Canonical(
            QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["guangzhou"]) with { EffectiveFrom = s_today })));
        await MovedAsync("special", LaneCause.Policy);

        var ledger = await _city.Get<IElderReader>().LedgerAsync(Name, Anna, [], new Slice<long>(20), Cancel);
        Assert.Equal(
            ["everyone -> disabled-or-eighty: CareLevel", "disabled-or-eighty -> destitute: Entitlement, Hukou", "destitute -> special: Policy"],
            ledger.Rows.Where(e => e.Kind == "LaneChanged").OrderBy(e => e.Sequence).Select(e => e.Detail));
    }

    /// <summary>By the host's own keeper, or by this look.</summary>
    private async Task MovedAsync(string lane, LaneCause because)
    {
        await _city.Get<QueueKeeper>().LookAsync(Cancel);
        var entry = await CityHost.EventuallyAsync(EntryAsync, e => e.LaneCode == lane);
        Assert.Contains(because, entry.Moved!.Because);
        await _city.Get<QueueKeeper>().LookAsync(Cancel);
    }

    private async Task<QueueEntry> EntryAsync() => (await _city.Get<IHomesReader>().ApplicationsByIdsAsync(Name, [Wish], Cancel))[Wish];

    /// <summary>Rows as the view would have written them.</summary>
    private async Task FillAsync()
    {
        await ExecuteAsync(
            $"""
            insert into eldercare.queue_entries (tenant_id, application, elder, lane, kind, applied_at, state, lane_code, rank, order_in_lane, rule,
              policy, policy_version, homes, districts, barred_until)
            select '{Name}', gen_random_uuid(), gen_random_uuid(), 'Everyone', case when i % 11 = 0 then 'Ordinary' else 'Nursing' end,
              timestamptz '2026-01-01 08:00+08' + (i * 7919 % 5003) / 3 * interval '1 minute', case when i % 17 = 0 then 'Offered' else 'Waiting' end,
              'lane-' || i % 4, i % 4, i % 5, 'rule-' || i % 3, 'policy', 1,
              case i % 3 when 0 then '[]' when 1 then '["{Hillside.Value}"]' else '["{Hillside.Value}", "{s_riverside.Value}"]' end::jsonb,
              case i % 5 when 0 then '["321111"]' else '[]' end::jsonb, case when i % 13 = 0 then date '2999-01-01' end
            from generate_series(1, {Waiting}) i
            """);
        await ExecuteAsync("analyze eldercare.queue_entries");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _city.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
