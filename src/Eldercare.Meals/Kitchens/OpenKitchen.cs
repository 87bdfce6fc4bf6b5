using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record OpenKitchen(KitchenId Kitchen, string Name, string District) : ICommand
{
    private StreamRef Stream => Meals.Kitchen.Stream.At(Kitchen.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => OpenKitchenDecider.Decide(this, known.State<Kitchen>(Stream)).On(Stream);
}

public static class OpenKitchenDecider
{
    public static Decision<KitchenFact> Decide(OpenKitchen command, Kitchen? kitchen)
    {
        if (kitchen is not null) return new KitchenAlreadyOpen(command.Kitchen);
        if (Text.Check("name", command.Name, MealPointChecks.MaxNameLength) is { } name) return name;
        if (Text.Check("district", command.District, MealPointChecks.MaxDistrictLength) is { } unreadable) return unreadable;
        if (!Districts.IsKnown(command.District)) return new DistrictUnknown(command.District);

        return new KitchenOpened(command.Kitchen, command.Name, command.District);
    }
}
