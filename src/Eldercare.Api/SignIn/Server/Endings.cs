using System.Collections.Frozen;
using System.Globalization;
using Eldercare.Store;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Npgsql;
using OpenIddict.Abstractions;

namespace Eldercare.Api.SignIn.Server;

/// <summary>
/// Which access tokens ended before their time: revoked ones, and those of accounts whose sessions were ended. They live minutes, so there are
/// few; each host reads them anew every <see cref="SignInServerSettings.LooksEvery"/>, and no request waits for the database.
/// </summary>
public sealed class Endings(NpgsqlDataSource database, IOptions<SignInSettings> settings, TimeProvider clock, ILogger<Endings> logger) : BackgroundService
{
    private readonly SignInServerSettings _settings = settings.Value.Server;
    private FrozenSet<string> _tokens = [];
    private FrozenDictionary<string, int> _epochs = FrozenDictionary<string, int>.Empty;

    public bool Has(JsonWebToken token)
    {
        if (token.TryGetPayloadValue(OpenIddictConstants.Claims.Private.TokenId, out string? id) && id is not null && _tokens.Contains(id)) return true;
        return _epochs.TryGetValue(token.Subject, out var epoch)
            && !(token.TryGetPayloadValue(TokenClaims.Epoch, out object? of) && Convert.ToInt32(of, CultureInfo.InvariantCulture) >= epoch);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_settings.LooksEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                logger.LogWarning(fault, "Whether tokens have ended could not be read; tried again in {Interval}.", _settings.LooksEvery);
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "select id from signin.tokens where status = 'revoked' and type in ('access_token', 'urn:ietf:params:oauth:token-type:access_token') and expiration_date > $1")
        { Parameters = { new() { Value = now - s_skew } } });
        // Twice an access token's life: whatever was issued before the account's sessions ended is over by then.
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select account, epoch from {StoreSchema.Name}.accounts where ended_at > $1")
        { Parameters = { new() { Value = now - (2 * _settings.AccessLifetime) - s_skew } } });
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(stop)) tokens.Add(reader.GetString(0));
        await reader.NextResultAsync(stop);
        var epochs = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync(stop)) epochs[reader.GetGuid(0).ToString()] = reader.GetInt32(1);
        _tokens = tokens.ToFrozenSet(StringComparer.Ordinal);
        _epochs = epochs.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);
}
