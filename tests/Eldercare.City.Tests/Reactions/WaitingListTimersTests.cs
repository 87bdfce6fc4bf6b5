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
    private static readonly WaitingListDue ListDue = new(City.Name, Garden, Today, Meal.Lunch, Now.AddHours(2));

    [Fact]
    public static async Task An_offer_leaves_a_message_for_its_end_and_a_list_one_for_the_cut_off()
    {
        var timers = Timers(new FakeWriter(), Full);
        var cancel = TestContext.Current.CancellationToken;

        AssertScheduled(OfferDue, OfferDue.Until, await timers.Handle(
            Given.Event(new PlaceOffered(Lunch, Anna, Channel.DineIn, OfferDue.Until, PlaceFreedBy.Cancellation)), cancel));
        AssertScheduled(ListDue, ListDue.CutOff, await timers.Handle(Given.Event(new WaitingListJoined(Lunch, Anna, Channel.DineIn)), cancel));
    }

    [Fact]
    public static async Task An_offer_lapses_once_however_often_the_message_comes_and_not_early()
    {
        var (writer, clock) = (new FakeWriter(), Given.Clock());
        var timers = new WaitingListTimers(Given.Reaction(writer), new OneState(Full), clock);
        AssertScheduled(OfferDue, OfferDue.Until, await timers.Handle(OfferDue, TestContext.Current.CancellationToken));
        Assert.Empty(writer.Commands);
        clock.SetUtcNow(OfferDue.Until);

        Assert.Empty(await timers.Handle(OfferDue, TestContext.Current.CancellationToken));
        Assert.Empty(await timers.Handle(OfferDue, TestContext.Current.CancellationToken));

        Assert.Equal([new LapsePlaceOffer(Garden, Today, Meal.Lunch, Anna, OfferDue.Until)], writer.Commands);
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
