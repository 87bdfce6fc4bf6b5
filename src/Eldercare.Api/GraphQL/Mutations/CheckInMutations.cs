using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class CheckInMutations
{
    private const int MostScans = 500;

    public static void AddTo(MutationType mutations)
    {
        mutations.Add<ServeMeal>(
            "checkIn", "Hands over a booked portion to whoever shows this card or QR code. Doing it again changes nothing; from another device it is refused.", Reach.MealDay,
            i => i.Sitting().Text("code", "What the reader read: a card's number or a QR code's text.")
                .Text("device", "The device's own id, if it may send the scan again later by `recordScans`.", required: false)
                .Of<IntGraphType>("sequence", "With `device`: its own count of scans.", required: false)
                .Handed(),
            async i => new(i.Point, i.Date, i.Meal, await HolderAsync(i.Request, i.Text("code")), ScanOf(i), i.May<Channel>("channel")),
            (s, c) => s.Point(c.Point),
            p => p.Sitting().Elder(c => c.Elder),
            typeof(SittingUnknown), typeof(SittingNotStarted), typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded),
            typeof(PortionTakenElsewhere), typeof(CardUnknown), typeof(TextInvalid));
        mutations.AddEach<RecordScan>(
            "recordScans",
            "Records portions handed out while a device had no connection. In any order, again or late: the same scans leave the same counts; "
                + "a second portion of an elder is listed by `portionConflicts`.",
            Reach.MealDay,
            i => i.Id<MealPointId>("mealPoint", "Where the device stood.").Text("device", "The device's own id, the same for ever.")
                .Of<ListGraphType<NonNullGraphType<ScanInputType>>>("scans", $"At most {MostScans}.", parse: Scans),
            async i =>
            {
                var scans = i.Get<ImmutableArray<ScannedOffline>>("scans");
                var cards = await CardsAsync(i.Request, [.. scans.Where(s => s.Elder is null).Select(s => s.Code ?? "")]);
                return [.. scans.Select(s => new RecordScan(
                    i.Point, s.Date, s.Meal, s.Elder ?? HolderAt(i.Request, cards, s.Code ?? "", s.At), s.At, new(i.Text("device"), s.Sequence), s.Channel))];
            },
            (s, i) => s.Point(i.Point),
            "scans",
            typeof(SittingUnknown), typeof(TextInvalid), typeof(CardUnknown), typeof(ElderUnknown), typeof(ElderHasDied),
            typeof(SittingDateOutOfRange), typeof(ScanTimeImplausible));
        mutations.Add<SettlePortionConflict>(
            "settlePortionConflict", "Says what became of two portions of one elder for one meal; for the staff of either point.",
            Reach.MealDay,
            i => i.Sitting().Id<ElderId>("elder", "Whose portions.").Of<ConflictSettlementEnum>("how", "What it was.")
                .Text("note", "Why, if said. Kept for ever; no personal data.", required: false),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Get<ConflictSettlement>("how"), i.Get<string?>("note")),
            (s, c) => s.Conflict(c),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(TextInvalid), typeof(NoPortionConflict));
    }

    internal static InputFields Handed(this InputFields input) => input.Of<ChannelEnum>(
        "channel", "How it was handed over, and so is charged; as it was booked when not given. One to be delivered that is fetched costs no delivery.",
        required: false);

    internal static Scan? ScanOf(Input input) =>
        input.Get<string?>("device") is { } device ? new Scan(device, input.Get<int>("sequence")) : null;

    private static async ValueTask<ElderId> HolderAsync(RequestContext request, string code) =>
        HolderAt(request, await CardsAsync(request, [code]), code, DateTimeOffset.MaxValue);

    private static async Task<IReadOnlyDictionary<CardId, ElderCard>> CardsAsync(RequestContext request, string[] codes) => codes.Length == 0
        ? ImmutableDictionary<CardId, ElderCard>.Empty
        : await request.Api.CheckIns.CardsByIdsAsync(request.Api.CityName, [.. codes.Select(request.Api.Cards.IdOf).Distinct()], request.Cancellation);

    /// <summary>Whose card it was when it was scanned; the empty id for one that is not known, or was revoked before.</summary>
    private static ElderId HolderAt(RequestContext request, IReadOnlyDictionary<CardId, ElderCard> cards, string code, DateTimeOffset at) =>
        cards.TryGetValue(request.Api.Cards.IdOf(code), out var card) && (card.RevokedAt is not { } revoked || at < revoked) ? card.Elder : default;

    private static object Scans(object value) =>
        ((IEnumerable<object>)value).Cast<ScannedOffline>().ToImmutableArray() is { Length: var asked } scans && asked <= MostScans
            ? scans
            : throw new BadValueException($"一次最多{MostScans}条登记，这次有{asked}条。", $"At most {MostScans} scans at a time, and these are {asked}.");
}

/// <summary>One scan as a device without connection kept it.</summary>
public sealed record ScannedOffline(int Sequence, DateTimeOffset At, DateOnly Date, Meal Meal, ElderId? Elder, string? Code, Channel? Channel);

public sealed class ScanInputType : InputObjectGraphType<ScannedOffline>
{
    public ScanInputType()
    {
        Name = "ScanInput";
        Description = "One scan as a device without connection kept it: of a card, or of an elder picked from the list.";
        Field<NonNullGraphType<IntGraphType>>("sequence").Description("The device's own count of scans.");
        Field<NonNullGraphType<InstantScalar>>("at").Description("When it was scanned, by the device's clock.");
        Field<NonNullGraphType<LocalDateScalar>>("date").Description("Date of the sitting.");
        Field<NonNullGraphType<MealEnum>>("meal").Description("Which meal.");
        Field<IdGraphType>("elder").Description("Who, when picked from the list.").ParseValue(v => GlobalId.Parse<ElderId>(v as string));
        Field<StringGraphType>("code").Description("What the reader read, when a card was scanned; `elder` goes before it.");
        Field<ChannelEnum>("channel").Description("How it was handed over, and so is charged; as it was booked when not given, and eaten in without a booking.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new ScannedOffline(
        (int)value["sequence"]!, (DateTimeOffset)value["at"]!, (DateOnly)value["date"]!, (Meal)value["meal"]!,
        value.TryGetValue("elder", out var elder) ? (ElderId?)elder : null, value.TryGetValue("code", out var code) ? (string?)code : null,
        value.TryGetValue("channel", out var channel) ? (Channel?)channel : null);
}
