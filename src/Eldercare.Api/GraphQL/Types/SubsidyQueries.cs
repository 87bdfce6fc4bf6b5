using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.City.Subsidies;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>What meals cost whom, and what funders owe.</summary>
internal static class SubsidyQueries
{
    /// <summary>Who may know by which rule, and so of which entitlement, an elder pays what she pays.</summary>
    internal const Role OfCharges = Role.Elder | Role.DistrictOffice | Role.CityOffice | Role.Auditor;

    public static void AddTo(QueryType query)
    {
        query.Field<ListGraphType<NonNullGraphType<SubsidyPolicyType>>, object>("subsidyPolicies")
            .Description("Every version of every subsidy policy that was published, in that order; `lapsing` says which need a next one.")
            .Argument<LocalDateScalar>("on", "Only those in force for meals on this date.")
            .Public()
            .ResolveAsync(async c =>
            {
                var (book, today) = (await BookAsync(c.Request()) ?? PolicyBook.Empty, CityTime.Today(c.Request().Api.Clock.GetUtcNow()));
                return (c.GetArgument<DateOnly?>("on") is { } date ? book.InForce(date) : book.Published).Select(p => new PublishedPolicy(p, book, today)).ToArray();
            });
        query.Field<ListGraphType<NonNullGraphType<MealChargeType>>, object>("mealCharges").ReadAlone().Holds(2 * Costs.Month)
            .Description("What an elder's meals of a month cost whom, and why, in the order they were charged.")
            .IdArgument<object?, object, ElderId>("elder", "Whose.")
            .Argument<NonNullGraphType<YearMonthScalar>>("month", "Which month.")
            .For(OfCharges, (c, scopes) => scopes.Elder(c.GetArgument<ElderId>("elder")))
            .OfFile(FilePart.Charges, static c => c.GetArgument<ElderId>("elder"))
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                var stream = MealAccount.At(c.GetArgument<ElderId>("elder"), c.GetArgument<YearMonth>("month").First);
                var account = await request.Api.States.ReadAsync<MealAccount>(request.Api.CityName, stream, request.Cancellation);
                var book = await BookAsync(request);
                return account?.Meals.Select(m => new ExplainedCharge(m, book)).ToArray() ?? [];
            });
        query.Field<MealCostType, object>("mealCost").ReadAlone()
            .Description(
                "What a portion costs an elder: as it was charged, or, before it is served, as it would be by what is known now and at the price of the "
                + "set she chose. Null when the sitting is not open yet or has no price. For the staff of its point when she is a guest or on the waiting "
                + "list.")
            .IdArgument<object?, object, ElderId>("elder", "Who eats it.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Where.")
            .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.")
            .Argument<NonNullGraphType<MealEnum>>("meal", "Which meal.")
            .Argument<ChannelEnum>("channel", "How it would reach her; as it is booked when not given, otherwise eaten in.")
            .For(
                Reach.MealDay | OfCharges,
                (c, scopes) => scopes.Cost(
                    c.GetArgument<MealPointId>("mealPoint"), c.GetArgument<DateOnly>("date"), c.GetArgument<Meal>("meal"), c.GetArgument<ElderId>("elder")))
            .OfFile(FilePart.Charges, static c => c.GetArgument<ElderId>("elder"))
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                return await MealCost.OfAsync(
                    request.Api.States, request.Api.Elders, request.Api.PeopleFiles, request.Api.Kitchens, request.Api.CityName,
                    (c.GetArgument<MealPointId>("mealPoint"), c.GetArgument<DateOnly>("date"), c.GetArgument<Meal>("meal"), c.GetArgument<ElderId>("elder")),
                    c.GetArgument<Channel?>("channel"), CityTime.Today(request.Api.Clock.GetUtcNow()), request.Cancellation);
            });
        query.Field<SettlementType, object>("settlement")
            .Description("What each payer pays a meal point for a month; null when nothing was charged.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Whose.")
            .Argument<NonNullGraphType<YearMonthScalar>>("month", "Which month.")
            .For(
                Role.MealPointStaff | Role.DistrictOffice | Role.CityOffice | Role.Auditor,
                (c, scopes) => scopes.Point(c.GetArgument<MealPointId>("mealPoint")))
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                await request.SeenAsync();
                return await request.Api.Settlements.FindAsync(
                    request.Api.CityName, c.GetArgument<MealPointId>("mealPoint"), c.GetArgument<YearMonth>("month"), request.Cancellation);
            });
        query.Field<ConnectionOf<SettlementType>, object>("settlements")
            .Description(
                "Settlements, the newest month first and within a month by the meal points' names: of one district, or for the city office and the auditor "
                + "of all.")
            .Argument<YearMonthScalar>("month", "Only those of this month.")
            .DistrictArgument().Paged()
            .For(
                Role.DistrictOffice | Role.CityOffice | Role.Auditor,
                (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Settlements.SettlementsAsync(
                    request.Api.CityName, c.GetArgument<YearMonth?>("month"), c.GetArgument<string?>("district"), slice, request.Cancellation);
                return page.Connect(slice, s => s.Settlement.Value);
            });
    }

    private static Task<PolicyBook?> BookAsync(RequestContext request) =>
        request.Api.States.ReadAsync<PolicyBook>(request.Api.CityName, PolicyBook.At, request.Cancellation);
}
