using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Records a portion that was handed out while the device had no connection (domain, meals, rule 9). It has happened: nothing but a scan
/// that cannot be true is refused, neither a used-up buffer nor a closed sitting. In any order, repeated or late, the same scans leave
/// the same counts; what looks like a second portion is recorded for a person to settle.
/// </summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">To whom; the empty id when a card was scanned that is not known.</param>
/// <param name="At">When the device scanned.</param>
/// <param name="Scan">Which scan of which device.</param>
/// <param name="Channel">How it was handed over, and so is charged; null for as it was booked, or eaten in without a booking.</param>
public sealed record RecordScan(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, DateTimeOffset At, Scan Scan, Channel? Channel = null)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    private Claim Fed => Portion.Fed(Elder, Date, Meal);

    public Footprint Footprint => new()
    {
        Writes = [Stream, .. Charging.Writes(Elder, Date)],
        Reads = [PointStream, .. Charging.Reads(SittingId)],
        Claims = [Claim, Fed],
        Rows = Charging.Rows(Elder),
    };

    public Outcome Decide(Known known)
    {
        var (sitting, holder, fedAt) = (known.State<Sitting>(Stream), known.Holder(Claim), known.Holder(Fed));
        var outcome = RecordScanDecider
            .Decide(this, known.State<MealPoint>(PointStream), sitting, known.Row<ElderRecord>(Elder.Value), holder ?? fedAt, known.Now).On(Stream);
        if (holder is null) outcome = outcome.Taking(Claim, Stream);
        // The portion stays the other sitting's; that she was fed is known here, also when that one is cancelled.
        if (fedAt is null && outcome.Facts.Any(f => f.Fact is WalkInServed { Elsewhere: not null })) outcome = outcome.Taking(Fed, Stream);
        if (sitting?.Waits(Elder) == true) outcome = outcome.Releasing(WaitingList.Claim(Elder, Date, Meal), Stream);
        return Charging.Of(outcome, known, sitting, Elder);
    }
}

/// <param name="At">As sent.</param>
/// <param name="From">Portions go out from then on.</param>
/// <param name="Until">And not later; at most a few minutes from now.</param>
public sealed record ScanTimeImplausible(DateTimeOffset At, DateTimeOffset From, DateTimeOffset Until) : Refusal
{
    public override Words Message => new(
        "登记时间与该餐次不符，设备时钟可能不准：请校准时钟，再重新登记。",
        "The scan's time does not fit the sitting: the device's clock may be wrong. Set it, and record the portion again.");
}

public static class RecordScanDecider
{
    /// <summary>Devices' clocks differ a little.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <param name="command">What the device says.</param>
    /// <param name="point">Its policy says how long a place is offered that was kept for her.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        RecordScan command, MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Text.Check("device", command.Scan.Device, Scan.MaxDeviceLength) is { } fault) return fault;
        if (command.Elder == default) return new CardUnknown();
        if (elder is null) return new ElderUnknown(command.Elder);
        if (elder.DiedOn is { } diedOn && CityTime.Today(command.At) > diedOn) return new ElderHasDied(command.Elder, diedOn);
        if (Portion.Check(command.Date, now) is { } outOfRange) return outOfRange;
        if (Implausible(command, sitting, now) is { } implausible) return implausible;

        if (!sitting.Guests.TryGetValue(command.Elder, out var guest) || guest.State == GuestState.Cancelled)
        {
            SittingId? elsewhere = portionAt is { } other && other != sitting.Id.Value ? new(other) : null;
            return WaitingList.ThenOffer(
                sitting,
                [
                    .. WaitingList.LeaveAsGuest(sitting, command.Elder),
                    new WalkInServed(sitting.Id, command.Elder, command.At, command.Scan, Offline: true, elsewhere, command.Channel),
                ],
                point, PlaceFreedBy.Declined, now);
        }

        if (guest.State is GuestState.Booked or GuestState.NoShow)
        {
            return new MealServed(
                sitting.Id, command.Elder, command.Channel ?? guest.Channel, command.At, command.Scan, Offline: true,
                AfterNoShow: guest.State == GuestState.NoShow);
        }

        return IsSamePortion(sitting, command, guest)
            ? Decision<SittingFact>.NoChange
            : new SecondPortionFound(
                sitting.Id, command.Elder, guest.ServedAt!.Value, guest.Device, command.At, command.Scan, guest.Sequence);
    }

    /// <summary>The same device, or one whose scan was recorded as a second portion already.</summary>
    private static bool IsSamePortion(Sitting sitting, RecordScan command, Guest guest) =>
        !Scan.IsOfAnother(command.Scan, guest.Device) || sitting.SecondPortions.ContainsKey((command.Elder, command.Scan.Device));

    private static ScanTimeImplausible? Implausible(RecordScan command, Sitting sitting, DateTimeOffset now)
    {
        var until = CityTime.At(sitting.Date.AddDays(1), TimeOnly.MinValue);
        if (now + ClockTolerance < until) until = now + ClockTolerance;
        return command.At < sitting.DoorsOpen || command.At > until ? new ScanTimeImplausible(command.At, sitting.DoorsOpen, until) : null;
    }
}
