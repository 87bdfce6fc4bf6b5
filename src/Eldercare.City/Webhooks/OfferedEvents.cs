using System.Text.Json;
using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>An event that webhooks may ask for.</summary>
/// <param name="Kind">Which; also the event type's name.</param>
/// <param name="Fact">The event type.</param>
/// <param name="Stream">The name of its stream's type in the store: by it its district is found.</param>
/// <param name="Description">One sentence, for the contract.</param>
/// <param name="Data">What is told of it.</param>
public sealed record OfferedEvent(WebhookKind Kind, Type Fact, string Stream, string Description, Func<object, object> Data)
{
    /// <summary>Its type in the store, and in <c>schema/events</c>.</summary>
    public string Alias { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(Fact.Name);

    /// <summary>As the payload says it (Standard Webhooks: full-stop delimited), e.g. <c>sitting.meal_booked</c>.</summary>
    public string Type => $"{Stream}.{Alias}";

    public int Version => EventVersionAttribute.Of(Fact);
}

/// <summary>
/// What is offered to the outside, property by property: an event, or a property an event grows by, is published by a line here and
/// never by accident. Free text (reasons, notes) is left out: whoever wrote it was told that it holds nothing personal, and may have
/// erred. Left out too is what describes a person beyond her id: age, gender, care level, diet, entitlements.
/// </summary>
public static class OfferedEvents
{
    public static ImmutableArray<OfferedEvent> All { get; } =
    [
        Of<MealPointOpened>("meal_point", "A meal point was opened.", f => new { f.Point, f.Name, f.District, f.Address, f.Latitude, f.Longitude, f.Week }),
        Of<MealPointChanged>("meal_point", "A meal point has another name, address or position.", f => new { f.Point, f.Name, f.Address, f.Latitude, f.Longitude }),
        Of<WeekChanged>("meal_point", "A meal point serves another week.", f => new { f.Point, f.Week }),
        Of<MealPointSuspended>("meal_point", "A meal point takes nobody new.", f => new { f.Point }),
        Of<MealPointResumed>("meal_point", "A meal point takes bookings again.", f => new { f.Point }),
        Of<MealPointClosedOn>("meal_point", "A meal point does not serve on a day.", f => new { f.Point, f.Date, f.Meals }),
        Of<MealPointReopenedOn>("meal_point", "A closing day was taken back.", f => new { f.Point, f.Date }),

        Of<SittingOpened>("sitting", "A sitting can be booked.", f => new
        {
            f.Sitting, f.Point, f.District, f.Date, f.Meal, f.Capacity, f.WalkInBuffer, f.CutOff, f.ServedFrom, f.ServedUntil, f.Price, f.DeliveryFee,
        }),
        Of<SittingPlanChanged>("sitting", "A sitting has other places, times or prices.", f => new
        {
            f.Sitting, f.Capacity, f.WalkInBuffer, f.CutOff, f.ServedFrom, f.ServedUntil, f.Price, f.DeliveryFee,
        }),
        Of<SittingCapacitySet>("sitting", "A person set a sitting's places.", f => new { f.Sitting, f.Capacity }),
        Of<SittingClosed>("sitting", "A sitting is over.", f => new { f.Sitting }),
        Of<MealBooked>("sitting", "A portion was booked.", f => new { f.Sitting, f.Elder, f.Channel, f.Late, f.MovedFrom }),
        Of<BookingCancelled>("sitting", "A booking was cancelled.", f => new { f.Sitting, f.Elder, f.Late, f.ByElder }),
        Of<BookingMovedOut>("sitting", "A booking went to another sitting, where it is booked too.", f => new { f.Sitting, f.Elder, f.To, f.Late }),
        Of<BookingDisplaced>("sitting", "A sitting cannot serve a booking it accepted.", f => new { f.Sitting, f.Elder, f.By }),
        Of<BookingReinstated>("sitting", "A sitting can serve a displaced booking again.", f => new { f.Sitting, f.Elder }),
        Of<MealServed>("sitting", "A booked portion was handed over.", f => new { f.Sitting, f.Elder, f.Channel, f.ServedAt, f.Offline }),
        Of<WalkInServed>("sitting", "A portion was handed over without a booking.", f => new { f.Sitting, f.Elder, f.Channel, f.ServedAt, f.Offline }),
        Of<NoShowRecorded>("sitting", "Who had booked did not come.", f => new { f.Sitting, f.Elder }),
        Of<WaitingListJoined>("sitting", "Somebody waits for a place.", f => new { f.Sitting, f.Elder, f.Channel }),
        Of<WaitingListLeft>("sitting", "Somebody waits for a place no more.", f => new { f.Sitting, f.Elder, f.Because }),
        Of<PlaceOffered>("sitting", "A place is kept for who waited.", f => new { f.Sitting, f.Elder, f.Channel, f.Until }),
        Of<PlaceDeclined>("sitting", "The place that was kept is not wanted.", f => new { f.Sitting, f.Elder }),
        Of<PlaceOfferLapsed>("sitting", "The place that was kept was not taken in time.", f => new { f.Sitting, f.Elder }),
        Of<PlaceOfferWithdrawn>("sitting", "The place that was kept is not there any more.", f => new { f.Sitting, f.Elder, f.By }),

        Of<HomeRegistered>("home", "A care home was registered.", f => new { f.Home, f.Name, f.District, f.Address, f.Latitude, f.Longitude, f.Operator }),
        Of<HomeUpdated>("home", "A care home's register entry changed.", f => new { f.Home, f.Name, f.Address, f.Latitude, f.Longitude, f.Operator }),
        Of<BedRegistered>("bed", "A bed was registered.", f => new { f.Bed, f.Home, f.Room, f.Number, f.Kind, f.GenderRule, f.HighestCareLevel }),
        Of<BedHeld>("bed", "A bed is kept for an offer.", f => new { f.Bed, f.Application, f.Until }),
        Of<HoldReleased>("bed", "A bed is no longer kept for an offer.", f => new { f.Bed, f.Application }),
        Of<BedReserved>("bed", "A bed was accepted, its resident not in yet.", f => new { f.Bed, f.Application }),
        Of<ResidentAdmitted>("bed", "A resident moved in.", f => new { f.Bed, f.Home, f.Elder, f.Application, f.On, f.Until }),
        Of<ResidentDeparted>("bed", "A resident left for good.", f => new { f.Bed, f.Elder, f.On }),
        Of<LeaveBegan>("bed", "A resident is away, the bed kept.", f => new { f.Bed, f.Elder, f.On, f.KeptUntil }),
        Of<LeaveEnded>("bed", "A resident came back.", f => new { f.Bed, f.Elder, f.On }),
        Of<BedCleaned>("bed", "A bed was cleaned and can be given.", f => new { f.Bed }),
        Of<BedClosed>("bed", "A bed was closed.", f => new { f.Bed, f.Kind, f.On, f.Until }),
        Of<BedReopened>("bed", "A closed bed is open again.", f => new { f.Bed }),
        Of<BedRetired>("bed", "A bed is no more.", f => new { f.Bed, f.Home }),

        Of<BedAppliedFor>("application", "Somebody applied for a bed.", f => new { f.Application, f.Elder, f.Homes, f.Districts, f.Kind, f.At }),
        Of<BedOffered>("application", "A bed was offered.", f => new { f.Application, f.Elder, f.Bed, f.Home, f.Until, f.AdmissionDue }),
        Of<OfferAccepted>("application", "An offered bed was accepted.", f => new { f.Application, f.Bed }),
        Of<OfferDeclined>("application", "An offered bed was refused.", f => new { f.Application, f.Bed, f.On }),
        Of<OfferExpired>("application", "An offer's time was up.", f => new { f.Application, f.Bed, f.On }),
        Of<OfferWithdrawn>("application", "The home took an offer back.", f => new { f.Application, f.Bed }),
        Of<ApplicationFulfilled>("application", "Who applied moved in.", f => new { f.Application, f.Bed }),
        Of<ApplicationEnded>("application", "An application came to nothing.", f => new { f.Application, f.Reason }),

        Of<ElderDied>("elder", "An elder died: what was planned for her ends.", f => new { f.Elder, f.DiedOn }),
        Of<PersonErased>("elder", "A person's data was erased: erase yours.", f => new { f.Elder }),

        Of<WebhookTested>("webhook", "Somebody tries this webhook: told to it alone, whatever it asked for.", f => new { f.Webhook }),
    ];

    private static readonly ImmutableDictionary<WebhookKind, OfferedEvent> s_byKind = All.ToImmutableDictionary(e => e.Kind);

    public static OfferedEvent Of(WebhookKind kind) => s_byKind[kind];

    /// <summary>Those a webhook is told, its tests among them.</summary>
    public static ImmutableArray<OfferedEvent> ToldTo(ImmutableArray<WebhookKind> kinds) =>
        [.. kinds.Append(WebhookKind.WebhookTested).Distinct().Select(Of)];

    private static OfferedEvent Of<TFact>(string stream, string description, Func<TFact, object> data) =>
        new(Enum.Parse<WebhookKind>(typeof(TFact).Name), typeof(TFact), stream, description, f => data((TFact)f));
}
