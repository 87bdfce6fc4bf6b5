using Eldercare.Import.Deciding;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Registries;

/// <summary>A sitting of the past.</summary>
/// <param name="point">Where.</param>
/// <param name="date">City date.</param>
/// <param name="meal">Which meal.</param>
/// <param name="district">The meal point's, as the store has it.</param>
/// <param name="plan">What the meal point's week plans for such a day, if it does.</param>
/// <param name="charges">Charges what was served.</param>
internal sealed class HistoryEntry(MealPointId point, DateOnly date, Meal meal, string district, WeeklySitting? plan, HistoryCharges charges)
    : Entry(Sitting.At(point, date, meal))
{
    public List<HistoryRow> Rows { get; } = [];

    public override int Weight => 2 + (2 * Rows.Count);

    public override bool IsCompared => true;

    public override IEnumerable<Claim> Claims => Rows.Where(HasPortion).Select(r => Portion.Claim(r.Elder, date, meal));

    public override IEnumerable<Guid> Needs => Rows.Select(r => r.Elder.Value).Append(point.Value);

    public bool Is(MealPointId otherPoint, DateOnly otherDate, Meal otherMeal) =>
        point == otherPoint && date == otherDate && meal == otherMeal;

    public override void Create(Draft draft)
    {
        draft.Open(Stream);
        var (taken, last) = (new List<HistoryRow>(Rows.Count), new Dictionary<ElderId, DateTimeOffset>());
        foreach (var row in Rows)
        {
            var claim = Portion.Claim(row.Elder, date, meal);
            if (!draft.World.Exists(point.Value))
                draft.Refuse(row.At, "meal_point", "MEAL_POINT_UNKNOWN", "There is no such meal point.");
            else if (!draft.World.Exists(row.Elder.Value))
                draft.Refuse(row.At, "elder", "ELDER_UNKNOWN", "There is no elder of that number.");
            else if (last.TryGetValue(row.Elder, out var until) && (row.BookedAt ?? row.ServedAt) < until)
                draft.Refuse(row.At, "elder", "ROW_TWICE", "A row above is about the same elder's portion at this sitting.");
            else if (HasPortion(row) && draft.Holder(claim) is not null)
                draft.Refuse(row.At, "elder", "PORTION_TAKEN_ELSEWHERE", "The elder has a portion for this date and meal at another meal point.");
            else
            {
                draft.Mark(row.At, Fate.New);
                if (HasPortion(row)) draft.Take(claim);
                last[row.Elder] = row.Outcome == MealOutcome.Cancelled ? row.CancelledAt!.Value : DateTimeOffset.MaxValue;
                taken.Add(row);
            }
        }

        if (taken.Count == 0) return;
        var opened = Opened(taken);
        var course = Course(taken, opened);
        draft.Add(opened, course[0].At < opened.CutOff ? course[0].At : opened.CutOff);
        foreach (var (at, fact) in course) draft.Add(fact, at);
        draft.Close(opened.ServedUntil, taken[0].At.File);
        draft.Then(() => charges.Add(Sitting.Fold(null, opened)!, taken));
    }

    /// <summary>Known already: its events must say the same. Claims cannot be asked, they go a month after the meal.</summary>
    public override void Change(Draft draft)
    {
        draft.Open(Stream);
        var sitting = (Sitting?)draft.Stored(Stream);
        foreach (var row in Rows)
        {
            if (IsSo(row, sitting?.StateOf(row.Elder))) draft.Mark(row.At, Fate.Unchanged);
            else draft.Refuse(row.At, "", "SITTING_EXISTS_OTHERWISE", "The sitting is in the store already, without this portion.");
        }

        if (sitting is not null) draft.Then(() => charges.Add(sitting, Rows.Where(r => IsSo(r, sitting.StateOf(r.Elder)))));
    }

    public override void GiveUp(Draft draft)
    {
        draft.Open(Stream);
        foreach (var row in Rows) draft.Refuse(row.At, "", "CONFLICT", "Something else writes to this sitting: import the file again.");
    }

    /// <summary>Who cancelled may have booked again, or come without a booking.</summary>
    private static bool IsSo(HistoryRow row, GuestState? guest) => row.Outcome switch
    {
        MealOutcome.Served => guest is GuestState.Served,
        MealOutcome.WalkIn => guest is GuestState.WalkIn,
        MealOutcome.NoShow => guest is GuestState.NoShow,
        _ => guest is not (null or GuestState.Booked),
    };

    private static bool HasPortion(HistoryRow row) => row.Outcome != MealOutcome.Cancelled;

    /// <summary>As the week plans it, but never smaller than what happened.</summary>
    private SittingOpened Opened(List<HistoryRow> rows)
    {
        var served = rows.Where(r => r.ServedAt is not null).Select(r => r.ServedAt!.Value).DefaultIfEmpty(CityTime.At(date, new(12, 0))).ToList();
        var from = plan is null ? served.Min() : CityTime.At(date, plan.ServedFrom);
        var until = plan is null ? served.Max() : CityTime.At(date, plan.ServedUntil);
        return new(
            SittingId.Of(point, date, meal), point, district, date, meal,
            Math.Max(plan?.Capacity ?? 0, rows.Count(r => r.Outcome != MealOutcome.WalkIn)),
            Math.Max(plan?.WalkInBuffer ?? 0, rows.Count(r => r.Outcome == MealOutcome.WalkIn)),
            from.AddMinutes(-(plan?.CutOffMinutes ?? 0)), from, until, plan?.Price, plan?.DeliveryFee);
    }

    /// <summary>Bookings, cancellations and meals by their times; then who did not come; then it is closed.</summary>
    private static (DateTimeOffset At, object Fact)[] Course(List<HistoryRow> rows, SittingOpened sitting)
    {
        var course = new List<(DateTimeOffset At, int Nth, object Fact)>(rows.Count * 2);
        foreach (var row in rows)
        {
            if (row.Outcome != MealOutcome.WalkIn)
                Add(row.BookedAt!.Value, new MealBooked(sitting.Sitting, row.Elder, row.Channel, row.BookedAt >= sitting.CutOff));
            switch (row.Outcome)
            {
                case MealOutcome.Served:
                    Add(row.ServedAt!.Value, new MealServed(sitting.Sitting, row.Elder, row.Channel, row.ServedAt.Value));
                    break;
                case MealOutcome.WalkIn:
                    Add(row.ServedAt!.Value, new WalkInServed(sitting.Sitting, row.Elder, row.ServedAt.Value));
                    break;
                case MealOutcome.Cancelled:
                    Add(row.CancelledAt!.Value, new BookingCancelled(sitting.Sitting, row.Elder, Reason: null, row.CancelledAt >= sitting.CutOff));
                    break;
            }
        }

        course.Sort(static (a, b) => a.At.CompareTo(b.At) is var byTime && byTime != 0 ? byTime : a.Nth.CompareTo(b.Nth));
        var end = course[^1].At > sitting.ServedUntil ? course[^1].At : sitting.ServedUntil;
        return
        [
            .. course.Select(c => (c.At, c.Fact)),
            .. rows.Where(r => r.Outcome == MealOutcome.NoShow).Select(r => (end, (object)new NoShowRecorded(sitting.Sitting, r.Elder))),
            (end, new SittingClosed(sitting.Sitting)),
        ];

        void Add(DateTimeOffset at, object fact) => course.Add((at, course.Count, fact));
    }
}
