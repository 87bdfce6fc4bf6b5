using Eldercare.City.Reading;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>Code systems and extensions: HL7's own where there are any, and ours for what HL7 has no words for.</summary>
internal static class FhirCodes
{
    /// <summary>Table 0116 of HL7 v2, preferred by <c>Location.operationalStatus</c>.</summary>
    public const string BedStatus = "http://terminology.hl7.org/CodeSystem/v2-0116";

    public const string PhysicalType = "http://terminology.hl7.org/CodeSystem/location-physical-type";
    public const string LocationRole = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
    public const string Act = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    /// <summary>Nursing or custodial care facility.</summary>
    public const string CareHome = "NCCF";

    public const string BedKind = "urn:eldercare:bed-kind";
    public const string OperatorKind = "urn:eldercare:operator-kind";

    /// <summary>能力等级, GB/T 42195-2022.</summary>
    public const string CareLevel = "urn:eldercare:care-level";

    /// <summary>On <c>operationalStatus</c>: the state itself, where the table has no code for it.</summary>
    public const string StateExtension = "urn:eldercare:fhir:bed-state";

    public const string CareLevelExtension = "urn:eldercare:fhir:highest-care-level";
    public const string GenderRuleExtension = "urn:eldercare:fhir:gender-rule";
    public const string DistrictExtension = "urn:eldercare:fhir:district";

    public static R4.CodeableConcept Concept(string system, string code, string display) => new(system, code, display, text: null);

    /// <summary>An enum's value as a code: <c>on-leave</c>.</summary>
    public static string CodeOf<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) =>
            char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Its site, room or bed.</summary>
    public static R4.CodeableConcept PhysicalTypeOf(PlaceKind kind) => kind switch
    {
        PlaceKind.Home => Concept(PhysicalType, "si", "Site"),
        PlaceKind.Room => Concept(PhysicalType, "ro", "Room"),
        PlaceKind.Bed => Concept(PhysicalType, "bd", "Bed"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static R4.ResourceReference To(string type, Guid id) => new($"{type}/{id}");
}
