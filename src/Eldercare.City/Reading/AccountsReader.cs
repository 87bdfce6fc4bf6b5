using Eldercare.People;
using Eldercare.People.Accounts;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>The accounts of the city's own sign-in server, from the row the commands keep.</summary>
public interface IAccountsReader
{
    /// <summary>Accounts by their names.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="district">Only those this district's office looks after.</param>
    /// <param name="slice">Which part; keys are accounts.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<AccountRecord>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>An account, or null.</summary>
    Task<AccountRecord?> FindAsync(string city, AccountId account, CancellationToken cancellation);

    /// <summary>The accounts that sign in as an elder, erased ones too.</summary>
    Task<ImmutableArray<AccountId>> OfElderAsync(string city, ElderId elder, CancellationToken cancellation);

    /// <summary>Who signed in to an account or tried to, the last first; keys are attempts.</summary>
    Task<Page<SignInAttempt>> SignInsAsync(string city, AccountId account, Slice<Guid> slice, CancellationToken cancellation);
}

/// <inheritdoc cref="IAccountsReader"/>
public sealed class AccountsReader(NpgsqlDataSource database) : IAccountsReader
{
    private const string SignIns = StoreSchema.SignIn + ".sign_ins";

    private static readonly string s_table = RowReader<AccountRecord>.Table;

    public Task<Page<AccountRecord>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        // Of one that was erased nothing is left to look after.
        var list = Listing.Of<AccountRecord>("a", "a.tenant_id = $1 and a.password_hash <> ''");
        if (district is not null) list += $" and a.district = {query.With(district)}";
        return query.PageAsync(
            list, ["a.username"], descending: false, slice, key => $"select k.username from {s_table} k where k.tenant_id = $1 and k.account = {key}",
            RowReader<AccountRecord>.At(0), cancellation);
    }

    public async Task<AccountRecord?> FindAsync(string city, AccountId account, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<AccountRecord>("account", [account.Value], cancellation)).SingleOrDefault();

    public async Task<ImmutableArray<AccountId>> OfElderAsync(string city, ElderId elder, CancellationToken cancellation) =>
        [.. (await new Query(database, city).RowsAsync<AccountRecord>("elder", [elder.Value], cancellation)).Select(a => a.Account)];

    public Task<Page<SignInAttempt>> SignInsAsync(string city, AccountId account, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return query.PageAsync(
            new(
                "s.id, s.at, s.what",
                $"{SignIns} s where exists (select 1 from {s_table} a where a.tenant_id = $1 and a.account = s.account) and s.account = {query.With(account.Value)}"),
            ["s.at", "s.id"], descending: true, slice, key => $"select k.at, k.id from {SignIns} k where k.id = {key}",
            row => new SignInAttempt(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), Enum.Parse<SignInOutcome>(row.GetString(2).Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true)), cancellation);
    }
}
