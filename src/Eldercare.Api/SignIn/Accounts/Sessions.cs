using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Eldercare.People.Accounts;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Eldercare.Api.SignIn.Accounts;

/// <summary>Somebody whose name and password were right.</summary>
/// <param name="Id">Digest of what the browser has.</param>
/// <param name="Account">Whose.</param>
/// <param name="Factor">The second factor was shown.</param>
/// <param name="Epoch">Of the account when its password was right.</param>
/// <param name="CreatedAt">When she signed in; a new one begins with each step that gives rights.</param>
/// <param name="PendingSecret">Sealed; a second factor being set up.</param>
/// <param name="Authorizations">What clients were given in it: ends with it.</param>
public sealed record Session(
    byte[] Id, AccountId Account, bool Factor, int Epoch, DateTimeOffset CreatedAt, byte[]? PendingSecret, ImmutableArray<string> Authorizations);

/// <summary>
/// The sessions of the sign-in pages, on PostgreSQL: any host knows them, and any can end them. The browser has a random key in a cookie, the
/// database its digest. Forms carry a digest of the key that only the hosts can make, so that no other site can send them.
/// </summary>
public sealed class Sessions(NpgsqlDataSource database, SecretBox box, IOptions<SignInSettings> settings, TimeProvider clock)
{
    /// <summary>Of the form's field that shows that the page was ours.</summary>
    public const string Genuine = "genuine";

    private const int KeyBytes = 32;

    private readonly bool _secure = settings.Value.Server.Address().Scheme == Uri.UriSchemeHttps;

    /// <summary>Bound to this host by its name where there is TLS (RFC 6265bis).</summary>
    private string Cookie => _secure ? "__Host-eldercare-signin" : "eldercare-signin";

    public async Task<Session?> FindAsync(HttpContext http)
    {
        if (KeyOf(http) is not { } key) return null;
        await using var command = database.Statement(
            "select id, account, factor, epoch, created_at, pending_secret, authorizations from signin.sessions where id = $1 and expires_at > $2", Id(key), clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        if (!await reader.ReadAsync(http.RequestAborted)) return null;
        return new Session(
            reader.GetFieldValue<byte[]>(0), new(reader.GetGuid(1)), reader.GetBoolean(2), reader.GetInt32(3), reader.GetFieldValue<DateTimeOffset>(4),
            reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5), [.. reader.GetFieldValue<string[]>(6)]);
    }

    /// <summary>Gives a browser a key before anybody signs in: forms need one. The database has nothing of it.</summary>
    public void Introduce(HttpContext http)
    {
        if (KeyOf(http) is null) Give(http);
    }

    /// <summary>A session with a new key, instead of the one there was: what a browser had before it got rights is worth nothing afterwards.</summary>
    /// <param name="http">The browser's request.</param>
    /// <param name="before">The session there was. What clients were given in it goes on with this one, unless it was somebody else's.</param>
    /// <param name="account">Whose.</param>
    /// <param name="factor">The second factor was shown.</param>
    /// <param name="signedInAt">When, if not now.</param>
    public async Task BeginAsync(HttpContext http, Session? before, AccountRecord account, bool factor, DateTimeOffset? signedInAt = null)
    {
        var (key, now) = (Give(http), clock.GetUtcNow());
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from signin.sessions where id = $1") { Parameters = { new() { Value = before?.Id ?? [] } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "insert into signin.sessions (id, account, factor, epoch, created_at, expires_at, authorizations) values ($1, $2, $3, $4, $5, $6, $7)")
        {
            Parameters =
            {
                new() { Value = Id(key) }, new() { Value = account.Account.Value }, new() { Value = factor }, new() { Value = account.Epoch },
                new() { Value = signedInAt ?? now }, new() { Value = now + settings.Value.Server.SessionLifetime },
                new() { Value = before is { } b && b.Account == account.Account ? b.Authorizations.ToArray() : [] },
            },
        });
        await batch.ExecuteNonQueryAsync(http.RequestAborted);
    }

    /// <summary>The secret of a second factor being set up, the same until it is.</summary>
    public async Task<byte[]> PendingAsync(Session session, CancellationToken stop)
    {
        var bound = $"pending:{session.Account}";
        if (session.PendingSecret is { } pending) return box.Open(pending, bound);
        var secret = SecondFactors.NewSecret();
        await using var command = database.Statement("update signin.sessions set pending_secret = $2 where id = $1", session.Id, box.Seal(secret, bound));
        await command.ExecuteNonQueryAsync(stop);
        return secret;
    }

    /// <summary>Notes what a client was given.</summary>
    public async Task AddAsync(Session session, string authorization, CancellationToken stop)
    {
        await using var command = database.Statement("update signin.sessions set authorizations = array_append(authorizations, $2) where id = $1", session.Id, authorization);
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task EndAsync(HttpContext http)
    {
        if (KeyOf(http) is not { } key) return;
        await using var command = database.Statement("delete from signin.sessions where id = $1", Id(key));
        await command.ExecuteNonQueryAsync(http.RequestAborted);
        http.Response.Cookies.Delete(Cookie, Options());
    }

    /// <summary>What a form carries to show that the page was ours.</summary>
    public string Proof(HttpContext http) => KeyOf(http) is { } key ? Convert.ToHexStringLower(box.Digest("forms", key)) : string.Empty;

    /// <summary>Whether the form came from a page of ours in this browser.</summary>
    public bool IsGenuine(HttpContext http, IFormCollection form) =>
        Proof(http) is { Length: > 0 } proof && form[Genuine] is [{ } sent]
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(proof), Encoding.UTF8.GetBytes(sent));

    private string Give(HttpContext http)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        http.Response.Cookies.Append(Cookie, key, Options());
        http.Items[Cookie] = key;
        return key;
    }

    private string? KeyOf(HttpContext http) => http.Items[Cookie] as string ?? (http.Request.Cookies[Cookie] is { Length: > 0 and < 100 } key ? key : null);

    private static byte[] Id(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    private CookieOptions Options() => new() { HttpOnly = true, Secure = _secure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
