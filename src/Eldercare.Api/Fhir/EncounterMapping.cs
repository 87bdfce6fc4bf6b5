using System.Globalization;
using Eldercare.Beds;
using Eldercare.City.Reading;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>Stays as <c>Encounter</c>s. Of the person an id and nothing else; there is no <c>Patient</c> to look it up in.</summary>
public static class EncounterMapping
{
    private const string DayFormat = "yyyyMMdd";

    public static R4.Encounter Of(Stay stay) => new()
    {
        Id = IdOf(stay.Key),
        Status = StatusOf(stay.Status),
        Class = new R4.Coding(FhirCodes.Act, "IMP", "inpatient encounter"),
        Subject = new() { Type = "Patient", Identifier = new("urn:ietf:rfc:3986", $"urn:uuid:{stay.Elder.Value}") },
        Period = PeriodOf(stay),
        Location =
        [
            In(stay, PlaceKind.Bed, stay.Bed.Value), In(stay, PlaceKind.Room, stay.Room.Value), In(stay, PlaceKind.Home, stay.Home.Value),
        ],
    };

    /// <summary>Who lives in a home is <c>in-progress</c>: <c>arrived</c> is who has come and waits for the encounter to begin.</summary>
    public static R4.Encounter.EncounterStatus StatusOf(StayStatus status) => status switch
    {
        StayStatus.Planned => R4.Encounter.EncounterStatus.Planned,
        StayStatus.Present => R4.Encounter.EncounterStatus.InProgress,
        StayStatus.OnLeave => R4.Encounter.EncounterStatus.Onleave,
        StayStatus.Over => R4.Encounter.EncounterStatus.Finished,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>58 characters; FHIR allows 64.</summary>
    public static string IdOf(StayKey key) => $"{key.Bed.Value:N}-{key.From.ToString(DayFormat, CultureInfo.InvariantCulture)}-{key.Person}";

    /// <returns>Null when it is no id of a stay.</returns>
    public static StayKey? KeyOf(string id) =>
        id.Split('-') is [var bed, var day, { Length: 16 } person] && person.All(char.IsAsciiHexDigitLower)
        && Guid.TryParseExact(bed, "N", out var value)
        && DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            ? new StayKey(new BedId(value), from, person)
            : null;

    private static R4.Encounter.LocationComponent In(Stay stay, PlaceKind kind, Guid id) => new()
    {
        Location = FhirCodes.To("Location", id),
        Status = stay.Status switch
        {
            StayStatus.Planned => R4.Encounter.EncounterLocationStatus.Planned,
            StayStatus.Over => R4.Encounter.EncounterLocationStatus.Completed,
            // Her bed is kept while she is away.
            StayStatus.OnLeave => R4.Encounter.EncounterLocationStatus.Reserved,
            _ => R4.Encounter.EncounterLocationStatus.Active,
        },
        PhysicalType = FhirCodes.PhysicalTypeOf(kind),
        Period = PeriodOf(stay),
    };

    private static R4.Period PeriodOf(Stay stay) => new() { Start = Day(stay.From), End = stay.Until is { } until ? Day(until) : null };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
