using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class ReservationMoveType : ObjectGraphType<ReservationMove>
{
    public ReservationMoveType()
    {
        Name = "ReservationMove";
        Description = "A reservation, and where it could go.";
        this.AsParent();
        this.Has<ReservationMove, BedReservationType>("reservation", "The reservation as it stands.", m => m.Reservation);
        this.Has<ReservationMove, ListGraphType<NonNullGraphType<OtherBedType>>>("places", "The best first; none when there is no such bed.", m => m.Places);
    }
}

public sealed class OtherBedType : ObjectGraphType<OtherBed>
{
    public OtherBedType()
    {
        Name = "OtherBed";
        Description = "A bed a reservation could be moved to.";
        this.AsParent();
        this.Loaded<OtherBed, HomeType>("home", "Where it stands.", c => c.Request().Loaders.Homes.Load(c.Source.Home));
        this.Loaded<OtherBed, BedType>(
            "bed", "Which bed; null for another home's clerk, who asks the district office to move it there.",
            c => c.Request().ScopesFor(Reach.OfHome).Home(c.Source.Home, c.Source.District) ? c.Request().Loaders.Beds.Load(c.Source.Bed) : null);
    }
}

public sealed class BedClosingType : ObjectGraphType<BedClosing>
{
    public BedClosingType()
    {
        Name = "BedClosing";
        Description = "A closure that waits for the bed to be left; of isolation it marks who lies there.";
        this.AsParent();
        this.Has<BedClosing, ClosureKindEnum>("kind", "What for.", c => c.Kind);
        this.Has<BedClosing, LocalDateScalar>("on", "The day its room was closed.", c => c.On);
        this.May<BedClosing, LocalDateScalar>("until", "The day it is expected back; none: not known.", c => c.Until);
    }
}

public sealed class ReservationInTheWayType : ObjectGraphType<ReservationInTheWay>
{
    public ReservationInTheWayType()
    {
        Name = "ReservationInTheWay";
        Description = "A reservation that has to be moved.";
        this.AsParent();
        this.Has<ReservationInTheWay, IdGraphType>("bed", "Id of the bed.", r => GraphQL.GlobalId.Of(r.Bed));
        this.Has<ReservationInTheWay, IdGraphType>("elder", "Id of whom it is promised to.", r => GraphQL.GlobalId.Of(r.Elder));
        this.Has<ReservationInTheWay, LocalDateScalar>("from", "The day she is to come.", r => r.From);
        this.May<ReservationInTheWay, LocalDateScalar>("until", "The day the bed is free again; none: a stay without an agreed end.", r => r.Until);
    }
}
