namespace Eldercare.City.Messages;

/// <summary>What an elder is told. Each kind has one line in <see cref="MessageRules"/> and a template a language.</summary>
public enum MessageKind
{
    MealBooked,
    BookingCancelled,

    /// <summary>Her portion is at another meal point now.</summary>
    BookingMoved,

    /// <summary>A place at a full sitting is kept for her.</summary>
    PlaceOffered,

    /// <summary>She did not take it in time.</summary>
    PlaceOfferLapsed,

    /// <summary>The place that was kept for her is not there any more; she waits again.</summary>
    PlaceWithdrawn,

    /// <summary>The cut-off came before her turn.</summary>
    NoPlaceCameFree,

    /// <summary>Her standing order gets no portion for that meal.</summary>
    OrderedMealFailed,

    /// <summary>The sitting cannot serve her booking, and nobody has found another place by its cut-off.</summary>
    BookingHasNoPlace,

    /// <summary>Told so before, she has her place again.</summary>
    BookingStandsAgain,
    BedOffered,
    OfferExpired,

    /// <summary>The home took back a bed that was kept for her; she waits on.</summary>
    OfferWithdrawn,

    /// <summary>Told to her emergency contact: she did not open when her meal was brought, and nobody has found her since.</summary>
    NobodyAnswered,
}

public enum MessageState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Sent,

    /// <summary>Not worth or not right to be sent; the reason says why.</summary>
    Dropped,

    /// <summary>The receiver would not take it, or not within the attempts: a person has to look at it.</summary>
    Dead,
}

public enum Language
{
    Chinese,
    English,
}
