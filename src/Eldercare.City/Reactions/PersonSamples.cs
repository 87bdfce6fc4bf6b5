using Eldercare.People.Accounts;
using Eldercare.People.Acting;
using Eldercare.People.Contacts;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>What PostgreSQL keeps of the tables with personal data to plan by: in <c>pg_statistic</c> stand values as they were in rows.</summary>
public interface IPersonSamples
{
    /// <summary>Replaces the samples by new ones: what was erased is in none of them. A second or so for a city.</summary>
    Task TakeAnewAsync(CancellationToken cancellation);
}

/// <inheritdoc cref="IPersonSamples"/>
public sealed class PersonSamples(NpgsqlDataSource database) : IPersonSamples
{
    public async Task TakeAnewAsync(CancellationToken cancellation)
    {
        // In the claims the number's digest stood, and that of what she was called at sign-in.
        await using var command = database.CreateCommand(
            $"analyze {RowReader<ElderRecord>.Table}, {RowReader<ElderContacts>.Table}, {RowReader<ActingRecord>.Table}, {RowReader<AccountRecord>.Table}, {StoreSchema.Name}.claims");
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
