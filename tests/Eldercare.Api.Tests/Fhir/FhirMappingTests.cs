// Whatever is null of the model fails the test that reads it.
#nullable disable warnings
using Eldercare.Api.Fhir;
using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.City.Reading;
using Eldercare.People.Elders;
using Hl7.Fhir.Model;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Tests.Fhir;

/// <summary>Homes, rooms, beds and stays in FHIR's words. Values whole, so that a field that goes missing is seen.</summary>
public static class FhirMappingTests
{
    [Theory]
    [InlineData(BedState.Ready, null, "U", "Active", null)]
    [InlineData(BedState.Held, null, "O", "Active", "held")]
    [InlineData(BedState.Reserved, null, "O", "Active", "reserved")]
    [InlineData(BedState.Occupied, null, "O", "Active", null)]
    [InlineData(BedState.OnLeave, null, "O", "Active", null)]
    [InlineData(BedState.ToClean, null, "H", "Active", null)]
    [InlineData(BedState.Closed, ClosureKind.Maintenance, "C", "Suspended", null)]
    [InlineData(BedState.Closed, ClosureKind.Isolation, "I", "Suspended", null)]
    [InlineData(BedState.Retired, null, "C", "Inactive", "retired")]
    public static void A_bed_s_state_is_a_code_of_table_0116_and_what_the_code_leaves_out(
        BedState state, ClosureKind? closure, string code, string status, string? extension)
    {
        var bed = LocationMapping.Of(Bed(state, closure));
        Assert.Equal(
            ("http://terminology.hl7.org/CodeSystem/v2-0116", code, status, extension),
            (bed.OperationalStatus.System, bed.OperationalStatus.Code, bed.Status.ToString(), CodeIn(bed.OperationalStatus, "urn:eldercare:fhir:bed-state")));
    }

    [Fact]
    public static void A_bed_is_part_of_its_room_and_says_whom_it_serves()
    {
        var bed = LocationMapping.Of(Bed(BedState.Ready, null));
        var level = Assert.IsType<R4.Coding>(bed.GetExtension("urn:eldercare:fhir:highest-care-level").Value);
        Assert.Equal(
            ("101-1", "bd", "nursing", $"Location/{FakeCity.Id(91)}", "severe", "重度失能", "female"),
            (bed.Name, bed.PhysicalType.Coding[0].Code, bed.Type[0].Coding[0].Code, bed.PartOf.Reference, level.Code, level.Display,
                CodeIn(bed, "urn:eldercare:fhir:gender-rule")));
    }

    [Fact]
    public static void A_room_is_part_of_its_home_and_a_home_of_nothing()
    {
        var room = LocationMapping.Of(new RoomPlace(new(new(FakeCity.Id(91)), FakeCity.HomeA, "101", GenderRule.Mixed, "A", 2), FakeCity.Here));
        var home = LocationMapping.Of(FakeCity.Places[0]);
        Assert.Equal(
            ("ro", "101", $"Location/{FakeCity.HomeA.Value}", "Building A, floor 2"),
            (room.PhysicalType.Coding[0].Code, room.Name, room.PartOf.Reference, room.Description));
        Assert.Equal(("si", "Home", null, "321102"), (home.PhysicalType.Coding[0].Code, home.Name, home.PartOf, CodeIn(home, "urn:eldercare:fhir:district")));
        Assert.Equal(["NCCF", "social"], home.Type.Select(t => t.Coding[0].Code));
    }

    [Theory]
    [InlineData(StayStatus.Planned, "Planned", "Planned")]
    [InlineData(StayStatus.Present, "InProgress", "Active")]
    [InlineData(StayStatus.OnLeave, "Onleave", "Reserved")]
    [InlineData(StayStatus.Over, "Finished", "Completed")]
    public static void A_stay_is_an_encounter_in_its_bed_room_and_home(StayStatus status, string encounter, string location)
    {
        var stay = EncounterMapping.Of(FakeCity.Stays[1] with { Status = status });
        Assert.Equal(
            (encounter, "IMP", "2026-03-02", "2026-03-07"), (stay.Status.ToString(), stay.Class.Code, stay.Period.Start, stay.Period.End));
        Assert.Equal(
            [($"Location/{FakeCity.BedB.Value}", "bd", location), ($"Location/{FakeCity.Id(91)}", "ro", location), ($"Location/{FakeCity.HomeB.Value}", "si", location)],
            stay.Location.Select(l => (l.Location.Reference, l.PhysicalType.Coding[0].Code, l.Status.ToString()!)));
    }

    [Fact]
    public static void Of_the_person_there_is_an_id_alone()
    {
        var subject = EncounterMapping.Of(FakeCity.Stays[0]).Subject;
        Assert.Equal(("Patient", $"urn:uuid:{FakeCity.Anna.Value}", null, null), (subject.Type, subject.Identifier.Value, subject.Reference, subject.Display));
    }

    [Fact]
    public static void A_stay_s_id_can_be_read_again_and_fits_FHIR()
    {
        var key = StayKey.Of(new(Guid.CreateVersion7()), new DateOnly(2026, 10, 31), new(Guid.CreateVersion7()));
        var id = EncounterMapping.IdOf(key);
        Assert.Equal(key, EncounterMapping.KeyOf(id));
        Assert.Matches("^[A-Za-z0-9.-]{1,64}$", id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-b-c")]
    [InlineData("0190f3c27a557cc18a610d3c5b2f9e10-20261301-0d3c5b2f9e100d3c")]
    [InlineData("0190f3c27a557cc18a610d3c5b2f9e10-20261001-0D3C5B2F9E100D3C")]
    [InlineData("0190f3c27a557cc18a610d3c5b2f9e10-20261001-0d3c5b2f9e10")]
    public static void Anything_else_is_no_stay_s_id(string id) => Assert.Null(EncounterMapping.KeyOf(id));

    private static string? CodeIn(R4.IExtendable element, string url) => (element.GetExtension(url)?.Value as R4.Code)?.Value;

    internal static BedPlace Bed(BedState state, ClosureKind? closure) => new(new BedBoard(
        FakeCity.BedA, FakeCity.HomeA, FakeCity.Here, new(FakeCity.Id(91)), "101", "1", BedKind.Nursing, GenderRule.Female, CareLevel.Severe, state,
        null, null, null, null, 1, closure));
}
