using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

public sealed record RegisterHome(
    HomeId Home, string Name, string District, string Address, double Latitude, double Longitude, OperatorKind Operator) : ICommand
{
    /// <summary>The home's own line, no person's; null where there is none.</summary>
    public string? Phone { get; init; }

    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => RegisterHomeDecider.Decide(this, known.State<Home>(Stream)).On(Stream);
}

public sealed record HomeAlreadyRegistered(HomeId Home) : Refusal
{
    public override Words Message => new("这家养老机构已经登记。", "This home is registered already.");
}

public sealed record HomeUnknown(HomeId Home) : Refusal
{
    public override Words Message => new("没有这家养老机构，请核对编号。", "There is no home of that id.");
}

public sealed record HomePositionInvalid(double Latitude, double Longitude) : Refusal
{
    public override Words Message => new(
        "位置有误：纬度为-90至90度，经度为-180至180度。",
        "Latitude must lie within -90 and 90 degrees, longitude within -180 and 180.");
}

public static class RegisterHomeDecider
{
    public static Decision<HomeFact> Decide(RegisterHome command, Home? home)
    {
        if (home is not null) return new HomeAlreadyRegistered(command.Home);
        var details = new HomeDetails(
            command.Name, command.Address, command.Latitude, command.Longitude, command.Operator, command.Phone);
        if (HomeChecks.Of(details) is { } invalid) return invalid;
        if (!Districts.IsKnown(command.District)) return new DistrictUnknown("?");

        return new HomeRegistered(
            command.Home, command.Name, command.District, command.Address, command.Latitude, command.Longitude, command.Operator,
            command.Phone);
    }
}
