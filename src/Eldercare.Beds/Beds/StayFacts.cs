using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

public enum LeaveKind
{
    /// <summary>请假: at home, with the family.</summary>
    Visit,

    /// <summary>住院外出</summary>
    Hospital,
}

public enum ReservationEnd
{
    Cancelled,

    /// <summary>She did not come.</summary>
    DidNotArrive,

    /// <summary>She has another bed for these days: moved there.</summary>
    Moved,
    Died,
}

/// <summary>The bed is promised from a later day on; its state does not change before that day.</summary>
/// <param name="Bed">Which.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="Elder">For whom.</param>
/// <param name="From">The day she is to come.</param>
/// <param name="Until">The day the bed is free again; null for a stay without an agreed end.</param>
public sealed record ReservationMade(BedId Bed, HomeId Home, ElderId Elder, DateOnly From, DateOnly? Until) : BedFact;

/// <summary>Its day has come and the bed is ready: it is kept for her and for nobody else.</summary>
public sealed record ReservationBegan(BedId Bed, ElderId Elder, DateOnly From) : BedFact;

/// <param name="Bed">Which.</param>
/// <param name="Elder">Whose.</param>
/// <param name="From">Its first day.</param>
/// <param name="Reason">Why.</param>
/// <param name="Kept">Its day had come and the bed was kept for it: it is ready again.</param>
public sealed record ReservationCancelled(BedId Bed, ElderId Elder, DateOnly From, ReservationEnd Reason, bool Kept) : BedFact;

/// <summary>The agreed end of the stay is another.</summary>
/// <param name="Bed">Where she lies.</param>
/// <param name="Elder">Who.</param>
/// <param name="Until">The day the bed is free; null for a stay without an agreed end.</param>
public sealed record StayEndAgreed(BedId Bed, ElderId Elder, DateOnly? Until) : BedFact;

/// <summary>The resident is away, and the bed is kept until the date in the contract (domain, beds, rule 8).</summary>
/// <param name="Bed">Which.</param>
/// <param name="Elder">Who.</param>
/// <param name="Kind">Why she is away.</param>
/// <param name="On">Her first day away.</param>
/// <param name="KeptUntil">The first day the bed is not kept any more.</param>
public sealed record LeaveBegan(BedId Bed, ElderId Elder, LeaveKind Kind, DateOnly On, DateOnly KeptUntil) : BedFact;

public sealed record LeaveExtended(BedId Bed, ElderId Elder, DateOnly KeptUntil) : BedFact;

/// <summary>She is back.</summary>
public sealed record LeaveEnded(BedId Bed, ElderId Elder, DateOnly On) : BedFact;

/// <summary>The bed was not kept any longer: the stay ends, and she has first claim on the next suitable bed.</summary>
/// <param name="Bed">Which.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="Elder">Whose stay ends.</param>
/// <param name="On">The day it was not kept any longer.</param>
/// <param name="ShortStay">Her stay had an agreed end: she goes home, and claims nothing.</param>
[EventVersion(2)]
public sealed record BedReleasedFromLeave(BedId Bed, HomeId Home, ElderId Elder, DateOnly On, bool ShortStay = false) : BedFact;

/// <summary>
/// A stay was not as recorded. What was recorded stands beside it: each fact keeps the time it was written (recorded time) as well as the
/// day it speaks of (valid time).
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Elder">Whose stay.</param>
/// <param name="From">Its first day as it was recorded.</param>
/// <param name="ToFrom">Its first day as it was.</param>
/// <param name="ToUntil">The day she left as it was; null while she is there.</param>
/// <param name="Reason">Why, in the words of who corrected it.</param>
public sealed record StayCorrected(BedId Bed, ElderId Elder, DateOnly From, DateOnly ToFrom, DateOnly? ToUntil, string Reason) : BedFact;
