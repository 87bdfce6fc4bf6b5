using Eldercare.Api.Hosting;
using Eldercare.Store;
using Eldercare.Testing;

namespace Eldercare.Api.Tests.House;

public static class DatabaseSqlTests
{
    [Fact]
    public static void Schema_database_sql_is_what_the_host_applies()
    {
        var written = File.ReadAllText(SolutionFolder.Of("schema", "database.sql"));
        Assert.True(
            Normal(written) == Normal(StoreSetup.DatabaseSql(CityHost.Contexts)),
            "schema/database.sql differs from the running configuration: write it anew with `./eldercare schema`.");
    }

    private static string Normal(string sql) => sql.ReplaceLineEndings("\n").Trim();
}
