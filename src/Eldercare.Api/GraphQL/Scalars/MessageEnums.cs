using Eldercare.City.Messages;

namespace Eldercare.Api.GraphQL.Scalars;

public sealed class MessageKindEnum() : DescribedEnum<MessageKind>(
    "What a message tells.",
    (MessageKind.MealBooked, "A portion was booked."), (MessageKind.BookingCancelled, "A booking was cancelled by somebody else."),
    (MessageKind.BookingMoved, "Her portion is at another meal point now."), (MessageKind.PlaceOffered, "A place at a full sitting is kept for her."),
    (MessageKind.PlaceOfferLapsed, "She did not take the place in time."), (MessageKind.PlaceWithdrawn, "The place kept for her is not there any more; she waits again."),
    (MessageKind.NoPlaceCameFree, "The cut-off came before her turn on the waiting list."),
    (MessageKind.OrderedMealFailed, "Her standing order gets no portion for that meal."),
    (MessageKind.BookingHasNoPlace, "The sitting cannot serve her booking, and no other place was found by its cut-off."),
    (MessageKind.BookingStandsAgain, "Told so before, she has her place again."),
    (MessageKind.BedOffered, "A bed is kept for her (床位通知)."), (MessageKind.OfferExpired, "A bed kept for her went to the next."),
    (MessageKind.OfferWithdrawn, "The home took back a bed that was kept for her."),
    (MessageKind.NobodyAnswered, "To her emergency contact: she did not open, and nobody has found her since."));

public sealed class MessageStateEnum() : DescribedEnum<MessageState>(
    "Where a message stands.",
    (MessageState.Waiting, "To be sent, for the first time or again."), (MessageState.Sent, "The receiver took it."),
    (MessageState.Dropped, "Not worth or not right to be sent; `reason` says why."),
    (MessageState.Dead, "The receiver would not take it: a person has to look at it."));

public sealed class LanguageEnum() : DescribedEnum<Language>(
    "The language a message is in.", (Language.Chinese, "中文."), (Language.English, "English."));
