using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>
/// Records a home's certificate, also in hindsight, and each renewal. Offices do: a home does not vouch for itself.
/// </summary>
/// <param name="ValidFrom">The day it was issued, when not said.</param>
/// <param name="ValidUntil">Its last day; only a licence may have none, as a filing (备案) has none.</param>
public sealed record RecordCertificate(
    HomeId Home, CertificateKind Kind, string Number, DateOnly IssuedOn, DateOnly? ValidFrom, DateOnly? ValidUntil) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        RecordCertificateDecider.Decide(this, known.State<Home>(Stream), CityTime.Today(known.Now)).On(Stream);

    /// <summary>The certificate says the same.</summary>
    public bool Says(Certificate certificate) =>
        (ValidFrom ?? IssuedOn, ValidUntil) == (certificate.ValidFrom, certificate.ValidUntil);
}

/// <summary>Another certificate of that kind and number was issued that day, with other dates.</summary>
public sealed record CertificateDiffers(HomeId Home, CertificateKind Kind, DateOnly ValidFrom, DateOnly? ValidUntil) : Refusal
{
    public override Words Message => new(
        "这份证件已按其他有效期登记，请先撤销原登记。",
        "This certificate is recorded with other dates: withdraw it first.");
}

/// <param name="Field">The input field at fault.</param>
public sealed record CertificateDatesInvalid(string Field) : Refusal
{
    public override Words Message => new(
        $"证件自发证之日起10年内生效，生效后30年内到期，只有许可可以没有到期日；请核对{FieldNames.Zh(Field)}。",
        "A certificate holds from the day it was issued or later, at most 10 years later, until that day or later, at most 30 years later; only a licence may have no end.");
}

public static class RecordCertificateDecider
{
    /// <summary>A slip of the pen in a year would let a home admit for ever.</summary>
    private const int MostYearsAhead = 10, MostYears = 30;

    public static Decision<HomeFact> Decide(RecordCertificate command, Home? home, DateOnly today)
    {
        if (home is null) return new HomeUnknown(command.Home);
        if (Text.Check("number", command.Number, 80) is { } number) return number;
        if (command.IssuedOn > today) return new DateInFuture("issuedOn");
        var from = command.ValidFrom ?? command.IssuedOn;
        if (from < command.IssuedOn || from > command.IssuedOn.AddYears(MostYearsAhead)) return new CertificateDatesInvalid("validFrom");
        if (command.ValidUntil is null ? command.Kind != CertificateKind.Licence : command.ValidUntil < from || command.ValidUntil > from.AddYears(MostYears))
            return new CertificateDatesInvalid("validUntil");
        if (home.Certificate(command.Kind, command.Number, command.IssuedOn) is { WithdrawnFrom: null } known)
        {
            return command.Says(known)
                ? Decision<HomeFact>.NoChange
                : new CertificateDiffers(command.Home, command.Kind, known.ValidFrom, known.ValidUntil);
        }

        return new CertificateRecorded(command.Home, command.Kind, command.Number, command.IssuedOn, from, command.ValidUntil);
    }
}
