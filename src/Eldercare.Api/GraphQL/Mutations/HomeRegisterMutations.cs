using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>Changes of what a home, a room or a bed is, and a home's certificates.</summary>
internal static class HomeRegisterMutations
{
    public static void AddTo(MutationType mutations)
    {
        AddHomes(mutations);
        AddCertificates(mutations);
        mutations.Add<ChangeRoom>(
            "changeRoom",
            "Changes where a room is or who may lie in it. A new gender rule must allow everybody who lies in it or has a bed of it kept.",
            Reach.HomeDay,
            i => i.Id<HomeId>("home", "Which home.").Id<RoomId>("room", "Which room.").Room()
                .Of<GenderRuleEnum>("genderRule", "Who may lie in it; as it is when not given.", required: false),
            ChangeRoomAsync,
            (s, c) => s.Home(c.Home),
            p => p.Home(c => c.Home),
            typeof(HomeUnknown), typeof(RoomUnknown), typeof(TextInvalid), typeof(FloorInvalid), typeof(RoomBedsDiffer), typeof(RoomNotFree));
        mutations.Add<ChangeBed>(
            "changeBed",
            "Changes what a bed is; what is not given stays. Its kind, or a lower care level, only while nobody has it or waits for it.",
            Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Of<BedKindEnum>("kind", "What it is for.", required: false)
                .Of<CareLevelEnum>("highestCareLevel", "The highest care level it can serve.", required: false)
                .Equipment("All that stands by it for good.").Of<FenScalar>("dailyPrice", "For a day and night, up to 10,000 yuan.", required: false)
                .Date("priceFrom", "The price's first day, today or later; today when not given.", required: false),
            i => new(i.Bed, i.May<BedKind>("kind"), i.May<CareLevel>("highestCareLevel"), i.May<ImmutableArray<BedEquipment>>("equipment"),
                i.May<Fen>("dailyPrice"), i.May<DateOnly>("priceFrom")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(BedNotChangeable), typeof(BedPriceInvalid), typeof(DateTooLongAgo));
    }

    /// <summary>A room's building and floor.</summary>
    public static InputFields Room(this InputFields input) => input
        .Text("building", "In which building; for a home with more than one.", required: false)
        .Of<IntGraphType>("floor", "On which floor: 1 is at the ground, negative below.", required: false);

    public static InputFields Equipment(this InputFields input, string description) =>
        input.Of<ListGraphType<NonNullGraphType<BedEquipmentEnum>>>(
            "equipment", description, required: false, value => ((IEnumerable<object>)value).Cast<BedEquipment>().ToImmutableArray());

    private static void AddHomes(MutationType mutations) => mutations.Add<UpdateHome>(
        "updateHome", "Changes what a home is called, where it is, who runs it and how it is rung.", Reach.Offices,
        i => i.Id<HomeId>("home", "Which home.").Text("name", "As on its door.").Text("address", "Where it is.").Position()
            .Of<OperatorKindEnum>("operator", "Who runs it.").Text("phone", "The home's own line, no person's; none when not given.", required: false),
        i => new(i.Get<HomeId>("home"), new(
            i.Text("name"), i.Text("address"), i.Number("latitude"), i.Number("longitude"), i.Get<OperatorKind>("operator"), i.Text("phone"))),
        (s, c) => s.Home(c.Home),
        p => p.Home(c => c.Home),
        typeof(HomeUnknown), typeof(TextInvalid), typeof(HomePositionInvalid));

    private static void AddCertificates(MutationType mutations)
    {
        mutations.Add<RecordCertificate>(
            "recordHomeCertificate",
            "Records a certificate of a home, also in hindsight, and each renewal; earlier ones stay. An office does: a home does not vouch for itself.",
            Reach.Offices,
            i => Certificate(i).Date("validFrom", "Its first day; the day it was issued when not given.", required: false)
                .Date("validUntil", "Its last day; only a licence may have none, as a filing (备案) has none.", required: false),
            i => new(i.Get<HomeId>("home"), i.Get<CertificateKind>("kind"), i.Text("number"), i.Get<DateOnly>("issuedOn"),
                i.May<DateOnly>("validFrom"), i.May<DateOnly>("validUntil")),
            (s, c) => s.Home(c.Home),
            p => p.Home(c => c.Home),
            typeof(HomeUnknown), typeof(TextInvalid), typeof(DateInFuture), typeof(CertificateDatesInvalid), typeof(CertificateDiffers));
        mutations.Add<WithdrawCertificate>(
            "withdrawHomeCertificate",
            "A home's certificate no longer holds from a day on: revoked, cancelled, or from its first day because it was recorded by mistake.",
            Reach.Offices,
            i => Certificate(i).Date("from", "The first day it does not hold.").Reason("Why."),
            i => new(i.Get<HomeId>("home"), i.Get<CertificateKind>("kind"), i.Text("number"), i.Get<DateOnly>("issuedOn"),
                i.Get<DateOnly>("from"), i.Text("reason")),
            (s, c) => s.Home(c.Home),
            p => p.Home(c => c.Home),
            typeof(HomeUnknown), typeof(TextInvalid), typeof(CertificateUnknown), typeof(CertificateDatesInvalid));
    }

    private static InputFields Certificate(InputFields input) => input.Id<HomeId>("home", "Which home.")
        .Of<CertificateKindEnum>("kind", "What it certifies.").Text("number", "Its number.").Date("issuedOn", "When it was issued.");

    /// <summary>
    /// The room's beds by what the home's own events say, with those the views know from before homes knew their beds, and whom they are
    /// given to. The decision refuses when that is not so any more.
    /// </summary>
    private static async ValueTask<ChangeRoom> ChangeRoomAsync(Input input)
    {
        var (api, stop, home, room) = (input.Request.Api, input.Request.Cancellation, input.Get<HomeId>("home"), input.Get<RoomId>("room"));
        var change = new ChangeRoom(
            home, room, input.Text("building"), input.May<int>("floor"), input.May<GenderRule>("genderRule"), [], []);
        var known = (await api.States.ReadAsync<Home>(api.CityName, Home.Stream.At(home.Value), stop))?.Rooms.GetValueOrDefault(room);
        if (known is null || change.GenderRule is null || change.GenderRule == known.GenderRule) return change;
        var beds = await BedsOfAsync(input, room, known);
        var elders = new HashSet<ElderId>();
        foreach (var bed in beds)
            elders.UnionWith((await api.States.ReadAsync<Bed>(api.CityName, Bed.Stream.At(bed.Value), stop))?.GivenTo ?? []);
        return change with { Beds = [.. beds], Elders = [.. elders] };
    }

    /// <summary>By what the home's own events say, with those the views know from before homes knew their beds.</summary>
    internal static async ValueTask<ImmutableHashSet<BedId>> BedsOfAsync(Input input, RoomId room, Room known)
    {
        var api = input.Request.Api;
        return known.Beds.Union(await api.HomeRegister.BedsOfRoomAsync(api.CityName, room, input.Request.Cancellation));
    }
}
