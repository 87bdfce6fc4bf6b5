namespace Eldercare.Beds.Homes;

public enum OperatorKind
{
    Public,

    /// <summary>公建民营</summary>
    PublicBuiltPrivatelyRun,

    /// <summary>民办</summary>
    Social,
}

public enum GenderRule
{
    Female,
    Male,
    Mixed,
}

public abstract record HomeFact;

public sealed record HomeRegistered(
    HomeId Home, string Name, string District, string Address, double Latitude, double Longitude, OperatorKind Operator) : HomeFact;

public sealed record RoomAdded(HomeId Home, RoomId Room, string Number, GenderRule GenderRule) : HomeFact;
