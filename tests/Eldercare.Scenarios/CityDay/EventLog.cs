using System.Text.Json;
using Npgsql;

namespace Eldercare.Scenarios.CityDay;

/// <summary>One event as it is stored.</summary>
/// <param name="Sequence">Its place in the store.</param>
/// <param name="Stream">Whose.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Type">As stored, such as <c>meal_booked</c>.</param>
/// <param name="Data">As stored.</param>
/// <param name="By">Who had it written.</param>
internal sealed record Happened(long Sequence, Guid Stream, long Version, string Type, JsonElement Data, string? By)
{
    public Guid Elder => Id("elder") ?? throw new InvalidOperationException($"{Type} names no elder.");

    public bool ByItself => By?.StartsWith("reaction:", StringComparison.Ordinal) == true;

    public Guid? Id(string field) => Data.TryGetProperty(field, out var id) ? id.GetGuid() : null;

    public string? Text(string field) => Data.TryGetProperty(field, out var text) ? text.GetString() : null;

    public int Number(string field) => Data.GetProperty(field).GetInt32();

    /// <summary>A flag; one that is not there is not set.</summary>
    public bool Is(string field) => Data.TryGetProperty(field, out var flag) && flag.GetBoolean();

    public override string ToString() => $"{Sequence} {Type} of {Stream}: {Data}";
}

/// <summary>Every event there is, read as stored: none of the code that wrote or folds them is asked.</summary>
internal sealed class EventLog
{
    private readonly ILookup<string, Happened> _byType;
    private readonly HashSet<Guid> _sittings;

    private EventLog(IReadOnlyList<Happened> all)
    {
        All = all;
        _byType = all.ToLookup(e => e.Type, StringComparer.Ordinal);
        _sittings = [.. _byType["sitting_opened"].Select(e => e.Stream)];
    }

    /// <summary>In the order of the store.</summary>
    public IReadOnlyList<Happened> All { get; }

    public IEnumerable<Happened> Of(params string[] types) => types.Length == 1 ? _byType[types[0]] : types.SelectMany(t => _byType[t]);

    public bool IsOfASitting(Happened e) => _sittings.Contains(e.Stream);

    public static async Task<EventLog> ReadAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "select seq_id, stream_id, version, type, data::text, user_name from eldercare.mt_events order by seq_id");
        var all = new List<Happened>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            using var data = JsonDocument.Parse(reader.GetString(4));
            all.Add(new Happened(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetString(3), data.RootElement.Clone(),
                reader.IsDBNull(5) ? null : reader.GetString(5)));
        }

        return new EventLog(all);
    }
}
