using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.Beds.Matching;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Which bed for whom, and why not.</summary>
internal static class MatchQueries
{
    private const int MostKeptBack = 100_000;

    public static void AddTo(QueryType query)
    {
        query.Field<MatchProposalsType, object>("proposeMatches")
            .Description(
                "Free beds for those who wait: as many as can be placed, nobody passed by one behind; of those placed, the first gets the home she likes best, "
                + "then the second. Beds that the policy of the queue keeps back for a lane go to no other, and nobody is proposed one that she was offered before. Decided over the whole city; answered for one home's beds, for a district's beds and elders, or for the city office and "
                + "the auditor for all.")
            .IdArgument<object?, object, HomeId>("home", "Only this home's beds; a home must give itself.", required: false)
            .DistrictArgument()
            .Argument<IntGraphType>(
                "keptBack", "How many of the city's free beds only the first lane may be given beside what the policy keeps back; none when not said.", a => a.Validator = KeptBack)
            .For(Reach.OfHome, async (c, scopes) => c.GetArgument<HomeId?>("home") is { } home
                ? await scopes.Home(home)
                : scopes.District(c.GetArgument<string?>("district")))
            .ReadAlone()
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                await request.SeenAsync();
                return await ProposeAsync(
                    request, c.GetArgument<HomeId?>("home"), c.GetArgument<string?>("district"), c.GetArgument<int?>("keptBack") ?? 0);
            });
        query.Field<ListGraphType<NonNullGraphType<WhyNotRuleType>>, object>("whyNot")
            .Description(
                "Why a bed cannot be offered to an application: every rule that fails, none when it can; null when there is no such bed or application.")
            .IdArgument<object?, object, BedId>("bed", "Which bed.")
            .IdArgument<object?, object, ApplicationId>("application", "Which application.")
            .For(Reach.OfHome, (c, scopes) => scopes.Bed(c.GetArgument<BedId>("bed")))
            .Resolve(c => WhyNotRuleType.Of(c.Request(), c.GetArgument<BedId>("bed"), c.GetArgument<ApplicationId>("application")));
    }

    private static async Task<MatchProposals> ProposeAsync(RequestContext request, HomeId? home, string? district, int keptBack)
    {
        var policy = (await QueueQueries.BookAsync(request)).InForce(request.Today());
        var input = await request.Api.Matching.InputAsync(request.Api.CityName, request.Today(), policy, byItself: false, request.Cancellation);
        var placement = BedMatching.Propose(input.Waiting.Select(w => w.Application), input.Free, keptBack);
        var near = input.Waiting.Where(w => district is null || w.District == district).Select(w => w.Application.Application).ToHashSet();
        return new(
            input.Waiting.Length, input.Free.Length,
            [.. placement.Matches.Where(m => home is { } one
                ? m.Bed.Home == one && (district is null || m.Bed.District == district)
                : near.Contains(m.Application.Application) || m.Bed.District == district)],
            home is not null ? [] : [.. placement.Unplaced.Where(u => near.Contains(u.Application.Application))]);
    }

    private static void KeptBack(object value)
    {
        if (value is not (int and >= 0 and <= MostKeptBack)) throw new BadValueException($"可预留0至{MostKeptBack}张床位。", $"From 0 to {MostKeptBack} beds can be kept back.");
    }
}
