using Eldercare.People.Search;
using Eldercare.Store.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>
/// Gives people from before there was a search the key they are found by, once, when a host starts. Every change since writes it, so a
/// person who is changed meanwhile is left alone; two hosts that start together write the same.
/// </summary>
public sealed partial class SearchKeys(NpgsqlDataSource database, ILogger<SearchKeys> log) : BackgroundService
{
    private const int AtOnce = 5_000;
    private static readonly string s_table = RowReader<ElderRecord>.Table;

    /// <returns>How many had none.</returns>
    public async Task<int> FillAsync(CancellationToken cancellation)
    {
        var filled = 0;
        while (await ReadAsync(cancellation) is { Count: > 0 } rows)
        {
            await using var command = database.CreateCommand(
                $"""
                update {s_table} e set search_key = k.key
                from unnest($1, $2, $3, $4, $5) as k(city, elder, name, phone, key)
                where e.tenant_id = k.city and e.elder = k.elder and e.name = k.name and e.phone is not distinct from k.phone
                  and e.search_key is null
                """);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(r => r.City)] });
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(r => r.Elder)] });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(r => r.Name)] });
            command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. rows.Select(r => r.Phone)] });
            command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. rows.Select(r => SearchKey.Of(r.Name, r.Phone, r.Number))] });
            filled += await command.ExecuteNonQueryAsync(cancellation);
        }

        return filled;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await FillAsync(stoppingToken) is > 0 and var filled) Filled(log, filled);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is done at the next start.
        }
        catch (NpgsqlException trouble)
        {
            Postponed(log, trouble.Message);
        }
    }

    private async Task<List<(string City, Guid Elder, string Name, string? Phone, string Number)>> ReadAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select tenant_id, elder, name, phone, identity_number from {s_table}
            where search_key is null and erased_on is null limit {AtOnce}
            """);
        var rows = new List<(string, Guid, string, string?, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add((reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4)));
        return rows;
    }

    [LoggerMessage(LogLevel.Information, "{People} people can be searched for now.")]
    private static partial void Filled(ILogger log, int people);

    [LoggerMessage(LogLevel.Warning, "Some people cannot be searched for yet; the next start tries again: {Trouble}")]
    private static partial void Postponed(ILogger log, string trouble);
}
