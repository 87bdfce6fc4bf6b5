using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.WaitingLists;

/// <summary>A place that was offered and is not there any more: who had the offer waits again at her old turn.</summary>
public static class WithdrawnOfferTests
{
    private static readonly ElderId s_dora = new(Id(5));
    private static readonly DateTimeOffset s_seven = Nine.AddHours(-2);

    /// <summary>Two places are offered to Bruno and Clara, and Dora still waits.</summary>
    private static readonly SittingFact[] s_offered =
    [
        OnePlaceAtEleven with { Capacity = 2 }, AnnaBooked, new MealBooked(Lunch, new(Id(6)), Channel.DineIn),
        Joined(Bruno), Joined(Clara), Joined(s_dora), AnnaCancelled, Offered(Bruno, Nine),
        new BookingCancelled(Lunch, new(Id(6)), null, Late: false), Offered(Clara, Nine),
    ];

    [Fact]
    public static void A_cut_withdraws_the_offer_made_last() =>
        Capacity(1, s_offered).Then(new SittingCapacitySet(Lunch, 1, 2, "Oven broke"), Withdrawn(Clara, DisplacedBy.CapacityCut));

    [Fact]
    public static void A_cut_to_nothing_withdraws_every_offer_and_the_list_is_as_it_was()
    {
        var cut = Capacity(0, s_offered);

        cut.Then(
            new SittingCapacitySet(Lunch, 0, 2, "Oven broke"), Withdrawn(Clara, DisplacedBy.CapacityCut), Withdrawn(Bruno, DisplacedBy.CapacityCut));
        Assert.Equal([Bruno, Clara, s_dora], Given([.. s_offered, .. cut.Facts])!.Waiting.Select(w => w.Elder));
        Capacity(2, [.. s_offered, .. cut.Facts]).Then(
            new SittingCapacitySet(Lunch, 2, 0, "Oven broke"), Offered(Bruno, s_seven.AddHours(2), PlaceFreedBy.MorePlaces),
            Offered(Clara, s_seven.AddHours(2), PlaceFreedBy.MorePlaces));
    }

    [Fact]
    public static void Who_keeps_her_offer_after_a_cut_can_take_it() =>
        BookMealDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, Channel.DineIn), OpenPoint, Given([.. s_offered, .. Capacity(1, s_offered).Facts]), Registered(Bruno),
            null, Eight)
        .Then(new WaitingListLeft(Lunch, Bruno, LeftListBecause.Guest, HadOffer: true), new MealBooked(Lunch, Bruno, Channel.DineIn));

    [Fact]
    public static void A_suspended_point_keeps_no_place_for_anybody() =>
        Decision<SittingFact>.Of(Displacement.Of(SuspendedPoint, Given(s_offered), s_seven).AsSpan())
            .Then(Withdrawn(Clara, DisplacedBy.Suspended), Withdrawn(Bruno, DisplacedBy.Suspended));

    [Fact]
    public static void From_the_cut_off_on_the_list_ends_by_itself() =>
        Assert.Empty(Displacement.Of(SuspendedPoint, Given(s_offered), Nine));

    private static WaitingListJoined Joined(ElderId elder) => new(Lunch, elder, Channel.DineIn);

    private static PlaceOffered Offered(ElderId elder, DateTimeOffset until, PlaceFreedBy by = PlaceFreedBy.Cancellation) =>
        new(Lunch, elder, Channel.DineIn, until, by);

    private static PlaceOfferWithdrawn Withdrawn(ElderId elder, DisplacedBy by) => new(Lunch, elder, by);

    private static Decision<SittingFact> Capacity(int capacity, SittingFact[] history) => SetSittingCapacityDecider.Decide(
        new(Point, Monday, Meal.Lunch, capacity, "Oven broke"), OpenPoint, Given(history), s_seven);
}
