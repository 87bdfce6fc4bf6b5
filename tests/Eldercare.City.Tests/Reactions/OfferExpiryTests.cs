using Eldercare.Beds;
using Eldercare.City.Reactions;
using Wolverine;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class OfferExpiryTests
{
    private static readonly BedOffered Offered = new(Wish, Anna, BedOne, Hillside, Now.AddDays(5));
    private static readonly OfferDue Due = new(City.Name, Wish, BedOne, Now.AddDays(5));

    [Fact]
    public static void Leaves_a_message_for_the_instant_the_offer_ends() =>
        AssertScheduled(OfferExpiry.Handle(Given.Event(Offered)));

    [Fact]
    public static async Task Expires_the_offer_once_however_often_the_message_comes()
    {
        var writer = new FakeWriter();
        var clock = Given.Clock();
        var expiry = new OfferExpiry(Given.Reaction(writer), clock);
        clock.SetUtcNow(Due.Until);

        await expiry.Handle(Due, TestContext.Current.CancellationToken);
        var later = await expiry.Handle(Due, TestContext.Current.CancellationToken);

        Assert.Empty(later);
        Assert.Equal([new ExpireOffer(Wish, BedOne)], writer.Commands);
        Assert.Equal(
            [new Store.Deciding.Envelope(City.Name, "reaction:offer-expiry", $"{Wish.Value}:{BedOne.Value}:{Due.Until.ToUnixTimeMilliseconds()}")],
            writer.Envelopes);
    }

    [Fact]
    public static async Task Waits_on_when_its_host_s_clock_says_it_is_too_early()
    {
        var writer = new FakeWriter();
        var clock = Given.Clock();
        clock.SetUtcNow(Due.Until.AddMilliseconds(-1));

        AssertScheduled(await new OfferExpiry(Given.Reaction(writer), clock).Handle(Due, TestContext.Current.CancellationToken));

        Assert.Empty(writer.Commands);
    }

    private static void AssertScheduled(OutgoingMessages messages)
    {
        var envelope = Assert.IsType<DeliveryMessage<OfferDue>>(Assert.Single(messages));
        Assert.Equal((Due, Due.Until), (envelope.Message, envelope.Options.ScheduledTime!.Value));
    }
}
