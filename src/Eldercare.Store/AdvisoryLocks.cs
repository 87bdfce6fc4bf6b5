namespace Eldercare.Store;

/// <summary>The keys of the advisory locks, all in one place: two uses of one number would wait for each other.</summary>
public static class AdvisoryLocks
{
    /// <summary>
    /// Orders deaths and bookings. Every writing transaction holds it shared. Who takes it alone for a moment knows that each decision
    /// taken before is committed and visible, and that each later one sees what is committed now.
    /// </summary>
    public const long ElderFence = 7364410019;

    /// <summary>Held shared by the transaction of each page of the views; a rebuild takes it alone to swap tables.</summary>
    public const long ViewSwap = 7364410020;

    /// <summary>Whose turn it is to look after the sittings of the next days.</summary>
    public const long SittingHorizon = 7364410021;

    /// <summary>Held shared by every host at which somebody watches: the views look for events more often then.</summary>
    public const long Watching = 7364410071;

    /// <summary>Held by a rebuild from beginning to end.</summary>
    public const long ViewRebuild = 7364410022;

    /// <summary>Whose turn it is to look after the kitchen sheets.</summary>
    public const long KitchenSheets = 7364410031;

    /// <summary>Whose turn it is to make the day's run of the standing orders.</summary>
    public const long StandingOrderRun = 7364410024;

    /// <summary>Whose turn it is to make known what has no place at its cut-off.</summary>
    public const long OverdueMeals = 7364410025;

    /// <summary>Whose turn it is to offer beds by themselves.</summary>
    public const long BedOffers = 7364410042;

    /// <summary>Held while the sign-in server's keys are looked after.</summary>
    public const long SignInKeys = 7364410061;

    /// <summary>Whose turn it is to look after the places in the queue for beds.</summary>
    public const long BedQueue = 7364410041;

    /// <summary>Held by the host that makes the indexes of the audit trail.</summary>
    public const long AuditIndexes = 7364410051;
    /// <summary>
    /// Whose turn it is to look after a webhook: the first of two keys, the second is the webhook's. Locks by two keys are never those by one.
    /// </summary>
    public const int Webhooks = 736441061;
}
