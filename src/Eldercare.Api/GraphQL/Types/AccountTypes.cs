using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Accounts;
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
        this.Text("username", "What is typed at sign-in.", a => a.Username);
        this.Has<AccountRecord, ListGraphType<NonNullGraphType<RoleEnum>>>(
            "roles", "What it may be.", a => a.Roles.Split(' ').Select(Roles.Parse).Where(r => r != Role.None).Select(r => (object)r).ToArray());
        this.May<AccountRecord, StringGraphType>("district", "Code of its district.", a => a.District);
        this.May<AccountRecord, StringGraphType>("site", "The uuid of the meal point, kitchen or home worked at.", a => a.Site?.ToString());
        this.May<AccountRecord, IdGraphType>("elder", "The id of the elder it is.", a => a.Elder is { } elder ? GraphQL.GlobalId.Of(elder) : null);
        this.Has<AccountRecord, BooleanGraphType>("disabled", "It signs in no more.", a => a.Disabled);
        this.Has<AccountRecord, BooleanGraphType>("mustChangePassword", "The next sign-in asks for a password of one's own.", a => a.MustChange);
        this.Has<AccountRecord, BooleanGraphType>("needsSecondFactor", "It signs in with an authenticator, too.", a => SecondFactors.Needs(a));
    }
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
