namespace Eldercare.Beds.Beds;

/// <summary>
/// Its room is closed while somebody lies in it, or is away and has it kept: it is closed as soon as it has been left and cleaned, and
/// promised to nobody new until then.
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="Kind">What for: isolation, for whom lies there is a mark on the bed.</param>
/// <param name="On">The day of the order.</param>
/// <param name="Until">The day it is expected back; null when that is not known.</param>
public sealed record ClosureOrdered(BedId Bed, string Reason, ClosureKind Kind, DateOnly On, DateOnly? Until) : BedFact;

/// <summary>What was ordered is not to be done any more, or its days were over before the bed was free.</summary>
public sealed record ClosureLifted(BedId Bed) : BedFact;

/// <summary>A closure, or one that is ordered, ends another day.</summary>
/// <param name="Bed">Which.</param>
/// <param name="From">The closure's first day.</param>
/// <param name="Until">The day it is expected back; null when that is not known.</param>
public sealed record ClosureEndChanged(BedId Bed, DateOnly From, DateOnly? Until) : BedFact;
