using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Microsoft.Extensions.DependencyInjection;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>The events are stamped by the database's clock; the host's is days ahead, as after an outage of days.</summary>
public sealed partial class MessagesTests
{
    [Fact]
    public async Task After_days_she_is_told_what_is_of_use_still_and_the_rest_is_listed_as_too_late()
    {
        await StartAsync("08:00");
        _clock.Forward(TimeSpan.FromDays(3));
        var (over, coming) = (s_today.AddDays(1), s_today.AddDays(5));
        await _city.DoAsync(new OpenSitting(Garden, over, Meal.Lunch));
        await _city.DoAsync(new OpenSitting(Garden, coming, Meal.Lunch));
        var bruno = await RegisterAsync(1);
        await _city.DoAsync(new BookMeal(Garden, coming, Meal.Lunch, Anna, Channel.DineIn));
        await _city.DoAsync(new BookMeal(Garden, over, Meal.Lunch, bruno, Channel.DineIn, Late: true));

        await StateAsync(MessageState.Sent, 1);
        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.messages where state = 'Waiting'"), count => count == 0);
        Assert.Equal(Anna.Value, Assert.Single(_gateway.Taken).GetProperty("elder").GetGuid());
        var late = Assert.Single((await _city.Get<IMessagesReader>().TooLateAsync(City.Name, Jingkou, new(10), Cancel)).Rows);
        Assert.Equal((bruno, "TOO_LATE"), (late.Elder, late.Reason));
        Assert.Equal((0, 1), await _city.Get<MessageOutbox>().UntoldAsync(City.Name, _clock.GetUtcNow().AddDays(-1), Cancel));
        Assert.Empty((await _city.Get<IMessagesReader>().TooLateAsync(City.Name, "321111", new(10), Cancel)).Rows);
    }

    [Fact]
    public async Task What_lies_weeks_back_is_history()
    {
        await StartAsync("08:00");
        _clock.Forward(TimeSpan.FromDays(15));
        await _city.DoAsync(new OpenSitting(Garden, s_today.AddDays(20), Meal.Lunch));
        await _city.DoAsync(new BookMeal(Garden, s_today.AddDays(20), Meal.Lunch, Anna, Channel.DineIn));

        await CityHost.EventuallyAsync(
            () => CountAsync("select case when (select max(seq_id) from eldercare.mt_events) <= (select last_seq_id from eldercare.mt_event_progression where name like 'Messages%') then 1 else 0 end::bigint"),
            read => read == 1);
        Assert.Equal(0, await CountAsync("select count(*) from eldercare.messages"));
    }
}
