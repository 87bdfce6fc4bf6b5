using Npgsql;

namespace Eldercare.Scenarios.CityDay;

/// <summary>What one check looked at, and what it found wrong.</summary>
internal sealed record Check(string Name, string Counted, ImmutableArray<string> Faults)
{
    private const int MostShown = 5;

    public override string ToString() =>
        $"{(Faults.IsEmpty ? "right" : "WRONG")}  {Name}: {Counted}{string.Concat(Faults.Take(MostShown).Select(f => $"\n       {f}"))}"
        + (Faults.Length > MostShown ? $"\n       and {Faults.Length - MostShown} more" : "");
}

/// <summary>The checks of a day, by name.</summary>
internal sealed class Checks(NpgsqlDataSource database)
{
    private readonly List<Check> _all = [];

    public IReadOnlyList<Check> All => _all;

    /// <param name="name">What must be true.</param>
    /// <param name="counted">What was looked at.</param>
    /// <param name="faults">Each a line that says what is wrong.</param>
    public void Add(string name, string counted, params IEnumerable<string> faults) => _all.Add(new Check(name, counted, [.. faults]));

    /// <summary>Two ways to the same figures, each a text by key.</summary>
    public void Same(string name, string counted, IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual) => Add(
        name, counted,
        expected.Keys.Union(actual.Keys).Where(k => expected.GetValueOrDefault(k) != actual.GetValueOrDefault(k))
            .Select(k => $"{k}: {expected.GetValueOrDefault(k) ?? "nothing"} expected, {actual.GetValueOrDefault(k) ?? "nothing"} found"));

    public void Same<T>(string name, string counted, IEnumerable<T> expected, IEnumerable<T> actual)
    {
        var (wanted, found) = (expected.ToHashSet(), actual.ToHashSet());
        Add(name, counted, wanted.Except(found).Select(w => $"{w} is missing").Concat(found.Except(wanted).Select(f => $"{f} should not be")));
    }

    /// <summary>Figures of a table: a key and a text.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TableAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0), reader.GetString(1));
        return rows;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
