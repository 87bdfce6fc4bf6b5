using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Accounts;

/// <summary>What is done to an account that exists: its row changes with its events.</summary>
public abstract record AccountCommand(AccountId Account) : ICommand
{
    private protected StreamRef Stream => Accounts.Account.Stream.At(Account.Value);

    /// <summary>Without what a password follows from: commands end up in logs.</summary>
    public sealed override string ToString() => $"{GetType().Name} {Account}";

    public virtual Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<AccountRecord>(Account.Value)] };

    public abstract Outcome Decide(Known known);

    /// <summary>What the row is when it is done.</summary>
    internal abstract AccountRecord Change(AccountRecord record, DateTimeOffset now);

    private protected Outcome Decided(Known known, Func<Account, Decision<AccountFact>> decide)
    {
        if (known.State<Account>(Stream) is not { IsErased: false } account || known.Row<AccountRecord>(Account.Value) is not { } record)
            return Outcome.Refuse(new AccountUnknown(Account));
        return decide(account).On(Stream).Keeping(Change(record, known.Now));
    }
}

public sealed record AccountUnknown(AccountId Account) : Refusal
{
    public override Words Message => new("没有这个账户。", "There is no such account.");
}

/// <summary>From now on it signs in no more.</summary>
public sealed record DisableAccount(AccountId Account) : AccountCommand(Account)
{
    public override Outcome Decide(Known known) => Decided(known, Of);

    public Decision<AccountFact> Of(Account account) =>
        account.IsDisabled ? Decision<AccountFact>.NoChange : new AccountDisabled(Account);

    internal override AccountRecord Change(AccountRecord record, DateTimeOffset now) => record.Ended(now) with { Disabled = true };
}

/// <summary>It signs in again, with the password it had.</summary>
public sealed record EnableAccount(AccountId Account) : AccountCommand(Account)
{
    public override Outcome Decide(Known known) => Decided(known, Of);

    public Decision<AccountFact> Of(Account account) =>
        account.IsDisabled ? new AccountEnabled(Account) : Decision<AccountFact>.NoChange;

    internal override AccountRecord Change(AccountRecord record, DateTimeOffset now) => record with { Disabled = false };
}

/// <summary>Gives it other roles, or another place.</summary>
/// <param name="Account">Which.</param>
/// <param name="Rights">All of them, as they shall be.</param>
public sealed record ChangeAccountRights(AccountId Account, AccountRights Rights) : AccountCommand(Account)
{
    public override Footprint Footprint => base.Footprint with { Writes = [Stream, .. OfElder.StreamOf(Rights)] };

    public override Outcome Decide(Known known) => OfElder.Check(Rights, known) is { } refusal ? Outcome.Refuse(refusal) : Decided(known, Of);

    public Decision<AccountFact> Of(Account account)
    {
        if (CreateAccountDecider.CheckRights(Rights) is { } fault) return fault;
        return account.Rights == Rights ? Decision<AccountFact>.NoChange : new AccountRightsChanged(Account, Rights);
    }

    internal override AccountRecord Change(AccountRecord record, DateTimeOffset now) => record.Ended(now) with
    {
        Roles = string.Join(' ', Rights.Roles),
        District = Rights.District,
        Site = Rights.Site,
        Elder = Rights.Elder,
    };
}

/// <summary>Gives it a new password, which the next sign-in asks to change.</summary>
/// <param name="Account">Which.</param>
/// <param name="PasswordHash">Of the new one.</param>
public sealed record ResetPassword(AccountId Account, string PasswordHash) : AccountCommand(Account)
{
    /// <summary>What to show to whoever asked for it; goes into nothing that is kept.</summary>
    public string? Password { get; init; }

    public override Outcome Decide(Known known) => Decided(known, Of);

    public Decision<AccountFact> Of(Account account) => new PasswordReset(Account);

    internal override AccountRecord Change(AccountRecord record, DateTimeOffset now) =>
        record.Ended(now) with { PasswordHash = PasswordHash, MustChange = true };
}

/// <summary>The person's own new password. Who sends it has asked for the old one.</summary>
/// <param name="Account">Whose.</param>
/// <param name="PasswordHash">Of the new one.</param>
public sealed record ChangePassword(AccountId Account, string PasswordHash) : AccountCommand(Account)
{
    public override Outcome Decide(Known known) => Decided(known, Of);

    public Decision<AccountFact> Of(Account account) => new PasswordChanged(Account);

    internal override AccountRecord Change(AccountRecord record, DateTimeOffset now) =>
        record.Ended(now) with { PasswordHash = PasswordHash, MustChange = false };
}

/// <summary>The second factor was lost; every session is over, and the next sign-in sets up another one.</summary>
public sealed record ResetSecondFactor(AccountId Account) : AccountCommand(Account)
{
    public override Outcome Decide(Known known) => Decided(known, Of);

    public Decision<AccountFact> Of(Account account) => new SecondFactorReset(Account);

    internal override AccountRecord Change(AccountRecord record, DateTimeOffset now) =>
        record.Ended(now) with { FactorEpoch = record.FactorEpoch + 1 };
}

/// <summary>The person it was of is erased, and with her what tells of her at the sign-in. The name may be another's from now on.</summary>
public sealed record EraseAccount(AccountId Account) : AccountCommand(Account)
{
    public override Outcome Decide(Known known)
    {
        if (known.State<Account>(Stream) is { IsErased: true }) return Outcome.NoChange;
        var outcome = Decided(known, Of);
        return known.Row<AccountRecord>(Account.Value) is { } record ? outcome.Releasing(Username.ClaimOf(record.Username), Stream) : outcome;
    }

    public Decision<AccountFact> Of(Account account) => new AccountErased(Account);

    internal override AccountRecord Change(AccountRecord record, DateTimeOffset now) => record.Erased(now);
}

/// <summary>
/// An account that is an elder's: nobody signs in as one who is dead or erased. Her stream is locked with the account's, so that no account
/// comes to be between her erasure and the look for the accounts she had.
/// </summary>
internal static class OfElder
{
    public static ImmutableArray<StreamRef> StreamOf(AccountRights rights) => rights.Elder is { } elder ? [Elder.Stream.At(elder.Value)] : [];

    public static Refusal? Check(AccountRights rights, Known known) => rights.Elder is not { } elder
        ? null
        : known.State<Elder>(Elder.Stream.At(elder.Value)) switch
        {
            null or { IsErased: true } => new ElderUnknown(elder),
            { DiedOn: { } diedOn } => new ElderHasDied(elder, diedOn),
            _ => null,
        };
}
