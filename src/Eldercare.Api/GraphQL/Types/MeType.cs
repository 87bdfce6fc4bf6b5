using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.Accounts;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Who asks, and how far that reaches.</summary>
public sealed class MeType : ObjectGraphType<Caller>
{
    public MeType()
    {
        Name = "Me";
        Description = "Who is signed in, and how far that reaches.";
        this.AsParent();
        this.Text("subject", "The token's `sub`: idempotency keys are its own, and events say that it sent them.", c => c.Subject);
        this.Has<Caller, ListGraphType<NonNullGraphType<RoleEnum>>>(
            "roles", "Who one is to the city.", c => Roles.Named.Where(r => Is(c, r.Role)).Select(r => (object)r.Role).ToArray());
        this.May<Caller, StringGraphType>(
            "district", "Code of the district one's office is for; null for who is of no district office.", c => Is(c, Role.DistrictOffice) ? c.District : null);
        this.Loaded<Caller, MealPointType>(
            "mealPoint", "The meal point one serves at, cooks at or delivers for.",
            c => Site(c.Source, Role.MealPointStaff | Role.Kitchen | Role.Driver) is { } site ? c.Request().Loaders.MealPoints.Load(new(site)) : null);
        Field<KitchenType, object>("kitchen").Description("The kitchen one cooks in, or the one of the meal point one cooks at.").ResolveAsync(async c =>
        {
            if (Site(c.Source, Role.Kitchen) is not { } site) return null;
            var (api, stop) = (c.Request().Api, c.Request().Cancellation);
            var own = await api.Kitchens.KitchenOfAsync(api.CityName, new(site), stop) ?? new KitchenId(site);
            return await api.States.ReadAsync<Kitchen>(api.CityName, Kitchen.Stream.At(own.Value), stop);
        });
        this.Loaded<Caller, HomeType>(
            "home", "The home one admits to.", c => Site(c.Source, Role.HomeAdmissions) is { } site ? c.Request().Loaders.Homes.Load(new(site)) : null);
        this.Loaded<Caller, ElderType>(
            "elder", "The elder one is; null for who is none, such as a relative: see `actingFor`.",
            c => c.Source is { Elder: { } elder } && Is(c.Source, Role.Elder) ? c.Request().Loaders.Elders.Load(new(elder)) : null);
        Field<ListGraphType<NonNullGraphType<ActingRightType>>, object>("actingFor")
            .Description("For whom one may act today, beside the elder one is; none for who is no elder or relative.")
            .Resolve(c => Is(c.Source, Role.Elder) ? c.Request().Loaders.ActingFor.Load(c.Source.Subject) : Array.Empty<object>());
        this.SignIns(
            "Who signed in to one's account at the page of the city's own sign-in server and who tried to, the last first; none for who signs in elsewhere.",
            c => Guid.TryParse(c.Subject, out var account) ? new AccountId(account) : null);
    }

    /// <summary>Every role may: it tells what the token says.</summary>
    public static void AddTo(QueryType query) =>
        query.Field<MeType, object>("me")
            .Description("Who is signed in: roles, the district, meal point, kitchen, home or elder of the sign-in, and for whom one may act.")
            .For(Roles.All).Reaching(Roles.All, Extent.OwnSignIn)
            .Resolve(c => c.Request().Caller);

    private static bool Is(Caller caller, Role role) => (caller.Roles & role) != Role.None;

    private static Guid? Site(Caller caller, Role role) => Is(caller, role) ? caller.Site : null;
}
