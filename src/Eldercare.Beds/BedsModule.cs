using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Census;
using Eldercare.Beds.Charges;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Beds;

/// <summary>Homes, their beds, and the queue for them.</summary>
public sealed class BedsModule : IContextModule
{
    public string Name => "beds";

    public IEnumerable<StreamType> Streams =>
        [Home.Stream, Bed.Stream, Application.Stream, QueuePolicyBook.Stream, StayRates.Stream, StayCharges.Stream];

    public IEnumerable<Type> Tables => [typeof(OfferRefusals)];

    public IEnumerable<View> Views => [new HomeBoardView(), new HomeChangeView(), new CensusView(), new QueueView(), new WaitingTimesView(), new OfferNewsView(), new ChargedBedView()];

    public IEnumerable<Type> RelayedAsNews => [typeof(ResidentAdmitted), typeof(BedReleasedFromLeave)];

    public IEnumerable<Type> Relayed => [typeof(BedOffered), typeof(ResidentDeparted), typeof(ReservationMade), typeof(LeaveBegan), typeof(LeaveExtended)];
}
