using Eldercare.Api.SignIn;
using Eldercare.People.Accounts;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>
/// Who may make and change which accounts: the city office all, a district office those it looks after itself, of roles below its own. Nobody gives
/// away what reaches further than he does.
/// </summary>
internal static class AccountReach
{
    private const Role Below = Role.Elder | Role.MealPointStaff | Role.Kitchen | Role.Driver | Role.HomeAdmissions;

    /// <summary>Whether an account with these rights is the caller's to make.</summary>
    public static async ValueTask<bool> MayGiveAsync(Scopes scopes, AccountRights rights)
    {
        if (scopes.Everywhere) return true;
        if (!IsBelow(scopes, rights)) return false;
        if (rights.Elder is { } elder && !await scopes.Elder(elder)) return false;
        if (rights.Site is not { } site) return true;
        var roles = rights.Roles.Aggregate(Role.None, (all, name) => all | Roles.Parse(name));
        var reached = (roles & (Role.MealPointStaff | Role.Kitchen | Role.Driver)) != Role.None && await scopes.Point(new(site));
        if (!reached && roles.HasFlag(Role.Kitchen)) reached = await scopes.Kitchen(new(site));
        if (!reached && roles.HasFlag(Role.HomeAdmissions)) reached = await scopes.Home(new(site));
        return reached;
    }

    /// <summary>
    /// Whether an account that exists is the caller's to change: one it could have made, so that an elder who has moved away takes hers with her.
    /// One that does not exist is the city office's alone, who is told so.
    /// </summary>
    public static async ValueTask<bool> MayChangeAsync(RequestContext request, Scopes scopes, AccountId account) =>
        scopes.Everywhere
        || (await request.Api.States.ReadAsync<Account>(request.Api.CityName, Account.Stream.At(account.Value), request.Cancellation) is { } found
            && await MayGiveAsync(scopes, found.Rights));

    private static bool IsBelow(Scopes scopes, AccountRights rights) =>
        scopes.District(rights.District) && rights.Roles.All(r => Roles.Parse(r) is var role and not Role.None && (role & Below) == role);
}
