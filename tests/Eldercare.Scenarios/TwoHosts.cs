using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Two hosts on one database of their own, for tests in which they want the same at once.</summary>
public abstract class TwoHosts(PostgresFixture postgres) : IAsyncLifetime
{
    private protected CityUnderTest One { get; private set; } = null!;

    private protected CityUnderTest Two { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        One = await CityUnderTest.StartAsync(database);
        Two = await CityUnderTest.StartAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        await Two.DisposeAsync();
        await One.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
