using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>A host dies over a death; the next one ends everything, once.</summary>
public sealed class KilledOverADeathTests(PostgresFixture postgres)
{
    private const string Killed = "killed";

    [Fact]
    public Task Killed_when_it_has_acknowledged_the_death() => AnotherHostEndsEverythingOnceAsync(postgres, halfWay: false);

    /// <param name="halfWay">Killed while it commits what follows from the death, and not when it has acknowledged it.</param>
    internal static async Task AnotherHostEndsEverythingOnceAsync(PostgresFixture postgres, bool halfWay)
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
        await next.AssertSoundAsync();
    }
}

/// <summary>The same half way: a class of its own runs beside the other, for both mostly wait.</summary>
public sealed class KilledHalfWayThroughADeathTests(PostgresFixture postgres)
{
    [Fact]
    public Task Killed_while_it_commits_what_follows_from_the_death() =>
        KilledOverADeathTests.AnotherHostEndsEverythingOnceAsync(postgres, halfWay: true);
}
