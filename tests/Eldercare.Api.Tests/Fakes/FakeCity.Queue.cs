using System.Collections.Concurrent;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Queue;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using ApplicationId = Eldercare.Beds.ApplicationId;

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

    /// <summary>How many were looked at for those who watch, each time.</summary>
    public ConcurrentQueue<int> QueueRounds { get; } = [];

    /// <summary>How many have come ahead of everybody who waits.</summary>
    public int CameAhead { get; set; }

    public Task<WatchedQueue> WatchedAsync(string city, IReadOnlyCollection<ApplicationId> watched, QueueNews news, CancellationToken cancellation)
    {
        QueueRounds.Enqueue(watched.Count);
        var entries = watched.Select(a => Entry(a, Anna) with { State = ApplicationState.Waiting, OfferedBed = null }).ToArray();
        var ahead = Enumerable.Range(0, CameAhead).Select(i => entries[0] with { Application = new(Id(7000 + i)), AppliedAt = DateTimeOffset.UnixEpoch });
        return Read(new WatchedQueue([.. entries.Select(e => new WatchedEntry(e, Record(Anna), null))], [.. entries, .. ahead], new Dictionary<HomeId, string>()));
    }

    public Task<(ElderRecord? Elder, EntitlementRecord? Entitlements)> FactsAsync(string city, ElderId elder, CancellationToken cancellation) =>
        Read<(ElderRecord?, EntitlementRecord?)>((Record(elder), null));

    public Task<Page<QueueEntry>> DueAsync(string city, string? district, DateOnly by, Slice<Guid> slice, CancellationToken cancellation)
    {
        DueBy = by;
        return Read(new Page<QueueEntry>([Entry(Application, Anna) with { EligibilityDue = Day }], HasMore: false));
    }
}
