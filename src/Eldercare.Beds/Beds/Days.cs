using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// The days a bed and an elder are each other's: stays past and present, offers, reservations. Both have a timeline, and neither is ever
/// given the same day twice (domain, beds, rule 1): the decision refuses it, and the database does whatever the decision missed.
/// </summary>
public static class Days
{
    public static Timeline Of(BedId bed) => new("bed", bed.Value);

    public static Timeline Of(ElderId elder) => new("resident", elder.Value);

    /// <summary>From the day on they are each other's.</summary>
    internal static Outcome Together(this Outcome outcome, BedId bed, ElderId elder, DateOnly from, DateOnly? until, DateOnly? elderFrom = null) =>
        outcome.Holding(Of(bed), new(from, until, elder.Value)).Holding(Of(elder), new(elderFrom ?? from, until, bed.Value));

    /// <summary>
    /// Their days are nobody's again. A stay without a night had none: what begins on the same day may be another's of the same two.
    /// </summary>
    internal static Outcome Apart(this Outcome outcome, BedId bed, ElderId elder, Tenure? tenure) => tenure is null || tenure.From == tenure.Until
        ? outcome
        : outcome.Freeing(Of(bed), tenure.From, elder.Value).Freeing(Of(elder), tenure.ElderFrom, bed.Value);

    /// <summary>What was kept of the bed for an elder is nobody's again.</summary>
    internal static Outcome NoLongerKept(this Outcome outcome, Bed bed) =>
        bed.Elder is { } elder ? outcome.Apart(bed.Id, elder, bed.Tenure) : outcome;

    /// <summary>A closed bed is nobody's: nothing is promised into these days.</summary>
    internal static Outcome Closed(this Outcome outcome, BedId bed, DateOnly from, DateOnly? until) =>
        outcome.Holding(Of(bed), new ClosureDays(from, until).Of(bed));

    /// <summary>The bed is not closed any more.</summary>
    internal static Outcome NoLongerClosed(this Outcome outcome, Bed bed) =>
        bed.ClosedFor is { } days ? outcome.Freeing(Of(bed.Id), days.From, bed.Id.Value) : outcome;

    /// <summary>
    /// The day from which a closed bed counts as closed when its closure goes on: its first, or, where a closure ran out and it was recorded
    /// afterwards that somebody lay in the bed, the day she had left.
    /// </summary>
    internal static DateOnly ClosedSince(Known known, Bed bed, DateOnly today)
    {
        var from = bed.ClosedFor?.From ?? today;
        return known.Spans(Of(bed.Id))
            .Where(s => s.Holder != bed.Id.Value && s.Until is { } left && left <= today && s.Overlaps(from, today))
            .Aggregate(from, (since, s) => s.Until > since ? s.Until.Value : since);
    }

    /// <summary>Null when the bed is free on these days.</summary>
    /// <param name="known">What stands.</param>
    /// <param name="bed">Which.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The day it is free again; null without end.</param>
    /// <param name="given">What of it is given up in the same step.</param>
    internal static BedTaken? Check(Known known, BedId bed, DateOnly from, DateOnly? until, Func<Span, bool>? given = null) =>
        InTheWay(known, Of(bed), from, until, given) is { } span ? new BedTaken(bed, span.From, span.Until) : null;

    /// <summary>Null when the elder has no other bed on these days. Parameters as of a bed.</summary>
    internal static ElderElsewhere? Check(Known known, ElderId elder, DateOnly from, DateOnly? until, Func<Span, bool>? given = null) =>
        InTheWay(known, Of(elder), from, until, given) is { } span ? new ElderElsewhere(elder, new(span.Holder), span.From, span.Until) : null;

    /// <summary>The bed the elder has without an agreed end, lived in or kept for her; null when none.</summary>
    internal static BedId? BedForGood(Known known, ElderId elder) =>
        known.Spans(Of(elder)).Where(s => s.Until is null).Select(s => (BedId?)new BedId(s.Holder)).FirstOrDefault();

    /// <summary>Null when bed and elder are both free on these days, but for what the elder has of this very bed and gives up for them.</summary>
    /// <param name="known">What stands.</param>
    /// <param name="bed">Which bed.</param>
    /// <param name="elder">Whose.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The day both are free again; null without end.</param>
    /// <param name="given">The beginnings of spans of this bed and elder that are given up in the same step.</param>
    internal static Refusal? Check(Known known, BedId bed, ElderId elder, DateOnly from, DateOnly? until, params ImmutableArray<DateOnly> given) =>
        (Refusal?)Check(known, bed, from, until, s => s.Holder == elder.Value && given.Contains(s.From))
        ?? Check(known, elder, from, until, s => s.Holder == bed.Value && given.Contains(s.From));

    private static Span? InTheWay(Known known, Timeline timeline, DateOnly from, DateOnly? until, Func<Span, bool>? given)
    {
        foreach (var span in known.Spans(timeline))
            if (span.Overlaps(from, until) && given?.Invoke(span) != true) return span;
        return null;
    }
}

/// <param name="Bed">Which.</param>
/// <param name="From">The first day of the stay, offer, reservation or closure in the way.</param>
/// <param name="Until">The day the bed is free again; null without an agreed end.</param>
public sealed record BedTaken(BedId Bed, DateOnly From, DateOnly? Until) : Refusal
{
    public override Words Message => Until is { } until
        ? new(
            $"床位在{From:yyyy年M月d日}至{until:yyyy年M月d日}期间已有安排，请另选床位或日期。",
            $"The bed is taken from {From:yyyy-MM-dd} to {until:yyyy-MM-dd}: choose another bed or other days.")
        : new(
            $"床位自{From:yyyy年M月d日}起已有安排，请另选床位或日期。",
            $"The bed is taken from {From:yyyy-MM-dd} on: choose another bed or other days.");
}

/// <param name="Elder">Who.</param>
/// <param name="Bed">The bed she has then.</param>
/// <param name="From">The first day of it.</param>
/// <param name="Until">The day she is free of it; null without an agreed end.</param>
public sealed record ElderElsewhere(ElderId Elder, BedId Bed, DateOnly From, DateOnly? Until) : Refusal
{
    public override Words Message => Until is { } until
        ? new(
            $"该老人在{From:yyyy年M月d日}至{until:yyyy年M月d日}期间另有床位，请先结束那里的入住或预约。",
            $"The elder has another bed from {From:yyyy-MM-dd} to {until:yyyy-MM-dd}: that stay or reservation ends first.")
        : new(
            $"该老人自{From:yyyy年M月d日}起另有床位，请先结束那里的入住或预约。",
            $"The elder has another bed from {From:yyyy-MM-dd} on: that stay or reservation ends first.");
}
