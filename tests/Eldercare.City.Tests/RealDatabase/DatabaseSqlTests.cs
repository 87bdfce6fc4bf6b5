using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>A database made from schema/database.sql alone is one that a host finds nothing to change in.</summary>
public sealed class DatabaseSqlTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_made_from_the_file_alone_is_the_one_configured()
    {
        var database = await postgres.NewDatabaseAsync();
        await ApplyAsync(database, await File.ReadAllTextAsync(SolutionFolder.Of("schema", "database.sql"), Cancel));
        await AssertIsTheOneConfiguredAsync(database);
        Assert.Equal(["claims", "elders", "mt_events", "receipts", "sitting_boards"], await TablesAsync(database));

        // Guards the guard, for our own tables too.
        await ApplyAsync(database, "alter table eldercare.claims drop column holder");
        await Assert.ThrowsAnyAsync<Exception>(() => AssertIsTheOneConfiguredAsync(database));
    }

    private static async Task AssertIsTheOneConfiguredAsync(string database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddEldercareStore(database, [new PeopleModule(), new SubsidiesModule(), new MealsModule(), new BedsModule(), new CityModule()], _ => { });
        using var host = builder.Build();
        await host.Services.GetRequiredService<IDocumentStore>().Storage.Database.AssertDatabaseMatchesConfigurationAsync(Cancel);
    }

    private static async Task ApplyAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<string[]> TablesAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            """
            select array_agg(tablename::text order by tablename) from pg_tables
            where schemaname = 'eldercare' and tablename in ('claims', 'elders', 'mt_events', 'receipts', 'sitting_boards')
            """);
        return (string[])(await command.ExecuteScalarAsync(Cancel))!;
    }
}
