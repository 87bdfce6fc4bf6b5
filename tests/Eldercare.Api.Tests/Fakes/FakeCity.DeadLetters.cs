using Eldercare.City.Reading;

namespace Eldercare.Api.Tests;

/// <summary>A reaction that failed for good.</summary>
public sealed partial class FakeCity : IDeadLetters
{
    public Task<long> CountAsync(CancellationToken cancellation) => Read(1L);

    public Task<Page<DeadLetter>> PageAsync(Slice<Guid> slice, CancellationToken cancellation) => Read(new Page<DeadLetter>([Refused()], HasMore: false));

    public Task<IReadOnlyDictionary<Guid, DeadLetter>> ByIdsAsync(IReadOnlyCollection<Guid> messages, CancellationToken cancellation) =>
        Read<IReadOnlyDictionary<Guid, DeadLetter>>(messages.Where(m => m == Id(51)).ToDictionary(m => m, _ => Refused()));

    private static DeadLetter Refused() => new(
        Id(51), "ElderDied", "REACTION_REFUSED", "Reaction death: EndApplication was refused with APPLICATION_UNKNOWN.", Noon, Replayable: false);
}
