using Eldercare.Api.GraphQL;
using Eldercare.People.Accounts;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Eldercare.Api.SignIn.Accounts;

/// <summary>The accounts as they stand now, straight from the row the commands keep.</summary>
public sealed class AccountBook(NpgsqlDataSource database, IOptions<ApiSettings> settings, ICommandWriter writer)
{
    private const string Columns = "account, username, password_hash, must_change, roles, district, site, elder, disabled, epoch, factor_epoch, ended_at";

    private string City => settings.Value.City;

    public Task<AccountRecord?> FindAsync(AccountId account, CancellationToken stop) => FindAsync("account = $2", account.Value, stop);

    /// <summary>By what is typed at sign-in; never one that was erased, which has no password.</summary>
    public Task<AccountRecord?> FindAsync(string username, CancellationToken stop) =>
        FindAsync("username = $2 and password_hash <> ''", Username.Normal(username), stop);

    /// <summary>The person's own doing: the event says that it was the account itself.</summary>
    public async Task ChangeAsync(AccountCommand command, CancellationToken stop)
    {
        var envelope = new Envelope(City, command.Account.Value.ToString(), Guid.NewGuid().ToString());
        if ((await writer.ExecuteAsync(command, envelope, stop)).Refusal is { } refusal) throw new InvalidOperationException(refusal.Code);
    }

    /// <summary>The same password hashed with today's parameters; not if it was changed meanwhile.</summary>
    public async Task RehashAsync(AccountRecord account, string hash, CancellationToken stop)
    {
        await using var command = database.Statement(
            $"update {StoreSchema.Name}.accounts set password_hash = $3 where tenant_id = $1 and account = $2 and password_hash = $4", City, account.Account.Value, hash, account.PasswordHash);
        await command.ExecuteNonQueryAsync(stop);
    }

    private async Task<AccountRecord?> FindAsync(string where, object key, CancellationToken stop)
    {
        await using var command = database.Statement($"select {Columns} from {StoreSchema.Name}.accounts where tenant_id = $1 and {where}", City, key);
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop)) return null;
        T? May<T>(int column)
            where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);
        return new AccountRecord(
            new(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetString(4),
            reader.IsDBNull(5) ? null : reader.GetString(5), May<Guid>(6), May<Guid>(7) is { } elder ? new ElderId(elder) : null,
            reader.GetBoolean(8), reader.GetInt32(9), reader.GetInt32(10), reader.GetFieldValue<DateTimeOffset>(11));
    }
}
