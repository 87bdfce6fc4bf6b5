using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.People.Accounts;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>The accounts of the city's own sign-in server, looked after by the offices.</summary>
internal static class AccountMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<CreateAccount>(
            "createAccount", "Makes an account for the city's own sign-in server. Its first password is shown this once, and changed at the first sign-in.", Reach.Offices,
            i => Rights(i.Text("username", $"3 to {Username.Longest} letters, digits and `-_.@`; capitals do not count.")),
            async i =>
            {
                var (rights, password) = (await RightsOf(i), Passwords.New());
                return new CreateAccount(new(i.NewId("account")), i.Text("username"), rights, await Passwords.HashAsync(password)) { Password = password };
            },
            (s, c) => s.MayGive(c.Rights),
            p => Shown(p, c => c.Account).Text("password", "The first password; null when refused, and when the call was repeated.", (c, a) => Once(c.Password, a)),
            typeof(AccountExists), typeof(UsernameInvalid), typeof(UsernameTaken), typeof(AccountRightsInvalid), typeof(ElderUnknown), typeof(ElderHasDied));
        mutations.Add<ChangeAccountRights>(
            "changeAccountRights", "Gives an account other roles, or another place. Its sessions and tokens end within seconds.", Reach.Offices,
            i => Rights(i.Id<AccountId>("account", "Which.")),
            async i => new(i.Get<AccountId>("account"), await RightsOf(i)),
            async (s, c) => await s.MayChange(c.Account) && await s.MayGive(c.Rights),
            p => Shown(p, c => c.Account),
            typeof(AccountUnknown), typeof(AccountRightsInvalid), typeof(ElderUnknown), typeof(ElderHasDied));
        AddOnes(mutations);
    }

    private static void AddOnes(MutationType mutations)
    {
        mutations.Add<DisableAccount>(
            "disableAccount", "An account signs in no more. Its sessions and tokens end within seconds.", Reach.Offices,
            i => i.Id<AccountId>("account", "Which."), i => new(i.Get<AccountId>("account")), (s, c) => s.MayChange(c.Account),
            p => Shown(p, c => c.Account), typeof(AccountUnknown));
        mutations.Add<EnableAccount>(
            "enableAccount", "A disabled account signs in again, with the password it had.", Reach.Offices,
            i => i.Id<AccountId>("account", "Which."), i => new(i.Get<AccountId>("account")), (s, c) => s.MayChange(c.Account),
            p => Shown(p, c => c.Account), typeof(AccountUnknown));
        mutations.Add<ResetPassword>(
            "resetPassword", "Gives an account a new password, shown this once and changed at the next sign-in. Its sessions and tokens end within seconds.", Reach.Offices,
            i => i.Id<AccountId>("account", "Which."),
            async i =>
            {
                var password = Passwords.New();
                return new ResetPassword(i.Get<AccountId>("account"), await Passwords.HashAsync(password)) { Password = password };
            },
            (s, c) => s.MayChange(c.Account),
            p => Shown(p, c => c.Account).Text("password", "The new password; null when refused, and when the call was repeated.", (c, a) => Once(c.Password, a)),
            typeof(AccountUnknown));
        mutations.Add<ResetSecondFactor>(
            "resetSecondFactor", "The authenticator was lost: the next sign-in sets up another one. Sessions and tokens end within seconds.", Reach.Offices,
            i => i.Id<AccountId>("account", "Which."), i => new(i.Get<AccountId>("account")), (s, c) => s.MayChange(c.Account),
            p => Shown(p, c => c.Account), typeof(AccountUnknown));
    }

    private static void Rights(InputFields fields) => fields
        .Codes<RoleEnum, Role>("roles", "What it may be, one role or more. A district office gives roles below its own.")
        .Text("district", "Code of its district; a district office's own when not given by one. It says whose office looks after the account, too.", required: false)
        .Of<IdGraphType>("site", "The meal point, kitchen or home worked at, for who works at one.", required: false, parse: SiteOf)
        .Id<ElderId>("elder", "The elder it is, for elders.", required: false);

    /// <exception cref="ApiError">There is no such site: People does not know them.</exception>
    private static async ValueTask<AccountRights> RightsOf(Input input)
    {
        var (caller, elder, site) = (input.Request.Caller, input.May<ElderId>("elder"), input.May<Site>("site"));
        if (site is { } at && !await IsSiteAsync(input.Request, at))
            throw ApiError.BadInput("site 所指的助餐点、厨房或养老机构不存在，请核对编号。", "`site` is no meal point, kitchen or home that there is.");
        var district = input.Get<string?>("district") ?? ((caller.Roles & Role.CityOffice) == Role.None ? caller.District : null);
        return new AccountRights(
            [.. input.Get<ImmutableArray<Role>>("roles").Select(Roles.NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            district, site?.Id, elder);
    }

    private static async ValueTask<bool> IsSiteAsync(RequestContext request, Site site) => site.Kind switch
    {
        "Kitchen" => await StateAsync<Kitchen>(request, Kitchen.Stream.At(site.Id)) is not null,
        "Home" => await request.Api.Places.DistrictOfAsync(new HomeId(site.Id), request.Cancellation) is not null,
        _ => await request.Api.Places.DistrictOfAsync(new MealPointId(site.Id), request.Cancellation) is not null,
    };

    private static Task<TState?> StateAsync<TState>(RequestContext request, StreamRef stream)
        where TState : class => request.Api.States.ReadAsync<TState>(request.Api.CityName, stream, request.Cancellation);

    private static object SiteOf(object value) => GraphQL.GlobalId.TryParse(value as string) is (("MealPoint" or "Kitchen" or "Home") and var kind, var id)
        ? new Site(kind, id)
        : throw new FormatException("This is not the id of a meal point, a kitchen or a home.");

    private readonly record struct Site(string Kind, Guid Id);

    /// <summary>From the row, which the command itself has written.</summary>
    private static PayloadFields<TCommand> Shown<TCommand>(PayloadFields<TCommand> payload, Func<TCommand, AccountId> id)
        where TCommand : ICommand => payload.Asked<AccountType>(
            "account", "The account as it stands now.",
            async (r, e) => await r.Api.Accounts.FindAsync(r.Api.CityName, id((TCommand)e.Command), r.Cancellation));

    /// <summary>A repetition made another password than the one that counts.</summary>
    private static string? Once(string? password, Answer answer) => answer is { Refusal: null, Replayed: false } ? password : null;
}
