using Eldercare.City.Messages;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Messages;

public static class ResendMessageTests
{
    private static readonly ResendMessage s_again = new(new(Id("message")), Anna);

    [Fact]
    public static void A_dead_letter_is_tried_again() =>
        Assert.Equal([new MessageResent(s_again.Message)], ResendMessageDecider.Decide(s_again, In(MessageState.Dead)).Facts);

    [Fact]
    public static void What_waits_anyway_changes_nothing()
    {
        var decision = ResendMessageDecider.Decide(s_again, In(MessageState.Waiting));
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Facts);
    }

    [Theory, InlineData(MessageState.Sent), InlineData(MessageState.Dropped)]
    public static void What_is_settled_stays_so(MessageState state) =>
        Assert.Equal(new MessageSettled(s_again.Message), ResendMessageDecider.Decide(s_again, In(state)).Refusal);

    [Fact]
    public static void What_does_not_exist_is_refused() =>
        Assert.Equal(new MessageUnknown(s_again.Message), ResendMessageDecider.Decide(s_again, null).Refusal);

    [Fact]
    public static void The_history_counts() => Assert.Equal(
        2, MessageHistory.Fold(MessageHistory.Fold(null, new MessageResent(s_again.Message)), new MessageResent(s_again.Message))!.Resent);

    private static Message In(MessageState state) => new(
        s_again.Message, Anna, MessageKind.MealBooked, Language.Chinese, new(), Now, Now, state, 3, null, null);
}
