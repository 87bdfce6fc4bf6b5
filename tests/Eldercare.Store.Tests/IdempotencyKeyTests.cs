using Eldercare.Store.Deciding;
using Eldercare.Store.Tests.Sample;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Store.Tests;

/// <summary>The same key of the same actor gets the first answer again.</summary>
public sealed class IdempotencyKeyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private string _database = string.Empty;
    private StoreHost _one = null!;

    public async ValueTask InitializeAsync() => _one = await StoreHost.StartAsync(_database = await postgres.NewDatabaseAsync());

    public ValueTask DisposeAsync() => _one.DisposeAsync();

    [Fact]
    public async Task The_same_key_gets_the_first_answer_also_from_another_host_and_for_a_refusal()
    {
        var (raffle, person) = (Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(raffle, 1));
        var first = await _one.SendAsync(new TakeTicket(raffle, person), "key-1");
        var refused = await _one.SendAsync(new TakeTicket(raffle, Guid.Parse("018f0000-0000-7000-8000-000000000001")), "key-2");
        await _one.SendAsync(new ReturnTicket(raffle, person));
        await using var two = await StoreHost.StartAsync(_database);

        var again = await two.SendAsync(new TakeTicket(raffle, person), "key-1");
        var refusedAgain = await two.SendAsync(new TakeTicket(raffle, Guid.Parse("018f0000-0000-7000-8000-000000000001")), "key-2");

        Assert.Equal((null, false), (first.Refusal, first.Replayed));
        Assert.Equal((null, true), (again.Refusal, again.Replayed));
        Assert.Equal(new SoldOut(raffle, 1), refused.Refusal);
        Assert.Equal((new SoldOut(raffle, 1), true), (refusedAgain.Refusal as SoldOut, refusedAgain.Replayed));
        Assert.Equal(1, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events where type = 'ticket_taken'"));
    }

    [Fact]
    public async Task The_same_key_many_times_at_once_from_two_hosts_acts_once()
    {
        await using var two = await StoreHost.StartAsync(_database);
        var (raffle, person) = (Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new OpenRaffle(raffle, 10));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(i => (i % 2 == 0 ? _one : two).SendAsync(new TakeTicket(raffle, person), "same")));

        Assert.All(answers, a => Assert.Null(a.Refusal));
        Assert.Single(answers, a => !a.Replayed);
        Assert.Equal(1, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events where type = 'ticket_taken'"));
    }

    [Fact]
    public async Task A_key_used_for_another_command_is_refused_and_another_actors_key_is_another_key()
    {
        var raffle = Guid.NewGuid();
        await _one.SendAsync(new OpenRaffle(raffle, 10));
        var (anna, bruno) = (Guid.NewGuid(), Guid.NewGuid());
        await _one.SendAsync(new TakeTicket(raffle, anna), "k");

        Assert.Equal(new IdempotencyKeyReused("TakeTicket"), (await _one.SendAsync(new TakeTicket(raffle, bruno), "k")).Refusal);
        Assert.Null((await _one.SendAsync(new TakeTicket(raffle, bruno), "k", actor: "somebody else")).Refusal);
    }

    [Fact]
    public async Task A_key_goes_with_what_was_asked_not_with_the_command_made_of_it()
    {
        var raffle = Guid.NewGuid();
        await _one.SendAsync(new OpenRaffle(raffle, 10));
        var (anna, bruno) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.False((await _one.SendAsync(new TakeTicket(raffle, anna), "k", asked: 1)).Replayed);

        Assert.Equal((true, null), await AgainAsync(new TakeTicket(raffle, bruno), asked: 1));
        Assert.Equal((false, new IdempotencyKeyReused("TakeTicket")), await AgainAsync(new TakeTicket(raffle, anna), asked: 2));

        async Task<(bool, Refusal?)> AgainAsync(TakeTicket command, long asked)
        {
            var answer = await _one.SendAsync(command, "k", asked: asked);
            return (answer.Replayed, answer.Refusal);
        }
    }

    [Fact]
    public async Task Who_stops_waiting_finds_the_answer_under_the_key()
    {
        var raffle = Guid.NewGuid();
        await _one.SendAsync(new OpenRaffle(raffle, 1));
        var take = new TakeTicket(raffle, Guid.NewGuid());
        await using (var held = await _one.Database.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (await held.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new NpgsqlCommand($"select 1 from eldercare.mt_streams where id = '{raffle}' for update", held);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => _one.Writer.ExecuteAsync(take, new("testcity", "tester", "k"), patience.Token));
        }

        Assert.Equal((true, null), await _one.SendAsync(take, "k") is var again ? (again.Replayed, again.Refusal) : default);
    }
}
