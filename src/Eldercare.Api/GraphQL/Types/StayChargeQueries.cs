using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>What days in homes cost, and who pays them.</summary>
internal static class StayChargeQueries
{
    /// <summary>All of them read whole statements; a home's desk only its own home's bills.</summary>
    private const Role Whole = Reach.OfElder & ~Role.HomeAdmissions;

    public static void AddTo(QueryType query)
    {
        query.Field<StayStatementType, object>("stayStatement").ReadAlone()
            .Description(
                "What an elder is charged for a month in homes: final bills as they were taken for final, open ones as of now, up to yesterday. A home's desk "
                + "sees its own bill alone.")
            .IdArgument<object?, object, ElderId>("elder", "Whose.")
            .Argument<NonNullGraphType<YearMonthScalar>>("month", "Which month.")
            .For(Reach.OfElder, (c, scopes) => scopes.Elder(c.GetArgument<ElderId>("elder")))
            .OfFile(FilePart.Charges, static c => c.GetArgument<ElderId>("elder"))
            .ResolveAsync(async c =>
            {
                var (request, elder) = (c.Request(), c.GetArgument<ElderId>("elder"));
                await request.SeenAsync();
                var statement = await request.Api.StayCharges.OfElderAsync(
                    request.Api.CityName, elder, c.GetArgument<YearMonth>("month"), request.Today(), request.Cancellation);
                return await request.ScopesFor(Whole).Elder(elder)
                    ? statement
                    : statement with { Bills = statement.Bills.RemoveAll(b => b.Home.Value != request.Caller.Site) };
            });
        query.Field<StayMonthType, object>("stayCharges").ReadAlone()
            .Description(
                "What homes charge for a month and who pays it, final or as of now, up to yesterday: of a home, a district or the city. A home names itself, a "
                + "district office its district.")
            .Argument<NonNullGraphType<YearMonthScalar>>("month", "Which month.")
            .IdArgument<object?, object, HomeId>("home", "Only this home's.", required: false)
            .DistrictArgument()
            .For(Reach.OfHome, (c, scopes) => c.GetArgument<HomeId?>("home") is { } home
                ? scopes.Home(home)
                : ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                await request.SeenAsync();
                return await request.Api.StayCharges.OfHomesAsync(
                    request.Api.CityName, c.GetArgument<YearMonth>("month"), c.GetArgument<HomeId?>("home"), c.GetArgument<string?>("district"),
                    request.Today(), request.Cancellation);
            });
        query.Field<ListGraphType<NonNullGraphType<StayRateListType>>, object>("stayRates")
            .Description("What a home asks for a day, list by list; without a home what homes ask that have no list of their own.")
            .IdArgument<object?, object, HomeId>("home", "Which home.", required: false)
            .Public()
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                await request.SeenAsync();
                return (await request.Api.StayCharges.RatesAsync(request.Api.CityName, c.GetArgument<HomeId?>("home"), request.Cancellation)).Lists;
            });
    }
}
