using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Store;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class HomeMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<RegisterHome>(
            "registerHome", "Registers a care home.", Reach.Offices,
            i => i.Text("name", "As on its door.").Text("district", "District code.").Text("address", "Where it is.").Position()
                .Of<OperatorKindEnum>("operator", "Who runs it.").Text("phone", "The home's own line, no person's.", required: false),
            i => new(new(i.NewId("home")), i.Text("name"), i.Text("district"), i.Text("address"), i.Number("latitude"),
                i.Number("longitude"), i.Get<OperatorKind>("operator"))
            {
                Phone = i.Text("phone"),
            },
            (s, c) => ValueTask.FromResult(s.District(c.District)),
            p => p.Home(c => c.Home),
            typeof(TextInvalid), typeof(DistrictUnknown), typeof(HomePositionInvalid), typeof(HomeAlreadyRegistered));
        mutations.Add<AddRoom>(
            "addRoom", "Adds a room to a home.", Reach.HomeDay,
            i => i.Id<HomeId>("home", "Which home.").Text("number", "Its number.").Of<GenderRuleEnum>("genderRule", "Who may lie in it.")
                .Room(),
            i => new(i.Get<HomeId>("home"), new(i.NewId("room")), i.Text("number"), i.Get<GenderRule>("genderRule"))
            {
                Building = i.Text("building"),
                Floor = i.May<int>("floor"),
            },
            (s, c) => s.Home(c.Home),
            p => p.Home(c => c.Home).Id("roomId", "Id of the new room; null when refused.", c => GlobalId.Of(c.Room)),
            typeof(HomeUnknown), typeof(TextInvalid), typeof(FloorInvalid), typeof(RoomNumberTaken));
        mutations.Add<RegisterBed>(
            "registerBed", "Registers a bed in a room.", Reach.HomeDay,
            i => i.Id<HomeId>("home", "Which home.").Id<RoomId>("room", "Which room.").Text("number", "Its number in the room.")
                .Of<BedKindEnum>("kind", "What it is for.")
                .Of<CareLevelEnum>("highestCareLevel", "The highest care level it can serve.")
                .Equipment("What stands by it for good.").Of<FenScalar>("dailyPrice", "For a day and night, up to 10,000 yuan.", required: false),
            i => new(i.Get<HomeId>("home"), i.Get<RoomId>("room"), new(i.NewId("bed")), i.Text("number"), i.Get<BedKind>("kind"),
                i.Get<CareLevel>("highestCareLevel"))
            {
                Equipment = i.May<ImmutableArray<BedEquipment>>("equipment") ?? [],
                DailyPrice = i.May<Fen>("dailyPrice"),
            },
            (s, c) => s.Home(c.Home),
            p => p.Bed(c => c.Bed),
            typeof(HomeUnknown), typeof(RoomUnknown), typeof(TextInvalid), typeof(BedPriceInvalid),
            typeof(BedAlreadyRegistered), typeof(BedNumberTaken));
    }
}
