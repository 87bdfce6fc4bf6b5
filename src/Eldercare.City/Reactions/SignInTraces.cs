using Eldercare.People.Accounts;
using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>What the city's own sign-in server keeps of an account beside its row.</summary>
public interface ISignInTraces
{
    /// <summary>Removes sessions, second factor, tokens with what they came of, and who signed in when. A second time there is nothing left.</summary>
    Task EraseAsync(AccountId account, CancellationToken cancellation);
}

/// <inheritdoc cref="ISignInTraces"/>
public sealed class SignInTraces(NpgsqlDataSource database) : ISignInTraces
{
    public async Task EraseAsync(AccountId account, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        foreach (var table in (string[])["sessions", "factors", "sign_ins"]) Add($"{table} where account = $1", account.Value);
        foreach (var table in (string[])["tokens", "authorizations"]) Add($"{table} where subject = $1", account.ToString());
        await batch.ExecuteNonQueryAsync(cancellation);

        void Add(string rows, object key) => batch.BatchCommands.Add(
            new NpgsqlBatchCommand($"delete from {StoreSchema.SignIn}.{rows}") { Parameters = { new() { Value = key } } });
    }
}
