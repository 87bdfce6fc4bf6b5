using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.People.Accounts;

/// <summary>A sign-in of the city's own sign-in server: the <c>sub</c> of its tokens.</summary>
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What an account may be and where: what its tokens say.</summary>
/// <param name="Roles">As named in tokens, e.g. <c>city-office</c>, in order and each once.</param>
/// <param name="District">District code, for a district office.</param>
/// <param name="Site">The meal point, kitchen or home worked at.</param>
/// <param name="Elder">The elder it is, or speaks for.</param>
public sealed record AccountRights(ImmutableArray<string> Roles, string? District = null, Guid? Site = null, ElderId? Elder = null)
{
    public bool Equals(AccountRights? other) => other is not null && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan())
        && (District, Site, Elder) == (other.District, other.Site, other.Elder);

    public override int GetHashCode() => HashCode.Combine(Roles.Length, District, Site, Elder);
}

/// <summary>Who did what to an account stands with the event. Names, passwords and second factors stand in rows.</summary>
public abstract record AccountFact;

public sealed record AccountCreated(AccountId Account, AccountRights Rights) : AccountFact;

/// <summary>From now on its tokens say something else; those it has end.</summary>
public sealed record AccountRightsChanged(AccountId Account, AccountRights Rights) : AccountFact;

/// <summary>It signs in no more, and every session it has is over.</summary>
public sealed record AccountDisabled(AccountId Account) : AccountFact;

public sealed record AccountEnabled(AccountId Account) : AccountFact;

/// <summary>An office gave it a new password, to be changed at the next sign-in; every session is over.</summary>
public sealed record PasswordReset(AccountId Account) : AccountFact;

/// <summary>The person changed the password; every other session is over.</summary>
public sealed record PasswordChanged(AccountId Account) : AccountFact;

/// <summary>The second factor was lost: the next sign-in sets up another one.</summary>
public sealed record SecondFactorReset(AccountId Account) : AccountFact;

/// <summary>The person it was of was erased: its name and password are gone, and it is nobody's any more.</summary>
public sealed record AccountErased(AccountId Account) : AccountFact;

/// <summary>An account as its events tell it.</summary>
public sealed record Account(AccountId Id, AccountRights Rights, bool IsDisabled)
{
    /// <summary>Nothing is done to it any more.</summary>
    public bool IsErased { get; private init; }

    public static StreamType<Account, AccountFact> Stream { get; } = new("account", Evolve);

    public static Account? Evolve(Account? account, AccountFact fact) => (account, fact) switch
    {
        (null, AccountCreated f) => new(f.Account, f.Rights, IsDisabled: false),
        ({ } a, AccountRightsChanged f) => a with { Rights = f.Rights },
        ({ } a, AccountDisabled) => a with { IsDisabled = true },
        ({ } a, AccountEnabled) => a with { IsDisabled = false },
        ({ } a, PasswordReset or PasswordChanged or SecondFactorReset) => a,
        ({ } a, AccountErased) => a with { IsDisabled = true, IsErased = true },
        _ => throw new InvalidOperationException($"{fact} cannot follow {account}"),
    };
}

/// <summary>What the sign-in goes by.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Username">Lower case; unique in the city.</param>
/// <param name="PasswordHash">With the parameters it was made with (a PHC string).</param>
/// <param name="MustChange">The password was given by somebody else: the next sign-in asks for another.</param>
/// <param name="Roles">As in <see cref="AccountRights"/>, blank separated.</param>
/// <param name="District">As in <see cref="AccountRights"/>.</param>
/// <param name="Site">As in <see cref="AccountRights"/>.</param>
/// <param name="Elder">As in <see cref="AccountRights"/>.</param>
/// <param name="Disabled">Signs in no more.</param>
/// <param name="Epoch">Tokens and sessions of an earlier one are over.</param>
/// <param name="FactorEpoch">A second factor of an earlier one is none.</param>
/// <param name="EndedAt">When the epoch last changed.</param>
[Table("accounts", Indexes = ["ended_at", "elder"], UniqueIndexes = ["username"])]
public sealed record AccountRecord(
    [Key] AccountId Account, string Username, string PasswordHash, bool MustChange, string Roles, string? District, Guid? Site, ElderId? Elder,
    bool Disabled, int Epoch, int FactorEpoch, DateTimeOffset EndedAt)
{
    /// <summary>Without the name and the hash, for logs.</summary>
    public override string ToString() => $"{nameof(AccountRecord)} {Account}";

    /// <summary>As it stands when every session and token is over.</summary>
    internal AccountRecord Ended(DateTimeOffset now) => this with { Epoch = Epoch + 1, EndedAt = now };

    /// <summary>
    /// Without the name and the hash. The row stays: by its epoch the hosts know that the tokens are over. No password has an empty hash, and
    /// no name begins with a tilde.
    /// </summary>
    internal AccountRecord Erased(DateTimeOffset now) => Ended(now) with { Username = $"~{Account}", PasswordHash = string.Empty, Disabled = true };
}
