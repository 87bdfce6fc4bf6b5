using System.Globalization;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

/// <summary>Guangzhou's: two declined within a year bar for a year, and so do three unanswered.</summary>
public static class BarTests
{
    private static readonly QueuePolicy s_policy = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["guangzhou"]);
    private static readonly QueuePolicyPublished s_published = PublishQueuePolicyTests.Published(s_policy);

    [Theory]
    [InlineData("", null)]
    [InlineData("D2026-02-01", null)]
    [InlineData("D2026-02-01 D2026-03-02", "2027-03-02")]
    [InlineData("D2025-03-02 D2026-03-02", null)] // a year and not within one
    [InlineData("D2025-03-03 D2026-03-02", "2027-03-02")]
    [InlineData("D2024-01-01 D2024-06-01", null)] // served its time
    [InlineData("D2024-06-01 D2025-03-02", null)] // to the day
    [InlineData("D2024-06-01 D2025-03-03", "2026-03-03")]
    [InlineData("U2026-01-01 U2026-02-01", null)]
    [InlineData("U2026-01-01 U2026-02-01 U2026-03-01", "2027-03-01")]
    [InlineData("D2026-01-01 U2026-02-01 U2026-03-01", null)]
    public static void Bars_as_the_policy_says(string refusals, string? until) => Assert.Equal(
        until is null ? null : DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Bars.Until(
            s_policy,
            [
                .. refusals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => new OfferRefusal(
                    r[0] == 'D' ? OfferRefusalKind.Declined : OfferRefusalKind.Unanswered, DateOnly.ParseExact(r[1..], "yyyy-MM-dd", CultureInfo.InvariantCulture))),
            ],
            Today));

    [Fact]
    public static void The_second_refusal_says_until_when_and_no_bed_is_offered_before()
    {
        var world = Given(s_published, AnnaApplied, OneOffered);
        world.When(new DeclineOffer(Wish, One, "Too far"))
            .Then(new OfferDeclined(Wish, One, "Too far", Today), new HoldReleased(One, Wish, ReleaseReason.Declined));
        world.When(new OfferBed(Wish, Anna, One, Until) { Again = true });
        var barred = Today.AddMonths(12);
        world.When(new DeclineOffer(Wish, One, "Too far"))
            .Then(new OfferDeclined(Wish, One, "Too far", Today, barred), new HoldReleased(One, Wish, ReleaseReason.Declined));
        world.When(new OfferBed(Wish, Anna, One, Until)).ThenRefused("BARRED_FROM_QUEUE", new BarredFromQueue(Anna, barred));
        world.With(Inspected with { Number = "F-2", ValidFrom = new(2026, 6, 1), ValidUntil = new(2027, 5, 31) })
            .With(Insured with { Number = "I-2", ValidFrom = new(2026, 6, 1), ValidUntil = new(2027, 5, 31) });
        world.At(Now.AddYears(1)).When(new OfferBed(Wish, Anna, One, Now.AddYears(1).AddDays(3)) { Again = true }).Then(
            new BedOffered(Wish, Anna, One, Hillside, Now.AddYears(1).AddDays(3), new(2027, 3, 9)),
            new BedHeld(One, Wish, Anna, Now.AddYears(1).AddDays(3), Today.AddYears(1), Today.AddYears(1)));
    }

    [Fact]
    public static void The_next_application_knows_of_the_ones_before()
    {
        var world = Given(s_published, AnnaApplied, OneOffered);
        world.When(new DeclineOffer(Wish, One, "Too far"));
        world.When(new EndApplication(Wish, Anna, null, EndReason.Withdrawn));
        Assert.Null(world.When(new ApplyForBed(NoWish, Anna, [], [], BedKind.Nursing)).Refusal);
        Assert.Single(world.StateOf(NoWish)!.Refusals);
        world.When(new OfferBed(NoWish, Anna, One, Until));
        world.When(new DeclineOffer(NoWish, One, "Too far"));
        world.When(new EndApplication(NoWish, Anna, null, EndReason.Withdrawn));
        world.When(new ApplyForBed(new(Id(29)), Anna, [], [], BedKind.Nursing))
            .ThenRefused("BARRED_FROM_QUEUE", new BarredFromQueue(Anna, Today.AddMonths(12)));
        Assert.Null(world.At(Now.AddYears(1)).When(new ApplyForBed(new(Id(29)), Anna, [], [], BedKind.Nursing)).Refusal);
    }

    [Fact]
    public static void An_unanswered_offer_counts_by_its_own_rule()
    {
        var world = Given(s_published, AnnaApplied, OneOffered).At(Until);
        world.When(new ExpireOffer(Wish, One)).Then(
            new OfferExpired(Wish, One, Today.AddDays(5)), new HoldReleased(One, Wish, ReleaseReason.Expired));
        Assert.Equal(OfferRefusalKind.Unanswered, Assert.Single(world.StateOf(Wish)!.Refusals).Kind);
    }

    [Fact]
    public static void Refusals_of_before_they_were_counted_bar_nobody()
    {
        var world = Given(s_published, AnnaApplied, OneOffered, new OfferDeclined(Wish, One, "Too far"), new HoldReleased(One, Wish, ReleaseReason.Declined));
        Assert.Empty(world.StateOf(Wish)!.Refusals);
    }

    [Fact]
    public static void An_offer_without_a_time_lasts_as_the_policy_says()
    {
        var until = new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero);
        Given(s_published, AnnaApplied).When(new OfferBed(Wish, Anna, One))
            .Then(new BedOffered(Wish, Anna, One, Hillside, until, InFiveWorkingDays), new BedHeld(One, Wish, Anna, until, Today, Today));
    }
}
