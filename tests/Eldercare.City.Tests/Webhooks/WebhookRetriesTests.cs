using Eldercare.City.Webhooks;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Webhooks;

public static class WebhookRetriesTests
{
    private static readonly WebhookId s_hook = new(Id("hook"));
    private static readonly Posted s_down = new("HTTP_500", 500), s_taken = new(null, 204);

    private static readonly WebhookDelivery s_delivery = new(
        new(Id("delivery")), s_hook, 0, 7, Lunch.Value, WebhookKind.MealBooked, WebhookDeliveryState.Waiting, 0, Now, null, null);

    private static readonly WebhookProgress s_progress = new(s_hook, 7, 0, 0, 0, 0, null, null, null, null);

    [Fact]
    public static void Ten_attempts_spread_over_three_days_and_then_it_is_a_dead_letter()
    {
        var (delivery, now) = (s_delivery, Now);
        for (var attempt = 1; attempt < 10; attempt++)
        {
            delivery = WebhookRetries.After(delivery, s_down, now, chance: 0.5);
            Assert.Equal((WebhookDeliveryState.Waiting, attempt, "HTTP_500"), (delivery.State, delivery.Attempts, delivery.Reason));
            now = delivery.DueAt;
        }

        Assert.Equal(new TimeSpan(75, 35, 5), now - Now);
        Assert.Equal(WebhookDeliveryState.Dead, WebhookRetries.After(delivery, s_down, now, 0.5).State);
        Assert.Equal((WebhookDeliveryState.Delivered, null), (WebhookRetries.After(delivery, s_taken, now, 0.5) is var d ? d.State : default, d.Reason));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 6)]
    public static void Pauses_differ_by_a_fifth(double chance, double seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), WebhookRetries.After(s_delivery, s_down, Now, chance).DueAt);

    [Theory]
    [InlineData(90, 90)]
    [InlineData(1, 5)]
    [InlineData(1_000_000, 86_400)]
    public static void Who_wants_to_be_left_alone_is_for_a_day_at_most(int wanted, int seconds)
    {
        var busy = new Posted("HTTP_429", 429, TimeSpan.FromSeconds(wanted));
        Assert.Equal(Now.AddSeconds(seconds), WebhookRetries.After(s_delivery, busy, Now, 0.5).DueAt);
        Assert.Equal(Now.AddSeconds(Math.Min(wanted, 86_400)), WebhookRetries.After(s_progress, busy, Now).RestingUntil);
    }

    [Fact]
    public static void A_receiver_that_is_down_is_asked_once_in_five_minutes_until_it_answers()
    {
        var progress = s_progress;
        for (var n = 1; n < WebhookRetries.Down; n++) progress = WebhookRetries.After(progress, s_down, Now);
        Assert.Null(progress.RestingUntil);
        Assert.Equal(8, WebhookRetries.AtOnce(progress, 8, Now));

        progress = WebhookRetries.After(progress, s_down, Now);
        Assert.Equal(Now.AddSeconds(5), progress.RestingUntil);
        Assert.Equal((0, 1), (WebhookRetries.AtOnce(progress, 8, Now), WebhookRetries.AtOnce(progress, 8, Now.AddSeconds(5))));
        for (var n = 0; n < 9; n++) progress = WebhookRetries.After(progress, s_down, Now);
        Assert.Equal(Now.AddMinutes(5), progress.RestingUntil);

        progress = WebhookRetries.After(progress, s_taken, Now);
        Assert.Equal((8, null, Now), (WebhookRetries.AtOnce(progress, 8, Now), progress.FailingSince, progress.LastDeliveredAt));
    }

    [Fact]
    public static void It_is_given_up_when_it_says_so_and_when_it_only_fails_for_five_days()
    {
        var failing = s_progress with { FailingSince = Now };
        Assert.Equal(SwitchedOffBecause.Gone, WebhookRetries.GivenUp(s_progress, new("HTTP_410", 410), Now, Now));
        Assert.Null(WebhookRetries.GivenUp(failing, s_down, Now, Now.AddDays(5).AddSeconds(-1)));
        Assert.Equal(SwitchedOffBecause.Failing, WebhookRetries.GivenUp(failing, s_down, Now, Now.AddDays(5)));
        // Somebody resumed it: it has its five days again.
        Assert.Null(WebhookRetries.GivenUp(failing, s_down, Now.AddDays(5), Now.AddDays(9)));
        Assert.Null(WebhookRetries.GivenUp(WebhookRetries.After(failing, s_taken, Now.AddDays(6)), s_taken, Now, Now.AddDays(6)));
    }
}
