using System.Collections.Immutable;
using Eldercare.City.Webhooks;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Webhooks;

public static class WebhookCommandTests
{
    private static readonly WebhookId s_hook = new(Id("hook"));

    private static readonly CreateWebhook s_create = new(s_hook, Jingkou, "https://district.example/", [WebhookKind.MealServed, WebhookKind.MealBooked], false)
    {
        Secret = "whsec_x",
        Sealed = "1.sealed",
    };

    private static readonly WebhookCreated s_created = new(s_hook, Jingkou, [WebhookKind.MealBooked, WebhookKind.MealServed], 0);

    private static readonly Webhook s_row = new(
        s_hook, Jingkou, "https://district.example/", s_created.Kinds, "1.sealed", null, null, WebhookState.Active, Now, null, 0, 0, Now);

    [Fact]
    public static void It_is_set_up_in_the_first_place_that_is_free()
    {
        var outcome = s_create.Decide(new Stands([]) { Taken = 3 });
        Assert.Equal([s_created with { Slot = 3 }], Facts(outcome));
        Assert.Equal(s_row with { Kinds = default }, ((Webhook)Assert.Single(outcome.Rows)) with { Kinds = default });
        Assert.Equal(3, Assert.Single(outcome.Takes).Claim.Slot);
    }

    public static TheoryData<CreateWebhook, Refusal> Refused => new()
    {
        { s_create with { District = "999999" }, new DistrictUnknown("999999") },
        { s_create with { Url = "http://district.example/" }, new WebhookUrlInvalid(new("须为 https 网址。", "The address must be https.")) },
        { s_create with { Kinds = [] }, new WebhookKindsInvalid() },
        { s_create with { Kinds = [WebhookKind.MealBooked, WebhookKind.MealBooked] }, new WebhookKindsInvalid() },
        { s_create with { Kinds = [WebhookKind.WebhookTested] }, new WebhookKindsInvalid() },
        { s_create with { Sealed = null }, new WebhookKeyMissing() },
    };

    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public static void It_is_refused(CreateWebhook command, Refusal refusal) => Assert.Equal(refusal, command.Decide(new Stands([])).Refusal);

    [Fact]
    public static void There_are_twenty_at_most_and_each_once()
    {
        Assert.Equal(new TooManyWebhooks(20), s_create.Decide(new Stands([]) { Taken = 20 }).Refusal);
        Assert.Equal(new WebhookExists(s_hook), s_create.Decide(Standing()).Refusal);
    }

    [Fact]
    public static void What_is_not_given_stays_as_it_is()
    {
        var moved = new ChangeWebhook(s_hook, "https://other.example/", null, false).Decide(Standing());
        Assert.Equal([new WebhookChanged(s_hook, s_created.Kinds, Moved: true)], Facts(moved));
        Assert.Equal(s_row with { Url = "https://other.example/" }, Row(moved));

        var fewer = new ChangeWebhook(s_hook, null, [WebhookKind.MealServed], false).Decide(Standing());
        Assert.Equal([new WebhookChanged(s_hook, [WebhookKind.MealServed], Moved: false)], Facts(fewer));
        Assert.Equal((s_row.Url, WebhookKind.MealServed), (Row(fewer).Url, Assert.Single(Row(fewer).Kinds)));

        Assert.Empty(Facts(new ChangeWebhook(s_hook, null, [WebhookKind.MealServed, WebhookKind.MealBooked], false).Decide(Standing())));
        Assert.Equal(new WebhookUrlInvalid(new("这不是网址。", "This is no address.")), new ChangeWebhook(s_hook, "x", null, false).Decide(Standing()).Refusal);
        Assert.Equal(new WebhookKindsInvalid(), new ChangeWebhook(s_hook, null, [], false).Decide(Standing()).Refusal);
    }

    [Fact]
    public static void The_old_secret_is_good_for_a_day()
    {
        var outcome = new RotateWebhookSecret(s_hook) { Secret = "whsec_y", Sealed = "1.other" }.Decide(Standing());
        Assert.Equal([new WebhookSecretRotated(s_hook, Now.AddDays(1))], Facts(outcome));
        Assert.Equal(s_row with { Secret = "1.other", OldSecret = "1.sealed", OldUntil = Now.AddDays(1) }, Row(outcome));
    }

    [Fact]
    public static void It_is_paused_resumed_and_switched_off()
    {
        var paused = new PauseWebhook(s_hook).Decide(Standing());
        Assert.Equal([new WebhookPaused(s_hook)], Facts(paused));
        Assert.Equal(WebhookState.Paused, Row(paused).State);
        Assert.Empty(Facts(new ResumeWebhook(s_hook).Decide(Standing())));
        Assert.Equal([new WebhookResumed(s_hook)], Facts(new ResumeWebhook(s_hook).Decide(Standing(new WebhookPaused(s_hook)))));

        var off = new WebhookSwitchedOff(s_hook, SwitchedOffBecause.Gone);
        Assert.Equal([off], Facts(new SwitchOffWebhook(s_hook, SwitchedOffBecause.Gone).Decide(Standing())));
        // Whoever paused it has settled that.
        Assert.Empty(Facts(new SwitchOffWebhook(s_hook, SwitchedOffBecause.Gone).Decide(Standing(new WebhookPaused(s_hook)))));
        Assert.Equal([new WebhookResumed(s_hook)], Facts(new ResumeWebhook(s_hook).Decide(Standing(off))));
    }

    [Fact]
    public static void What_is_not_sent_to_is_neither_tried_nor_told_again()
    {
        var paused = Standing(new WebhookPaused(s_hook));
        Assert.Equal(new WebhookNotActive(s_hook), new TestWebhook(s_hook).Decide(paused).Refusal);
        Assert.Equal(new WebhookNotActive(s_hook), new ReplayWebhook(s_hook, 1).Decide(paused).Refusal);
        Assert.Equal([new WebhookTested(s_hook)], Facts(new TestWebhook(s_hook).Decide(Standing())));

        var second = new ReplayWebhook(s_hook, 5).Decide(Standing(new WebhookReplayAsked(s_hook, 1, 1)));
        Assert.Equal([new WebhookReplayAsked(s_hook, 2, 5)], Facts(second));
        Assert.Equal((2, 5), (Row(second).Replay, Row(second).ReplayFrom));
    }

    [Fact]
    public static void Deleted_it_gives_its_place_back_and_is_not_there_any_more()
    {
        var outcome = new DeleteWebhook(s_hook) { District = Jingkou }.Decide(Standing());
        Assert.Equal([new WebhookDeleted(s_hook)], Facts(outcome));
        Assert.Equal(0, Assert.Single(outcome.Releases).Claim.Slot);
        Assert.Equal(RowRef.To<Webhook>(s_hook.Value), Assert.Single(outcome.Removes));

        var deleted = Standing(new WebhookDeleted(s_hook));
        Assert.All<ICommand>(
            [
                new DeleteWebhook(s_hook), new PauseWebhook(s_hook), new ResumeWebhook(s_hook), new TestWebhook(s_hook), new ReplayWebhook(s_hook, 1),
                new ChangeWebhook(s_hook, null, null, false), new RotateWebhookSecret(s_hook) { Sealed = "1.x" },
                new ResendWebhookDelivery(s_hook, new(Id("delivery"))),
            ],
            c => Assert.Equal(new WebhookUnknown(s_hook), c.Decide(deleted).Refusal));
        Assert.Equal(new WebhookExists(s_hook), s_create.Decide(deleted).Refusal);
    }

    [Fact]
    public static void A_dead_letter_of_its_own_is_sent_again()
    {
        var again = new ResendWebhookDelivery(s_hook, new(Id("delivery")));
        var outcome = again.Decide(Standing(In(WebhookDeliveryState.Dead)));
        Assert.Equal([new WebhookDeliveryResent(s_hook, again.Delivery)], Facts(outcome));
        Assert.Equal(In(WebhookDeliveryState.Waiting) with { Attempts = 0 }, Assert.Single(outcome.Rows));

        Assert.Empty(Facts(again.Decide(Standing(In(WebhookDeliveryState.Waiting)))));
        Assert.Equal(new WebhookDeliveryTaken(again.Delivery), again.Decide(Standing(In(WebhookDeliveryState.Delivered))).Refusal);
        Assert.Equal(new WebhookDeliveryUnknown(again.Delivery), again.Decide(Standing()).Refusal);
        Assert.Equal(
            new WebhookDeliveryUnknown(again.Delivery),
            again.Decide(Standing(In(WebhookDeliveryState.Dead) with { Webhook = new(Id("another's")) })).Refusal);
    }

    [Fact]
    public static void A_secret_opens_by_its_key_and_for_its_webhook_only()
    {
        var secrets = new WebhookSecrets([.. Enumerable.Range(0, 32).Select(n => (byte)n)]);
        var box = secrets.Seal(s_hook, "whsec_x");
        Assert.Equal("whsec_x", secrets.Open(s_hook, box));
        Assert.NotEqual(box, secrets.Seal(s_hook, "whsec_x"));
        Assert.Null(secrets.Open(new(Id("another")), box));
        Assert.Null(new WebhookSecrets(new byte[32]).Open(s_hook, box));
        Assert.Null(new WebhookSecrets(null).Open(s_hook, box));
        Assert.All((string[])["", "1.", "1.AAAA", "whsec_x", box[..^4]], broken => Assert.Null(secrets.Open(s_hook, broken)));
    }

    private static WebhookDelivery In(WebhookDeliveryState state) =>
        new(new(Id("delivery")), s_hook, 0, 7, Lunch.Value, WebhookKind.MealBooked, state, 10, Now, 500, "HTTP_500");

    private static object[] Facts(Outcome outcome)
    {
        Assert.Null(outcome.Refusal);
        return [.. outcome.Facts.Select(f => f.Fact)];
    }

    private static Webhook Row(Outcome outcome) => Assert.IsType<Webhook>(Assert.Single(outcome.Rows));

    private static Stands Standing(params ReadOnlySpan<WebhookFact> after) => new([s_created, .. after]);

    private static Stands Standing(WebhookDelivery delivery) => new([s_created]) { Delivery = delivery };

    private sealed class Stands(ImmutableArray<WebhookFact> history) : Known
    {
        public int Taken { get; init; }

        public WebhookDelivery? Delivery { get; init; }

        public override DateTimeOffset Now => City.Now;

        public override TState? State<TState>(StreamRef stream)
            where TState : class => (TState?)(object?)history.Aggregate(default(WebhookHistory), WebhookHistory.Fold);

        public override Guid? Holder(Claim claim) => claim.Slot < Taken ? Id("holder") : null;

        public override TRow? Row<TRow>(Guid key)
            where TRow : class => typeof(TRow) == typeof(Webhook) ? (TRow?)(object?)(history.IsEmpty ? null : s_row) : (TRow?)(object?)Delivery;
    }
}
