using System.Reflection;
using Eldercare.Store.Tests.Sample;
using Eldercare.Testing;
using Wolverine.Persistence.Durability;
using Wolverine.Runtime;

namespace Eldercare.Store.Tests;

/// <summary>
/// What two hosts on one database leave to Wolverine, its advisory lock and the lock package below it: who leads, and who runs the views.
/// A package update that breaks this shows here first.
/// </summary>
public sealed class TakeoverTests(PostgresFixture postgres)
{
    private const string Broken =
        " Was Marten, Wolverine, Weasel or the DistributedLock package updated? Two hosts rely on their advisory locks: do not ship this.";

    [Fact]
    public async Task One_of_two_hosts_leads_and_one_runs_the_views_and_when_it_goes_the_other_takes_over()
    {
        var database = await postgres.NewDatabaseAsync();
        var hosts = new List<StoreHost> { await StoreHost.StartAsync(database), await StoreHost.StartAsync(database) };
        try
        {
            var leader = await UntilAsync(() => Task.FromResult(hosts.Where(Leads).ToArray()), l => l.Length == 1, "Not one host leads, but");
            var runners = await UntilAsync(() => RunnersAsync(hosts[0]), r => r.Length == 1, "Not one host runs the views, but");
            Assert.Contains(runners[0], hosts.Select(NodeOf));
            await ShowsWhatIsWrittenAsync(hosts[0]);
            await ShowsWhatIsWrittenAsync(hosts[1]);
            Assert.Equal(leader, hosts.Where(Leads));

            var gone = hosts.Single(h => NodeOf(h) == runners[0]);
            hosts.Remove(gone);
            await gone.DisposeAsync();

            await UntilAsync(() => Task.FromResult(hosts.Where(Leads).ToArray()), l => l.Length == 1, "The host that is left does not lead:");
            await UntilAsync(() => RunnersAsync(hosts[0]), r => r.Length == 1 && r[0] == NodeOf(hosts[0]), "The host that is left does not run the views:");
            await ShowsWhatIsWrittenAsync(hosts[0]);
        }
        finally
        {
            foreach (var host in hosts) await host.DisposeAsync();
        }
    }

    [Fact]
    public static void No_two_advisory_locks_have_one_number() => Assert.Distinct(
        typeof(AdvisoryLocks).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => Convert.ToInt64(f.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)));

    private static bool Leads(StoreHost host) => host.Get<IMessageStore>().Nodes.HasLeadershipLock();

    private static Guid NodeOf(StoreHost host) => host.Get<IWolverineRuntime>().Options.UniqueNodeId;

    private static async Task<Guid[]> RunnersAsync(StoreHost host) => [.. (await host.RowsAsync(
        "select node_id from wolverine.wolverine_node_assignments where id ilike '%/views/%'")).Select(r => (Guid)r[0]!)];

    private static async Task ShowsWhatIsWrittenAsync(StoreHost host)
    {
        var answer = await host.SendAsync(new OpenRaffle(Guid.NewGuid(), 1));
        Assert.True(await host.Progress.WaitFor(answer.Sequence, TimeSpan.FromSeconds(60)), "No host runs the views." + Broken);
    }

    private static async Task<T[]> UntilAsync<T>(Func<Task<T[]>> ask, Func<T[], bool> isRight, string what)
    {
        T[] seen = [];
        for (var i = 0; i < 600; i++)
        {
            if (isRight(seen = await ask())) return seen;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"{what} {seen.Length} after a minute." + Broken);
    }
}
