using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>See <see cref="AdvisoryLocks.ElderFence"/>.</summary>
internal static class ElderFence
{
    /// <summary>Once it returns, every decision taken before is committed and visible, and each later one sees what is committed now.</summary>
    public static async Task PassAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select pg_advisory_xact_lock({AdvisoryLocks.ElderFence})");
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
