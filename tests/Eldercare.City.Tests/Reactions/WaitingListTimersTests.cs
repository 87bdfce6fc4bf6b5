using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.Store.Deciding;
using Wolverine;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class WaitingListTimersTests
{
    private static readonly Sitting Full = Sitting.Fold(null, new SittingOpened(
        Lunch, Garden, Jingkou, Today, Meal.Lunch, 1, 1, Now.AddHours(2), Now.AddHours(3), Now.AddHours(5)))!;

    private static readonly PlaceOfferDue OfferDue = new(City.Name, Garden, Today, Meal.Lunch, Anna, Now.AddHours(1));
    private static readonly PlaceOffered Offer = new(Lunch, Anna, Channel.DineIn, Now.AddHours(1), PlaceFreedBy.Cancellation);

    private static readonly Sitting Offered = new SittingFact[] { new WaitingListJoined(Lunch, Anna, Channel.DineIn), Offer }.Aggregate(Full, (s, f) => Sitting.Fold(s, f)!);
    private static readonly WaitingListDue ListDue = new(City.Name, Garden, Today, Meal.Lunch, Now.AddHours(2));

    [Fact]
    public static async Task A_list_leaves_a_message_for_the_cut_off()
    {
        AssertScheduled(ListDue, ListDue.CutOff, await Timers(new FakeWriter(), Full).Handle(
            Given.Event(new WaitingListJoined(Lunch, Anna, Channel.DineIn)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public static async Task A_cut_off_that_moved_is_waited_for_where_somebody_waits()
    {
        var (cancel, earlier) = (TestContext.Current.CancellationToken, Now.AddMinutes(10));
        var moved = Given.Event(new SittingPlanChanged(Lunch, 1, 1, earlier, Now.AddHours(3), Now.AddHours(5), CapacityBefore: 1));

        AssertScheduled(ListDue with { CutOff = earlier }, earlier, await Timers(new FakeWriter(), Offered with { CutOff = earlier }).Handle(moved, cancel));
        Assert.Empty(await Timers(new FakeWriter(), Full with { CutOff = earlier }).Handle(moved, cancel));
    }

    [Fact]
    public static async Task While_an_offer_stands_it_is_looked_whether_she_has_a_portion_elsewhere_and_at_its_end_it_lapses_once()
    {
        var (writer, clock, cancel) = (new FakeWriter(), Given.Clock(), TestContext.Current.CancellationToken);
        var timers = new WaitingListTimers(Given.Reaction(writer), new OneState(Offered), clock);
        var look = new LeaveForPortionElsewhere(Garden, Today, Meal.Lunch, Anna);

        AssertScheduled(OfferDue, Now.AddMinutes(10), await timers.Handle(Given.Event(Offer), cancel));
        clock.SetUtcNow(Now.AddMinutes(55));
        AssertScheduled(OfferDue, OfferDue.Until, await timers.Handle(OfferDue, cancel));
        Assert.Equal([look, look], writer.Commands);
        clock.SetUtcNow(OfferDue.Until);
        Assert.Empty(await timers.Handle(OfferDue, cancel));
        Assert.Empty(await timers.Handle(OfferDue, cancel));

        Assert.Equal([look, look, new LapsePlaceOffer(Garden, Today, Meal.Lunch, Anna, OfferDue.Until)], writer.Commands);
    }

    [Fact]
    public static async Task Nobody_looks_after_an_offer_that_is_over()
    {
        var writer = new FakeWriter();

        Assert.Empty(await Timers(writer, Full).Handle(OfferDue, TestContext.Current.CancellationToken));

        Assert.Empty(writer.Commands);
    }

    [Fact]
    public static async Task A_list_whose_cut_off_was_moved_waits_for_the_new_one()
    {
        var (writer, clock) = (new FakeWriter(), Given.Clock());
        var later = Full with { CutOff = Now.AddHours(2.5) };
        var timers = new WaitingListTimers(Given.Reaction(writer), new OneState(later), clock);
        clock.SetUtcNow(ListDue.CutOff);

        AssertScheduled(ListDue with { CutOff = later.CutOff }, later.CutOff, await timers.Handle(ListDue, TestContext.Current.CancellationToken));
        Assert.Empty(writer.Commands);
        clock.SetUtcNow(later.CutOff);
        Assert.Empty(await timers.Handle(ListDue, TestContext.Current.CancellationToken));

        Assert.Equal([new EndWaitingList(Garden, Today, Meal.Lunch)], writer.Commands);
    }

    private static WaitingListTimers Timers(FakeWriter writer, Sitting sitting) =>
        new(Given.Reaction(writer), new OneState(sitting), Given.Clock());

    private static void AssertScheduled<T>(T message, DateTimeOffset at, OutgoingMessages messages)
    {
        var envelope = Assert.IsType<DeliveryMessage<T>>(Assert.Single(messages));
        Assert.Equal((message, at), (envelope.Message, envelope.Options.ScheduledTime!.Value));
    }

    private sealed class OneState(object state) : IStateReader
    {
        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class => Task.FromResult(state as TState);
    }
}
