using Npgsql;

namespace Eldercare.Store;

/// <summary>
/// The same database, for statements that go by primary key and nothing else: the writer's, the views' and the import's. Their
/// connections tell the planner so: a table that was empty a minute ago has no statistics, and a plan made for it then, kept because
/// it is prepared, would read all of a city's rows for ever. The settings alone do not prevent that, since every key begins with the
/// city; therefore these statements look up each key in a <c>lateral</c> subquery with <c>limit 1</c>, which can only be planned as a
/// descent of the whole key, and change rows by the <c>ctid</c> found there.
/// </summary>
public sealed class ByKeyDatabase(string connectionString) : IAsyncDisposable, IDisposable
{
    private const string Settings =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    public NpgsqlDataSource Source { get; } = StoreSetup.DataSource(connectionString, Settings);

    public void Dispose() => Source.Dispose();

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
