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
    private static readonly (string Name, string Value)[] s_settings =
    [
        ("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("enable_hashjoin", "off"), ("enable_mergejoin", "off"),
    ];

    /// <summary>The same for one transaction of another connection: a list to select.</summary>
    internal static string SetForTransaction { get; } = string.Join(", ", s_settings.Select(s => $"set_config('{s.Name}', '{s.Value}', true)"));

    public NpgsqlDataSource Source { get; } = StoreSetup.DataSource(
        connectionString, string.Join(' ', s_settings.Select(s => $"-c {s.Name}={s.Value}")));

    public void Dispose() => Source.Dispose();

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
