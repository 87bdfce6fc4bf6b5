using Eldercare.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;

namespace Eldercare.Import.Registries;

/// <summary><c>home_certificates</c>: all a home had, or the latest. One that was withdrawn here stays withdrawn.</summary>
internal static class CertificateRows
{
    private const int HomeOf = 0, Kind = 1, Number = 2, IssuedOn = 3, ValidFrom = 4, ValidUntil = 5;

    public static void Read(RegistryReader file, Dictionary<HomeId, HomeRows.Parts> parts, ImportContext context)
    {
        foreach (var row in file.Rows(context.Report))
        {
            var record = new RecordCertificate(
                HomeId.FromRegistry(file.Number(HomeOf)), file.Choice<CertificateKind>(Kind), file.Text(Number), file.Date(IssuedOn),
                file.IsEmpty(ValidFrom) ? null : file.Date(ValidFrom), file.IsEmpty(ValidUntil) ? null : file.Date(ValidUntil));
            if (file.Failed) continue;
            if (!parts.TryGetValue(record.Home, out var ofHome)) parts[record.Home] = ofHome = new();
            var step = new Step([row], "number", record, context.Now)
            {
                Done = home => home is Home known && known.Certificate(record.Kind, record.Number, record.IssuedOn) is { } certificate
                    && (certificate.WithdrawnFrom is not null || record.Says(certificate)),
            };
            ofHome.New.Add(step);
            ofHome.Known.Add(step);
        }
    }
}
