using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>What is checked of a home's and a room's own data, when they are new and when they change.</summary>
internal static class HomeChecks
{
    private const int LowestFloor = -9, HighestFloor = 199;

    public static Refusal? Of(HomeDetails details)
    {
        if (Text.Check("name", details.Name, 200) is { } name) return name;
        if (Text.Check("address", details.Address, 300) is { } address) return address;
        if (!(details.Latitude is >= -90 and <= 90 && details.Longitude is >= -180 and <= 180))
            return new HomePositionInvalid(Finite(details.Latitude), Finite(details.Longitude));
        return details.Phone is null ? null : Text.Check("phone", details.Phone, 40);
    }

    public static Refusal? OfRoom(string? building, int? floor)
    {
        if (building is not null && Text.Check("building", building, 40) is { } text) return text;
        return floor is < LowestFloor or > HighestFloor or 0 ? new FloorInvalid(LowestFloor, HighestFloor) : null;
    }

    /// <summary>JSON has no NaN or infinity.</summary>
    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}

public sealed record FloorInvalid(int Lowest, int Highest) : Refusal
{
    public override Words Message => new(
        $"楼层从地面1层到{Highest}层，地下从-1层到{Lowest}层。",
        $"Floors are counted from 1 at the ground to {Highest}, and below it from -1 to {Lowest}.");
}
