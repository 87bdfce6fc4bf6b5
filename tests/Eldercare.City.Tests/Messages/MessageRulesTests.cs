using Eldercare.City.Messages;
using Eldercare.Meals;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Messages;

public static class MessageRulesTests
{
    private static readonly BookingCancelled s_cancelled = new(Lunch, Anna, CloseSittingDecider.NoPlaceReason, Late: true);

    [Fact]
    public static void Who_was_told_that_there_is_no_place_is_not_told_again_when_the_sitting_closes()
    {
        Assert.True(IsNews(s_cancelled));
        Assert.False(IsNews(s_cancelled with { WasEscalated = true }));
    }

    [Fact]
    public static void A_booking_taken_by_a_person_is_told_also_when_it_is_an_orders() =>
        Assert.True(IsNews(new MealBooked(Lunch, Anna, Channel.DineIn, Order: new(Id("order")))));

    private static bool IsNews(object fact) => MessageRules.Of(fact.GetType())!.IsNews(fact, "staff");
}
