using Npgsql;

namespace Eldercare.Api.SignIn;

internal static class Statements
{
    /// <summary>A statement with its values in order; null is the database's.</summary>
    public static NpgsqlCommand Statement(this NpgsqlDataSource database, string sql, params ReadOnlySpan<object?> values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
