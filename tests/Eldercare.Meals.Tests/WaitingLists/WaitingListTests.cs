using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.WaitingLists;

public static class WaitingListTests
{
    private static readonly DateTimeOffset Six = Nine.AddHours(-3), Seven = Nine.AddHours(-2);
    private static readonly WaitingListJoined BrunoWaits = new(Lunch, Bruno, Channel.Takeaway), ClaraWaits = new(Lunch, Clara, Channel.DineIn);
    private static readonly PlaceOffered OfferedToBruno = new(Lunch, Bruno, Channel.Takeaway, Nine, PlaceFreedBy.Cancellation);

    [Fact]
    public static void Who_comes_to_a_full_sitting_waits() =>
        Join(Bruno, Given(OnePlaceAtEleven, AnnaBooked)).Then(BrunoWaits);

    [Fact]
    public static void Who_comes_while_there_is_room_books_instead() =>
        Join(Bruno, Given(OnePlaceAtEleven)).ThenRefused("PLACES_LEFT", new PlacesLeft(Lunch, 1));

    [Fact]
    public static void Nobody_waits_twice() =>
        Join(Bruno, Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits)).ThenRefused("ALREADY_WAITING", new AlreadyWaiting(Lunch, Bruno));

    [Fact]
    public static void Nobody_waits_at_two_points_for_one_meal() =>
        JoinWaitingListDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, Channel.DineIn), OpenPoint, Given(OnePlaceAtEleven, AnnaBooked), Registered(Bruno), null,
            Elsewhere.Value, Seven).ThenRefused("WAITING_ELSEWHERE", new WaitingElsewhere(Bruno, Elsewhere));

    [Fact]
    public static void Who_eats_elsewhere_does_not_wait() =>
        JoinWaitingListDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, Channel.DineIn), OpenPoint, Given(OnePlaceAtEleven, AnnaBooked), Registered(Bruno),
            Elsewhere.Value, null, Seven).ThenRefused("PORTION_TAKEN_ELSEWHERE", new PortionTakenElsewhere(Bruno, Elsewhere));

    [Fact]
    public static void Who_is_booked_does_not_wait() =>
        Join(Anna, Given(OnePlaceAtEleven, AnnaBooked)).ThenRefused("ALREADY_BOOKED", new AlreadyBooked(Lunch, Anna));

    [Fact]
    public static void The_dead_do_not_wait() =>
        JoinWaitingListDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, Channel.DineIn), OpenPoint, Given(OnePlaceAtEleven, AnnaBooked),
            Registered(Bruno, diedOn: Monday), null, null, Seven)
        .ThenRefused("ELDER_HAS_DIED", new Eldercare.People.Elders.ElderHasDied(Bruno, Monday));

    [Fact]
    public static void From_the_cut_off_on_nobody_joins() =>
        Join(Bruno, Given(OnePlaceAtEleven, AnnaBooked), Nine).ThenRefused("CUT_OFF_PASSED", new CutOffPassed(Lunch, Nine));

    [Fact]
    public static void A_suspended_point_lets_nobody_join() =>
        JoinWaitingListDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, Channel.DineIn), SuspendedPoint, Given(OnePlaceAtEleven, AnnaBooked), Registered(Bruno), null, null,
            Seven).ThenRefused("MEAL_POINT_SUSPENDED_NOW", new MealPointSuspendedNow(Point, "Water cut"));

    [Fact]
    public static void A_closing_day_lets_nobody_join() =>
        JoinWaitingListDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, Channel.DineIn), MealPoint.Fold(OpenPoint, new MealPointClosedOn(Point, Monday, [], "Holiday")),
            Given(OnePlaceAtEleven, AnnaBooked), Registered(Bruno), null, null, Seven)
        .ThenRefused("MEAL_POINT_CLOSED_THAT_DAY", new MealPointClosedThatDay(Point, Monday, "Holiday"));

    [Fact]
    public static void Nobody_books_past_the_list_before_a_free_place_is_offered()
    {
        // As when the point was suspended while the place came free, and resumed just now.
        var sitting = Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits, AnnaCancelled);

        Book(Clara, sitting, Eight).ThenRefused("SITTING_FULL", new SittingFull(Lunch, 1));
        Book(Bruno, sitting, Eight).ThenRefused("SITTING_FULL", new SittingFull(Lunch, 1));
        Book(Clara, sitting, Nine.AddMinutes(-14)).Then(new MealBooked(Lunch, Clara, Channel.DineIn));
    }

    [Fact]
    public static void A_cancellation_offers_the_place_to_who_joined_first() =>
        Cancel(Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits, ClaraWaits), Seven).Then(AnnaCancelled, OfferedToBruno);

    [Fact]
    public static void Minutes_count_while_people_are_awake() =>
        Cancel(Given(OnePlaceAtEleven with { CutOff = Eleven }, AnnaBooked, BrunoWaits), Six)
            .Then(AnnaCancelled, OfferedToBruno with { Until = Nine });

    [Fact]
    public static void An_offer_made_late_in_the_evening_stands_until_the_morning()
    {
        var (evening, policy) = (Nine.AddHours(-12).AddMinutes(-30), WaitingListPolicy.Usual);

        Assert.Equal(Nine.AddMinutes(-30), policy.Until(evening, Eleven));
        Assert.Equal(Nine, policy.Until(Nine.AddHours(-10), Eleven));
    }

    [Fact]
    public static void Shortly_before_the_cut_off_the_place_is_for_whoever_comes_first()
    {
        var late = Nine.AddMinutes(-14);
        var sitting = Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits, AnnaCancelled)!;

        Cancel(Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits), late).Then(AnnaCancelled);
        Book(Clara, sitting, late).Then(new MealBooked(Lunch, Clara, Channel.DineIn));
        Book(Bruno, sitting, late).Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.Guest, HadOffer: false), new MealBooked(Lunch, Bruno, Channel.DineIn));
    }

    [Fact]
    public static void A_suspended_point_offers_nothing() =>
        CancelBookingDecider.Decide(
            new(Point, Monday, Meal.Lunch, Anna, "Away", false), SuspendedPoint, Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits), Seven)
        .Then(AnnaCancelled);

    [Fact]
    public static void An_offered_place_is_full_for_everybody_else() =>
        Book(Clara, Offered(), Eight).ThenRefused("SITTING_FULL", new SittingFull(Lunch, 1));

    [Fact]
    public static void Who_was_offered_the_place_books_it() =>
        Book(Bruno, Offered(), Eight).Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.Guest, HadOffer: true), new MealBooked(Lunch, Bruno, Channel.DineIn));

    [Fact]
    public static void An_offer_whose_time_is_up_is_the_next_ones() =>
        Book(Bruno, Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits, AnnaCancelled, OfferedToBruno with { Until = Eight }), Eight)
            .ThenRefused("PLACE_OFFER_OVER", new PlaceOfferOver(Lunch, Eight));

    [Fact]
    public static void A_declined_place_goes_to_the_next() =>
        DeclinePlaceDecider.Decide(new(Point, Monday, Meal.Lunch, Bruno, "Ate"), OpenPoint, Offered(ClaraWaits), Eight).Then(
            new PlaceDeclined(Lunch, Bruno, "Ate"), new PlaceOffered(Lunch, Clara, Channel.DineIn, Nine, PlaceFreedBy.Declined));

    [Fact]
    public static void Who_declined_is_off_the_list_and_may_join_at_its_end()
    {
        var declined = Given(
            OnePlaceAtEleven, AnnaBooked, BrunoWaits, ClaraWaits, AnnaCancelled, OfferedToBruno, new PlaceDeclined(Lunch, Bruno, null),
            new PlaceOffered(Lunch, Clara, Channel.DineIn, Nine, PlaceFreedBy.Declined));

        DeclinePlaceDecider.Decide(new(Point, Monday, Meal.Lunch, Bruno, null), OpenPoint, declined, Eight)
            .ThenRefused("NO_PLACE_OFFERED", new NoPlaceOffered(Lunch, Bruno));
        Join(Bruno, declined).Then(BrunoWaits);
    }

    [Fact]
    public static void Only_an_offered_place_can_be_declined() =>
        DeclinePlaceDecider.Decide(new(Point, Monday, Meal.Lunch, Bruno, null), OpenPoint, Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits), Eight)
            .ThenRefused("NO_PLACE_OFFERED", new NoPlaceOffered(Lunch, Bruno));

    [Fact]
    public static void Who_leaves_with_an_offer_hands_it_on() =>
        LeaveWaitingListDecider.Decide(new(Point, Monday, Meal.Lunch, Bruno), OpenPoint, Offered(ClaraWaits), Eight).Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.Asked, HadOffer: true),
            new PlaceOffered(Lunch, Clara, Channel.DineIn, Nine, PlaceFreedBy.Declined));

    [Fact]
    public static void Who_does_not_wait_cannot_leave() =>
        LeaveWaitingListDecider.Decide(new(Point, Monday, Meal.Lunch, Clara), OpenPoint, Offered(), Eight)
            .ThenRefused("NOT_WAITING", new NotWaiting(Lunch, Clara));

    [Fact]
    public static void An_offer_lapses_when_its_time_is_up_and_not_before()
    {
        var sitting = Given(
            OnePlaceAtEleven, AnnaBooked, BrunoWaits, ClaraWaits, AnnaCancelled, OfferedToBruno with { Until = Eight });

        Lapse(sitting, Eight, Eight.AddSeconds(-1)).ThenNothing();
        Lapse(sitting, Eight, Eight).Then(
            new PlaceOfferLapsed(Lunch, Bruno), new PlaceOffered(Lunch, Clara, Channel.DineIn, Nine, PlaceFreedBy.Lapsed));
    }

    [Fact]
    public static void A_later_offer_to_the_same_elder_does_not_lapse_with_the_first() =>
        Lapse(Offered(), until: Eight, now: Nine).ThenNothing();

    [Fact]
    public static void More_places_serve_the_list_in_order() =>
        OpenSittingDecider.Decide(
            new(Point, Monday, Meal.Lunch), OpenPoint with { Week = [MondayLunch with { Capacity = 3 }] },
            Given(OnePlaceAtEleven, AnnaBooked, ClaraWaits, BrunoWaits), Seven).Then(
            new SittingPlanChanged(Lunch, 3, 1, Nine, Eleven, One, CapacityBefore: 1),
            new PlaceOffered(Lunch, Clara, Channel.DineIn, Nine, PlaceFreedBy.MorePlaces),
            new PlaceOffered(Lunch, Bruno, Channel.Takeaway, Nine, PlaceFreedBy.MorePlaces));

    [Fact]
    public static void A_cut_keeps_the_places_offered() =>
        OpenSittingDecider.Decide(
            new(Point, Monday, Meal.Lunch), OpenPoint with { Week = [MondayLunch with { Capacity = 0 }] }, Offered(), Seven).ThenNothing();

    [Fact]
    public static void At_the_cut_off_offers_lapse_and_nobody_waits_any_longer() =>
        EndWaitingListDecider.Decide(new(Point, Monday, Meal.Lunch), Offered(ClaraWaits), Nine).Then(
            new PlaceOfferLapsed(Lunch, Bruno), new WaitingListLeft(Lunch, Clara, LeftListBecause.CutOff, HadOffer: false));

    [Fact]
    public static void Before_the_cut_off_the_list_stays() =>
        EndWaitingListDecider.Decide(new(Point, Monday, Meal.Lunch), Offered(), Eight).ThenNothing();

    [Fact]
    public static void After_the_cut_off_a_late_booking_takes_a_place_nobody_took() =>
        BookMealDecider.Decide(
            new(Point, Monday, Meal.Lunch, Clara, Channel.DineIn, Late: true), OpenPoint, Offered(), Registered(Clara), null, Ten)
        .Then(new MealBooked(Lunch, Clara, Channel.DineIn, Late: true));

    [Fact]
    public static void The_closing_ends_the_list_too() =>
        CloseSittingDecider.Decide(new(Point, Monday, Meal.Lunch), Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits), [], One).Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.CutOff, HadOffer: false), AnnaAbsent, Closed);

    [Fact]
    public static void A_walk_in_who_waited_waits_no_longer() =>
        ServeWalkInDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno), OpenPoint, Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits), Registered(Bruno), null, Noon)
        .Then(new WaitingListLeft(Lunch, Bruno, LeftListBecause.Guest, HadOffer: false), BrunoWalkedIn);

    [Fact]
    public static void A_place_kept_for_who_walks_in_goes_to_the_next()
    {
        // The doors are open, and the cut-off is the start.
        var sitting = Given(
            OnePlaceAtEleven with { CutOff = Eleven }, AnnaBooked, BrunoWaits, ClaraWaits, AnnaCancelled, OfferedToBruno with { Until = Eleven });

        ServeWalkInDecider.Decide(new(Point, Monday, Meal.Lunch, Bruno), OpenPoint, sitting, Registered(Bruno), null, Ten).Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.Guest, HadOffer: true), BrunoWalkedIn with { ServedAt = Ten },
            new PlaceOffered(Lunch, Clara, Channel.DineIn, Eleven, PlaceFreedBy.Declined));
    }

    [Fact]
    public static void Who_comes_shortly_before_the_cut_off_books_a_free_place_though_others_wait() =>
        Join(Clara, Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits, AnnaCancelled), Nine.AddMinutes(-14))
            .ThenRefused("PLACES_LEFT", new PlacesLeft(Lunch, 1));

    [Fact]
    public static void At_the_cut_off_itself_nothing_is_offered() =>
        Assert.Null((WaitingListPolicy.Usual with { LastMinutes = 0 }).Until(Nine, Nine));

    [Theory]
    [InlineData(0, 15, 7, 21, "offerMinutes")]
    [InlineData(3_000, 15, 7, 21, "offerMinutes")]
    [InlineData(60, -1, 7, 21, "lastMinutes")]
    [InlineData(60, 15, 21, 7, "wakingUntil")]
    public static void A_policy_that_cannot_work_is_refused(int offer, int last, int from, int until, string field) =>
        ChangeWaitingListPolicyDecider.Decide(new(Point, new(offer, last, new(from, 0), new(until, 0))), OpenPoint)
            .ThenRefused("WAITING_LIST_POLICY_INVALID", new WaitingListPolicyInvalid(field));

    [Fact]
    public static void A_points_own_policy_is_followed()
    {
        var policy = new WaitingListPolicy(OfferMinutes: 10, LastMinutes: 5, new(0, 0), new(23, 59));
        ChangeWaitingListPolicyDecider.Decide(new(Point, policy), OpenPoint).Then(new WaitingListPolicyChanged(Point, policy));

        CancelBookingDecider.Decide(
            new(Point, Monday, Meal.Lunch, Anna, "Away", false), MealPoint.Fold(OpenPoint, new WaitingListPolicyChanged(Point, policy)),
            Given(OnePlaceAtEleven, AnnaBooked, BrunoWaits), Seven)
        .Then(AnnaCancelled, OfferedToBruno with { Until = Seven.AddMinutes(10) });
    }

    [Fact]
    public static void Who_was_offered_a_place_and_eats_elsewhere_leaves_it_to_the_next()
    {
        Elsewhere_(Offered(ClaraWaits), Elsewhere.Value).Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.PortionElsewhere, HadOffer: true),
            new PlaceOffered(Lunch, Clara, Channel.DineIn, Nine, PlaceFreedBy.Declined));
        Elsewhere_(Offered(ClaraWaits), portionAt: null).ThenNothing();
        Elsewhere_(Offered(ClaraWaits), Lunch.Value).ThenNothing();
        Elsewhere_(Given(OnePlaceAtEleven, AnnaBooked), Elsewhere.Value).ThenNothing();
    }

    private static Decision<SittingFact> Elsewhere_(Sitting? sitting, Guid? portionAt) =>
        LeaveForPortionElsewhereDecider.Decide(new(Point, Monday, Meal.Lunch, Bruno), OpenPoint, sitting, portionAt, Eight);

    private static Sitting Offered(params SittingFact[] more) =>
        Given([OnePlaceAtEleven, AnnaBooked, BrunoWaits, .. more, AnnaCancelled, OfferedToBruno])!;

    private static Decision<SittingFact> Join(ElderId elder, Sitting? sitting, DateTimeOffset? now = null) => JoinWaitingListDecider.Decide(
        new(Point, Monday, Meal.Lunch, elder, elder == Bruno ? Channel.Takeaway : Channel.DineIn), OpenPoint, sitting, Registered(elder), null,
        null, now ?? Seven);

    private static Decision<SittingFact> Cancel(Sitting? sitting, DateTimeOffset now) =>
        CancelBookingDecider.Decide(new(Point, Monday, Meal.Lunch, Anna, "Away", false), OpenPoint, sitting, now);

    private static Decision<SittingFact> Book(ElderId elder, Sitting? sitting, DateTimeOffset now) => BookMealDecider.Decide(
        new(Point, Monday, Meal.Lunch, elder, Channel.DineIn), OpenPoint, sitting, Registered(elder), null, now);

    private static Decision<SittingFact> Lapse(Sitting? sitting, DateTimeOffset until, DateTimeOffset now) =>
        LapsePlaceOfferDecider.Decide(new(Point, Monday, Meal.Lunch, Bruno, until), OpenPoint, sitting, now);
}
