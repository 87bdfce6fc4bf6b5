using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class BedOfferType : ObjectGraphType<BedOffer>
{
    public BedOfferType()
    {
        Name = "BedOffer";
        Description = "An offer of a bed (床位通知) and what became of it.";
        this.AsParent();
        this.Number("number", "Which of the application's offers, from 1.", o => o.Nr);
        this.Loaded<BedOffer, BedType>(
            "bed", "Which bed; null for who may not look into the home, or once nothing is kept for her.",
            c => c.Request().Loaders.Homes.Load(c.Source.Home).Then(home => c.Request().Loaders.Beds.Load(c.Source.Bed).Then(async bed =>
                bed is not null && home is not null && await c.Request().ScopesFor(Reach.OfElder).Bed(bed) ? bed : null)));
        this.Loaded<BedOffer, HomeType>("home", "Where it stands.", c => c.Request().Loaders.Homes.Load(c.Source.Home));
        this.Has<BedOffer, OfferStateEnum>("state", "What became of it.", o => o.State);
        this.Has<BedOffer, BooleanGraphType>("byItself", "It went out by itself, as the policy of the queue lets it; else a person made it.", o => o.ByItself);
        this.Has<BedOffer, InstantScalar>("offeredAt", "When it was made.", o => o.OfferedAt);
        this.Has<BedOffer, InstantScalar>("until", "When it expires, or would have.", o => o.Until);
        this.May<BedOffer, InstantScalar>("answeredAt", "When it was answered, expired or was taken back; null while it is open.", o => o.AnsweredAt);
        this.Loaded<BedOffer, StringGraphType>(
                "reason", "Why, in the words of who declined it or took it back. For the elder, the home that made it, and the offices.", Reason)
            .For(Reach.OfElder).Scoped();
    }

    private static IDataLoaderResult Reason(IResolveFieldContext<BedOffer> context)
    {
        var (request, offer) = (context.Request(), context.Source);
        var scopes = request.ScopesFor(Reach.OfElder);
        return request.Loaders.Elders.Load(offer.Elder).Then(_ => request.Loaders.Homes.Load(offer.Home).Then(async home =>
            offer.Reason is null || (home is not null && scopes.Home(home.Home, home.District)) || await scopes.ElderOutsideHomes(offer.Elder)
                ? (object?)offer.Reason
                : throw ApiError.Forbidden(context, Reach.OfElder)));
    }
}
