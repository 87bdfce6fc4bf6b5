using Eldercare.Store.Deciding;
using Eldercare.Store.Tests.Sample;
using Eldercare.Store.Views;
using Eldercare.Testing;
using Marten;

namespace Eldercare.Store.Tests;

public sealed class EventVersionTests(PostgresFixture postgres)
{
    [Fact]
    public static void A_type_has_its_version_and_the_others_are_at_their_first() =>
        Assert.Equal((2, 1), (EventVersionAttribute.Of(typeof(RaffleOpened)), EventVersionAttribute.Of(typeof(TicketTaken))));

    [Fact]
    public async Task An_event_of_version_1_is_read_by_the_views_by_a_decision_and_by_a_rebuild()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        var raffle = Guid.NewGuid();
        await using var one = await StoreHost.StartAsync(database);
        await WriteAsVersion1Async(one);
        var opened = await one.SendAsync(new OpenRaffle(raffle, 2));
        Assert.Equal(["raffle", "tickets"], (await one.RowsAsync(
            "select k from eldercare.mt_events, jsonb_object_keys(data) k where type = 'raffle_opened' order by k")).Select(r => r[0]));

        Assert.True(await one.Progress.WaitFor(opened.Sequence, TimeSpan.FromSeconds(20), cancel));
        await using (var session = one.Get<IDocumentStore>().QuerySession("testcity"))
            Assert.Equal(new RaffleOpened(raffle, 2, Winners: 1), (await session.Events.FetchStreamAsync(raffle, token: cancel))[0].Data);

        // Another host: the first has the stream in memory.
        await using var two = await StoreHost.StartAsync(database);
        Assert.Null((await two.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))).Refusal);
        var state = await two.Get<IStateReader>().ReadAsync<Raffle>("testcity", Raffle.Stream.At(raffle), cancel);
        Assert.Equal((2, 1), (state!.Tickets, state.Winners));

        await two.Get<ViewRebuilder>().RebuildAsync(null, progress: null, cancel);
        Assert.Equal(2, await two.ScalarAsync<int>("select tickets from eldercare.raffle_boards"));
    }

    /// <summary>What version 2 added is not stored, as if a host of before had written.</summary>
    private static async Task WriteAsVersion1Async(StoreHost host)
    {
        await using var trigger = host.Database.CreateCommand(
            """
            create function eldercare.version_1() returns trigger language plpgsql as
                $$ begin new.data := new.data - 'winners'; return new; end $$;
            create trigger version_1 before insert on eldercare.mt_events for each row execute function eldercare.version_1();
            """);
        await trigger.ExecuteNonQueryAsync();
    }
}
