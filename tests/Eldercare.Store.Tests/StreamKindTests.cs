using Eldercare.Store.Deciding;
using Eldercare.Store.Tests.Sample;
using Eldercare.Testing;

namespace Eldercare.Store.Tests;

/// <summary>A client sends bare ids: one that belongs to another kind of thing is refused, and never written to.</summary>
public sealed class StreamKindTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Guid _raffle = Guid.NewGuid(), _sponsor = Guid.NewGuid();
    private string _database = null!;
    private StoreHost _one = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _one = await StoreHost.StartAsync(_database);
        await _one.SendAsync(new OpenRaffle(_raffle, 100));
        await _one.SendAsync(new FindSponsor(_sponsor));
    }

    public ValueTask DisposeAsync() => _one.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_id_of_another_kind_is_refused_where_a_command_writes_and_where_it_reads(bool fromTheCache)
    {
        await using var two = await StoreHost.StartAsync(_database);
        var host = fromTheCache ? _one : two;

        var written = await host.SendAsync(new TakeTicket(_sponsor, Guid.NewGuid()));
        var read = await host.SendAsync(new SponsorRaffle(_sponsor, Raffle: _sponsor));
        var both = await host.SendAsync(new SponsorRaffle(Sponsor: _raffle, _raffle));

        Assert.Equal(new IdOfAnotherKind("raffle", "sponsor"), written.Refusal);
        Assert.Equal(new IdOfAnotherKind("raffle", "sponsor"), read.Refusal);
        Assert.Equal(new IdOfAnotherKind("sponsor", "raffle"), both.Refusal);
        Assert.Equal("ID_OF_ANOTHER_KIND", written.Refusal!.Code);
        Assert.Equal(2, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events"));
        Assert.Equal(0, await _one.ScalarAsync<long>("select count(*) from eldercare.claims"));
        Assert.Null((await host.SendAsync(new SponsorRaffle(_sponsor, _raffle))).Refusal);
    }

    [Fact]
    public async Task It_is_refused_alone_and_the_answer_is_kept()
    {
        using var gate = new ManualResetEventSlim();
        var busy = _one.SendAsync(new WaitAtGate(_raffle, gate));
        var before = _one.SendAsync(new TakeTicket(_raffle, Guid.NewGuid()));
        var mistaken = _one.SendAsync(new SponsorRaffle(_raffle, _raffle), "mistaken");
        var after = _one.SendAsync(new TakeTicket(_raffle, Guid.NewGuid()));
        gate.Set();

        Assert.Equal([null, null, null], (await Task.WhenAll(busy, before, after)).Select(a => a.Refusal));
        Assert.Equal(new IdOfAnotherKind("sponsor", "raffle"), (await mistaken).Refusal);
        var again = await _one.SendAsync(new SponsorRaffle(_raffle, _raffle), "mistaken");
        Assert.Equal((new IdOfAnotherKind("sponsor", "raffle"), true), (again.Refusal as IdOfAnotherKind, again.Replayed));
        Assert.Equal(2, await _one.ScalarAsync<long>("select count(*) from eldercare.mt_events where type = 'ticket_taken'"));
    }

    [Fact]
    public async Task A_stream_created_earlier_in_the_same_group_has_its_kind()
    {
        var fresh = Guid.NewGuid();
        using var gate = new ManualResetEventSlim();
        var busy = _one.SendAsync(new WaitAtGate(fresh, gate));
        var opened = _one.SendAsync(new OpenRaffle(fresh, 5));
        var mistaken = _one.SendAsync(new FindSponsor(fresh));
        var taken = _one.SendAsync(new TakeTicket(fresh, Guid.NewGuid()));
        gate.Set();

        Assert.Equal([null, null, null], (await Task.WhenAll(busy, opened, taken)).Select(a => a.Refusal));
        Assert.Equal(new IdOfAnotherKind("sponsor", "raffle"), (await mistaken).Refusal);
        Assert.Equal("raffle", await _one.ScalarAsync<string>($"select type from eldercare.mt_streams where id = '{fresh}'"));
        Assert.Equal(2, await _one.ScalarAsync<long>($"select version from eldercare.mt_streams where id = '{fresh}'"));
    }

    [Fact]
    public async Task An_id_is_taken_for_what_the_command_says_until_something_has_it()
    {
        var fresh = Guid.NewGuid();

        Assert.IsType<RaffleUnknown>((await _one.SendAsync(new TakeTicket(fresh, Guid.NewGuid()))).Refusal);
        Assert.Null((await _one.SendAsync(new FindSponsor(fresh))).Refusal);
        Assert.Equal(new IdOfAnotherKind("raffle", "sponsor"), (await _one.SendAsync(new TakeTicket(fresh, Guid.NewGuid()))).Refusal);
    }

    [Fact]
    public async Task What_stands_in_a_stream_of_another_kind_reads_as_nothing()
    {
        var states = _one.Get<IStateReader>();

        Assert.Null(await states.ReadAsync<Raffle>("testcity", Raffle.Stream.At(_sponsor), CancellationToken.None));
        Assert.NotNull(await states.ReadAsync<Raffle>("testcity", Raffle.Stream.At(_raffle), CancellationToken.None));
    }
}
