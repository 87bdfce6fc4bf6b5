using Eldercare.Beds.Beds;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>A certificate a home lacked on a day.</summary>
/// <param name="EndedOn">The last day before on which it had one; null when it had none before.</param>
public sealed record LackingCertificate(CertificateKind Kind, DateOnly? EndedOn);

/// <param name="On">The day of the admission; of an offer the day it would be made.</param>
/// <param name="Lacking">Every certificate that is missing or out of date that day.</param>
public sealed record HomeMayNotAdmit(HomeId Home, DateOnly On, ImmutableArray<LackingCertificate> Lacking) : Refusal
{
    public override Words Message => new(
        $"{On:yyyy年M月d日}该机构不得收住：{string.Join("，", Lacking.Select(l => Lacks(l).Zh))}。请先登记有效证件。",
        $"On {On:yyyy-MM-dd} the home may not admit: {string.Join(", ", Lacking.Select(l => Lacks(l).En))}. Record the valid certificate first.");

    private static Words Lacks(LackingCertificate lacking)
    {
        var kind = BedWords.Of(lacking.Kind);
        return lacking.EndedOn is { } ended
            ? new($"{kind.Zh}已于{ended:yyyy年M月d日}到期", $"the {kind.En} ended on {ended:yyyy-MM-dd}")
            : new($"没有{kind.Zh}", $"there is no {kind.En}");
    }

    public bool Equals(HomeMayNotAdmit? other) => other is not null
        && Home == other.Home && On == other.On && Lacking.AsSpan().SequenceEqual(other.Lacking.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Home, On, Lacking.Length);
}

/// <summary>
/// A home may admit only while its licence, fire inspection and liability insurance are in date (domain, beds, rule 11): on the day
/// somebody moves in, also when that is recorded later.
/// </summary>
public static class MayAdmit
{
    private static readonly CertificateKind[] s_needed = Enum.GetValues<CertificateKind>();

    /// <summary>Every certificate the home lacks that day; empty when it may admit.</summary>
    public static ImmutableArray<LackingCertificate> Lacking(IReadOnlyCollection<Certificate> certificates, DateOnly on) =>
    [
        .. s_needed.Where(kind => !certificates.Any(c => c.Kind == kind && c.Covers(on)))
            .Select(kind => new LackingCertificate(
                kind, certificates.Where(c => c.Kind == kind && c.ValidFrom <= c.EndsOn && c.EndsOn < on).Max(c => c.EndsOn))),
    ];

    /// <summary>Null when the home may admit that day.</summary>
    public static HomeMayNotAdmit? Check(Home home, DateOnly on) =>
        Lacking(home.Certificates, on) is { IsEmpty: false } lacking ? new HomeMayNotAdmit(home.Id, on, lacking) : null;

    /// <summary>What a command reads of the home it names.</summary>
    internal static ImmutableArray<StreamRef> Reads(HomeId? home) => home is { } id ? [Home.Stream.At(id.Value)] : [];

    /// <param name="known">What the command knows, the home among it.</param>
    /// <param name="named">The home the command names for the bed; beds never move, so another one is a fault of who gave it.</param>
    /// <param name="bed">Where somebody is to move in.</param>
    /// <param name="on">When.</param>
    internal static HomeMayNotAdmit? Check(Known known, HomeId? named, Bed bed, DateOnly on) => named == bed.Home
        ? Check(known.State<Home>(Home.Stream.At(bed.Home.Value))!, on)
        : throw new InvalidOperationException($"The command names the home {named} for a bed of {bed.Home}.");
}
