using System.Security.Cryptography;
using Eldercare.Store;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Eldercare.Api.SignIn.Server;

/// <summary>A key to sign with: RSA of 2,048 bits, RS256, which every client knows.</summary>
/// <param name="Key">With its <c>kid</c>.</param>
/// <param name="Encryption">Seals codes and refresh tokens, which only this server reads; follows from the same secret.</param>
/// <param name="SignsFrom">Published before, so that every host knows it by then.</param>
public sealed record SigningKey(RsaSecurityKey Key, SymmetricSecurityKey Encryption, DateTimeOffset SignsFrom);

/// <summary>
/// The keys of the sign-in server, on PostgreSQL and shared by all hosts. A new one comes each <see cref="SignInServerSettings.KeyLifetime"/>; an
/// old one is published until everything signed with it has ended.
/// </summary>
public sealed class KeyRing(NpgsqlDataSource database, SecretBox box, IOptions<SignInSettings> settings, TimeProvider clock, ILogger<KeyRing> logger)
    : BackgroundService
{
    private const int Bits = 2048;

    /// <summary>Hosts look every minute: by then all of them have seen it.</summary>
    private static readonly TimeSpan s_publishedBefore = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    private readonly SignInServerSettings _settings = settings.Value.Server;
    private ImmutableArray<SigningKey> _keys = [];
    private string _order = string.Empty;
    private CancellationTokenSource _changed = new();

    /// <summary>The one that signs now first, then the others, young before old.</summary>
    public ImmutableArray<SigningKey> Keys
    {
        get
        {
            var now = clock.GetUtcNow();
            return [.. _keys.OrderByDescending(k => k.SignsFrom <= now).ThenByDescending(k => k.SignsFrom)];
        }
    }

    public IChangeToken Changed() => new CancellationChangeToken(_changed.Token);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or CryptographicException)
            {
                logger.LogWarning(fault, "The keys of the sign-in server were not looked after; next try in a minute.");
            }
        }
    }

    /// <summary>Reads the keys, makes a new one when it is time, and removes those nothing is signed with any more.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({AdvisoryLocks.SignInKeys})", stop);
        var keys = await ReadAsync(connection, stop);
        var now = clock.GetUtcNow();
        if (keys.IsEmpty || keys.Max(k => k.SignsFrom) + _settings.KeyLifetime < now)
        {
            await AddAsync(connection, now, keys.IsEmpty ? now : now + s_publishedBefore, stop);
            keys = await ReadAsync(connection, stop);
        }

        // What was signed last with a key that has a successor ends a refresh token's life after that one took over.
        var kept = _settings.RefreshLifetime + TimeSpan.FromDays(1);
        foreach (var (key, successor) in keys.OrderByDescending(k => k.SignsFrom).Skip(1).Zip(keys.OrderByDescending(k => k.SignsFrom)))
        {
            if (successor.SignsFrom + kept >= now) continue;
            await ExecuteAsync(connection, "delete from signin.keys where kid = $1", stop, key.Key.KeyId);
            keys = keys.Remove(key);
        }

        await transaction.CommitAsync(stop);
        _keys = keys;
        var order = string.Join(' ', Keys.Select(k => k.Key.KeyId));
        if (order == _order) return;
        _order = order;
        await Interlocked.Exchange(ref _changed, new CancellationTokenSource()).CancelAsync();
    }

    private async Task<ImmutableArray<SigningKey>> ReadAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var keys = ImmutableArray.CreateBuilder<SigningKey>();
        await using var command = new NpgsqlCommand("select kid, signs_from, secret from signin.keys", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            var kid = reader.GetString(0);
            var secret = box.Open(reader.GetFieldValue<byte[]>(2), $"key:{kid}");
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(secret, out _);
            var encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "eldercare:sign-in:tokens"u8.ToArray());
            keys.Add(new SigningKey(
                new RsaSecurityKey(rsa) { KeyId = kid }, new SymmetricSecurityKey(encryption) { KeyId = $"{kid}-e" }, reader.GetFieldValue<DateTimeOffset>(1)));
        }

        return keys.ToImmutable();
    }

    private async Task AddAsync(NpgsqlConnection connection, DateTimeOffset now, DateTimeOffset signsFrom, CancellationToken stop)
    {
        using var rsa = RSA.Create(Bits);
        var kid = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await ExecuteAsync(
            connection, "insert into signin.keys (kid, created_at, signs_from, secret) values ($1, $2, $3, $4)", stop,
            kid, now, signsFrom, box.Seal(rsa.ExportPkcs8PrivateKey(), $"key:{kid}"));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }
}
