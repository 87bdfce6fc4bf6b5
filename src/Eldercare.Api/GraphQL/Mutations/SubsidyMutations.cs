using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class SubsidyMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<PublishSubsidyPolicy>(
            "publishSubsidyPolicy", "Puts a subsidy policy, or a new version of one, into force from a date on.", Role.CityOffice,
            i => i.Text("document", "The policy as JSON of `schema/subsidy-policy.schema.json`, at most 100,000 characters."),
            i => new(i.Text("document")),
            (s, _) => ValueTask.FromResult(s.Everywhere),
            p => p.Policy(),
            typeof(PolicyDocumentInvalid), typeof(PolicyVersionExists), typeof(PolicyVersionOutOfOrder), typeof(PolicyVersionsOverlap),
            typeof(PolicyBackdated));
        mutations.Add<CorrectCharge>(
            "correctCharge",
            "Computes the charge of a served portion again from what is known now, or takes it back; and answers which others of hers could be better "
            + "for it.",
            Reach.Offices,
            i => i.Sitting().Id<ElderId>("elder", "Whose portion.").Reason("Why.")
                .Of<BooleanGraphType>("reverse", "Take it back: nobody pays.", required: false)
                .Of<FenScalar>("price", "The price it should have had.", required: false)
                .Of<BooleanGraphType>(
                    "andOthers",
                    "Correct `others` in the same step, for the same reason; a district's office those that were served in its district.",
                    required: false),
            i => new(
                i.Point, i.Date, i.Meal, i.Elder, i.Text("reason"), i.Get<bool>("reverse"), i.May<Fen>("price"), i.Get<bool>("andOthers"),
                i.Request.ScopesFor(Reach.Offices).Everywhere ? null : i.Request.Caller.District),
            (s, c) => s.Point(c.Point),
            p => p.Charge().OtherCharges(),
            typeof(SittingUnknown), typeof(TextInvalid), typeof(PriceInvalid), typeof(ElderUnknown), typeof(NothingCharged));
        mutations.Add<FreezeSettlement>(
            "freezeSettlement", "Takes a meal point's settlement of a month for final; what changes later goes into the next month's.", Reach.Offices,
            i => i.Id<MealPointId>("mealPoint", "Whose.").Of<YearMonthScalar>("month", "A month that is over.")
                .Of<FenScalar>("owed", "What funders owe as you saw it: the control sum. When it is another by now, look again."),
            async i => new(i.Point, i.Get<YearMonth>("month"), (await SettlementAsync(i))?.Lines ?? [], i.Get<Fen>("owed")),
            (s, c) => s.Point(c.Point),
            p => p.Settlement(c => (c.Point, c.Month)),
            typeof(MealPointUnknown), typeof(SettlementAlreadyFrozen), typeof(SettlementMonthNotOver), typeof(SettlementSumDiffers));
    }

    private static Task<SettlementBoard?> SettlementAsync(Input input) => input.Request.Api.Settlements.FindAsync(
        input.Request.Api.CityName, input.Point, input.Get<YearMonth>("month"), input.Request.Cancellation);
}
