using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.City.Reading;
using Eldercare.People.Accounts;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class AccountType : ObjectGraphType<AccountRecord>
{
    public AccountType()
    {
        Name = "Account";
        Description = "Somebody's sign-in at the city's own sign-in server. Who did what to it stands in its events.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(a => GraphQL.GlobalId.Of(a.Account));
        this.Text("subject", "The `sub` of its tokens: events say that it sent them.", a => a.Account.ToString());
        this.Text("username", "What is typed at sign-in; after its person was erased its `subject`.", a => a.Username);
        this.Has<AccountRecord, ListGraphType<NonNullGraphType<RoleEnum>>>(
            "roles", "What it may be.", a => a.Roles.Split(' ').Select(Roles.Parse).Where(r => r != Role.None).Select(r => (object)r).ToArray());
        this.May<AccountRecord, StringGraphType>("district", "Code of its district.", a => a.District);
        this.May<AccountRecord, StringGraphType>("site", "The uuid of the meal point, kitchen or home worked at.", a => a.Site?.ToString());
        this.May<AccountRecord, IdGraphType>("elder", "The id of the elder it is.", a => a.Elder is { } elder ? GraphQL.GlobalId.Of(elder) : null);
        this.Has<AccountRecord, BooleanGraphType>("disabled", "It signs in no more.", a => a.Disabled);
        this.Has<AccountRecord, BooleanGraphType>("mustChangePassword", "The next sign-in asks for a password of one's own.", a => a.MustChange);
        this.Has<AccountRecord, BooleanGraphType>("needsSecondFactor", "It signs in with an authenticator, too.", a => SecondFactors.Needs(a));
        this.SignIns("Who signed in to it at the page and who tried to, the last first.", a => a.Account);
    }
}

public sealed class SignInAttemptType : ObjectGraphType<SignInAttempt>
{
    public SignInAttemptType()
    {
        Name = "SignInAttempt";
        Description = "Somebody signed in to an account at the page of the city's own sign-in server, or tried to. Kept for half a year.";
        this.AsParent();
        this.Has<SignInAttempt, InstantScalar>("at", "When.", a => a.At);
        this.Has<SignInAttempt, SignInOutcomeEnum>("outcome", "How it ended.", a => a.Outcome);
    }
}

public sealed class SignInOutcomeEnum() : DescribedEnum<SignInOutcome>(
    "How an attempt to sign in ended.", (SignInOutcome.SignedIn, "Signed in, with the code where one is needed."),
    (SignInOutcome.WrongPassword, "The password was wrong."), (SignInOutcome.WrongCode, "The password was right, the code was not."),
    (SignInOutcome.Locked, "The name was locked after too many wrong ones; nothing was looked at."),
    (SignInOutcome.Disabled, "The password was right, and the account is disabled."));

internal static class SignInFields
{
    /// <param name="type">Whose field it is.</param>
    /// <param name="description">For the contract.</param>
    /// <param name="account">Whose sign-ins; null for who has no account at the city's own server.</param>
    public static void SignIns<TSource>(this ObjectGraphType<TSource> type, string description, Func<TSource, AccountId?> account) =>
        type.Field<ConnectionOf<SignInAttemptType>, object>("signIns").ReadAlone().Description(description).Paged()
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = account(c.Source) is { } id
                    ? await request.Api.Accounts.SignInsAsync(request.Api.CityName, id, slice, request.Cancellation)
                    : new Page<SignInAttempt>([], HasMore: false);
                return page.Connect(slice, a => a.Id);
            });
}

internal static class AccountQueries
{
    public static void AddTo(QueryType query) =>
        query.Field<ConnectionOf<AccountType>, object>("accounts")
            .Description("The accounts of the city's own sign-in server, by name. A district office gives its own district.")
            .DistrictArgument().Paged()
            .For(Reach.Offices, (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Accounts.PageAsync(request.Api.CityName, c.GetArgument<string?>("district"), slice, request.Cancellation);
                return page.Connect(slice, a => a.Account.Value);
            });
}
