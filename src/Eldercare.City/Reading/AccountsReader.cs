using Eldercare.People.Accounts;
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
}

/// <inheritdoc cref="IAccountsReader"/>
public sealed class AccountsReader(NpgsqlDataSource database) : IAccountsReader
{
    private static readonly string s_table = RowReader<AccountRecord>.Table;

    public Task<Page<AccountRecord>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<AccountRecord>("a", "a.tenant_id = $1");
        if (district is not null) list += $" and a.district = {query.With(district)}";
        return query.PageAsync(
            list, ["a.username"], descending: false, slice, key => $"select k.username from {s_table} k where k.tenant_id = $1 and k.account = {key}",
            RowReader<AccountRecord>.At(0), cancellation);
    }

    public async Task<AccountRecord?> FindAsync(string city, AccountId account, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<AccountRecord>("account", [account.Value], cancellation)).SingleOrDefault();
}
