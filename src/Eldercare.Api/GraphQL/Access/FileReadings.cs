using System.Collections.Concurrent;
using System.Diagnostics;
using Eldercare.Api.SignIn;
using Eldercare.People.FileReads;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>What one request reads of whose file. Written down before it is answered: a reading that cannot be recorded is not answered.</summary>
public sealed class FileReadings(RequestContext request)
{
    private readonly ConcurrentDictionary<ElderId, int> _parts = new();

    public void Note(ElderId elder, FilePart part) => _parts.AddOrUpdate(elder, 1 << (int)part, (_, parts) => parts | (1 << (int)part));

    /// <summary>
    /// Writes down what was noted and forgets it. An elder's own reading is none, nor that of who acts for her. What other requests of the
    /// host record at the same time goes with it in one statement.
    /// </summary>
    public async ValueTask RecordAsync()
    {
        if (_parts.IsEmpty) return;
        var own = request.ScopesFor(Role.Elder);
        var mayBeOwn = (request.Caller.Roles & Role.Elder) != Role.None;
        var (now, trace, reads) = (request.Api.Clock.GetUtcNow(), Activity.Current?.TraceId.ToString(), new List<FileRead>(_parts.Count));
        foreach (var elder in _parts.Keys)
        {
            if (!_parts.TryRemove(elder, out var parts) || (mayBeOwn && await own.Elder(elder))) continue;
            reads.Add(new FileRead(
                elder, new(Guid.CreateVersion7(now)), now, request.Caller.Subject,
                [.. Roles.Named.Where(r => (request.Caller.Roles & r.Role) != Role.None).Select(r => r.Name)],
                request.Caller.Site, request.Caller.District, [.. Enum.GetValues<FilePart>().Where(p => (parts & (1 << (int)p)) != 0)], request.Door, trace));
        }

        if (reads.Count > 0) await request.Api.Recorded.ReadAsync(reads, request.Cancellation);
    }
}
