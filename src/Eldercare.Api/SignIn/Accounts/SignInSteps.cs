using Eldercare.Api.SignIn.Server;
using Eldercare.People.Accounts;
using Npgsql;

namespace Eldercare.Api.SignIn.Accounts;

/// <summary>What the sign-in page asks for next.</summary>
public enum Step
{
    Password,

    /// <summary>A code of the authenticator.</summary>
    Code,

    /// <summary>Another password than the one somebody gave.</summary>
    Change,

    /// <summary>To set an authenticator up.</summary>
    Enrol,
    Done,
}

/// <summary>Takes a person from the name and the password through to being signed in.</summary>
public sealed class SignInSteps(
    AccountBook accounts, SecondFactors factors, Attempts attempts, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>What is still missing, and whose session it is. A session of an account that was disabled or reset since is nobody's.</summary>
    public async Task<(Step Step, AccountRecord? Account)> NextAsync(Session? session, CancellationToken stop)
    {
        if (session is null || await accounts.FindAsync(session.Account, stop) is not { Disabled: false } account || account.Epoch != session.Epoch)
            return (Step.Password, null);
        if (!session.Factor && await factors.HasAsync(account, stop)) return (Step.Code, account);
        if (account.MustChange) return (Step.Change, account);
        return (session.Factor || !SecondFactors.Needs(account) ? Step.Done : Step.Enrol, account);
    }

    /// <summary>The account whose name and password these are; null when they are not, and when the name is locked: both take as long.</summary>
    public async Task<AccountRecord?> PasswordAsync(string username, string password, CancellationToken stop)
    {
        var open = await attempts.BeginAsync(username, stop);
        var account = await accounts.FindAsync(username, stop);
        var (right, outdated) = await Passwords.VerifyAsync(account?.PasswordHash, password);
        if (account is null) return null;
        if (!open || !right || account.Disabled)
        {
            await NoteAsync(account, !open ? SignInOutcome.Locked : right ? SignInOutcome.Disabled : SignInOutcome.WrongPassword, stop);
            return null;
        }

        if (outdated) await accounts.RehashAsync(account, await Passwords.HashAsync(password), stop);
        // With a second factor the count goes on until that was right too.
        if (!await factors.HasAsync(account, stop)) await SucceededAsync(account, stop);
        return account;
    }

    /// <summary>Whether this is the password of somebody who is signed in, asked for once more before it is changed: that is no sign-in.</summary>
    public async Task<bool> ConfirmAsync(AccountRecord account, string password, CancellationToken stop)
    {
        var open = await attempts.BeginAsync(account.Username, stop);
        if (!(await Passwords.VerifyAsync(account.PasswordHash, password)).Right || !open)
        {
            await NoteAsync(account, open ? SignInOutcome.WrongPassword : SignInOutcome.Locked, stop);
            return false;
        }

        await attempts.SucceededAsync(account.Username, stop);
        return true;
    }

    /// <summary>Whether this is the code of the account's authenticator, or one of its recovery codes.</summary>
    public async Task<bool> CodeAsync(AccountRecord account, string code, CancellationToken stop)
    {
        var open = await attempts.BeginAsync(account.Username, stop);
        if (!open || !await factors.UseAsync(account, code, stop))
        {
            await NoteAsync(account, open ? SignInOutcome.WrongCode : SignInOutcome.Locked, stop);
            return false;
        }

        await SucceededAsync(account, stop);
        return true;
    }

    private async Task SucceededAsync(AccountRecord account, CancellationToken stop)
    {
        await attempts.SucceededAsync(account.Username, stop);
        await NoteAsync(account, SignInOutcome.SignedIn, stop);
    }

    private async Task NoteAsync(AccountRecord account, SignInOutcome outcome, CancellationToken stop)
    {
        await using var command = database.Statement(
            "insert into signin.sign_ins (id, at, account, what) values ($1, $2, $3, $4)", Guid.CreateVersion7(), clock.GetUtcNow(), account.Account.Value, SignInModule.NameOf(outcome));
        await command.ExecuteNonQueryAsync(stop);
    }
}
