using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>Changes what a home says of itself; its district it keeps.</summary>
/// <param name="KeepsPhone">The sender does not know of phones: the one known stays.</param>
public sealed record UpdateHome(HomeId Home, HomeDetails Details, bool KeepsPhone = false) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => UpdateHomeDecider.Decide(this, known.State<Home>(Stream)).On(Stream);
}

public static class UpdateHomeDecider
{
    public static Decision<HomeFact> Decide(UpdateHome command, Home? home)
    {
        if (home is null) return new HomeUnknown(command.Home);
        if (HomeChecks.Of(command.Details) is { } invalid) return invalid;
        var now = command.KeepsPhone ? command.Details with { Phone = home.Details.Phone } : command.Details;
        if (now == home.Details) return Decision<HomeFact>.NoChange;

        return new HomeUpdated(command.Home, now.Name, now.Address, now.Latitude, now.Longitude, now.Operator, now.Phone);
    }
}
