using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Registers a day-care centre, or changes what is known of it.</summary>
/// <param name="Centre">Which.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code.</param>
/// <param name="Address">Of the centre, no person's.</param>
/// <param name="MealPoint">The meal point it hosts, or null for none.</param>
/// <param name="KeepsMealPoint">The sender does not know of meal points: the one known stays.</param>
public sealed record RecordDayCareCentre(
    DayCareCentreId Centre, string Name, string District, string Address, MealPointId? MealPoint, bool KeepsMealPoint = false) : ICommand
{
    private StreamRef Stream => DayCareCentre.Stream.At(Centre.Value);

    private StreamRef? Hosted => MealPoint is { } point ? Meals.MealPoint.Stream.At(point.Value) : null;

    public Footprint Footprint => new() { Writes = [Stream], Reads = Hosted is { } hosted ? [hosted] : [] };

    public Outcome Decide(Known known) => RecordDayCareCentreDecider.Decide(
        this, known.State<DayCareCentre>(Stream), Hosted is not { } hosted || known.State<MealPoint>(hosted) is not null).On(Stream);
}

public static class RecordDayCareCentreDecider
{
    /// <param name="command">The centre as it shall be.</param>
    /// <param name="centre">As it is.</param>
    /// <param name="mealPointKnown">The meal point it hosts exists, or it hosts none.</param>
    public static Decision<DayCareCentreFact> Decide(RecordDayCareCentre command, DayCareCentre? centre, bool mealPointKnown)
    {
        if (Text.Check("name", command.Name, 200) is { } name) return name;
        if (Text.Check("address", command.Address, 300) is { } address) return address;
        if (!Districts.IsKnown(command.District)) return new DistrictUnknown("?");
        if (!mealPointKnown) return new MealPointUnknown(command.MealPoint!.Value);
        if (centre is null)
            return new DayCareCentreRegistered(command.Centre, command.Name, command.District, command.Address, command.MealPoint);

        var hosted = command.KeepsMealPoint ? centre.MealPoint : command.MealPoint;
        var changed = new DayCareCentreChanged(command.Centre, command.Name, command.District, command.Address, hosted);
        return DayCareCentre.Evolve(centre, changed) == centre ? Decision<DayCareCentreFact>.NoChange : changed;
    }
}
