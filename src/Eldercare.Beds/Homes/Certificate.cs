namespace Eldercare.Beds.Homes;

/// <summary>A certificate a home has or had; kind, number and the day it was issued tell it from others: renewals keep their number.</summary>
/// <param name="ValidUntil">Its last day; null when it has no end.</param>
public sealed record Certificate(
    CertificateKind Kind, string Number, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidUntil)
{
    /// <summary>The first day it does not hold because it was withdrawn; null when it was not.</summary>
    public DateOnly? WithdrawnFrom { get; init; }

    /// <summary>The last day it holds; null when it has no end, before <see cref="ValidFrom"/> when it never held.</summary>
    public DateOnly? EndsOn => EndOf(ValidUntil, WithdrawnFrom);

    public static DateOnly? EndOf(DateOnly? validUntil, DateOnly? withdrawnFrom) => withdrawnFrom?.AddDays(-1) is { } last
        ? validUntil < last ? validUntil : last
        : validUntil;

    public bool Is(CertificateKind kind, string number, DateOnly issuedOn) =>
        Kind == kind && IssuedOn == issuedOn && string.Equals(Number, number, StringComparison.Ordinal);

    public bool Covers(DateOnly day) => ValidFrom <= day && !(EndsOn < day);
}
