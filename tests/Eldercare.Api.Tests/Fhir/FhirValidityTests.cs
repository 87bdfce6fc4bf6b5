using System.Text;
using Eldercare.Api.Fhir;
using Eldercare.Beds.Beds;
using Eldercare.City.Reading;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Specification.Source;
using Hl7.Fhir.Specification.Terminology;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Tests.Fhir;

/// <summary>Everything that is given out is read again strictly, and validated against the profiles of HL7's own specification.</summary>
public static class FhirValidityTests
{
    private static readonly CachedResolver s_specification = new(ZipSource.CreateValidationSource());
    private static readonly Validator s_validator = new(s_specification, LocalTerminologyService.CreateDefaultForCore(s_specification), null, null);

    public static TheoryData<string> Names { get; } = new(Resources.Keys);

    private static Dictionary<string, R4.Resource> Resources
    {
        get
        {
            var all = new Dictionary<string, R4.Resource>(StringComparer.Ordinal)
            {
                ["metadata"] = Capabilities.Of("https://example.org/fhir"),
                ["error"] = FhirFaultException.NotFound("没有这个 Location。", "There is no such Location.").Outcome(Eldercare.City.Messages.Language.Chinese),
            };
            foreach (var place in FakeCity.Places) all[$"{place.Key.Kind} {place.Key.Id}"] = LocationMapping.Of(place);
            foreach (var state in Enum.GetValues<BedState>()) all[$"Bed {state}"] = LocationMapping.Of(FhirMappingTests.Bed(state, ClosureKind.Isolation));
            foreach (var status in Enum.GetValues<StayStatus>()) all[$"Stay {status}"] = EncounterMapping.Of(FakeCity.Stays[1] with { Status = status });
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void It_is_valid_R4(string name)
    {
        var json = Encoding.UTF8.GetString(FhirJson.BytesOf(Resources[name]));
        var read = FhirJsonDeserializer.STRICT.DeserializeResource(json);
        Assert.True(read.IsExactly(Resources[name]), json);
        var outcome = s_validator.Validate(read);
        Assert.True(outcome.Success, $"{outcome}\n{json}");
    }

    /// <summary>Guards the guard.</summary>
    [Fact]
    public static void What_is_not_valid_is_seen()
    {
        var broken = EncounterMapping.Of(FakeCity.Stays[0]);
        broken.Class = null!;
        Assert.False(s_validator.Validate(broken).Success);
    }
}
