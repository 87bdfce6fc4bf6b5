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
/// together, so that a file of any length is read with one sitting in memory, but for what is charged of it. They are facts and are not decided again: who was
/// served was served, whatever the rules say today.
/// </summary>
internal static class HistoryRows
{
    private const int Point = 0, Date = 1, MealOf = 2, ElderOf = 3, Outcome = 4, ChannelOf = 5, Booked = 6, Cancelled = 7, Served = 8;
    private const int MostRows = 20_000;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.MealHistory);
        if (file is null) return;
        var charges = new HistoryCharges(context, file.Tally);
        await context.RunAsync(file, Read(file, context, charges, await MealPointRows.PlansAsync(context)), trusting: true);
        await charges.RunAsync();
    }

    private static IEnumerable<Entry> Read(
        RegistryReader file, ImportContext context, HistoryCharges charges, Dictionary<MealPointId, (string District, Week? Week)> plans)
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
            if (!file.Failed) Check(file, row, date, context.Today);
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
                sitting = new(point, date, meal, plan.District, plan.Week?.On(date, meal), charges);
            }

            if (sitting.Rows.Count < MostRows) sitting.Rows.Add(row);
            else file.Fail(Date, "SITTING_TOO_LARGE", $"A sitting has at most {MostRows} rows.");
        }

        if (sitting is not null) yield return sitting;
    }

    private static void Check(RegistryReader file, HistoryRow row, DateOnly date, DateOnly today)
    {
        if (date >= today) file.Fail(Date, "DATE_NOT_PAST", "History ends yesterday.");
        Expect(Booked, row.BookedAt, row.Outcome != MealOutcome.WalkIn);
        Expect(Cancelled, row.CancelledAt, row.Outcome == MealOutcome.Cancelled);
        Expect(Served, row.ServedAt, row.Outcome is MealOutcome.Served or MealOutcome.WalkIn);
        if (file.Failed) return;
        if (row.ServedAt is { } at && CityTime.Today(at) != date) file.Fail(Served, "VALUE_INVALID", "It is not on the sitting's date.");
        var became = row.Outcome == MealOutcome.Cancelled ? row.CancelledAt : row.ServedAt;
        if (row.BookedAt > became) file.Fail(Booked, "VALUE_INVALID", "It is after what became of the booking.");
        if (row.BookedAt is { } booked && CityTime.Today(booked) > date) file.Fail(Booked, "VALUE_INVALID", "It is after the sitting's date.");

        void Expect(int column, DateTimeOffset? time, bool belongs)
        {
            if (belongs && time is null) file.Fail(column, "VALUE_MISSING", "It is empty.");
            if (!belongs && time is not null) file.Fail(column, "VALUE_UNEXPECTED", "With this outcome there is no such time.");
        }
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
