using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Api.Tests;

/// <summary>What elders were told.</summary>
public sealed partial class FakeCity : IMessagesReader
{
    /// <summary>A dead one, and one that arrived.</summary>
    public static readonly MessageId LetterToAnna = new(Id(61)), ReadLetter = new(Id(62));

    public Task<Page<Message>> OfElderAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<Message>([Letter(elder, MessageState.Sent)], HasMore: false));

    public Task<Page<Message>> DeadAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<Message>([Letter(Anna, MessageState.Dead)], HasMore: false));

    public Task<Page<Message>> TooLateAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<Message>([Letter(Anna, MessageState.Dropped)], HasMore: false));

    public Task<Message?> ByIdAsync(string city, MessageId message, CancellationToken cancellation) =>
        Read(message == Letter(Anna, MessageState.Dead).Id ? Letter(Anna, MessageState.Dead) : null);

    public Task<IReadOnlyDictionary<MessageId, Message>> ByIdsAsync(
        string city, IReadOnlyCollection<MessageId> messages, CancellationToken cancellation) => Read<IReadOnlyDictionary<MessageId, Message>>(
        messages.Where(m => m == LetterToAnna || m == ReadLetter).ToDictionary(m => m, m => m == LetterToAnna
            ? Letter(Anna, MessageState.Dead)
            : Letter(Anna, MessageState.Sent) with { Id = m }));

    private static Message Letter(ElderId elder, MessageState state) => new(
        LetterToAnna, elder, MessageKind.MealBooked, Language.Chinese, new() { Sitting = Lunch, Channel = Channel.DineIn }, Noon, Noon, state, 3,
        state == MessageState.Dead ? "HTTP_503" : null, state == MessageState.Dead ? null : Noon);
}
