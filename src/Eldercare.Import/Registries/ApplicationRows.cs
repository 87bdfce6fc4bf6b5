using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.People.Elders;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Import.Registries;

/// <summary><c>applications</c>: who waits for a bed since when; homes and districts are lists with semicolons.</summary>
internal static class ApplicationRows
{
    private const int Number = 0, ElderOf = 1, HomesOf = 2, DistrictsOf = 3, Kind = 4, LaneOf = 5, AppliedAt = 6;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Applications);
        if (file is not null) await context.RunAsync(file, Read(file, context.Now));
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
                file.Choice<BedKind>(Kind), file.Choice<Lane>(LaneOf));
            if (appliedAt > now) file.Fail(AppliedAt, "DATE_IN_FUTURE", "It lies in the future.");
            if (!file.Failed && !seen.Add(application)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            if (!file.Failed)
                yield return new ApplicationEntry(new([file.At], "registry_number", apply, appliedAt), apply, appliedAt);
        }
    }

    private static string[] List(string? cell) =>
        cell?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>An application whose preferred homes must exist.</summary>
    private sealed class ApplicationEntry(Step step, ApplyForBed apply, DateTimeOffset at)
        : CommandEntry(Application.Stream.At(apply.Application.Value), [step], [], at)
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
            draft.Refuse(step.Row, "homes", refusal.Code, refusal.Message);
        }
    }
}
