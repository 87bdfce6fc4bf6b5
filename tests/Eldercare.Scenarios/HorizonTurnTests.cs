using Eldercare.City.Reactions;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

public sealed class HorizonTurnTests(PostgresFixture postgres)
{
    /// <summary>Opening a city's missing sittings takes a while; the boards must go on meanwhile.</summary>
    [Fact]
    public async Task The_views_go_on_while_a_host_has_its_turn_at_the_horizon()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        await using var turn = await TurnAsync(city.Get<IHorizonPlans>());

        await city.RegisterElderAsync(1);

        await Eventually.EqualAsync(1, async () =>
            (await city.Http.AskAsync("{ cityFigures { people60 } }")).GetProperty("cityFigures").GetProperty("people60").GetInt32());
    }

    /// <summary>The host's own look at its start may have the turn for a moment.</summary>
    private static async Task<IAsyncDisposable> TurnAsync(IHorizonPlans plans)
    {
        IAsyncDisposable? turn = null;
        await Eventually.EqualAsync(true, async () => (turn = await plans.TryTakeTurnAsync(CancellationToken.None)) is not null);
        return turn!;
    }
}
