using Eldercare.Api.Fhir;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.KitchenSheets;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Http;

/// <summary>A way to the city's data beside GraphQL.</summary>
/// <param name="Path">As it is called.</param>
/// <param name="WhatFor">One sentence.</param>
/// <param name="Rule">For whom.</param>
public sealed record Door(string Path, string WhatFor, AccessRule Rule);

/// <summary>All of them, for the table of who may what and the test that walks it.</summary>
public static class Doors
{
    public static ImmutableArray<Door> All { get; } =
    [
        new(BedExport.Path, "All homes and beds, or all stays, a FHIR resource a line.", Scoped(FhirGate.Readers)),
        new(CensusExport.Path, "The daily census of homes as CSV.", Scoped(CensusExport.Readers)),
        new(SettlementExport.Path, "A month's settlements as CSV.", Scoped(SettlementExport.Readers)),
        new(StayChargeExport.Path, "What payers pay homes for a month, as CSV.", Scoped(StayChargeExport.Readers)),
        new(FhirEndpoint.Path + "/Encounter", "Stays as HL7 FHIR.", Scoped(FhirGate.Readers)),
        new(FhirEndpoint.Path + "/Location", "Homes, rooms and beds as HL7 FHIR.", Scoped(FhirGate.Readers)),
        new(KitchenSheetEndpoint.Path, "A kitchen sheet to print or as a spreadsheet; also by the links that `kitchenSheet` gives.", Scoped(KitchenSheetEndpoint.Readers)),
    ];

    private static AccessRule Scoped(Role readers) => new(readers) { Scoped = true };
}
