using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Messages;

/// <summary>
/// Has a dead letter tried again, from the first attempt on. A message follows from what happened and needs no events of its own; that a
/// person intervened is a fact, with who it was.
/// </summary>
/// <param name="Message">Which.</param>
/// <param name="Elder">Whose it is: decides who may.</param>
public sealed record ResendMessage(MessageId Message, ElderId Elder) : ICommand
{
    private StreamRef Stream => MessageHistory.Stream.At(Message.Value);

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<Message>(Message.Value)] };

    public Outcome Decide(Known known)
    {
        var message = known.Row<Message>(Message.Value);
        var outcome = ResendMessageDecider.Decide(this, message).On(Stream);
        return message is null
            ? outcome
            : outcome.Keeping(message with { State = MessageState.Waiting, Attempts = 0, Reason = null, DueAt = known.Now });
    }
}

public abstract record MessageFact;

/// <summary>Somebody had a dead letter tried again.</summary>
public sealed record MessageResent(MessageId Message) : MessageFact;

/// <summary>What people did about a message.</summary>
public sealed record MessageHistory(MessageId Id, int Resent)
{
    public static StreamType<MessageHistory, MessageFact> Stream { get; } = new("message", Fold);

    public static MessageHistory? Fold(MessageHistory? history, MessageFact fact) => fact switch
    {
        MessageResent f => new(f.Message, (history?.Resent ?? 0) + 1),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow a message's history."),
    };
}

public sealed record MessageUnknown(MessageId Asked) : Refusal
{
    public override Words Message => new(
        "没有这条消息；办结的消息只保存数月。",
        "There is no such message; settled ones are kept for some months only.");
}

/// <summary>It was sent, or dropped for a reason that trying again does not change.</summary>
public sealed record MessageSettled(MessageId Asked) : Refusal
{
    public override Words Message => new(
        "这条消息不需重发：已经发出，或因已无必要而取消。",
        "The message is no dead letter: it was sent, or dropped because there was no use in it.");
}

public static class ResendMessageDecider
{
    public static Decision<MessageFact> Decide(ResendMessage command, Message? message) => message?.State switch
    {
        null => new MessageUnknown(command.Message),
        MessageState.Dead => new MessageResent(command.Message),
        // On its way already.
        MessageState.Waiting => Decision<MessageFact>.NoChange,
        _ => new MessageSettled(command.Message),
    };
}
