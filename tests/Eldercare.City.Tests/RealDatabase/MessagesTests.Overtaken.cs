using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>What was said in the night and taken back in the same night: in the morning she is told how it stands.</summary>
public sealed partial class MessagesTests
{
    [Fact]
    public async Task Whose_booking_stands_again_by_morning_is_told_that_and_not_that_there_is_no_place()
    {
        await StartAsync("20:00");
        var river = new MealPointId(Id("river"));
        await _city.DoAsync(new OpenMealPoint(
            river, "River", Jingkou, "3 Road", 32.20, 119.45,
            [.. Enum.GetValues<DayOfWeek>().Select(d => Serves(d, Meal.Lunch) with { CutOffMinutes = 14 * 60 })]));
        var lunch = SittingId.Of(river, s_tomorrow, Meal.Lunch);
        await CityHost.EventuallyAsync(() => CountAsync($"select count(*) from eldercare.sitting_boards where sitting = '{lunch}'"), count => count == 1);
        await _city.DoAsync(new BookMeal(river, s_tomorrow, Meal.Lunch, Anna, Channel.DineIn));
        await StateAsync(MessageState.Sent, 1);

        await _city.DoAsync(new SuspendMealPoint(river, "Water cut"));
        await _city.DoAsync(new ReviewBookings(river, s_tomorrow, Meal.Lunch));
        _clock.Forward(TimeSpan.FromHours(2));
        await SendAsync(new EscalateDisplaced(river, s_tomorrow, Meal.Lunch));
        await KindAsync(Anna, MessageKind.BookingHasNoPlace, MessageState.Waiting);
        await _city.DoAsync(new ResumeMealPoint(river));
        await _city.DoAsync(new ReviewBookings(river, s_tomorrow, Meal.Lunch));
        await KindAsync(Anna, MessageKind.BookingStandsAgain, MessageState.Waiting);
        _clock.Forward(TimeSpan.FromHours(9) + TimeSpan.FromMinutes(1));

        await KindAsync(Anna, MessageKind.BookingStandsAgain, MessageState.Sent);
        Assert.Equal("OVERTAKEN", (await KindAsync(Anna, MessageKind.BookingHasNoPlace, MessageState.Dropped)).Reason);
        Assert.Equal(["MealBooked", "BookingStandsAgain"], _gateway.Kinds);
    }

    [Fact]
    public async Task Whose_place_is_offered_again_by_morning_is_not_told_that_it_was_withdrawn()
    {
        await StartAsync("20:00");
        var bruno = await RegisterAsync(1);
        SetSittingCapacity Places(int number) => new(Garden, s_tomorrow, Meal.Lunch, number, "One cook");
        await _city.DoAsync(Places(1));
        await _city.DoAsync(Book(Anna));
        await _city.DoAsync(new JoinWaitingList(Garden, s_tomorrow, Meal.Lunch, bruno, Channel.DineIn));
        await StateAsync(MessageState.Sent, 1);
        await SendAsync(Cancelling(Anna) with { ByElder = true });
        await KindAsync(bruno, MessageKind.PlaceOffered, MessageState.Sent);

        _clock.Forward(TimeSpan.FromHours(2));
        await SendAsync(Places(0));
        await KindAsync(bruno, MessageKind.PlaceWithdrawn, MessageState.Waiting);
        await SendAsync(Places(1));
        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.messages where kind = 'PlaceOffered'"), count => count == 2);
        _clock.Forward(TimeSpan.FromHours(9) + TimeSpan.FromMinutes(1));

        Assert.Equal("OVERTAKEN", (await KindAsync(bruno, MessageKind.PlaceWithdrawn, MessageState.Dropped)).Reason);
        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Kinds.Count(k => k == "PlaceOffered")), count => count == 2);
    }

    /// <summary>The newest message of that kind to the elder, once it is in that state.</summary>
    private Task<Message> KindAsync(ElderId elder, MessageKind kind, MessageState state) => CityHost.EventuallyAsync(
        async () => (await _city.Get<IMessagesReader>().OfElderAsync(City.Name, elder, new(10), Cancel)).Rows.FirstOrDefault(m => m.Kind == kind)!,
        m => m?.State == state);
}
