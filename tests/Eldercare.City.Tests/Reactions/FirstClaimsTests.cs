using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.People;
using Eldercare.Store.Deciding;
using JasperFx.Events;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class FirstClaimsTests
{
    private static readonly Event<BedReleasedFromLeave> s_released = Given.Event(new BedReleasedFromLeave(BedOne, Hillside, Anna, Today));

    [Fact]
    public static async Task Claims_the_next_bed_once_however_often_the_message_comes()
    {
        var writer = new FakeWriter();
        await HandleAsync(writer);
        await HandleAsync(writer);
        var claim = Assert.IsType<GiveFirstClaim>(Assert.Single(writer.Commands));
        Assert.Equal((Anna, BedOne, Hillside, Today), (claim.Elder, claim.Bed, claim.Home, claim.ReleasedOn));
    }

    [Fact]
    public static async Task Moves_the_application_she_has_ahead()
    {
        var writer = new FakeWriter(command => command is GiveFirstClaim { Application: var a } && a != Wish ? new ApplicationAlreadyOpen(Anna, Wish) : null);
        await HandleAsync(writer);
        Assert.Equal(new GiveFirstClaim(Wish, Anna, BedOne, Hillside, Today), writer.Commands[^1]);
    }

    [Fact]
    public static async Task Who_died_or_has_another_bed_claims_nothing()
    {
        await HandleAsync(new FakeWriter(_ => new ElderHasDied(Anna, Today)));
        await HandleAsync(new FakeWriter(_ => new ElderHasBed(Anna, BedTwo)));
    }

    [Fact]
    public static async Task A_short_stay_leaves_no_claim()
    {
        var writer = new FakeWriter();
        await new FirstClaims(Given.Reaction(writer)).Handle(
            Given.Event(s_released.Data with { ShortStay = true }), TestContext.Current.CancellationToken);
        Assert.Empty(writer.Commands);
    }

    [Fact]
    public static Task What_nobody_foresaw_is_for_a_person() =>
        Assert.ThrowsAsync<ReactionRefusedException>(() => HandleAsync(new FakeWriter(_ => new BedUnknown(BedOne))));

    private static Task HandleAsync(FakeWriter writer) =>
        new FirstClaims(Given.Reaction(writer)).Handle(s_released, TestContext.Current.CancellationToken);
}
