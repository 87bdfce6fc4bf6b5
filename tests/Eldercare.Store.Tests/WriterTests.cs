using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tests.Sample;
using Eldercare.Store.Views;
using Eldercare.Testing;
using Marten;
using Npgsql;

namespace Eldercare.Store.Tests;

public sealed class WriterTests(PostgresFixture postgres) : IAsyncLifetime
{
    private StoreHost _one = null!;
    private string _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _one = await StoreHost.StartAsync(_database);
    }

    public ValueTask DisposeAsync() => _one.DisposeAsync();

    [Fact]
    public async Task Two_hosts_sell_each_ticket_once()
    {
        await using var two = await StoreHost.StartAsync(_database);
        var raffles = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var raffle in raffles) await _one.SendAsync(new OpenRaffle(raffle, 50));

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i =>
            (i % 2 == 0 ? _one : two).SendAsync(new TakeTicket(raffles[i % 4], Guid.NewGuid()))));

        Assert.Equal(200, answers.Count(a => a.Refusal is null));
        Assert.Equal(1_000, answers.Count(a => a.Refusal is SoldOut));
        Assert.Equal(200, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events where type = 'ticket_taken'"));
        Assert.Equal(200, await _one.ScalarAsync<long>("select count(*) from eldercare.claims"));
        Assert.Equal(0, await _one.ScalarAsync<long>("""
            select count(*) from eldercare.mt_streams s where version <> (select max(version) from eldercare.mt_events e
                where e.stream_id = s.id) or version <> (select count(*) from eldercare.mt_events e where e.stream_id = s.id)
            """));
        await NoHoleAndNoTombstone();
    }

    [Fact]
    public async Task One_person_at_many_raffles_at_once_gets_one_ticket()
    {
        await using var two = await StoreHost.StartAsync(_database);
        var raffles = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var raffle in raffles) await _one.SendAsync(new OpenRaffle(raffle, 50));
        var person = Guid.NewGuid();

        var answers = await Task.WhenAll(raffles.Select((r, i) => (i % 2 == 0 ? _one : two).SendAsync(new TakeTicket(r, person))));

        Assert.Single(answers, a => a.Refusal is null);
        var winner = await _one.ScalarAsync<Guid>("select holder from eldercare.claims");
        Assert.All(answers.Where(a => a.Refusal is not null), a => Assert.Equal(new HasTicket(winner), a.Refusal));
    }

    [Fact]
    public async Task A_returned_ticket_can_be_taken_by_another_in_the_same_group()
    {
        var (raffle, anna) = (Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(raffle, 1));
        await _one.SendAsync(new TakeTicket(raffle, anna));

        var returned = _one.SendAsync(new ReturnTicket(raffle, anna));
        var taken = _one.SendAsync(new TakeTicket(raffle, anna));

        Assert.Null((await returned).Refusal);
        Assert.Null((await taken).Refusal);
        Assert.Equal(raffle, await _one.ScalarAsync<Guid>("select holder from eldercare.claims"));
    }

    [Fact]
    public async Task A_row_is_removed_with_the_event_and_kept_again_by_a_later_command_of_the_group()
    {
        var (raffle, anna, bruno) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(raffle, 2));
        await _one.SendAsync(new TakeTicket(raffle, anna));
        await _one.SendAsync(new TakeTicket(raffle, bruno));

        Assert.Null((await _one.SendAsync(new ReturnTicket(raffle, bruno))).Refusal);
        Assert.NotNull((await _one.SendAsync(new ReturnTicket(raffle, bruno))).Refusal);
        var back = _one.SendAsync(new ReturnTicket(raffle, anna));
        var again = _one.SendAsync(new TakeTicket(raffle, anna));
        var once = _one.SendAsync(new TakeTicket(raffle, bruno));
        var never = _one.SendAsync(new ReturnTicket(raffle, bruno));

        Assert.All(await Task.WhenAll(back, again, once, never), a => Assert.Null(a.Refusal));
        Assert.Equal(anna, await _one.ScalarAsync<Guid>("select person from eldercare.ticket_holders"));
        await NoHoleAndNoTombstone();
    }

    [Fact]
    public async Task Who_gives_back_what_another_holds_takes_nothing_from_it()
    {
        var (one, other, person) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(one, 1));
        await _one.SendAsync(new OpenRaffle(other, 1));
        await _one.SendAsync(new TakeTicket(other, person));

        Assert.Null((await _one.SendAsync(new GiveUpTicket(one, person))).Refusal);
        Assert.Equal(other, await _one.ScalarAsync<Guid>("select holder from eldercare.claims"));

        Assert.Null((await _one.SendAsync(new GiveUpTicket(other, person))).Refusal);
        Assert.Equal(0, await _one.ScalarAsync<long>("select count(*) from eldercare.claims"));
    }

    [Fact]
    public async Task A_swap_changes_both_streams_or_neither()
    {
        var (from, to, person) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(from, 1));
        await _one.SendAsync(new OpenRaffle(to, 1));
        await _one.SendAsync(new TakeTicket(from, person));

        Assert.Null((await _one.SendAsync(new SwapTicket(from, to, person))).Refusal);
        Assert.Equal(to, await _one.ScalarAsync<Guid>("select holder from eldercare.claims"));

        var other = Guid.NewGuid();
        await _one.SendAsync(new TakeTicket(from, other));
        Assert.IsType<SoldOut>((await _one.SendAsync(new SwapTicket(from, to, other))).Refusal);
        Assert.Equal(1, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events where type = 'ticket_returned'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commands_own_fault_fails_it_alone(bool inDatabase)
    {
        var raffle = Guid.NewGuid();
        await _one.SendAsync(new OpenRaffle(raffle, 1_000));
        var neighbours = Enumerable.Range(0, 100).Select(_ => _one.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))).ToArray();
        var broken = _one.SendAsync(new BreakRaffle(Guid.NewGuid(), inDatabase));
        var after = Enumerable.Range(0, 100).Select(_ => _one.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))).ToArray();

        await Assert.ThrowsAnyAsync<Exception>(() => broken);
        Assert.All(await Task.WhenAll(neighbours), a => Assert.Null(a.Refusal));
        Assert.All(await Task.WhenAll(after), a => Assert.Null(a.Refusal));
        Assert.Equal(200, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events where type = 'ticket_taken'"));
    }

    [Fact]
    public async Task A_connection_whose_statements_the_server_does_not_know_fails_nobody()
    {
        var raffle = Guid.NewGuid();
        await _one.SendAsync(new OpenRaffle(raffle, 1_000));
        for (var i = 0; i < 5; i++) await _one.SendAsync(new TakeTicket(raffle, Guid.NewGuid()));
        await using (var connection = await _one.Get<ByKeyDatabase>().Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var forget = new NpgsqlCommand("deallocate all", connection))
            await forget.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Null((await _one.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))).Refusal);
    }

    [Fact]
    public async Task Rows_equal_Martens_own_column_by_column()
    {
        var (ours, martens, person) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(ours, 3), "key", actor: "anna");
        await _one.SendAsync(new TakeTicket(ours, person), "key2", actor: "anna");

        await using (var session = _one.Get<IDocumentStore>().LightweightSession("testcity"))
        {
            (session.CausationId, session.LastModifiedBy) = ("key", "anna");
            session.Events.StartStream<Raffle>(martens, new RaffleOpened(martens, 3));
            await session.SaveChangesAsync();
            session.CausationId = "key2";
            session.Events.Append(martens, 2, new TicketTaken(martens, person));
            await session.SaveChangesAsync();
        }

        async Task<string> Shape(Guid stream) => (await _one.ScalarAsync<string>($"""
            select json_build_object('stream', (select to_jsonb(s) - 'id' - 'timestamp' - 'created' from eldercare.mt_streams s where id = '{stream}'),
                'events', (select json_agg(to_jsonb(e) - 'id' - 'seq_id' - 'stream_id' - 'timestamp' - 'correlation_id' order by version)
                    from eldercare.mt_events e where stream_id = '{stream}'))::text
            """)).Replace(stream.ToString(), "STREAM", StringComparison.Ordinal);
        Assert.Equal(await Shape(martens), await Shape(ours));
        Assert.Equal(7, (await _one.RowsAsync($"select id from eldercare.mt_events where stream_id = '{ours}'"))
            .Select(r => ((Guid)r[0]!).Version).Distinct().Single());
    }

    [Fact]
    public async Task Marten_reads_the_writers_streams_and_the_writer_goes_on_after_a_foreign_append()
    {
        var raffle = Guid.NewGuid();
        await _one.SendAsync(new OpenRaffle(raffle, 2));
        var store = _one.Get<IDocumentStore>();
        await using (var session = store.LightweightSession("testcity"))
        {
            session.Events.Append(raffle, new TicketTaken(raffle, Guid.NewGuid()));
            await session.SaveChangesAsync();
            Assert.Equal(2, (await session.Events.FetchStreamAsync(raffle)).Count);
        }

        Assert.Null((await _one.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))).Refusal);
        Assert.IsType<SoldOut>((await _one.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))).Refusal);
    }

    [Fact]
    public async Task Cities_do_not_see_each_other()
    {
        var (raffle, person) = (Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(raffle, 1), city: "a");
        Assert.Equal(new RaffleUnknown(raffle), (await _one.SendAsync(new TakeTicket(raffle, person), city: "b")).Refusal);
        await _one.SendAsync(new OpenRaffle(raffle, 1), city: "b");
        Assert.Null((await _one.SendAsync(new TakeTicket(raffle, person), city: "a")).Refusal);
        Assert.Null((await _one.SendAsync(new TakeTicket(raffle, person), city: "b")).Refusal);
    }

    [Fact]
    public async Task Views_follow_within_seconds_and_a_rebuild_gives_the_same_rows()
    {
        var raffles = Enumerable.Range(0, 30).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var raffle in raffles) await _one.SendAsync(new OpenRaffle(raffle, 20));
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => _one.SendAsync(new TakeTicket(raffles[i % 30], Guid.NewGuid()))));
        Assert.True(await _one.Progress.WaitFor(answers.Max(a => a.Sequence), TimeSpan.FromSeconds(20)));
        const string rows = "select json_agg(to_jsonb(b) order by raffle)::text from eldercare.raffle_boards b";
        var live = await _one.ScalarAsync<string>(rows);

        await _one.Get<ViewRebuilder>().RebuildAsync("raffleboard", progress: null, CancellationToken.None);

        Assert.Equal(live, await _one.ScalarAsync<string>(rows));
        await _one.Get<IDocumentStore>().Storage.Database.AssertDatabaseMatchesConfigurationAsync();
        var more = await _one.SendAsync(new OpenRaffle(Guid.NewGuid(), 1));
        Assert.True(await _one.Progress.WaitFor(more.Sequence, TimeSpan.FromSeconds(5)));
        Assert.Equal(31, await _one.ScalarAsync<long>("select count(*) from eldercare.raffle_boards"));
    }

    [Fact]
    public async Task Bulk_appended_streams_are_as_good_as_written_ones_and_a_conflict_changes_nothing()
    {
        var (raffle, person) = (Guid.NewGuid(), Guid.NewGuid());
        var stream = Raffle.Stream.At(raffle);
        var batch = new BulkBatch(
            [new NewStream(stream, [new RaffleOpened(raffle, 1), new TicketTaken(raffle, person)], new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero))],
            [(new Claim("ticket", person), raffle)],
            [new TicketHolder(person, raffle)]);
        var bulk = _one.Get<IBulkAppender>();
        await bulk.AppendAsync("testcity", batch, CancellationToken.None);

        Assert.IsType<SoldOut>((await _one.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))).Refusal);
        Assert.Equal(new HasTicket(raffle), (await _one.SendAsync(new TakeTicket(raffle, person))).Refusal);
        var events = await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events");
        await Assert.ThrowsAsync<BulkConflictException>(() => bulk.AppendAsync("testcity", batch, CancellationToken.None));
        Assert.Equal(events, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events"));
        await NoHoleAndNoTombstone();
        Assert.Equal([raffle], await bulk.ExistingAsync("testcity", [raffle, Guid.NewGuid()], CancellationToken.None));
    }

    [Fact]
    public async Task Bulk_appended_streams_of_an_impossible_time_are_kept_under_the_first_one_and_their_state_can_be_asked_for()
    {
        var (old, other, nothing) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var bulk = _one.Get<IBulkAppender>();

        await bulk.AppendAsync(
            "testcity",
            new BulkBatch(
                [
                    new NewStream(Raffle.Stream.At(old), [new RaffleOpened(old, 1), new TicketTaken(old, other)], DateTimeOffset.MinValue),
                    new NewStream(Raffle.Stream.At(other), [new RaffleOpened(other, 7)], new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero)),
                ], [], []),
            CancellationToken.None);
        var states = await bulk.StatesAsync(
            "testcity", [Raffle.Stream.At(old), Raffle.Stream.At(other), Raffle.Stream.At(nothing)], CancellationToken.None);

        Assert.Equal(new HashSet<Guid> { old, other }, states.Keys.ToHashSet());
        Assert.Equal([other], ((Raffle)states[old]).Takers);
        Assert.Equal(7, ((Raffle)states[other]).Tickets);
        Assert.Equal(
            DateTime.UnixEpoch, await _one.ScalarAsync<DateTime>($"select distinct timestamp from eldercare.mt_events where stream_id = '{old}'"));
        Assert.Empty(await bulk.StatesAsync("elsewhere", [Raffle.Stream.At(old)], CancellationToken.None));
    }

    private async Task NoHoleAndNoTombstone()
    {
        Assert.Equal(0, await _one.ScalarAsync<long>("select max(seq_id) - count(*) from eldercare.mt_events"));
        Assert.Equal(0, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events where type = 'tombstone'"));
    }
}
