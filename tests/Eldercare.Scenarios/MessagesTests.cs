using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>
/// What an elder has to be told reaches the city's gateway in her words, once; she and the office see what was told, and what the gateway
/// would not take is sent again when a person says so.
/// </summary>
public sealed class MessagesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_date = CityUnderTest.Today.AddDays(2);
    private static readonly MealPointId s_point = new(Guid.CreateVersion7());

    private readonly Receiver _gateway = new();
    private CityUnderTest _city = null!;
    private ElderId _elder;

    public async ValueTask InitializeAsync()
    {
        // No quiet hours: the scenario may run at night.
        _city = await CityUnderTest.StartAsync(
            await postgres.NewDatabaseAsync(), new("Messages:Sender", "webhook"), new("Messages:Url", _gateway.Url),
            new("Messages:Secret", Receiver.Secret), new("Messages:QuietFrom", "00:00"), new("Messages:QuietUntil", "00:00"));
        await _city.OpenPointAsync(s_point, s_date, 10);
        _elder = await _city.RegisterElderAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]
    public async Task A_booking_is_told_and_a_cancellation_by_the_point_after_a_dead_letter_was_sent_again()
    {
        using var herself = _city.As(Role.Elder, _elder);
        using var office = _city.As(Role.DistrictOffice);

        Assert.Null(await _city.BookAsync(s_point, s_date, _elder));
        await Eventually.EqualAsync("MEAL_BOOKED SENT", () => MessagesAsync(herself));
        Assert.Contains("午餐（堂食），助餐点：Scenario，11:00", _gateway.Taken[0].GetProperty("text").GetString(), StringComparison.Ordinal);

        _gateway.Answer = _ => 400;
        Assert.Null((await _city.Http.MutateAsync("cancelBooking", CityUnderTest.Lunch(s_point, s_date, _elder))).Code);
        await Eventually.EqualAsync("BOOKING_CANCELLED DEAD, MEAL_BOOKED SENT", () => MessagesAsync(office));

        var letters = $"{{ messageDeadLetters(district: \"{CityUnderTest.District}\") {{ nodes {{ id reason elder {{ id }} }} }} }}";
        var letter = Assert.Single((await office.AskAsync(letters)).GetProperty("messageDeadLetters").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("HTTP_400", GlobalId.Of(_elder)), (letter.GetProperty("reason").GetString(), letter.GetProperty("elder").GetProperty("id").GetString()));
        Assert.Equal("FORBIDDEN", await office.ErrorAsync("{ messageDeadLetters(district: \"321111\") { nodes { id } } }"));
        Assert.Equal("FORBIDDEN", await office.ErrorAsync("{ messageDeadLetters { nodes { id } } }"));
        var message = letter.GetProperty("id").GetString();
        Assert.Equal("FORBIDDEN", await herself.MutationErrorAsync("resendMessage", new { message }));

        _gateway.Answer = _ => 200;
        var resent = await office.MutateAsync("resendMessage", new { message }, select: "message { state }");
        Assert.Equal((null, "WAITING"), (resent.Code, resent.Payload.GetProperty("message").GetProperty("state").GetString()));
        await Eventually.EqualAsync("BOOKING_CANCELLED SENT, MEAL_BOOKED SENT", () => MessagesAsync(herself));
        Assert.Equal("MESSAGE_SETTLED", (await office.MutateAsync("resendMessage", new { message })).Code);
        Assert.Equal(["MealBooked", "BookingCancelled"], _gateway.Kinds);
    }

    [Fact]
    public async Task What_she_cancels_herself_nobody_tells_her()
    {
        using var herself = _city.As(Role.Elder, _elder);
        Assert.Null(await CityUnderTest.BookAsync(herself, s_point, s_date, _elder));
        await Eventually.EqualAsync("MEAL_BOOKED SENT", () => MessagesAsync(herself));

        Assert.Null((await herself.MutateAsync("cancelBooking", CityUnderTest.Lunch(s_point, s_date, _elder))).Code);
        Assert.Null(await CityUnderTest.BookAsync(herself, s_point, s_date, _elder));

        await Eventually.EqualAsync("MEAL_BOOKED SENT, MEAL_BOOKED SENT", () => MessagesAsync(herself));
        Assert.Equal(2, _gateway.Taken.Count);
    }

    private async Task<string> MessagesAsync(HttpClient who) => string.Join(", ", (await who.AskAsync(
        $"{{ elder(id: \"{GlobalId.Of(_elder)}\") {{ messages {{ nodes {{ kind state }} }} }} }}"))
        .GetProperty("elder").GetProperty("messages").GetProperty("nodes").EnumerateArray()
        .Select(m => $"{m.GetProperty("kind").GetString()} {m.GetProperty("state").GetString()}"));
}
