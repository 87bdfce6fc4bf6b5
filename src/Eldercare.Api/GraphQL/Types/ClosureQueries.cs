using Eldercare.Api.GraphQL.Access;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Where the reservations of a bed could go.</summary>
internal static class ClosureQueries
{
    public static void AddTo(QueryType query) => query.Field<ListGraphType<NonNullGraphType<ReservationMoveType>>, object>("moveReservations")
        .Description(
            "Where each reservation of a bed could go, before `moveReservation` and a closure: at most five beds of its kind that suit the elder and are free on "
            + "all her days, in homes that may admit; the bed's own home first, then its district. Null when there is no such bed.")
        .IdArgument<object?, object, BedId>("bed", "Which bed.")
        .For(Reach.OfHome, (c, scopes) => scopes.Bed(c.GetArgument<BedId>("bed")))
        .ResolveAsync(async c =>
        {
            var (request, id) = (c.Request(), c.GetArgument<BedId>("bed"));
            var bed = await request.Api.States.ReadAsync<Bed>(request.Api.CityName, Bed.Stream.At(id.Value), request.Cancellation);
            if (bed is null) return null;
            await request.SeenAsync();
            return await request.Api.Matching.MovesAsync(request.Api.CityName, id, [.. bed.Promised], request.Today(), request.Cancellation);
        });
}
