using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>A host dies over a death; the next one ends everything, once.</summary>
public sealed class KilledOverADeathTests(PostgresFixture postgres)
{
    private const string Killed = "killed";

    /// <param name="halfWay">Killed while it commits what follows from the death, and not when it has acknowledged it.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_host_ends_everything_once(bool halfWay)
    {
        var database = await postgres.NewDatabaseAsync();
        var first = await CityUnderTest.StartAsync(database);
        var life = await ElderlyLife.BeginAsync(first);
        await first.HorizonIsOpenAsync(2);
        await first.DisposeAsync();
        await using var gate = await Gate.BeforeTheCommitOfAsync(database, "booking_cancelled");
        await gate.ShutAsync();
        await using (var killed = await HostProcess.StartAsync(
            new NpgsqlConnectionStringBuilder(database) { ApplicationName = Killed }.ConnectionString, first.SignIn))
        {
            Assert.Null((await life.EndAsync(killed.Http)).Code);
            if (halfWay) await Eventually.EqualAsync(true, async () => await gate.WaitingAsync() > 0);
            await killed.KillAsync();
            await gate.CutOffAsync(Killed);
        }

        await gate.OpenAsync();

        await using var next = await CityUnderTest.StartAsync(database);

        await life.AssertEverythingEndedAsync(next);
    }
}
