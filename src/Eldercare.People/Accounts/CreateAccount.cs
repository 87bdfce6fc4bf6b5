using System.Text.Json.Serialization;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.People.Accounts;

/// <summary>Makes an account.</summary>
/// <param name="Account">New.</param>
/// <param name="Username">As typed; kept in lower case.</param>
/// <param name="Rights">What its tokens say.</param>
/// <param name="PasswordHash">Of the first password.</param>
/// <param name="MustChange">The password is not of the person's own choice.</param>
public sealed record CreateAccount(AccountId Account, string Username, AccountRights Rights, string PasswordHash, bool MustChange = true) : ICommand
{
    /// <summary>What to show to whoever asked for it; goes into nothing that is kept.</summary>
    public string? Password { get; init; }

    private StreamRef Stream => Accounts.Account.Stream.At(Account.Value);

    /// <summary>One account a name.</summary>
    private Claim Name => Accounts.Username.ClaimOf(Username);

    /// <summary>Without name and password: commands end up in logs.</summary>
    public override string ToString() => $"{nameof(CreateAccount)} {Account}";

    public Footprint Footprint => new() { Writes = [Stream, .. OfElder.StreamOf(Rights)], Claims = [Name] };

    public Outcome Decide(Known known) => OfElder.Check(Rights, known) is { } refusal
        ? Outcome.Refuse(refusal)
        : CreateAccountDecider.Decide(this, known.State<Account>(Stream), known.Holder(Name) is not null).On(Stream)
            .Taking(Name, Stream)
            .Keeping(new AccountRecord(
                Account, Accounts.Username.Normal(Username), PasswordHash, MustChange, string.Join(' ', Rights.Roles), Rights.District, Rights.Site,
                Rights.Elder, Disabled: false, Epoch: 1, FactorEpoch: 1, known.Now));
}

public sealed record AccountExists(AccountId Account) : Refusal
{
    public override Words Message => new("该账户已存在。", "This account exists already.");
}

public sealed record UsernameTaken : Refusal
{
    public override Words Message => new("该用户名已被使用，请换一个。", "Another account has this name.");
}

/// <param name="Reason">What is wrong, as a sentence.</param>
public sealed record UsernameInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => Reason;
}

/// <param name="Reason">What is missing or too much, as a sentence.</param>
public sealed record AccountRightsInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => Reason;
}

public static class CreateAccountDecider
{
    public static Decision<AccountFact> Decide(CreateAccount command, Account? account, bool taken)
    {
        if (account is not null) return new AccountExists(command.Account);
        if (Username.Fault(command.Username) is { } fault) return new UsernameInvalid(fault);
        if (CheckRights(command.Rights) is { } rights) return rights;
        if (taken) return new UsernameTaken();
        return new AccountCreated(command.Account, command.Rights);
    }

    /// <summary>A role without the place it is bound to may do nothing, which only shows later and puzzles.</summary>
    internal static AccountRightsInvalid? CheckRights(AccountRights rights)
    {
        bool Has(params ReadOnlySpan<string> roles)
        {
            foreach (var role in roles)
                if (rights.Roles.Contains(role, StringComparer.Ordinal)) return true;
            return false;
        }

        if (rights.Roles.IsEmpty) return new AccountRightsInvalid(new("账户至少要有一个角色。", "An account has at least one role."));
        if (Has("district-office") && rights.District is null) return new AccountRightsInvalid(new("区级账户须指定所属区。", "A district office needs its district."));
        if (rights.District is { } district && !Districts.IsKnown(district)) return new AccountRightsInvalid(new("没有这个区。", "There is no such district."));
        if (Has("meal-point-staff", "kitchen", "home-admissions", "driver") && rights.Site is null)
            return new AccountRightsInvalid(new("在助餐点、厨房或养老机构工作的账户须指定所在单位。", "Who works at a meal point, kitchen or home needs its site."));
        return null;
    }
}

/// <summary>What an account is called at sign-in.</summary>
public static class Username
{
    public const int Shortest = 3;
    public const int Longest = 60;

    /// <summary>One account a name.</summary>
    internal static Claim ClaimOf(string name) => new("account-name", NameBasedId.Of($"account-name:{Normal(name)}"));

    public static string Normal(string? name) => (name ?? string.Empty).Trim().ToLowerInvariant();

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static Words? Fault(string? name)
    {
        var normal = Normal(name);
        if (normal.Length is < Shortest or > Longest) return new($"用户名长度为{Shortest}至{Longest}个字符。", $"The name has {Shortest} to {Longest} characters.");
        return normal.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or '@')
            ? null
            : new("用户名只能用字母a至z、数字和 - _ . @。", "The name has letters a to z, digits and - _ . @ only.");
    }
}
