using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>
/// A certificate no longer holds from a day on: revoked, cancelled, or, from its own first day, recorded by mistake. Who was admitted on
/// it stays.
/// </summary>
public sealed record WithdrawCertificate(
    HomeId Home, CertificateKind Kind, string Number, DateOnly IssuedOn, DateOnly From, string Reason) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => WithdrawCertificateDecider.Decide(this, known.State<Home>(Stream)).On(Stream);
}

public sealed record CertificateUnknown(HomeId Home, CertificateKind Kind) : Refusal
{
    public override Words Message => new(
        "该机构没有这一种类、编号和发证日期的证件，请核对。",
        "The home has no certificate of that kind, number and day of issue.");
}

public static class WithdrawCertificateDecider
{
    public static Decision<HomeFact> Decide(WithdrawCertificate command, Home? home)
    {
        if (home is null) return new HomeUnknown(command.Home);
        if (Text.Check("reason", command.Reason, 300) is { } reason) return reason;
        if (home.Certificate(command.Kind, command.Number, command.IssuedOn) is not { } certificate)
            return new CertificateUnknown(command.Home, command.Kind);
        if (command.From < certificate.ValidFrom || command.From > certificate.ValidUntil) return new CertificateDatesInvalid("from");
        // Withdrawn once, it does not hold longer by being withdrawn again; earlier it may.
        if (certificate.WithdrawnFrom <= command.From) return Decision<HomeFact>.NoChange;

        return new CertificateWithdrawn(
            command.Home, command.Kind, command.Number, command.IssuedOn, command.From, command.Reason);
    }
}
