using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>
/// The beds' and applications' events in the order of the log: folded as the system folds them, and as stays counted by days alone, which
/// knows nothing of that fold.
/// </summary>
internal sealed class BedLog
{
    private readonly HashSet<Guid> _broken = [];
    private readonly Dictionary<BedId, List<LoggedStay>> _stays = [];

    public Dictionary<BedId, Bed> Beds { get; } = [];

    public Dictionary<ApplicationId, Application> Applications { get; } = [];

    /// <summary>The policies published so far; and what they were before the last of them.</summary>
    public QueuePolicyBook Book { get; private set; } = QueuePolicyBook.Empty;

    public IEnumerable<LoggedStay> Stays => _stays.Values.SelectMany(s => s);

    /// <summary>Streams whose events do not fold, with why.</summary>
    public List<string> Broken { get; } = [];

    public long Events { get; private set; }

    /// <summary>The last publication, which a decision made at that time may not have known of.</summary>
    private (QueuePolicyBook Before, DateTimeOffset At) _published = (QueuePolicyBook.Empty, DateTimeOffset.MinValue);

    /// <summary>The policies that may have been in force for a decision: one but for the minute a new one is published and at midnight.</summary>
    public IEnumerable<QueuePolicy> InForce(Logged decision, IEnumerable<DateOnly> on) =>
        (decision.At < _published.At + Logged.Apart ? new[] { Book, _published.Before } : [Book]).SelectMany(b => on.Select(b.InForce)).Distinct();

    public void Take(Logged logged)
    {
        if (logged.Fact is QueuePolicyFact policy)
        {
            _published = (Book, logged.At);
            Book = QueuePolicyBook.Fold(Book, policy)!;
        }

        if (logged.Fact is not (BedFact or ApplicationFact)) return;
        Events++;
        if (_broken.Contains(logged.Stream)) return;
        try
        {
            Fold(logged.Fact, logged.Stream);
        }
        catch (Exception fault) when (fault is InvalidOperationException or NullReferenceException or ArgumentOutOfRangeException)
        {
            _broken.Add(logged.Stream);
            Broken.Add($"{logged.Stream}: {fault.Message}");
        }
    }

    private void Fold(object fact, Guid stream)
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
            case ResidentAdmitted f: Of(f.Bed).Add(new(f.Bed, f.Elder, f.On, null)); break;
            case ResidentTransferredIn f: Of(f.Bed).Add(new(f.Bed, f.Elder, f.On, null)); break;
            case ResidentTransferredOut f: End(f.Bed, f.On); break;
            case ResidentDeparted f: End(f.Bed, f.HeldUntil ?? f.On); break;
            case BedReleasedFromLeave f: End(f.Bed, f.On); break;
            case StayCorrected f:
                var stays = Of(f.Bed);
                var at = stays.FindLastIndex(s => s.Elder == f.Elder && s.From == f.From && s.Until is null == f.ToUntil is null);
                stays[at] = new(f.Bed, f.Elder, f.ToFrom, f.ToUntil);
                break;
        }

        void End(BedId bed, DateOnly on) => Of(bed)[^1] = Of(bed)[^1] with { Until = on };

        List<LoggedStay> Of(BedId bed)
        {
            if (!_stays.TryGetValue(bed, out var stays)) _stays[bed] = stays = [];
            return stays;
        }
    }
}

/// <param name="Until">The day she left; null while she is there.</param>
internal sealed record LoggedStay(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until)
{
    public override string ToString() => $"bed {Bed.Value}, elder {Elder.Value}, {From:yyyy-MM-dd} to {Until?.ToString("yyyy-MM-dd", null) ?? "now"}";
}
