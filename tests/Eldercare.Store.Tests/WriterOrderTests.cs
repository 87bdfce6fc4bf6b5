using System.Collections.Concurrent;
using System.Diagnostics;
using Eldercare.Store.Tests.Sample;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Store.Tests;

/// <summary>In which order groups take what others want too, and whose traces they belong to.</summary>
public sealed class WriterOrderTests(PostgresFixture postgres) : IAsyncLifetime
{
    private string _database = string.Empty;
    private StoreHost _one = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _one = await StoreHost.StartAsync(_database = await postgres.NewDatabaseAsync());

    public ValueTask DisposeAsync() => _one.DisposeAsync();

    [Theory, InlineData(true), InlineData(false)]
    public async Task Two_hosts_that_create_the_same_in_opposite_order_do_not_wait_for_each_other(bool streams)
    {
        await using var two = await StoreHost.StartAsync(_database);
        Guid[] raffles = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).Order()];
        string[] keys = ["a", "b", "c"];
        var before = await DeadlocksAsync();

        // Both come as far as the one in the middle, which somebody has who then gives it up.
        await using (var held = await _one.Database.OpenConnectionAsync(Cancel))
        await using (var middle = await held.BeginTransactionAsync(Cancel))
        {
            await using var have = new NpgsqlCommand(
                streams
                    ? $"insert into eldercare.mt_streams (tenant_id, id, type, version) values ('testcity', '{raffles[1]}', 'raffle', 1)"
                    : $"insert into eldercare.receipts (tenant_id, key, command, fingerprint, at) values ('testcity', E'tester\\n{keys[1]}', '', 0, now())",
                held);
            await have.ExecuteNonQueryAsync(Cancel);
            var answers = Task.WhenAll(SendAsync(_one, [0, 1, 2]), SendAsync(two, [2, 1, 0]));
            for (var i = 0; i < 600 && await WaitingAsync() < 2; i++) await Task.Delay(20, Cancel);
            Assert.Equal(2, await WaitingAsync());
            await middle.RollbackAsync(Cancel);
            await answers;
        }

        Assert.Equal(before, await DeadlocksAsync());

        async Task SendAsync(StoreHost host, int[] order)
        {
            using var gate = new ManualResetEventSlim();
            var busy = host.SendAsync(new WaitAtGate(Guid.NewGuid(), gate));
            var group = order.Select(i => host.SendAsync(
                new OpenRaffle(streams ? raffles[i] : Guid.NewGuid(), 1), streams ? Guid.NewGuid().ToString() : keys[i])).ToArray();
            gate.Set();
            await Task.WhenAll([busy, .. group]);
        }

        // Of this database: other tests' wait in the same server.
        Task<long> WaitingAsync() => _one.ScalarAsync<long>(
            "select count(*) from pg_locks join pg_stat_activity using (pid) where locktype = 'transactionid' and not granted and datname = current_database()");

        // A session tells of its deadlocks at the latest when it ends.
        async Task<long> DeadlocksAsync()
        {
            _one.Get<ByKeyDatabase>().Source.Clear();
            two.Get<ByKeyDatabase>().Source.Clear();
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
            return await _one.ScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()");
        }
    }

    [Fact]
    public async Task A_commit_is_linked_to_the_traces_of_its_commands_but_to_no_more_than_32()
    {
        var commits = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                if (a.OperationName == "commit") commits.Enqueue(a);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var gate = new ManualResetEventSlim();
        var busy = _one.SendAsync(new WaitAtGate(Guid.NewGuid(), gate));
        var traces = new List<ActivityTraceId>();
        var commands = Enumerable.Range(0, 35).Select(_ =>
        {
            var asking = new Activity("test").Start();
            traces.Add(asking.TraceId);
            var command = _one.SendAsync(new OpenRaffle(Guid.NewGuid(), 1));
            asking.Stop();
            return command;
        }).ToArray();
        gate.Set();
        await Task.WhenAll([busy, .. commands]);

        // Other tests commit meanwhile.
        var linked = commits.Select(c => c.Links.Select(l => l.Context.TraceId).ToHashSet()).Where(t => t.Overlaps(traces)).ToArray();
        Assert.All(linked, t => Assert.InRange(t.Count, 1, 32));
        Assert.InRange(linked.Sum(t => t.Count), 32, 35);
    }
}
