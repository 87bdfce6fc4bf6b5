using System.Security.Cryptography;
using Eldercare.People.Accounts;
using Npgsql;
using OtpNet;

namespace Eldercare.Api.SignIn.Accounts;

/// <summary>
/// Codes of an authenticator (TOTP, RFC 6238: six digits, 30 seconds). A code is good once, also at two hosts at the same moment. Offices cannot
/// do without; the others may not set one up.
/// </summary>
public sealed class SecondFactors(NpgsqlDataSource database, SecretBox box, TimeProvider clock)
{
    private const int SecretBytes = 20;
    private const int RecoveryCodes = 10;

    /// <summary>A clock may be half a minute off.</summary>
    private static readonly VerificationWindow s_window = new(previous: 1, future: 1);

    /// <summary>Roles that see or change what is of many people.</summary>
    public static bool Needs(AccountRecord account) =>
        account.Roles.Split(' ').Any(r => r is "district-office" or "city-office" or "auditor");

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>What authenticators read off a picture.</summary>
    public static string Address(byte[] secret, string username) => new OtpUri(OtpType.Totp, secret, username, "Eldercare").ToString();

    public static string Text(byte[] secret) => Base32Encoding.ToString(secret);

    public async Task<bool> HasAsync(AccountRecord account, CancellationToken stop)
    {
        await using var command = database.Statement("select 1 from signin.factors where account = $1 and epoch = $2", account.Account.Value, account.FactorEpoch);
        return await command.ExecuteScalarAsync(stop) is not null;
    }

    /// <summary>Sets a factor up whose first code was typed.</summary>
    /// <returns>The recovery codes, shown this once; null when the code is wrong.</returns>
    public async Task<ImmutableArray<string>?> EnrolAsync(AccountRecord account, byte[] secret, string code, CancellationToken stop)
    {
        if (!Verify(secret, code, out var step)) return null;
        ImmutableArray<string> recovery = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => $"{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)}")];
        await SaveAsync(account, secret, step, recovery, stop);
        return recovery;
    }

    /// <summary>Sets a factor up that somebody else keeps: the demo's.</summary>
    public Task SaveAsync(AccountRecord account, byte[] secret, CancellationToken stop) => SaveAsync(account, secret, step: 0, [], stop);

    /// <summary>Whether the code is the authenticator's of this moment and was not used before, or a recovery code, which is then used up.</summary>
    public async Task<bool> UseAsync(AccountRecord account, string code, CancellationToken stop)
    {
        var typed = code.Replace(" ", string.Empty, StringComparison.Ordinal);
        if (typed.Length > 6)
        {
            return await ChangedAsync(
                "update signin.factors set recovery = array_remove(recovery, $3) where account = $1 and epoch = $2 and $3 = any(recovery)",
                account, box.Digest("recovery", typed.ToLowerInvariant()), stop);
        }

        return await SecretAsync(account, stop) is { } secret && Verify(secret, typed, out var step)
            && await ChangedAsync("update signin.factors set step = $3 where account = $1 and epoch = $2 and step < $3", account, step, stop);
    }

    /// <summary>The code of this moment, for the demo's accounts; null without a factor.</summary>
    public async Task<string?> CodeAsync(AccountRecord account, CancellationToken stop) =>
        await SecretAsync(account, stop) is { } secret ? new Totp(secret).ComputeTotp(clock.GetUtcNow().UtcDateTime) : null;

    private bool Verify(byte[] secret, string code, out long step) =>
        new Totp(secret).VerifyTotp(clock.GetUtcNow().UtcDateTime, code.Replace(" ", string.Empty, StringComparison.Ordinal), out step, s_window);

    private async Task<byte[]?> SecretAsync(AccountRecord account, CancellationToken stop)
    {
        await using var command = database.Statement("select secret from signin.factors where account = $1 and epoch = $2", account.Account.Value, account.FactorEpoch);
        return await command.ExecuteScalarAsync(stop) is byte[] sealed_ ? box.Open(sealed_, Bound(account)) : null;
    }

    private async Task SaveAsync(AccountRecord account, byte[] secret, long step, ImmutableArray<string> recovery, CancellationToken stop)
    {
        await using var command = database.Statement(
            """
            insert into signin.factors (account, epoch, secret, step, recovery) values ($1, $2, $3, $4, $5)
            on conflict (account) do update set epoch = $2, secret = $3, step = $4, recovery = $5
            """, account.Account.Value, account.FactorEpoch, box.Seal(secret, Bound(account)), step, recovery.Select(r => box.Digest("recovery", r)).ToArray());
        await command.ExecuteNonQueryAsync(stop);
    }

    private async Task<bool> ChangedAsync(string sql, AccountRecord account, object value, CancellationToken stop)
    {
        await using var command = database.Statement(sql, account.Account.Value, account.FactorEpoch, value);
        return await command.ExecuteNonQueryAsync(stop) == 1;
    }

    private static string Bound(AccountRecord account) => $"factor:{account.Account}";
}
