using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

internal enum MealOutcome
{
    Served,
    WalkIn,
    NoShow,
    Cancelled,
}

/// <summary>One portion of the past.</summary>
internal sealed record HistoryRow(
    RowAt At, ElderId Elder, MealOutcome Outcome, Channel Channel,
    DateTimeOffset? BookedAt, DateTimeOffset? CancelledAt, DateTimeOffset? ServedAt);

/// <summary>
/// <c>meal_history</c>: sittings of the past as an older system knew them, one line a portion. The rows of one sitting stand
/// together, so that a file of any length is read with one sitting in memory. They are facts and are not decided again: who was
/// served was served, whatever the rules say today.
/// </summary>
internal static class HistoryRows
{
    private const int Point = 0, Date = 1, MealOf = 2, ElderOf = 3, Outcome = 4, ChannelOf = 5, Booked = 6, Cancelled = 7, Served = 8;
    private const int MostRows = 20_000;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.MealHistory);
        if (file is not null) await context.RunAsync(file, Read(file, await MealPointRows.PlansAsync(context), context.Today), trusting: true);
    }

    private static IEnumerable<Entry> Read(
        RegistryReader file, Dictionary<MealPointId, (string District, Week? Week)> plans, DateOnly today)
    {
        var seen = new HashSet<SittingId>();
        var elders = new RegistryNumbers<ElderId>(ElderIds.FromRegistry);
        var points = new RegistryNumbers<MealPointId>(MealPointId.FromRegistry);
        HistoryEntry? sitting = null;
        while (file.Next())
        {
            var (point, date, meal) = (points.Of(file, Point), file.Date(Date), file.Choice<Meal>(MealOf));
            var outcome = file.Choice<MealOutcome>(Outcome);
            var row = new HistoryRow(
                file.At, elders.Of(file, ElderOf), outcome,
                file.IsEmpty(ChannelOf) ? Channel.DineIn : file.Choice<Channel>(ChannelOf),
                file.OptionalMoment(Booked), file.OptionalMoment(Cancelled), file.OptionalMoment(Served));
            if (!file.Failed) Check(file, row, date, today);
            if (file.Failed) continue;

            if (sitting is null || !sitting.Is(point, date, meal))
            {
                if (!plans.TryGetValue(point, out var plan))
                {
                    file.Fail(Point, "MEAL_POINT_UNKNOWN", "This folder's meal_points has no such meal point.");
                    continue;
                }

                if (!seen.Add(SittingId.Of(point, date, meal)))
                {
                    file.Fail(Date, "SITTING_SCATTERED", "Rows of this sitting stand further up: they must stand together.");
                    continue;
                }

                if (sitting is not null) yield return sitting;
                sitting = new(point, date, meal, plan.District, plan.Week?.On(date, meal));
            }

            if (sitting.Rows.Count < MostRows) sitting.Rows.Add(row);
            else file.Fail(Date, "SITTING_TOO_LARGE", $"A sitting has at most {MostRows} rows.");
        }

        if (sitting is not null) yield return sitting;
    }

    private static void Check(RegistryReader file, HistoryRow row, DateOnly date, DateOnly today)
    {
        if (date >= today) file.Fail(Date, "DATE_NOT_PAST", "History ends yesterday.");
        var served = row.Outcome is MealOutcome.Served or MealOutcome.WalkIn;
        if (served && row.ServedAt is null) file.Fail(Served, "VALUE_MISSING", "It is empty.");
        if (row.Outcome != MealOutcome.WalkIn && row.BookedAt is null) file.Fail(Booked, "VALUE_MISSING", "It is empty.");
        if (row.Outcome == MealOutcome.Cancelled && row.CancelledAt is null) file.Fail(Cancelled, "VALUE_MISSING", "It is empty.");
        if (served && row.ServedAt is { } at && CityTime.Today(at) != date) file.Fail(Served, "VALUE_INVALID", "It is not on the sitting's date.");
        if (row.Outcome == MealOutcome.WalkIn && row.BookedAt is not null) Stray(Booked);
        if (row.Outcome != MealOutcome.Cancelled && row.CancelledAt is not null) Stray(Cancelled);
        if (!served && row.ServedAt is not null) Stray(Served);
        if (row.BookedAt > (row.CancelledAt ?? row.ServedAt)) file.Fail(Booked, "VALUE_INVALID", "It is after what became of the booking.");
        if (row.BookedAt is { } booked && CityTime.Today(booked) > date) file.Fail(Booked, "VALUE_INVALID", "It is after the sitting's date.");

        void Stray(int column) => file.Fail(column, "VALUE_INVALID", "It does not go with the outcome.");
    }

    /// <summary>The same people come again and again: their ids are computed once.</summary>
    private sealed class RegistryNumbers<TId>(Func<string, TId> id)
    {
        private const int Most = 500_000;
        private readonly Dictionary<string, TId> _ids = new(StringComparer.Ordinal);

        public TId Of(RegistryReader file, int column)
        {
            var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.TryGetValue(file.Cell(column), out var known)) return known;
            var number = file.Number(column);
            if (_ids.Count >= Most) _ids.Clear();
            return file.Failed ? id(number) : _ids[number] = id(number);
        }
    }
}
