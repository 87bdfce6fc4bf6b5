using Npgsql;
using NpgsqlTypes;

namespace Eldercare.Store.Tables;

/// <summary>Array parameters and commands of one city, for set-based statements.</summary>
internal static class PgArray
{
    public static NpgsqlParameter<T[]> Of<T>(T[] values, NpgsqlDbType type) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    /// <summary>A command whose first parameter is the city.</summary>
    public static NpgsqlBatchCommand OfCity(string sql, string city, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
