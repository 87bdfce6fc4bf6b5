using Eldercare.Api.GraphQL.Loading;
using Eldercare.Store.Views;
using Microsoft.Extensions.Time.Testing;

namespace Eldercare.Api.Tests;

public static class KeptRowsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public static async Task What_was_read_is_given_again_until_the_views_move()
    {
        var city = new City();
        Assert.Equal(["row 1 as of 7", "row 1 as of 7"], [await city.AskAsync(1), await city.AskAsync(1)]);
        Assert.Equal(1, city.Statements);

        city.Processed = 8;
        Assert.Equal("row 1 as of 8", await city.AskAsync(1));
        Assert.Equal(2, city.Statements);
    }

    [Fact]
    public static async Task What_was_read_before_the_views_moved_is_not_kept_for_after()
    {
        var city = new City { WhileReading = c => c.Processed = 8 };
        await city.AskAsync(1);
        city.WhileReading = _ => { };
        await city.AskAsync(1);
        Assert.Equal(2, city.Statements);
    }

    [Fact]
    public static async Task Everything_is_read_while_nobody_knows_how_far_the_views_are()
    {
        var city = new City { Processed = null };
        await city.AskAsync(1);
        await city.AskAsync(1);
        Assert.Equal(2, city.Statements);
    }

    [Fact]
    public static async Task Nothing_is_kept_longer_than_a_second_for_a_rebuild_says_nothing()
    {
        var city = new City();
        await city.AskAsync(1);
        city.Clock.Advance(TimeSpan.FromSeconds(1.1));
        await city.AskAsync(1);
        Assert.Equal(2, city.Statements);
    }

    [Fact]
    public static async Task A_row_that_is_not_there_is_kept_too_and_one_new_key_reads_all()
    {
        var city = new City();
        Assert.Null(await city.AskAsync(0));
        Assert.Null(await city.AskAsync(0));
        Assert.Equal(1, city.Statements);
        Assert.Equal("row 2 as of 7", (await city.Read.ReadAsync([0, 2], Cancel))(2));
        Assert.Equal(2, city.Statements);
    }

    private sealed class City : IViewProgress
    {
        public City() => Read = new(
            (_, _) =>
            {
                Statements++;
                var at = Processed;
                WhileReading(this);
                return Task.FromResult<Func<int, string?>>(key => key == 0 ? null : $"row {key} as of {at}");
            },
            new KeptRows<int, string>(this, Clock));

        public SharedRead<int, string> Read { get; }

        public FakeTimeProvider Clock { get; } = new();

        public long? Processed { get; set; } = 7;

        public Action<City> WhileReading { get; set; } = _ => { };

        public int Statements { get; private set; }

        public async Task<string?> AskAsync(int key) => (await Read.ReadAsync([key], Cancel))(key);

        public long? Lately() => Processed;

        public ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default) => new(true);

        public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) => Task.FromResult((7L, 7L));
    }
}
