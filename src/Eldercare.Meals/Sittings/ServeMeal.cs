using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Checks a booked elder in. The same check-in again changes nothing; from another device it is refused.</summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Who; the empty id when a card was scanned that is not known.</param>
/// <param name="Scan">By which scan, if a device says: what it sends again later is then known for the same portion.</param>
/// <param name="Channel">How it was handed over, and so is charged; null for as it was booked. What was booked to be brought may be fetched.</param>
public sealed record ServeMeal(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, Scan? Scan = null, Channel? Channel = null)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new()
    {
        Writes = [Stream, .. Charging.Writes(Elder, Date)],
        Reads = Charging.Reads(SittingId),
        Claims = [Fed],
        Rows = Charging.Rows(Elder),
    };

    private Claim Fed => Portion.Fed(Elder, Date, Meal);

    /// <summary>Whom another sitting fed though she is booked here, as a device has told since, is handed nothing; see <see cref="Portion.Fed"/>.</summary>
    public Outcome Decide(Known known) =>
        known.State<Sitting>(Stream)?.StateOf(Elder) == GuestState.Booked && known.Holder(Fed) is { } other && other != SittingId.Value
            ? Outcome.Refuse(new PortionTakenElsewhere(Elder, new(other)))
            : HandedOver(known);

    /// <summary>Likewise of a portion she has already, as one that was delivered.</summary>
    internal Outcome HandedOver(Known known)
    {
        var sitting = known.State<Sitting>(Stream);
        return Charging.Of(ServeMealDecider.Decide(this, sitting, known.Now).On(Stream), known, sitting, Elder);
    }
}

public static class ServeMealDecider
{
    public static Decision<SittingFact> Decide(ServeMeal command, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (command.Elder == default) return new CardUnknown();
        if (command.Scan is { } scan && Text.Check("device", scan.Device, Scan.MaxDeviceLength) is { } fault) return fault;
        if (!sitting.Guests.TryGetValue(command.Elder, out var guest)) return new NotBooked(sitting.Id, command.Elder);

        switch (guest.State)
        {
            // A second portion from another device is no check-in again: whoever stands at the door has to know (domain, meals, rule 9).
            case GuestState.Served when Scan.IsOfAnother(command.Scan, guest.Device): return new AlreadyServed(sitting.Id, command.Elder);
            case GuestState.Served: return Decision<SittingFact>.NoChange;
            case GuestState.WalkIn: return new AlreadyServed(sitting.Id, command.Elder);
            case GuestState.NoShow: return new NoShowAlreadyRecorded(sitting.Id, command.Elder);
            case GuestState.Cancelled: return new NotBooked(sitting.Id, command.Elder);
        }

        if (now < sitting.DoorsOpen) return new SittingNotStarted(sitting.Id, sitting.ServedFrom);

        return new MealServed(sitting.Id, command.Elder, command.Channel ?? guest.Channel, now, command.Scan);
    }
}
