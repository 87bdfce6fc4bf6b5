using Eldercare.People.Accounts;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Eldercare.Api.SignIn.Accounts;

/// <summary>
/// Counts wrong passwords and codes by name, whether there is such an account or not: a locked name tells nothing. An attempt counts before it is
/// looked at, so that many at once are no more than one after the other.
/// </summary>
public sealed class Attempts(NpgsqlDataSource database, SecretBox box, IOptions<SignInSettings> settings, TimeProvider clock)
{
    /// <summary>Names are not kept: people type passwords there.</summary>
    private byte[] Key(string username) => box.Digest("attempts", Username.Normal(username));

    /// <returns>False when the name is locked; then the attempt is none.</returns>
    public async Task<bool> BeginAsync(string username, CancellationToken stop)
    {
        var (now, server) = (clock.GetUtcNow(), settings.Value.Server);
        // A lock that is over begins the count anew; one that stands is left as it is, and its row is not returned.
        await using var command = database.Statement(
            """
            insert into signin.attempts as a (name, failures, until, at) values ($1, 1, null, $2)
            on conflict (name) do update set
                failures = case when a.until is not null then 1 else a.failures + 1 end,
                until = case when a.until is null and a.failures + 1 >= $3 then $4::timestamptz end,
                at = $2
            where a.until is null or a.until <= $2
            returning 1
            """, Key(username), now, server.LockAfter, now + server.LockFor);
        return await command.ExecuteScalarAsync(stop) is not null;
    }

    /// <summary>It was right: the count begins anew.</summary>
    public async Task SucceededAsync(string username, CancellationToken stop)
    {
        await using var command = database.Statement("delete from signin.attempts where name = $1", Key(username));
        await command.ExecuteNonQueryAsync(stop);
    }
}
