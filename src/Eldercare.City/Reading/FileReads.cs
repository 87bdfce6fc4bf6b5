using System.Text.Json;
using Eldercare.People;
using Eldercare.People.FileReads;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.City.Reading;

/// <summary>Who read of whose file.</summary>
public interface IFileReads
{
    /// <summary>Writes them down, all or none, in one statement.</summary>
    Task RecordAsync(string city, IReadOnlyCollection<FileRead> reads, CancellationToken cancellation);

    /// <summary>Of one person, the newest first; keys are readings.</summary>
    Task<Page<FileRead>> OfAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>Her file is gone, and with it who read of it.</summary>
    Task EraseAsync(string city, ElderId elder, CancellationToken cancellation);
}

/// <inheritdoc cref="IFileReads"/>
public sealed class FileReads(NpgsqlDataSource database) : IFileReads
{
    private static readonly string s_table = RowReader<FileRead>.Table;

    public async Task RecordAsync(string city, IReadOnlyCollection<FileRead> reads, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            insert into {s_table} (tenant_id, elder, id, at, reader, roles, site, district, parts, door, request)
            select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::jsonb[], $7::uuid[], $8::text[], $9::jsonb[], $10::text[], $11::text[])
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        With(r => r.Elder.Value, NpgsqlDbType.Uuid);
        With(r => r.Id.Value, NpgsqlDbType.Uuid);
        With(r => r.At.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        With(r => r.Reader, NpgsqlDbType.Text);
        With(r => JsonSerializer.Serialize(r.Roles, EventJson.Options), NpgsqlDbType.Jsonb);
        With(r => r.Site, NpgsqlDbType.Uuid);
        With(r => r.District, NpgsqlDbType.Text);
        With(r => JsonSerializer.Serialize(r.Parts, EventJson.Options), NpgsqlDbType.Jsonb);
        With(r => r.Door.ToString(), NpgsqlDbType.Text);
        With(r => r.Request, NpgsqlDbType.Text);
        await command.ExecuteNonQueryAsync(cancellation);

        void With<T>(Func<FileRead, T> column, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter<T[]>
        {
            TypedValue = [.. reads.Select(column)],
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });
    }

    public Task<Page<FileRead>> OfAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return query.PageAsync(
            Listing.Of<FileRead>("f", $"f.tenant_id = $1 and f.elder = {query.With(elder.Value)}"),
            ["f.id"], descending: true, slice, key => key, RowReader<FileRead>.At(0), cancellation);
    }

    public async Task EraseAsync(string city, ElderId elder, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"delete from {s_table} where tenant_id = $1 and elder = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = elder.Value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
