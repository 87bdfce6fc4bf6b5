using System.Globalization;
using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.City.Reading;
using Eldercare.People.Elders;
using Hl7.Fhir.Model;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>Homes, rooms and beds as <c>Location</c>s, each part of the one around it.</summary>
public static class LocationMapping
{
    public static R4.Location Of(Place place) => place switch
    {
        HomePlace p => Home(p.Board),
        RoomPlace p => Room(p.Room),
        BedPlace p => Bed(p.Board),
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    private static R4.Location Home(HomeBoard home)
    {
        var location = New(PlaceKind.Home, home.Home.Value, home.Name);
        location.Status = R4.Location.LocationStatus.Active;
        location.Type =
        [
            FhirCodes.Concept(FhirCodes.LocationRole, FhirCodes.CareHome, "Nursing or custodial care facility"),
            FhirCodes.Concept(FhirCodes.OperatorKind, FhirCodes.CodeOf(home.Operator), WordOf(home.Operator)),
        ];
        location.Address = new() { Text = home.Address, Country = "CN" };
        location.Position = new() { Latitude = (decimal)home.Latitude, Longitude = (decimal)home.Longitude };
        if (home.Phone is { Length: > 0 } phone)
            location.Telecom = [new(R4.ContactPoint.ContactPointSystem.Phone, R4.ContactPoint.ContactPointUse.Work, phone)];
        location.AddExtension(FhirCodes.DistrictExtension, new R4.Code(home.District));
        return location;
    }

    private static R4.Location Room(RoomRow room)
    {
        var location = New(PlaceKind.Room, room.Room.Value, room.Number);
        location.Status = R4.Location.LocationStatus.Active;
        location.PartOf = FhirCodes.To("Location", room.Home.Value);
        location.Description = (room.Building, room.Floor) switch
        {
            (null, null) => null,
            ({ } building, null) => $"Building {building}",
            (null, { } floor) => string.Create(CultureInfo.InvariantCulture, $"Floor {floor}"),
            ({ } building, { } floor) => string.Create(CultureInfo.InvariantCulture, $"Building {building}, floor {floor}"),
        };
        location.AddExtension(FhirCodes.GenderRuleExtension, new R4.Code(FhirCodes.CodeOf(room.GenderRule)));
        return location;
    }

    private static R4.Location Bed(BedBoard bed)
    {
        var location = New(PlaceKind.Bed, bed.Bed.Value, $"{bed.RoomNumber}-{bed.Number}");
        location.Status = bed.State switch
        {
            BedState.Closed => R4.Location.LocationStatus.Suspended,
            BedState.Retired => R4.Location.LocationStatus.Inactive,
            _ => R4.Location.LocationStatus.Active,
        };
        location.OperationalStatus = StatusOf(BedStatus.Of(bed.State, bed.Closure));
        location.Type = [FhirCodes.Concept(FhirCodes.BedKind, FhirCodes.CodeOf(bed.Kind), WordOf(bed.Kind))];
        location.PartOf = FhirCodes.To("Location", bed.Room.Value);
        location.AddExtension(
            FhirCodes.CareLevelExtension, new R4.Coding(FhirCodes.CareLevel, FhirCodes.CodeOf(bed.HighestCareLevel), WordOf(bed.HighestCareLevel)));
        location.AddExtension(FhirCodes.GenderRuleExtension, new R4.Code(FhirCodes.CodeOf(bed.GenderRule)));
        return location;
    }

    private static R4.Location New(PlaceKind kind, Guid id, string name) => new()
    {
        Id = id.ToString(),
        Name = name,
        Mode = R4.Location.LocationMode.Instance,
        PhysicalType = FhirCodes.PhysicalTypeOf(kind),
    };

    private static R4.Coding StatusOf(BedStatus status)
    {
        var coding = new R4.Coding(FhirCodes.BedStatus, status.Code.ToString(), WordOf(status.Code));
        if (status.Extension is { } state) coding.AddExtension(FhirCodes.StateExtension, new R4.Code(FhirCodes.CodeOf(state)));
        return coding;
    }

    private static string WordOf(BedStatusCode code) => code switch
    {
        BedStatusCode.C => "Closed",
        BedStatusCode.H => "Housekeeping",
        BedStatusCode.I => "Isolated",
        BedStatusCode.K => "Contaminated",
        BedStatusCode.O => "Occupied",
        BedStatusCode.U => "Unoccupied",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    private static string WordOf(BedKind kind) => kind switch
    {
        BedKind.Ordinary => "普通床位",
        BedKind.Nursing => "护理型床位",
        BedKind.Dementia => "认知障碍照护床位",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string WordOf(OperatorKind kind) => kind switch
    {
        OperatorKind.Public => "公办",
        OperatorKind.PublicBuiltPrivatelyRun => "公建民营",
        OperatorKind.Social => "民办",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string WordOf(CareLevel level) => level switch
    {
        CareLevel.Intact => "能力完好",
        CareLevel.Mild => "轻度失能",
        CareLevel.Moderate => "中度失能",
        CareLevel.Severe => "重度失能",
        CareLevel.Total => "完全失能",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
