using Eldercare.Beds.Queue;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;

namespace Eldercare.Api.Tests;

/// <summary>Two in the city and one at home A wait ahead of Anna.</summary>
public sealed partial class FakeCity : IQueueReader
{
    /// <summary>Up to which day the worklist was asked for last.</summary>
    public DateOnly? DueBy { get; private set; }

    public Task<IReadOnlyList<QueueGroup>> GroupsAsync(string city, QueueEntry own, DateOnly today, CancellationToken cancellation)
    {
        var everyone = new Placement("first-come", 0, "everyone", 0, 0, "everyone");
        return Read<IReadOnlyList<QueueGroup>>([new(null, everyone, Earlier: true, 2), new(HomeA, everyone, Earlier: true, 1)]);
    }

    public Task<(ElderRecord? Elder, EntitlementRecord? Entitlements)> FactsAsync(string city, ElderId elder, CancellationToken cancellation) =>
        Read<(ElderRecord?, EntitlementRecord?)>((Record(elder), null));

    public Task<Page<QueueEntry>> DueAsync(string city, string? district, DateOnly by, Slice<Guid> slice, CancellationToken cancellation)
    {
        DueBy = by;
        return Read(new Page<QueueEntry>([Entry(Application, Anna) with { EligibilityDue = Day }], HasMore: false));
    }
}
