using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>What there is at <c>/fhir</c>, told to whoever asks, signed in or not.</summary>
public static class Capabilities
{
    public static R4.CapabilityStatement Of(string address) => new()
    {
        Status = R4.PublicationStatus.Active,
        Date = "2026-11-26",
        Kind = R4.CapabilityStatementKind.Instance,
        Software = new() { Name = "Eldercare", Version = typeof(Capabilities).Assembly.GetName().Version?.ToString(3) },
        Implementation = new() { Description = "Care homes, rooms, beds and stays of a city", Url = address },
        FhirVersion = R4.FHIRVersion.N4_0_1,
        Format = ["json", "application/fhir+json"],
        Rest =
        [
            new()
            {
                Mode = R4.CapabilityStatement.RestfulCapabilityMode.Server,
                Documentation = "Read only.",
                Security = new() { Description = "A bearer token of a home's admissions desk (its own home), a district office (its district), the city office or the auditor." },
                Resource =
                [
                    Resource(
                        "Location", "Homes, the rooms in them, and the beds in the rooms.",
                        Parameter("partof", R4.SearchParamType.Reference, "Rooms of a home, beds of a room."),
                        Parameter("operational-status", R4.SearchParamType.Token, "Beds by code of table 0116 of HL7 v2."),
                        Parameter("type", R4.SearchParamType.Token, "NCCF for homes, or a kind of bed.")),
                    Resource(
                        "Encounter", "Stays, a bed each.",
                        Parameter("location", R4.SearchParamType.Reference, "Of a bed, a room or a home."),
                        Parameter("status", R4.SearchParamType.Token, "planned, in-progress, onleave or finished."),
                        Parameter("date", R4.SearchParamType.Date, "By days, with eq, gt, ge, lt, le, sa or eb.")),
                ],
            },
        ],
    };

    private static R4.CapabilityStatement.ResourceComponent Resource(
        string type, string documentation, params R4.CapabilityStatement.SearchParamComponent[] parameters) => new()
        {
            TypeElement = new(type),
            Documentation = documentation,
            Interaction =
            [
                new() { Code = R4.CapabilityStatement.TypeRestfulInteraction.Read },
                new() { Code = R4.CapabilityStatement.TypeRestfulInteraction.SearchType },
            ],
            Versioning = R4.CapabilityStatement.ResourceVersionPolicy.NoVersion,
            SearchParam = [.. parameters],
        };

    private static R4.CapabilityStatement.SearchParamComponent Parameter(string name, R4.SearchParamType type, string documentation) =>
        new() { Name = name, Type = type, Documentation = documentation };
}
