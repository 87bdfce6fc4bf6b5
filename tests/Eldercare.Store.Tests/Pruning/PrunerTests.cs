using Eldercare.Store.Pruning;
using Eldercare.Store.Tests.Sample;
using Eldercare.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Eldercare.Store.Tests.Pruning;

public sealed class PrunerTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Receipts = "select count(*) from eldercare.receipts", Claims = "select count(*) from eldercare.claims";

    private static readonly Retention s_retention = new() { Pages = 1, Pause = TimeSpan.Zero };

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private StoreHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_receipt_is_kept_for_the_whole_time_stated_and_then_deleted()
    {
        var raffle = Guid.NewGuid();
        await _host.SendAsync(new OpenRaffle(raffle, 1), key: "open");
        await _host.SendAsync(new TakeTicket(raffle, Guid.NewGuid()));

        _clock.Advance(s_retention.Kept - TimeSpan.FromHours(1));
        Assert.Equal((0, 0), await Pruner().PruneAsync(Cancel));
        Assert.True((await _host.SendAsync(new OpenRaffle(raffle, 1), key: "open")).Replayed);

        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((2, 0), await Pruner().PruneAsync(Cancel));
        var anew = await _host.SendAsync(new OpenRaffle(raffle, 1), key: "open");
        Assert.Equal((false, 0, 1), (anew.Replayed, anew.Sequence, await _host.ScalarAsync<long>(Receipts)));
    }

    [Fact]
    public async Task Of_claims_only_those_of_days_long_past_are_deleted()
    {
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).DayNumber;
        await InsertAsync($"select 'a', 'day_ticket', gen_random_uuid(), {today} - d, gen_random_uuid() from generate_series(-5, 99) d");
        await InsertAsync("select 'a', 'resident', gen_random_uuid(), 0, gen_random_uuid()");

        Assert.Equal((0, 69), await Pruner().PruneAsync(Cancel));

        // Five days to come, today, and thirty gone by; and the one that has no day.
        Assert.Equal(37, await _host.ScalarAsync<long>(Claims));
        Assert.Equal(today - 30, await _host.ScalarAsync<int>("select min(slot) from eldercare.claims where kind = 'day_ticket'"));
    }

    [Fact]
    public async Task Claims_are_kept_as_long_as_their_context_needs_them_however_short_the_retention()
    {
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).DayNumber;
        await InsertAsync($"select 'a', 'day_ticket', gen_random_uuid(), {today} - d, gen_random_uuid() from generate_series(0, 20) d");
        Assert.Equal((0, 13), await Pruner(s_retention with { Kept = TimeSpan.FromDays(1) }).PruneAsync(Cancel));
        Assert.Equal(today - 7, await _host.ScalarAsync<int>("select min(slot) from eldercare.claims"));
    }

    [Fact]
    public async Task Two_hosts_at_once_delete_each_row_once()
    {
        await InsertAsync("select 'a', 'day_ticket', gen_random_uuid(), 1, gen_random_uuid() from generate_series(1, 20000) d");
        var both = await Task.WhenAll(Pruner().PruneAsync(Cancel), Pruner().PruneAsync(Cancel));
        Assert.Equal((20_000, 0), (both.Sum(b => b.Claims), await _host.ScalarAsync<long>(Claims)));
    }

    [Fact]
    public async Task A_row_that_somebody_holds_is_left_for_the_next_day_instead_of_waited_for()
    {
        await InsertAsync("select 'a', 'day_ticket', gen_random_uuid(), d, gen_random_uuid() from generate_series(1, 10) d");
        await using (var held = await _host.Database.OpenConnectionAsync(Cancel))
        await using (await held.BeginTransactionAsync(Cancel))
        {
            await using var take = new NpgsqlCommand("select 1 from eldercare.claims where slot = 3 for update", held);
            await take.ExecuteNonQueryAsync(Cancel);
            Assert.Equal((0, 9), await Pruner().PruneAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        }

        Assert.Equal((0, 1), await Pruner().PruneAsync(Cancel));
    }

    [Fact]
    public async Task The_writer_goes_on_while_rows_are_deleted()
    {
        await InsertAsync("select 'a', 'day_ticket', gen_random_uuid(), 1, gen_random_uuid() from generate_series(1, 20000) d");
        var raffle = Guid.NewGuid();
        await _host.SendAsync(new OpenRaffle(raffle, 300));
        var pruning = Pruner().PruneAsync(Cancel);
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => _host.SendAsync(new TakeTicket(raffle, Guid.NewGuid()))));
        Assert.All(answers, a => Assert.Null(a.Refusal));
        Assert.Equal((0, 20_000), await pruning);
        Assert.Equal((300, 301), (await _host.ScalarAsync<long>(Claims), await _host.ScalarAsync<long>(Receipts)));
    }

    [Fact]
    public async Task A_host_looks_by_itself_ten_minutes_after_its_start_and_then_once_a_day()
    {
        await InsertAsync("select 'a', 'day_ticket', gen_random_uuid(), 1, gen_random_uuid()");
        using var pruner = Pruner();
        await pruner.StartAsync(Cancel);
        await UntilNoneAsync(s_retention.FirstLook);
        await InsertAsync("select 'a', 'day_ticket', gen_random_uuid(), 1, gen_random_uuid()");
        await UntilNoneAsync(s_retention.Every);
        await pruner.StopAsync(Cancel);
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("", 30)]
    [InlineData("1", 1)]
    [InlineData("3650", 3_650)]
    public static void The_setting_says_how_many_days(string? set, int days) => Assert.Equal(TimeSpan.FromDays(days), Set(set).Kept);

    [Theory]
    [InlineData(null, 3)]
    [InlineData("30", 30)]
    public static void Another_says_how_many_years_it_is_kept_who_read_a_file(string? set, int years) =>
        Assert.Equal(TimeSpan.FromDays(years * 365.25), Set(set, Retention.YearsSetting).FileReads);

    [Theory]
    [InlineData("0")]
    [InlineData("31")]
    [InlineData("some")]
    public static void Nor_with_a_wrong_number_of_years(string set) => Assert.Throws<InvalidOperationException>(() => Set(set, Retention.YearsSetting));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("3651")]
    [InlineData("1.5")]
    [InlineData("ever")]
    public static void A_host_with_a_wrong_setting_does_not_start(string set) => Assert.Throws<InvalidOperationException>(() => Set(set));

    private static Retention Set(string? value, string setting = Retention.Setting) => Retention.From(
        new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Pruner Pruner(Retention? retention = null) =>
        new(_host.Database, [new RaffleModule()], retention ?? s_retention, _clock, NullLogger<Pruner>.Instance);

    private async Task InsertAsync(string rows)
    {
        await using var insert = _host.Database.CreateCommand("insert into eldercare.claims (tenant_id, kind, subject, slot, holder) " + rows);
        await insert.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>The time passes again and again: when the host has begun to wait for it is its own business.</summary>
    private async Task UntilNoneAsync(TimeSpan passes)
    {
        for (var i = 0; i < 300 && await _host.ScalarAsync<long>(Claims) > 0; i++)
        {
            _clock.Advance(passes);
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(0, await _host.ScalarAsync<long>(Claims));
    }
}
