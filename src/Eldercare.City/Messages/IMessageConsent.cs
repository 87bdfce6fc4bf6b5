using Eldercare.People;

namespace Eldercare.City.Messages;

/// <summary>Who does not want to be told things. Asked when a message is sent, not when it is written: consent can be withdrawn meanwhile.</summary>
public interface IMessageConsent
{
    /// <summary>Those of the elders who have withdrawn their consent to messages; who never said anything has not.</summary>
    Task<IReadOnlySet<ElderId>> WithdrawnAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);
}

/// <summary>Nobody was ever asked.</summary>
public sealed class NobodyWithdrew : IMessageConsent
{
    public Task<IReadOnlySet<ElderId>> WithdrawnAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<ElderId>>(ImmutableHashSet<ElderId>.Empty);
}
