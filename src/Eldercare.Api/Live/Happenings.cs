using System.Collections.Frozen;
using System.Globalization;

namespace Eldercare.Api.Live;

/// <summary>What can happen to a meal point's day.</summary>
public enum MealPointHappening
{
    PointChanged, Suspended, Resumed, DayClosed, DayReopened, SittingOpened, PlanChanged, Booked, Cancelled, Moved, Displaced, Reinstated, Served,
    WalkInServed, NoShow, SecondPortion, WaitingList, Closed,
}

/// <summary>What can happen to a home and its beds.</summary>
public enum HomeHappening
{
    HomeChanged, RoomsChanged, BedsChanged, Held, HoldReleased, Reserved, Admitted, Transferred, Departed, Leave, Cleaned, Closed, StayCorrected,
}

/// <summary>Which event is which happening: complete, so that no board changes without a word.</summary>
public static class Happenings
{
    public static FrozenDictionary<Type, MealPointHappening> OfMealPoints { get; } = new Dictionary<Type, MealPointHappening>
    {
        [typeof(MealPointOpened)] = MealPointHappening.PointChanged,
        [typeof(MealPointChanged)] = MealPointHappening.PointChanged,
        [typeof(WeekChanged)] = MealPointHappening.PointChanged,
        [typeof(WaitingListPolicyChanged)] = MealPointHappening.PointChanged,
        [typeof(MealPointSuspended)] = MealPointHappening.Suspended,
        [typeof(MealPointResumed)] = MealPointHappening.Resumed,
        [typeof(MealPointClosedOn)] = MealPointHappening.DayClosed,
        [typeof(MealPointReopenedOn)] = MealPointHappening.DayReopened,
        [typeof(SittingOpened)] = MealPointHappening.SittingOpened,
        [typeof(SittingPlanChanged)] = MealPointHappening.PlanChanged,
        [typeof(SittingCapacitySet)] = MealPointHappening.PlanChanged,
        [typeof(MealBooked)] = MealPointHappening.Booked,
        [typeof(BookingCancelled)] = MealPointHappening.Cancelled,
        [typeof(BookingMovedOut)] = MealPointHappening.Moved,
        [typeof(BookingDisplaced)] = MealPointHappening.Displaced,
        [typeof(DisplacedBookingEscalated)] = MealPointHappening.Displaced,
        [typeof(MoveOfDisplacedRequested)] = MealPointHappening.Displaced,
        [typeof(BookingReinstated)] = MealPointHappening.Reinstated,
        [typeof(MealServed)] = MealPointHappening.Served,
        [typeof(WalkInServed)] = MealPointHappening.WalkInServed,
        [typeof(NoShowRecorded)] = MealPointHappening.NoShow,
        [typeof(SecondPortionFound)] = MealPointHappening.SecondPortion,
        [typeof(PortionConflictSettled)] = MealPointHappening.SecondPortion,
        [typeof(WaitingListJoined)] = MealPointHappening.WaitingList,
        [typeof(WaitingListLeft)] = MealPointHappening.WaitingList,
        [typeof(PlaceOffered)] = MealPointHappening.WaitingList,
        [typeof(PlaceDeclined)] = MealPointHappening.WaitingList,
        [typeof(PlaceOfferWithdrawn)] = MealPointHappening.WaitingList,
        [typeof(PlaceOfferLapsed)] = MealPointHappening.WaitingList,
        [typeof(SittingClosed)] = MealPointHappening.Closed,
    }.ToFrozenDictionary();

    public static FrozenDictionary<Type, HomeHappening> OfHomes { get; } = new Dictionary<Type, HomeHappening>
    {
        [typeof(HomeRegistered)] = HomeHappening.HomeChanged,
        [typeof(HomeUpdated)] = HomeHappening.HomeChanged,
        [typeof(CertificateRecorded)] = HomeHappening.HomeChanged,
        [typeof(CertificateWithdrawn)] = HomeHappening.HomeChanged,
        [typeof(RoomAdded)] = HomeHappening.RoomsChanged,
        [typeof(RoomChanged)] = HomeHappening.RoomsChanged,
        [typeof(BedPlaced)] = HomeHappening.RoomsChanged,
        [typeof(BedRegistered)] = HomeHappening.BedsChanged,
        [typeof(BedChanged)] = HomeHappening.BedsChanged,
        [typeof(BedPriceSet)] = HomeHappening.BedsChanged,
        [typeof(BedGenderRuleChanged)] = HomeHappening.BedsChanged,
        [typeof(BedRetired)] = HomeHappening.BedsChanged,
        [typeof(BedHeld)] = HomeHappening.Held,
        [typeof(HoldReleased)] = HomeHappening.HoldReleased,
        [typeof(BedReserved)] = HomeHappening.Reserved,
        [typeof(ReservationMade)] = HomeHappening.Reserved,
        [typeof(ReservationBegan)] = HomeHappening.Reserved,
        [typeof(ReservationCancelled)] = HomeHappening.Reserved,
        [typeof(ResidentAdmitted)] = HomeHappening.Admitted,
        [typeof(ResidentTransferredIn)] = HomeHappening.Transferred,
        [typeof(ResidentTransferredOut)] = HomeHappening.Transferred,
        [typeof(ResidentDeparted)] = HomeHappening.Departed,
        [typeof(LeaveBegan)] = HomeHappening.Leave,
        [typeof(LeaveExtended)] = HomeHappening.Leave,
        [typeof(LeaveEnded)] = HomeHappening.Leave,
        [typeof(BedReleasedFromLeave)] = HomeHappening.Leave,
        [typeof(BedCleaned)] = HomeHappening.Cleaned,
        [typeof(BedClosed)] = HomeHappening.Closed,
        [typeof(BedReopened)] = HomeHappening.Closed,
        [typeof(ClosureOrdered)] = HomeHappening.Closed,
        [typeof(ClosureLifted)] = HomeHappening.Closed,
        [typeof(ClosureEndChanged)] = HomeHappening.Closed,
        [typeof(StayEndAgreed)] = HomeHappening.StayCorrected,
        [typeof(StayCorrected)] = HomeHappening.StayCorrected,
    }.ToFrozenDictionary();

    /// <summary>The bits of a number of happenings, as values.</summary>
    public static IEnumerable<T> Of<T>(ulong bits)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => ((bits >> Convert.ToInt32(v, CultureInfo.InvariantCulture)) & 1) != 0);

    /// <summary>The bit of what an event is to those who watch a board; none when it is nothing to them.</summary>
    public static ulong BitOf(Type fact) =>
        OfMealPoints.TryGetValue(fact, out var meal) ? 1UL << (int)meal : OfHomes.TryGetValue(fact, out var home) ? 1UL << (int)home : 0;
}
