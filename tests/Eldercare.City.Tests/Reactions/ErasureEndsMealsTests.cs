using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Accounts;
using Eldercare.People.FileReads;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class ErasureEndsMealsTests
{
    [Fact]
    public static async Task Cancels_a_meal_that_was_booked_while_she_was_erased_leaves_the_list_she_waits_on_and_ends_her_orders_once()
    {
        var (writer, samples) = (new FakeWriter(), new Samples());

        await HandleAsync(writer, samples);
        await HandleAsync(writer, samples);

        Assert.Equal(
            [
                new CancelBooking(Garden, Today, Meal.Dinner, Anna, "Erased", Late: true), new LeaveWaitingList(Garden, Today, Meal.Lunch, Anna),
                new EndAllStandingOrders(Anna, Today.AddDays(-1)), new EraseAccount(Given.Account),
            ],
            writer.Commands);
        Assert.Equal((2, 2, 2), (samples.Taken, samples.Forgotten, samples.SignInsForgotten));
    }

    [Fact]
    public static async Task Has_nothing_to_do_for_a_portion_served_meanwhile_or_a_list_she_left() =>
        await HandleAsync(
            new FakeWriter(c => c switch
            {
                CancelBooking => new AlreadyServed(Lunch, Anna),
                LeaveWaitingList => new NotWaiting(Lunch, Anna),
                _ => null,
            }),
            new Samples());

    private static Task HandleAsync(FakeWriter writer, Samples samples) =>
        new ErasureEndsMeals(new Held(), samples, samples, new Given.Accounts(Anna), samples, Given.Reaction(writer), Given.Clock())
            .Handle(Given.Event(new PersonErased(Anna, ErasureReason.Request)), TestContext.Current.CancellationToken);

    private sealed class Samples : IPersonSamples, IFileReads, ISignInTraces
    {
        public int SignInsForgotten { get; private set; }

        public Task EraseAsync(AccountId account, CancellationToken cancellation)
        {
            Assert.Equal(Given.Account, account);
            SignInsForgotten++;
            return Task.CompletedTask;
        }

        public int Forgotten { get; private set; }

        public Task EraseAsync(string city, ElderId elder, CancellationToken cancellation)
        {
            Assert.Equal(Anna, elder);
            Forgotten++;
            return Task.CompletedTask;
        }

        public Task RecordAsync(string city, IReadOnlyCollection<FileRead> reads, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Page<FileRead>> OfAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public int Taken { get; private set; }

        public Task TakeAnewAsync(CancellationToken cancellation)
        {
            Taken++;
            return Task.CompletedTask;
        }
    }

    private sealed class Held : IElderClaims
    {
        public Task<HeldByElder> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation) =>
            Task.FromResult(new HeldByElder([new(Garden, Today, Meal.Dinner)], [], []) { Waiting = [new(Garden, Today, Meal.Lunch)] });
    }
}
