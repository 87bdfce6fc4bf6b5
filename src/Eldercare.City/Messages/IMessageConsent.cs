using Eldercare.City.Reading;
using Eldercare.People;

namespace Eldercare.City.Messages;

/// <summary>Who does not want to be told things. Asked when a message is sent, not when it is written: consent can be withdrawn meanwhile.</summary>
public interface IMessageConsent
{
    /// <summary>Those of the elders who have withdrawn their consent to messages; who never said anything has not.</summary>
    Task<IReadOnlySet<ElderId>> WithdrawnAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);
}

/// <inheritdoc cref="IMessageConsent"/>
public sealed class MessageConsent(IPeopleReader people) : IMessageConsent
{
    public async Task<IReadOnlySet<ElderId>> WithdrawnAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await people.ConsentsAsync(city, elders, cancellation)).Values.Where(c => c.WantsNoMessages).Select(c => c.Elder).ToHashSet();
}
