using Eldercare.Store.Deciding;
using Eldercare.Store.Tests.Sample;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Store.Tests.Views;

public sealed class RebuildTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_waited_for_the_swap_goes_on_from_the_new_rows()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var raffle = Guid.NewGuid();
        var opened = await host.SendAsync(new OpenRaffle(raffle, 10));
        Assert.True(await host.Progress.WaitFor(opened.Sequence, TimeSpan.FromSeconds(20), Cancel));
        await ExecuteAsync(host.Database, "update eldercare.raffle_boards set taken = 90");

        Answer taken;
        await using (var swapping = await host.Database.OpenConnectionAsync(Cancel))
        await using (var swap = await swapping.BeginTransactionAsync(Cancel))
        {
            await ExecuteAsync(swapping, $"select pg_advisory_xact_lock({AdvisoryLocks.ViewSwap})");
            taken = await host.SendAsync(new TakeTicket(raffle, Guid.NewGuid()));
            await UntilAsync(host, "select count(*) from pg_locks where locktype = 'advisory' and not granted", 1);
            await ExecuteAsync(swapping, "update eldercare.raffle_boards set taken = 0");
            await swap.CommitAsync(Cancel);
        }

        Assert.True(await host.Progress.WaitFor(taken.Sequence, TimeSpan.FromSeconds(20), Cancel));
        Assert.Equal(1, await host.ScalarAsync<int>("select taken from eldercare.raffle_boards"));
    }

    [Fact]
    public async Task A_rebuild_repairs_rows_while_events_come_in()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var raffle = Guid.NewGuid();
        await host.SendAsync(new OpenRaffle(raffle, 10_000));
        var first = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => host.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))));
        Assert.True(await host.Progress.WaitFor(first.Max(a => a.Sequence), TimeSpan.FromSeconds(20), Cancel));
        await ExecuteAsync(host.Database, "update eldercare.raffle_boards set taken = taken + 5000");
        using var enough = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            var sent = 0;
            for (; !enough.IsCancellationRequested; sent++) await host.SendAsync(new TakeTicket(raffle, Guid.NewGuid()));
            return sent;
        });

        await host.Get<ViewRebuilder>().RebuildAsync(null, progress: null, Cancel);

        await enough.CancelAsync();
        var taken = 200 + await load;
        await UntilAsync(host, "select taken::bigint from eldercare.raffle_boards", taken);
    }

    [Fact]
    public async Task A_second_rebuild_at_the_same_time_is_turned_away_and_changes_nothing()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var opened = await host.SendAsync(new OpenRaffle(Guid.NewGuid(), 10));
        Assert.True(await host.Progress.WaitFor(opened.Sequence, TimeSpan.FromSeconds(20), Cancel));
        await using (var other = await host.Database.OpenConnectionAsync(Cancel))
        {
            await ExecuteAsync(other, $"select pg_advisory_lock({AdvisoryLocks.ViewRebuild})");
            await Assert.ThrowsAsync<RebuildRunningException>(() => host.Get<ViewRebuilder>().RebuildAsync(null, progress: null, Cancel));
            Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from pg_tables where tablename like '%__rebuild'"));
            await ExecuteAsync(other, $"select pg_advisory_unlock({AdvisoryLocks.ViewRebuild})");
        }

        await host.Get<ViewRebuilder>().RebuildAsync(null, progress: null, Cancel);
        await host.Get<ViewRebuilder>().RebuildAsync(null, progress: null, Cancel);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from eldercare.raffle_boards"));
    }

    [Fact]
    public async Task Money_lists_and_the_actor_are_kept_by_the_running_views_and_by_a_rebuild_alike()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var (raffle, person) = (Guid.NewGuid(), Guid.NewGuid());
        await host.SendAsync(new OpenRaffle(raffle, 10));
        await host.SendAsync(new TakeTicket(raffle, Guid.NewGuid()), actor: "first");
        var taken = await host.SendAsync(new TakeTicket(raffle, person), actor: "clerk-7");
        Assert.True(await host.Progress.WaitFor(taken.Sequence, TimeSpan.FromSeconds(20), Cancel));
        var shown = await BoardAsync();

        await host.Get<ViewRebuilder>().RebuildAsync(null, progress: null, Cancel);

        Assert.Equal((new Fen(500), new LastTaker(person, "clerk-7"), 2, null), (shown.Takings, shown.Last[0], shown.Last.Length, shown.Refunded));
        var rebuilt = await BoardAsync();
        Assert.Equal(shown.Last.AsEnumerable(), rebuilt.Last);
        Assert.Equal(shown with { Last = [] }, rebuilt with { Last = [] });

        async Task<RaffleBoard> BoardAsync() => (RaffleBoard)(await host.Get<IRowLookup>()
            .FindAsync("testcity", [RowRef.To<RaffleBoard>(raffle)], Cancel)).Values.Single();
    }

    private static async Task UntilAsync(StoreHost host, string sql, long value)
    {
        for (var i = 0; i < 1_000; i++)
        {
            if (await host.ScalarAsync<long>(sql) == value) return;
            await Task.Delay(20, Cancel);
        }

        Assert.Equal(value, await host.ScalarAsync<long>(sql));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
