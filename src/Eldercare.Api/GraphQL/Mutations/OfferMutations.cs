using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>What a home does about an offer it made.</summary>
internal static class OfferMutations
{
    public static void AddTo(MutationType mutations) =>
        mutations.Add<WithdrawOffer>(
            "withdrawOffer",
            "Takes an offer back, also one that was accepted, before anybody moved in. No refusal of the elder's: she waits on at her place, and is told.",
            Reach.HomeDay,
            i => i.Id<ApplicationId>("application", "Which application.").Id<BedId>("bed", "Which bed.").Reason("Why.")
                .Of<ClosureKindEnum>(
                    "closing", "Closes the bed for this in the same step; when not given it is ready, and goes to the next as the policy of the queue says.",
                    required: false),
            i => new(i.Application, i.Bed, i.Text("reason"), i.May<ClosureKind>("closing")),
            (s, c) => s.Bed(c.Bed),
            p => p.Application(c => c.Application).Bed(c => c.Bed),
            typeof(ApplicationUnknown), typeof(OfferNotOpen), typeof(TextInvalid));
}
