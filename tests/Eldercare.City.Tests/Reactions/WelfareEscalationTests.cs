using Eldercare.City.Reactions;
using Eldercare.Meals;
using Wolverine;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class WelfareEscalationTests
{
    private static readonly DeliveryRunId s_run = DeliveryRunId.Of(Lunch, 1);
    private static readonly WelfareAlertId s_alert = WelfareAlertId.Of(s_run, Anna);
    private static readonly WelfareAlertDue s_due = new(City.Name, s_alert, Now.AddHours(1));

    [Fact]
    public static void Leaves_a_message_for_the_instant_the_time_is_up() => AssertScheduled(WelfareEscalation.Handle(
        Given.Event(new WelfareAlertRaised(s_alert, Anna, s_run, Garden, Jingkou, Now, s_due.At))));

    [Fact]
    public static async Task Escalates_once_however_often_the_message_comes()
    {
        var (writer, clock) = (new FakeWriter(), Given.Clock());
        var escalation = new WelfareEscalation(Given.Reaction(writer), clock);
        clock.SetUtcNow(s_due.At);

        await escalation.Handle(s_due, TestContext.Current.CancellationToken);
        Assert.Empty(await escalation.Handle(s_due, TestContext.Current.CancellationToken));

        Assert.Equal([new EscalateWelfareAlert(s_alert)], writer.Commands);
        Assert.Equal([new Store.Deciding.Envelope(City.Name, "reaction:welfare-escalation", $"{s_alert.Value}")], writer.Envelopes);
    }

    [Fact]
    public static async Task Waits_on_when_its_host_s_clock_says_it_is_too_early()
    {
        var (writer, clock) = (new FakeWriter(), Given.Clock());
        clock.SetUtcNow(s_due.At.AddMilliseconds(-1));

        AssertScheduled(await new WelfareEscalation(Given.Reaction(writer), clock).Handle(s_due, TestContext.Current.CancellationToken));

        Assert.Empty(writer.Commands);
    }

    private static void AssertScheduled(OutgoingMessages messages)
    {
        var envelope = Assert.IsType<DeliveryMessage<WelfareAlertDue>>(Assert.Single(messages));
        Assert.Equal((s_due, s_due.At), (envelope.Message, envelope.Options.ScheduledTime!.Value));
    }
}
