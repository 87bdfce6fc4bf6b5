using Eldercare.Store.Feed;
using Eldercare.Store.Tests.Sample;
using Eldercare.Store.Views;
using Eldercare.Testing;
using JasperFx.Events.Daemon;
using Marten;

namespace Eldercare.Store.Tests;

/// <summary>Committed events are told as soon as the views show them, and a moment later where the telling is lost.</summary>
public sealed class FeedTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_told_to_nobody_is_found_by_looking_and_a_connection_that_breaks_is_made_anew()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var feed = host.Get<IEventFeed>();
        var raffle = Guid.NewGuid();
        var first = await host.SendAsync(new OpenRaffle(raffle, 5));
        Assert.Equal(first.Sequence, await feed.BeyondAsync(first.Sequence - 1, Cancel));

        // Progress that is committed without a word, as where a notification is lost.
        var lost = feed.BeyondAsync(first.Sequence, Cancel);
        await host.ScalarAsync<long>("update eldercare.mt_event_progression set last_seq_id = last_seq_id + 1 where name = 'Views:All' returning last_seq_id");
        Assert.Equal(first.Sequence + 1, await lost.WaitAsync(TimeSpan.FromSeconds(10), Cancel));

        Assert.Equal(1L, await host.ScalarAsync<long>(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_advisory_lock_shared%'
            """));
        var again = feed.BeyondAsync(first.Sequence + 1, Cancel);
        await host.ScalarAsync<long>("update eldercare.mt_event_progression set last_seq_id = last_seq_id + 1 where name = 'Views:All' returning last_seq_id");
        Assert.Equal(first.Sequence + 2, await again.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        await feed.ReleaseAsync();
    }

    /// <summary>What is kept of the views for many who ask is given to nobody who was told that they have moved on.</summary>
    [Fact]
    public async Task Whoever_is_told_of_an_event_finds_the_views_as_far_however_lately_somebody_looked()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var (feed, progress) = (host.Get<IEventFeed>(), host.Get<IViewProgress>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var asking = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    progress.Lately();
                    await Task.Yield();
                }
            }, Cancel);
        try
        {
            var told = await feed.CurrentAsync(Cancel);
            for (var raffle = 0; raffle < 30; raffle++)
            {
                var made = host.SendAsync(new OpenRaffle(Guid.NewGuid(), 5));
                told = await feed.BeyondAsync(told, Cancel);
                Assert.InRange(progress.Lately() ?? told, told, long.MaxValue);
                await made;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await asking;
            await feed.ReleaseAsync();
        }
    }

    /// <summary>Each look of the views costs the bookings of a quiet hour: they look often only while somebody waits at any host.</summary>
    [Fact]
    public async Task The_views_of_every_host_look_oftener_while_somebody_watches_at_one()
    {
        var database = await postgres.NewDatabaseAsync();
        await using StoreHost one = await StoreHost.StartAsync(database), other = await StoreHost.StartAsync(database, new Hasty());
        var (usual, watched) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(40));
        Assert.Equal((usual, usual), (Pace(one), Pace(other)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var watching = one.Get<IEventFeed>().BeyondAsync(long.MaxValue - 1, stop.Token);
        await BecomesAsync(watched, watched);
        Assert.False(watching.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        await one.Get<IEventFeed>().ReleaseAsync();
        Assert.Equal(usual, Pace(one));
        await BecomesAsync(usual, usual);

        async Task BecomesAsync(TimeSpan here, TimeSpan there)
        {
            var patience = TimeProvider.System.GetTimestamp();
            while ((Pace(one), Pace(other)) != (here, there))
            {
                Assert.True(TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(20), $"{Pace(one)}, {Pace(other)}");
                await Task.Delay(20, Cancel);
            }
        }

        static TimeSpan Pace(StoreHost host) => ((DaemonSettings)host.Get<StoreOptions>().Projections).FastPollingTime;
    }

    /// <summary>Looks twenty times as often as it is told to.</summary>
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Sooner(dueTime), Sooner(period));

        private static TimeSpan Sooner(TimeSpan time) => time > TimeSpan.FromSeconds(1) ? time / 20 : time;
    }
}
