using System.Collections.Concurrent;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.FileReads;

namespace Eldercare.Api.Tests;

/// <summary>Who read of whose file, and who did what.</summary>
public sealed partial class FakeCity : IFileReads, IAuditReader
{
    /// <summary>Thrown when a reading is to be recorded, if set.</summary>
    public Exception? Unrecordable { get; set; }

    public ConcurrentQueue<FileRead> FileReads { get; } = [];

    /// <summary>In how many statements.</summary>
    public int Statements { get; private set; }

    /// <summary>The last filter the audit trail was asked by.</summary>
    public AuditFilter? Audited { get; private set; }

    public Task RecordAsync(string city, IReadOnlyCollection<FileRead> reads, CancellationToken cancellation)
    {
        if (Unrecordable is { } fault) throw fault;
        Statements++;
        foreach (var read in reads) FileReads.Enqueue(read);
        return Task.CompletedTask;
    }

    public Task<Page<FileRead>> OfAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<FileRead>([.. FileReads.Where(r => r.Elder == elder).Reverse()], HasMore: false));

    public Task EraseAsync(string city, ElderId elder, CancellationToken cancellation) => Task.CompletedTask;

    public Task<Page<AuditEntry>> PageAsync(string city, AuditFilter filter, Slice<long> slice, CancellationToken cancellation)
    {
        Audited = filter;
        return Read(new Page<AuditEntry>(
            [
                new(8, Noon, "city-office", "MealPointSuspended", "meal_point", PointA.Value, "4bf92f3577b34da6a3ce929d0e0e4736"),
                new(7, Noon, "reaction:death", "MenuPublished", "menu", Id(99), null),
            ],
            HasMore: false));
    }
}
