using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>A district's settlements at once.</summary>
internal static class SettlementMutations
{
    public static void AddTo(MutationType mutations) => mutations.AddMany<FreezeDistrictSettlement>(
        "freezeSettlements",
        "Takes all of a district's settlements of a month for final, each alone: what changes later goes into the next month's.",
        Reach.Offices,
        i => i.Of<StringGraphType>("district", "District code.", parse: Known).Of<YearMonthScalar>("month", "A month that is over.")
            .Of<FenScalar>(
                "owed",
                "What funders owe in the district as you saw it, with what is final already: the control sum of the export. When it is another by now, "
                + "nothing is frozen: look again."),
        async i =>
        {
            var (district, month) = (i.Text("district"), i.Get<YearMonth>("month"));
            var settlements = await i.Request.Api.Settlements.OfMonthAsync(i.Request.Api.CityName, month, district, i.Request.Cancellation);
            return FreezeDistrictSettlement.Of(district, month, [.. settlements.Select(s => s.Settlement)], i.Get<Fen>("owed"));
        },
        (c, _) => c.Freeze.Point.ToString(),
        (s, i) => ValueTask.FromResult(s.District(i.Text("district"))),
        payload =>
        {
            Settlements(payload, "frozen", "Final now, by this request or by the same one before.", a => a.Refusal is null);
            Settlements(payload, "alreadyFrozen", "Had been final.", a => a.Refusal is SettlementAlreadyFrozen);
            payload.Has<Executed[], ListGraphType<NonNullGraphType<SettlementNotFrozenType>>>(
                "refused", "Not final, each with its reason.", e => e.Where(x => x.Answer.Refusal is not (null or SettlementAlreadyFrozen)));
        },
        "Why some or all were refused, each reason once; `refused` says which. Empty when all are final.",
        (all, refused) => all.Where(e => e.Answer.Refusal is not SettlementAlreadyFrozen)
            .SelectMany(e => refused(e.Answer)).DistinctBy(r => r.Refusal),
        typeof(MealPointUnknown), typeof(SettlementAlreadyFrozen), typeof(SettlementMonthNotOver), typeof(SettlementSumDiffers),
        typeof(DistrictSumDiffers));

    private static object Known(object district) =>
        Districts.IsKnown((string)district) ? district : throw new BadValueException("没有这个区的代码。", "There is no district of that code.");

    private static void Settlements(ObjectGraphType<Executed[]> payload, string name, string description, Func<Answer, bool> which) =>
        payload.Field<ListGraphType<NonNullGraphType<SettlementType>>, object>(name).Description(description).ResolveAsync(async c =>
        {
            FreezeSettlement[] wanted = [.. c.Source.Where(e => which(e.Answer)).Select(e => ((FreezeDistrictSettlement)e.Command).Freeze)];
            if (wanted is []) return Array.Empty<SettlementBoard>();
            var request = c.Request();
            await request.SeenAsync();
            return await request.Api.Settlements.ByIdsAsync(
                request.Api.CityName, [.. wanted.Select(f => f.Settlement)], request.Cancellation);
        });
}

/// <summary>A settlement that could not be frozen with the district's others.</summary>
public sealed class SettlementNotFrozenType : ObjectGraphType<Executed>
{
    public SettlementNotFrozenType()
    {
        Name = "SettlementNotFrozen";
        Description = "A settlement that was not frozen with the district's others.";
        this.AsParent();
        this.Loaded<Executed, MealPointType>("mealPoint", "Whose.", c => c.Request().Loaders.MealPoints.Load(Freeze(c.Source).Point));
        this.Text("code", "The refusal's code.", e => e.Answer.Refusal!.Code);
        this.Said("message", UserErrorType.Message, e => e.Answer.Refusal!.Message);
    }

    private static FreezeSettlement Freeze(Executed executed) => ((FreezeDistrictSettlement)executed.Command).Freeze;
}
