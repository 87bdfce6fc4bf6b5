using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Accounts;
using Eldercare.Store.Deciding;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class DeathEndsEverythingTests
{
    private static readonly ElderDied AnnaDied = new(Anna, Today, 194803, Jingkou);
    private static readonly HeldByElder Everything = new(
        [new(Garden, Today, Meal.Dinner), new(Garden, Today.AddDays(1), Meal.Lunch)], [Wish], [BedOne]);

    [Fact]
    public static async Task Cancels_meals_ends_the_application_and_frees_the_bed()
    {
        var writer = new FakeWriter();

        await Handle(writer, Everything);

        Assert.Equal(
            [
                new CancelBooking(Garden, Today, Meal.Dinner, Anna, "Died", Late: true),
                new CancelBooking(Garden, Today.AddDays(1), Meal.Lunch, Anna, "Died", Late: true),
                new EndApplication(Wish, Anna, Bed: null, EndReason.Died),
                new ReleaseBedOnDeath(BedOne, Anna, Today),
                new EndAllStandingOrders(Anna, Today),
            ],
            writer.Commands);
        Assert.All(writer.Envelopes, e => Assert.Equal((City.Name, "reaction:death"), (e.City, e.Actor)));
    }

    [Fact]
    public static async Task Takes_the_dead_off_waiting_lists()
    {
        var writer = new FakeWriter(command => command is LeaveWaitingList { Meal: Meal.Dinner } ? new NotWaiting(Lunch, Anna) : null);

        await Handle(writer, new HeldByElder([], [], []) { Waiting = [new(Garden, Today, Meal.Lunch), new(Garden, Today, Meal.Dinner)] });

        Assert.Equal(
            [
                new LeaveWaitingList(Garden, Today, Meal.Lunch, Anna, LeftListBecause.Died),
                new LeaveWaitingList(Garden, Today, Meal.Dinner, Anna, LeftListBecause.Died),
            ],
            writer.Commands.OfType<LeaveWaitingList>());
    }

    [Fact]
    public static async Task Does_each_thing_once_however_often_the_event_comes()
    {
        var writer = new FakeWriter();

        await Handle(writer, Everything);
        await Handle(writer, Everything);

        Assert.Equal(5, writer.Commands.Count);
    }

    [Fact]
    public static async Task Ends_an_application_together_with_the_bed_that_is_kept_for_it()
    {
        var writer = new FakeWriter(command => command is EndApplication { Bed: null } ? new OfferedBedDiffers(Wish, BedTwo) : null);

        await Handle(writer, new HeldByElder([], [Wish], []));

        Assert.Equal(
            [
                new EndApplication(Wish, Anna, Bed: null, EndReason.Died),
                new EndApplication(Wish, Anna, BedTwo, EndReason.Died),
                new EndAllStandingOrders(Anna, Today),
            ],
            writer.Commands);
    }

    [Fact]
    public static async Task Gives_up_on_an_application_whose_bed_changes_each_time()
    {
        var writer = new FakeWriter(command => command is EndApplication ? new OfferedBedDiffers(Wish, BedTwo) : null);

        await Assert.ThrowsAsync<ReactionRefusedException>(() => Handle(writer, new HeldByElder([], [Wish], [])));

        Assert.Equal(6, writer.Commands.Count);
    }

    [Fact]
    public static async Task Asks_for_portions_from_the_city_s_today_on()
    {
        var claims = new FakeClaims(new HeldByElder([], [], []));

        await new DeathEndsEverything(claims, new Given.Accounts(), new Beds(), Given.Reaction(new FakeWriter()), Given.Clock())
            .Handle(Given.Event(AnnaDied), TestContext.Current.CancellationToken);

        Assert.Equal((City.Name, Anna, Today), claims.Asked);
    }

    [Fact]
    public static async Task Has_nothing_to_do_for_a_portion_served_meanwhile()
    {
        var writer = new FakeWriter(command => command is CancelBooking ? new AlreadyServed(Lunch, Anna) : null);

        await Handle(writer, Everything);

        Assert.Equal(5, writer.Commands.Count);
    }

    [Fact]
    public static async Task Does_what_was_refused_when_the_event_comes_again_and_the_cause_is_gone()
    {
        var refused = true;
        var writer = new FakeWriter(command => refused && command is CancelBooking ? new SittingUnknown(Lunch) : null);
        await Assert.ThrowsAsync<ReactionRefusedException>(() => Handle(writer, Everything));
        refused = false;

        await Handle(writer, Everything);

        Assert.Equal((4, 1, 1), (
            writer.Commands.OfType<CancelBooking>().Count(), writer.Commands.OfType<EndApplication>().Count(),
            writer.Commands.OfType<ReleaseBedOnDeath>().Count()));
        await Handle(writer, Everything);
        Assert.Equal(9, writer.Commands.Count);
    }

    [Fact]
    public static async Task Becomes_a_dead_letter_when_a_refusal_was_not_foreseen_after_all_else_is_done()
    {
        var writer = new FakeWriter(command => command is CancelBooking ? new SittingUnknown(Lunch) : null);

        await Assert.ThrowsAsync<ReactionRefusedException>(() => Handle(writer, Everything));

        Assert.Contains(new ReleaseBedOnDeath(BedOne, Anna, Today), writer.Commands);
    }

    [Fact]
    public static async Task Cancels_what_is_reserved_and_leaves_stays_and_offers_to_their_own_end()
    {
        var writer = new FakeWriter();

        await Handle(writer, new HeldByElder([], [], []) { Kept = [new(BedOne, Today.AddDays(3)), new(BedOne, Today), new(BedTwo, Today.AddDays(3))] });

        Assert.Equal(
            [new CancelReservation(BedOne, Anna, Today.AddDays(3), ReservationEnd.Died) { FollowsDeath = true }], writer.Commands.OfType<CancelReservation>());
    }

    [Theory, InlineData(false), InlineData(true)]
    public static async Task Switches_her_sign_in_off_unless_it_was_erased_meanwhile(bool erased)
    {
        var writer = new FakeWriter(command => erased && command is DisableAccount ? new AccountUnknown(Given.Account) : null);

        await Handle(writer, new HeldByElder([], [], []), new Given.Accounts(Anna));

        Assert.Equal([new DisableAccount(Given.Account)], writer.Commands.OfType<DisableAccount>());
    }

    private static Task Handle(FakeWriter writer, HeldByElder held, Given.Accounts? accounts = null) =>
        new DeathEndsEverything(new FakeClaims(held), accounts ?? new Given.Accounts(), new Beds(), Given.Reaction(writer), Given.Clock())
            .Handle(Given.Event(AnnaDied), TestContext.Current.CancellationToken);

    /// <summary>Bed one is reserved for Anna in three days; there is no other.</summary>
    private sealed class Beds : IStateReader
    {
        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class
        {
            var registered = Bed.Evolve(null, new BedRegistered(BedOne, Hillside, RoomOne, "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Total));
            var reserved = Bed.Evolve(registered, new ReservationMade(BedOne, Hillside, Anna, Today.AddDays(3), null));
            return Task.FromResult(stream == Bed.Stream.At(BedOne.Value) ? reserved as TState : null);
        }
    }

    private sealed class FakeClaims(HeldByElder held) : IElderClaims
    {
        public (string City, ElderId Elder, DateOnly From) Asked { get; private set; }

        public Task<HeldByElder> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation)
        {
            Asked = (city, elder, from);
            return Task.FromResult(held);
        }
    }
}
