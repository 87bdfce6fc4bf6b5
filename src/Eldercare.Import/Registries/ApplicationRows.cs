using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.People;
using Eldercare.People.Elders;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>applications</c>: who waits for a bed since when; homes and districts are lists with semicolons. Which lane of the queue they stand in
/// is computed by the policy that was in force then: a column <c>lane</c>, which older files have, is passed over.
/// </summary>
internal static class ApplicationRows
{
    private const int Number = 0, ElderOf = 1, HomesOf = 2, DistrictsOf = 3, Kind = 4, AppliedAt = 6, EligibleOn = 7, EvidenceOf = 8, Reference = 9;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Applications);
        if (file is null) return;
        var books = await context.Appender.StatesAsync(context.City, [QueuePolicyBook.At], context.Cancellation);
        context.World.Remember(QueuePolicyBook.At, books.GetValueOrDefault(QueuePolicyBook.At.Id) ?? QueuePolicyBook.Empty);
        await context.RunAsync(file, Read(file, context.Now));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, DateTimeOffset now)
    {
        var seen = new HashSet<ApplicationId>();
        while (file.Next())
        {
            var application = ApplicationId.FromRegistry(file.Number(Number));
            var appliedAt = file.Moment(AppliedAt);
            var apply = new ApplyForBed(
                application, ElderIds.FromRegistry(file.Number(ElderOf)),
                [.. List(file.Optional(HomesOf)).Select(HomeId.FromRegistry)], [.. List(file.Optional(DistrictsOf))],
                file.Choice<BedKind>(Kind));
            if (appliedAt > now) file.Fail(AppliedAt, "DATE_IN_FUTURE", "It lies in the future.");
            if (!file.Failed && !seen.Add(application)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            var step = new Step([file.At], "registry_number", apply, appliedAt);
            Step[] steps = file.IsEmpty(EligibleOn) ? [step] : [step, Eligible(file, apply, appliedAt, now)];
            if (!file.Failed) yield return new ApplicationEntry(steps, apply, appliedAt);
        }
    }

    private static Step Eligible(RegistryReader file, ApplyForBed apply, DateTimeOffset appliedAt, DateTimeOffset now)
    {
        var on = file.Date(EligibleOn);
        var evidence = EntitlementRows.EvidenceOf(file, EvidenceOf, Reference, EligibleOn);
        if (on > CityTime.Today(now)) file.Fail(EligibleOn, "DATE_IN_FUTURE", "It lies in the future.");
        else if (on < CityTime.Today(appliedAt)) file.Fail(EligibleOn, "DATE_TOO_EARLY", "It lies before the application.");
        var at = CityTime.At(on, new TimeOnly(12, 0));
        return new(
            [file.At], "eligible_on", new RecordEligibility(apply.Application, apply.Elder, Eligible: true, Reason: null, [evidence]),
            at < appliedAt ? appliedAt : at > now ? now : at);
    }

    private static string[] List(string? cell) =>
        cell?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>An application whose preferred homes must exist.</summary>
    private sealed class ApplicationEntry(Step[] steps, ApplyForBed apply, DateTimeOffset at)
        : CommandEntry(Application.Stream.At(apply.Application.Value), steps, [], at)
    {
        public override IEnumerable<Guid> Needs => apply.Homes.Select(h => h.Value);

        public override void Create(Draft draft)
        {
            var unknown = apply.Homes.FirstOrDefault(h => !draft.World.Exists(h.Value));
            if (unknown == default)
            {
                base.Create(draft);
                return;
            }

            var refusal = new HomeUnknown(unknown);
            draft.Open(Stream);
            draft.Refuse(steps[0].Row, "homes", refusal.Code, refusal.Message.En);
        }
    }
}
