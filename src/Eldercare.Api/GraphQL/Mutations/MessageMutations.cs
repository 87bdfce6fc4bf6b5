using Eldercare.Api.GraphQL.Access;
using Eldercare.City.Messages;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class MessageMutations
{
    public static void AddTo(MutationType mutations) => mutations.Add<ResendMessage>(
        "resendMessage", "Has a dead letter to an elder sent again, once its cause is gone.", Reach.Offices,
        i => i.Id<MessageId>("message", "Which message."),
        async i =>
        {
            var (api, id) = (i.Request.Api, i.Get<MessageId>("message"));
            return new ResendMessage(id, (await api.Messages.ByIdAsync(api.CityName, id, i.Request.Cancellation))?.Elder ?? default);
        },
        (s, c) => s.Elder(c.Elder),
        p => p.Message(c => c.Message),
        typeof(MessageUnknown), typeof(MessageSettled));
}
