using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.City.Messages;

/// <summary>Which fact is told as what.</summary>
/// <param name="Kind">What the elder is told.</param>
/// <param name="Fact">The event type; each has one rule.</param>
/// <param name="Elder">Who; null where the fact does not say: then it is the elder its stream's first fact names.</param>
/// <param name="About">What the template is filled from.</param>
/// <param name="IsNews">Whether she has to be told, given the fact and its actor.</param>
/// <param name="Urgent">Told in quiet hours when it would be of no use after them.</param>
public sealed record MessageRule(
    MessageKind Kind, Type Fact, Func<object, ElderId?> Elder, Func<object, MessageAbout> About, Func<object, string?, bool> IsNews,
    bool Urgent);

/// <summary>The table: a kind is a line here, a value of <see cref="MessageKind"/>, and a template in each language.</summary>
public static class MessageRules
{
    public static ImmutableArray<MessageRule> All { get; } =
    [
        // Booked by itself is booked by an order she gave before: that was the news.
        Of<MealBooked>(
            MessageKind.MealBooked, f => f.Elder, f => new() { Sitting = f.Sitting, Channel = f.Channel },
            (f, by) => f.MovedFrom is null && !ByItself(by)),
        // Who was told at the cut-off that there is no place is not told again when the sitting closes.
        Of<BookingCancelled>(
            MessageKind.BookingCancelled, f => f.Elder, f => new() { Sitting = f.Sitting },
            (f, by) => f is { ByElder: false, WasEscalated: false } && (f.Order is null || !ByItself(by)), urgent: true),
        // Also when it happens by itself, as when her point closed: she would go to the wrong door.
        Of<BookingMovedOut>(MessageKind.BookingMoved, f => f.Elder, f => new() { Sitting = f.To }, urgent: true),
        Of<PlaceOffered>(MessageKind.PlaceOffered, f => f.Elder, f => new() { Sitting = f.Sitting, Until = f.Until }, urgent: true),
        Of<PlaceOfferLapsed>(MessageKind.PlaceOfferLapsed, f => f.Elder, f => new() { Sitting = f.Sitting }),
        Of<PlaceOfferWithdrawn>(MessageKind.PlaceWithdrawn, f => f.Elder, f => new() { Sitting = f.Sitting }, urgent: true),
        Of<WaitingListLeft>(
            MessageKind.NoPlaceCameFree, f => f.Elder, f => new() { Sitting = f.Sitting }, (f, _) => f.Because == LeftListBecause.CutOff, urgent: true),
        Of<OrderedMealFailed>(
            MessageKind.OrderedMealFailed, f => f.Elder, f => new() { Point = f.Point, Date = f.Date, Meal = f.Meal }, (f, _) => !f.ByList,
            urgent: true),
        Of<DisplacedBookingEscalated>(
            MessageKind.BookingHasNoPlace, f => f.Elder, f => new() { Sitting = f.Sitting }, urgent: true),
        // Else she was never told that it would not stand.
        Of<BookingReinstated>(
            MessageKind.BookingStandsAgain, f => f.Elder, f => new() { Sitting = f.Sitting }, (f, _) => f.WasEscalated, urgent: true),
        Of<BedOffered>(
            MessageKind.BedOffered, f => f.Elder, f => new() { Application = f.Application, Bed = f.Bed, Until = f.Until }, urgent: true),
        Of<OfferExpired>(MessageKind.OfferExpired, _ => null, f => new() { Application = f.Application, Bed = f.Bed }),
        Of<OfferWithdrawn>(MessageKind.OfferWithdrawn, _ => null, f => new() { Application = f.Application, Bed = f.Bed }, urgent: true),
        Of<WelfareAlertEscalated>(MessageKind.NobodyAnswered, _ => null, f => new() { Alert = f.Alert }, urgent: true),
    ];

    private static readonly ImmutableDictionary<Type, MessageRule> s_byFact = All.ToImmutableDictionary(r => r.Fact);
    private static readonly ImmutableHashSet<MessageKind> s_urgent = [.. All.Where(r => r.Urgent).Select(r => r.Kind)];

    public static MessageRule? Of(Type fact) => s_byFact.GetValueOrDefault(fact);

    public static bool IsUrgent(MessageKind kind) => s_urgent.Contains(kind);

    private static bool ByItself(string? actor) => actor?.StartsWith("reaction:", StringComparison.Ordinal) == true;

    private static MessageRule Of<TFact>(
        MessageKind kind, Func<TFact, ElderId?> elder, Func<TFact, MessageAbout> about, Func<TFact, string?, bool>? isNews = null,
        bool urgent = false) => new(
            kind, typeof(TFact), f => elder((TFact)f), f => about((TFact)f), (f, by) => isNews?.Invoke((TFact)f, by) ?? true, urgent);
}
