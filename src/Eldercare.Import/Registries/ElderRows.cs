using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>elders</c>: one line a person. Of an elder known already a new name, phone, address, district and care level are taken over;
/// another identity number is not: it means another person. With it comes what <see cref="ElderDetails"/> has of her.
/// </summary>
internal static class ElderRows
{
    private const int Number = 0, Name = 1, Identity = 2, Phone = 3, Address = 4, District = 5;
    private const int Level = 6, Standard = 7, AssessedOn = 8, ExpiresOn = 9, AssessedBy = 10;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Elders);
        using var details = ElderDetails.Read(context);
        if (file is not null) await context.RunAsync(file, Read(file, details, context.Now), trusting: true);
        if (details.First is { } other) await context.RunAsync(other, details.Left(context.Now));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, ElderDetails details, DateTimeOffset now)
    {
        var seen = new HashSet<Guid>();
        while (file.Next())
        {
            var elder = ElderIds.FromRegistry(file.Number(Number));
            var register = new RegisterElder(elder, file.Text(Name), file.Text(Identity), file.Optional(Phone), file.Optional(Address), file.Text(District));
            var change = file.IsEmpty(Level) ? null : new ChangeCareLevel(
                elder, file.Choice<CareLevel>(Level), file.Text(Standard), file.Date(AssessedOn),
                file.IsEmpty(ExpiresOn) ? null : file.Date(ExpiresOn), file.Text(AssessedBy), !file.Has(ExpiresOn));
            if (!file.Failed && !seen.Add(elder.Value)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            if (file.Failed) continue;

            Step create = new([file.At], "registry_number", register, now);
            // A file without the column says nothing of it; an empty cell says that there is none.
            var changed = new ChangeElderDetails(
                elder, register.Name, register.Phone, register.Address, register.District, !file.Has(Phone), !file.Has(Address));
            Step compared = new([file.At], "registry_number", changed, now)
            {
                Against = Comparison.With<ElderRecord>(elder.Value, known => Compare(register, changed, known)),
            };
            Step[] assess = change is null ? [] : [new([file.At], "care_level", change, now)];
            var others = details.Take(elder);
            yield return new CommandEntry(
                Elder.Stream.At(elder.Value), [create, .. assess, .. others.Create], [compared, .. assess, .. others.Change], now);
        }
    }

    /// <summary>Most rows of a register that comes again are as they were: those never become commands.</summary>
    private static Verdict Compare(RegisterElder row, ChangeElderDetails change, ElderRecord? known)
    {
        if (known is null) return Verdict.Changed;
        if (known.ErasedOn is not null)
            return Verdict.Differing([new(
                "registry_number", "PERSON_ERASED",
                "The elder of this registry number was erased: the registry must let go of her too, or give her a new number.")]);
        if (!string.Equals(known.IdentityNumber, row.IdentityNumber, StringComparison.OrdinalIgnoreCase))
            return Verdict.Differing([new(
                "identity_number", "IDENTITY_NUMBER_DIFFERS",
                "The elder of this registry number is known with another identity number: one of the two is wrong, and a person must say which.")]);
        return ChangeElderDetailsDecider.Changed(change, known) == known ? Verdict.Same : Verdict.Changed;
    }
}
