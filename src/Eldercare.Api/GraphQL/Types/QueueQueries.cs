using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Where applications stand in the queue for beds, and what of them runs late.</summary>
internal static class QueueQueries
{
    private const int MostDays = 90;

    public static void AddTo(QueryType query)
    {
        query.Field<ListGraphType<NonNullGraphType<QueuePolicyType>>, object>("queuePolicies")
            .Description("Every version of every policy of the queue that was published, in that order; where none was, the order that holds until then.")
            .Public()
            .ResolveAsync(async c =>
            {
                var book = await BookAsync(c.Request());
                var now = book.InForce(Today(c.Request()));
                return book.Published.Select(p => new PublishedQueuePolicy(p, ReferenceEquals(p, now)))
                    .Concat(now.Version == 0 ? [new PublishedQueuePolicy(now, IsInForce: true)] : []).ToArray();
            });
        query.Field<ListGraphType<NonNullGraphType<HolidayYearType>>, object>("holidayYears")
            .Description("Years whose public holidays are known. Time limits that reach into another year leave out weekends only.")
            .Public()
            .Resolve(_ => WorkingDays.Years.Values.OrderBy(y => y.Year));
        query.Field<QueuePositionType, object>("explainPosition").Weighs(Costs.OfReadAlone)
            .Description(
                "Why an application stands where it stands in the queue; null when there is no such application. For the elder, the homes, and the offices; "
                + "a district's in its district.")
            .IdArgument<object?, object, ApplicationId>("application", "Which application.")
            .For(Reach.OfElder, (c, scopes) => scopes.Queued(c.GetArgument<ApplicationId>("application")))
            .Reaching(Role.HomeAdmissions, Extent.Everywhere)
            .ResolveAsync(async c =>
            {
                c.Request().CountSingleRead();
                return await ExplainAsync(c.Request(), c.GetArgument<ApplicationId>("application"));
            });
        query.Field<ConnectionOf<ApplicationType>, object>("applicationsLate")
            .Description(
                "Worklist: open applications with a step that is late, or will be within some days, soonest due first. A district's office sees those of "
                + "elders who live in its district.")
            .Argument<IntGraphType>(
                "withinDays", $"Also what is due within so many days, 0 to {MostDays}; only what is late already when not given.",
                a => a.Validator = value =>
                {
                    if (value is not (>= 0 and <= MostDays)) throw new BadValueException($"须为0至{MostDays}。", $"It must be 0 to {MostDays}.");
                })
            .DistrictArgument().Paged()
            .For(
                Role.DistrictOffice | Role.CityOffice | Role.Auditor,
                (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Queue.DueAsync(
                    request.Api.CityName, c.GetArgument<string?>("district"), Today(request).AddDays(c.GetArgument<int?>("withinDays") ?? -1), slice,
                    request.Cancellation);
                return page.Connect(slice, a => a.Application.Value);
            });
    }

    private static DateOnly Today(RequestContext request) => CityTime.Today(request.Api.Clock.GetUtcNow());

    /// <summary>Why an application stands where it stands; null when there is no such application.</summary>
    internal static async Task<PositionExplained?> ExplainAsync(RequestContext request, ApplicationId application)
    {
        var (api, today) = (request.Api, Today(request));
        if (await request.Loaders.Applications.LoadNowAsync(application) is not { } entry) return null;
        var groups = await api.Queue.GroupsAsync(api.CityName, entry, today, request.Cancellation);
        var (elder, entitlements) = await api.Queue.FactsAsync(api.CityName, entry.Elder, request.Cancellation);
        return elder is null ? null : PositionExplanation.Of(entry, groups, await BookAsync(request), elder, entitlements, today);
    }

    internal static Task<QueuePolicyBook> BookAsync(RequestContext request) => BookAsync(request.Api, request.Cancellation);

    internal static async Task<QueuePolicyBook> BookAsync(ApiServices api, CancellationToken cancellation) =>
        await api.States.ReadAsync<QueuePolicyBook>(api.CityName, QueuePolicyBook.At, cancellation) ?? QueuePolicyBook.Empty;
}
