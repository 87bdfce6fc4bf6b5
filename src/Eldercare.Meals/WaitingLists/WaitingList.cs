using System.Runtime.InteropServices;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>An elder who waits for a place at a full sitting; with the standing order that put her on the list, if one did.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WaitingElder(ElderId Elder, Channel Channel, StandingOrderId? Order = null);

/// <summary>A freed place kept for one elder until she takes it or its time is up; with the standing order she waited for.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlaceOffer(Channel Channel, DateTimeOffset Until, StandingOrderId? Order = null);

/// <summary>Why there was a place to offer.</summary>
public enum PlaceFreedBy
{
    /// <summary>A booking was cancelled.</summary>
    Cancellation,

    /// <summary>The sitting got more places.</summary>
    MorePlaces,

    /// <summary>Who had the offer before declined it or left.</summary>
    Declined,

    /// <summary>Who had the offer before let it lapse.</summary>
    Lapsed,
}

/// <summary>Why someone is on the waiting list no longer.</summary>
public enum LeftListBecause
{
    /// <summary>She is a guest now: booked, or served without a booking.</summary>
    Guest,

    /// <summary>The elder, or someone for her, said so.</summary>
    Asked,

    /// <summary>She has died.</summary>
    Died,

    /// <summary>The cut-off came before her turn.</summary>
    CutOff,

    /// <summary>The standing order that put her on it does not want the meal any more.</summary>
    OrderChanged,
}

/// <summary>
/// The waiting list (候补) of a full sitting: who joined first is offered a place first (domain, meals, rule 6). A place freed before the
/// cut-off is offered by the same decision that frees it, so that nobody can come in between: as long as somebody waits, no place is
/// free for others. Who declines or lets an offer lapse is off the list.
/// </summary>
public static class WaitingList
{
    /// <summary>An elder waits at one sitting for a date and meal in the whole city; the sitting holds the claim.</summary>
    public static Claim Claim(ElderId elder, DateOnly date, Meal meal) => Portion.Claim(elder, date, meal) with { Kind = Kind };

    public static DatedClaims Dated { get; } = Portion.Dated with { Kind = Kind };

    private const string Kind = "waiting";

    /// <summary>The facts, and after them an offer of each place they leave free to the next who waits.</summary>
    /// <param name="sitting">Before the facts.</param>
    /// <param name="facts">What happens at the sitting.</param>
    /// <param name="point">Its policy says how long an offer stands.</param>
    /// <param name="freedBy">Why places are free.</param>
    /// <param name="now">The instant of the decision.</param>
    internal static Decision<SittingFact> ThenOffer(
        Sitting sitting, ImmutableArray<SittingFact> facts, MealPoint? point, PlaceFreedBy freedBy, DateTimeOffset now)
    {
        var after = facts.Aggregate(sitting, (s, f) => Sitting.Fold(s, f)!);
        if (after.Waiting.IsEmpty || after.PlacesFree <= 0 || !OffersPlaces(after, point)) return Decision<SittingFact>.Of([.. facts]);
        if (point!.WaitingListPolicy.Until(now, after.CutOff) is not { } until) return Decision<SittingFact>.Of([.. facts]);

        var next = after.Waiting.Take(after.PlacesFree).Select(w => new PlaceOffered(sitting.Id, w.Elder, w.Channel, until, freedBy));
        return Decision<SittingFact>.Of([.. facts, .. next]);
    }

    /// <summary>What precedes the fact that makes an elder a guest: from then on she waits no longer.</summary>
    internal static ImmutableArray<SittingFact> LeaveAsGuest(Sitting sitting, ElderId elder) => sitting.Waits(elder)
        ? [new WaitingListLeft(sitting.Id, elder, LeftListBecause.Guest, sitting.Offers.ContainsKey(elder))]
        : [];

    /// <summary>A suspended point, one that is closed that day, and one whose week has the meal no longer, takes nobody new.</summary>
    private static bool OffersPlaces(Sitting sitting, MealPoint? point) =>
        point is { SuspendedReason: null } && point.ClosedReason(sitting.Date, sitting.Meal) is null
        && point.Planned(sitting.Date, sitting.Meal) is not null;
}
