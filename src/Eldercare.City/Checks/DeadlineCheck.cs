using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 6: the days by which the steps of an application are due are so many working days on as the policy says, counted again; the
/// worklist has them, and everything else an application's events say.
/// </summary>
/// <param name="log">Beds and applications so far.</param>
/// <param name="worklist">The rows of the queue, with the day they are found by.</param>
internal sealed class DeadlineCheck(BedLog log, IReadOnlyDictionary<ApplicationId, (QueueEntry Entry, DateOnly? NextDue)> worklist) : IInvariant
{
    private readonly Dictionary<ApplicationId, Due> _due = [];
    private readonly List<string> _violations = [];
    private long _days;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case BedAppliedFor f:
                Counted(logged, f.Application, f.EligibilityDue, [CityTime.Today(f.At)], d => d.Eligibility);
                _due[f.Application] = new(f.EligibilityDue, null, null);
                break;
            case EligibilityRecorded f:
                Counted(logged, f.Application, f.AssessmentDue, logged.Days, d => d.Assessment);
                Change(f.Application, d => new(null, f.AssessmentDue, d.Admission));
                break;
            case AssessmentRecorded f: Change(f.Application, d => d with { Assessment = null }); break;
            case BedOffered f:
                Counted(logged, f.Application, f.AdmissionDue, logged.Days, d => d.Admission);
                Change(f.Application, d => d with { Admission = f.AdmissionDue });
                break;
            case OfferDeclined f: Change(f.Application, d => d with { Admission = null }); break;
            case OfferWithdrawn f: Change(f.Application, d => d with { Admission = null }); break;
            case OfferExpired f: Change(f.Application, d => d with { Admission = null }); break;
        }
    }

    public CheckResult Result() => CheckResult.Of(
        6, "deadlines", "What is due when follows from the policy's working days; the worklist says it.", $"{_days:N0} days, {worklist.Count:N0} entries",
        [
            .. _violations,
            .. log.Applications.Values.Where(a => !worklist.TryGetValue(a.Id, out var entry) || !IsSo(entry.Entry, entry.NextDue, a)).Select(a => $"application {a.Id.Value} is shown otherwise"),
            .. worklist.Keys.Except(log.Applications.Keys).Select(a => $"application {a.Value} is shown and has no events"),
        ]);

    private bool IsSo(QueueEntry entry, DateOnly? nextDue, Application a) =>
        (entry.State, entry.KeptBed, entry.BarredUntil, entry.Eligible, entry.Placed) == (a.State, a.Bed, a.BarredUntil, a.Eligible, a.Placed)
        && Whole(entry.OfferUntil) == Whole(a.Until)
        && (!a.IsOpen || new Due(entry.EligibilityDue, entry.AssessmentDue, entry.AdmissionDue) == _due.GetValueOrDefault(a.Id))
        && nextDue == (a.IsOpen ? _due.GetValueOrDefault(a.Id)?.Soonest : null);

    /// <summary>A row keeps millionths of a second, an event more.</summary>
    private static long? Whole(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    private void Counted(Logged logged, ApplicationId application, DateOnly? due, IEnumerable<DateOnly> from, Func<Deadlines, int> limit)
    {
        if (due is null) return;
        _days++;
        if (from.All(day => log.InForce(logged, [day]).All(p => WorkingDays.After(day, limit(p.Deadlines)) != due)))
            _violations.Add($"application {application.Value} has a step due on {due:yyyy-MM-dd}, not as the policy says");
    }

    private void Change(ApplicationId application, Func<Due, Due> to)
    {
        if (_due.TryGetValue(application, out var due)) _due[application] = to(due);
    }

    private sealed record Due(DateOnly? Eligibility, DateOnly? Assessment, DateOnly? Admission)
    {
        public DateOnly? Soonest => new[] { Eligibility, Assessment, Admission }.Min();
    }
}
