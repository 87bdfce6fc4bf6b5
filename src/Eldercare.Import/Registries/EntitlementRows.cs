using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>entitlements</c>: a row says one piece of evidence; rows of the same elder, category and first day are one entitlement. Of one known
/// already an earlier last day is taken over; a later one is reported, for it would be a new decision.
/// </summary>
internal static class EntitlementRows
{
    private const int ElderOf = 0, CategoryOf = 1, From = 2, Until = 3, Kind = 4, Reference = 5, CheckedOn = 6, Reason = 7;

    public static void Read(RegistryReader file, ImportContext context, ElderDetails details)
    {
        var read = new Dictionary<(ElderId, EntitlementCategory, DateOnly), (GrantEntitlement Grant, ImmutableArray<RowAt> Rows)>();
        foreach (var row in file.Rows(context.Report))
        {
            var grant = new GrantEntitlement(
                ElderIds.FromRegistry(file.Number(ElderOf)), file.Choice<EntitlementCategory>(CategoryOf), file.Date(From),
                file.IsEmpty(Until) ? null : file.Date(Until), [EvidenceOf(file, Kind, Reference, CheckedOn)], file.Optional(Reason));
            var key = (grant.Elder, grant.Category, grant.From);
            if (!file.Failed && read.TryGetValue(key, out var above) && (above.Grant.Until, above.Grant.Reason) != (grant.Until, grant.Reason))
                file.Fail(From, "ROW_TWICE", "A row above is about the same entitlement, with another last day or reason.");
            if (file.Failed) continue;
            read[key] = read.TryGetValue(key, out above)
                ? (above.Grant with { Evidence = [.. above.Grant.Evidence, .. grant.Evidence] }, above.Rows.Add(row))
                : (grant, [row]);
        }

        foreach (var (grant, rows) in read.Values) Add(details, grant, rows, context.Now);
    }

    public static Evidence EvidenceOf(RegistryReader file, int kind, int reference, int checkedOn) =>
        new(file.Choice<EvidenceKind>(kind), file.Text(reference), file.Date(checkedOn));

    private static void Add(ElderDetails details, GrantEntitlement grant, ImmutableArray<RowAt> rows, DateTimeOffset now)
    {
        var create = new Step(rows, "category", grant, now);
        var change = create with { Against = Comparison.With<EntitlementRecord>(grant.Elder.Value, known => Compare(grant, Held(grant, known))) };
        if (grant.Until is not { } until)
        {
            details.Add(grant.Elder, create, change);
            return;
        }

        details.Add(
            grant.Elder, create, change,
            new Step(rows, "until", new EndEntitlement(grant.Elder, grant.Category, until, grant.Evidence, grant.Reason), now)
            {
                Against = Comparison.With<EntitlementRecord>(
                    grant.Elder.Value, known => Held(grant, known) is { } held && IsEarlier(until, held.Until) ? Verdict.Changed : Verdict.Same),
            });
    }

    private static Verdict Compare(GrantEntitlement grant, HeldEntitlement? held) => held switch
    {
        null => Verdict.Changed,
        _ when held.Until == grant.Until || IsEarlier(grant.Until, held.Until) => Verdict.Same,
        _ => Verdict.Differing([new(
            "until", "ENTITLEMENT_DIFFERS", "The entitlement ends earlier in the store: to prolong it is a decision of its own, from the day after on.")]),
    };

    private static bool IsEarlier(DateOnly? day, DateOnly? than) => day is not null && (than is null || day < than);

    private static HeldEntitlement? Held(GrantEntitlement grant, EntitlementRecord? known) =>
        known?.Held.FirstOrDefault(h => h.Category == grant.Category && h.From == grant.From);
}

/// <summary><c>hukou</c>: who is registered in the city (本市户籍), and on what evidence.</summary>
internal static class HukouRows
{
    private const int ElderOf = 0, Local = 1, Kind = 2, Reference = 3, CheckedOn = 4;

    public static void Read(RegistryReader file, ImportContext context, ElderDetails details)
    {
        var seen = new HashSet<ElderId>();
        foreach (var row in file.Rows(context.Report))
        {
            var record = new RecordHukou(
                ElderIds.FromRegistry(file.Number(ElderOf)), file.YesOrNo(Local), [EntitlementRows.EvidenceOf(file, Kind, Reference, CheckedOn)]);
            if (!file.Failed && !seen.Add(record.Elder)) file.Fail(ElderOf, "ROW_TWICE", "A row above is about the same elder.");
            if (file.Failed) continue;

            var step = new Step([row], "local", record, context.Now);
            details.Add(record.Elder, step, step with
            {
                Against = Comparison.With<EntitlementRecord>(
                    record.Elder.Value, known => (known?.LocalHukou ?? false) == record.Local ? Verdict.Same : Verdict.Changed),
            });
        }
    }
}
