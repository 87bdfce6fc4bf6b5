using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Writing;
using Npgsql;

namespace Eldercare.City.Checks;

/// <summary>
/// The beds' and applications' events, stream by stream: folded as the system folds them, and as stays counted by days alone, which knows
/// nothing of that fold.
/// </summary>
internal sealed class BedLog
{
    public Dictionary<BedId, Bed> Beds { get; } = [];

    public Dictionary<ApplicationId, Application> Applications { get; } = [];

    public List<LoggedStay> Stays { get; } = [];

    /// <summary>Streams whose events do not fold, with why.</summary>
    public List<string> Broken { get; } = [];

    public long Events { get; private set; }

    public static async Task<BedLog> ReadAsync(NpgsqlDataSource database, EventTypes events, string city, CancellationToken cancellation)
    {
        var log = new BedLog();
        await using var command = database.CreateCommand(
            $"""
            select s.id, e.type, e.data::text from {StoreSchema.Name}.mt_streams s
            join {StoreSchema.Name}.mt_events e on e.tenant_id = s.tenant_id and e.stream_id = s.id
            where s.tenant_id = $1 and s.type = any($2) order by s.id, e.version
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [Bed.Stream.Name, Application.Stream.Name] });
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var broken = Guid.Empty;
        while (await reader.ReadAsync(cancellation))
        {
            var stream = reader.GetGuid(0);
            log.Events++;
            if (stream == broken) continue;
            try
            {
                log.Take(events.Read(reader.GetString(1), reader.GetString(2)), stream);
            }
            catch (Exception fault) when (fault is InvalidOperationException or NullReferenceException)
            {
                broken = stream;
                log.Broken.Add($"{stream}: {fault.Message}");
            }
        }

        return log;
    }

    private void Take(object fact, Guid stream)
    {
        switch (fact)
        {
            case BedFact f:
                Beds[new(stream)] = Bed.Evolve(Beds.GetValueOrDefault(new(stream)), f)!;
                Follow(f);
                break;
            case ApplicationFact f:
                Applications[new(stream)] = Application.Evolve(Applications.GetValueOrDefault(new(stream)), f)!;
                break;
        }
    }

    private void Follow(BedFact fact)
    {
        switch (fact)
        {
            case ResidentAdmitted f: Stays.Add(new(f.Bed, f.Elder, f.On, null)); break;
            case ResidentTransferredIn f: Stays.Add(new(f.Bed, f.Elder, f.On, null)); break;
            case ResidentTransferredOut f: End(f.Bed, f.On); break;
            case ResidentDeparted f: End(f.Bed, f.HeldUntil ?? f.On); break;
            case BedReleasedFromLeave f: End(f.Bed, f.On); break;
            case StayCorrected f:
                var at = Stays.FindLastIndex(s => s.Bed == f.Bed && s.Elder == f.Elder && s.From == f.From && s.Until is null == f.ToUntil is null);
                Stays[at] = new(f.Bed, f.Elder, f.ToFrom, f.ToUntil);
                break;
        }

        void End(BedId bed, DateOnly on)
        {
            var at = Stays.FindLastIndex(s => s.Bed == bed);
            Stays[at] = Stays[at] with { Until = on };
        }
    }
}

/// <param name="Until">The day she left; null while she is there.</param>
internal sealed record LoggedStay(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until)
{
    public override string ToString() => $"bed {Bed.Value}, elder {Elder.Value}, {From:yyyy-MM-dd} to {Until?.ToString("yyyy-MM-dd", null) ?? "now"}";
}
