using Eldercare.City.Reactions;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.City.Tests.RealDatabase;

public sealed class HorizonPlansTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_that_cannot_be_asked_for_keeps_no_connection()
    {
        var settings = new NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync());
        await using (var database = NpgsqlDataSource.Create(settings.ConnectionString))
        await using (var broken = database.CreateCommand(
            """
            create schema broken;
            create function broken.pg_try_advisory_lock(bigint) returns boolean language plpgsql as $$ begin raise 'broken'; end $$;
            """))
            await broken.ExecuteNonQueryAsync(Cancel);
        (settings.MaxPoolSize, settings.Timeout, settings.SearchPath) = (1, 2, "broken,pg_catalog");
        await using var narrow = NpgsqlDataSource.Create(settings.ConnectionString);
        var plans = new HorizonPlans(narrow);

        await Assert.ThrowsAsync<PostgresException>(() => plans.TryTakeTurnAsync(Cancel));
        await Assert.ThrowsAsync<PostgresException>(() => plans.TryTakeTurnAsync(Cancel));
    }
}
