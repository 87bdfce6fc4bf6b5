using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>A room's closure, and what has to be moved for one.</summary>
internal static class ClosureMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<CloseRoom>(
            "closeRoom",
            "Closes a room for maintenance or isolation from today on: all its beds that nobody has, at once. Who lies there stays; done again once she has "
            + "left, it closes her bed too. What is promised of those days has to be moved first.",
            Reach.HomeDay,
            i => i.Id<HomeId>("home", "Which home.").Id<RoomId>("room", "Which room.").Reason("Why.")
                .Of<ClosureKindEnum>("kind", "What for; maintenance when not given.", required: false)
                .Date("until", "The day it is expected back, after today; none: not known. `reopenBed` brings its beds back, not the date.", required: false),
            CloseRoomAsync,
            (s, c) => s.Home(c.Home),
            p => p.Home(c => c.Home).Read<ListGraphType<NonNullGraphType<BedType>>>(
                "beds", "The room's beds by number, as they stand now: those that are not closed have somebody.", BedsAsync),
            typeof(HomeUnknown), typeof(RoomUnknown), typeof(TextInvalid), typeof(DateTooLongAgo), typeof(RoomBedsDiffer), typeof(RoomBedsKept),
            typeof(ReservationsInTheWay), typeof(BedTaken));
        mutations.Add<MoveReservation>(
            "moveReservation", "Promises another bed for the days of a reservation, in one step. One whose day has come is moved from today on.", Reach.HomeDay,
            i => i.Id<ElderId>("elder", "Whose reservation.").Id<BedId>("from", "The bed it is of.").Id<BedId>("to", "The bed it is to be of.")
                .Date("firstDay", "The reservation's first day."),
            i => new(i.Elder, i.Get<BedId>("from"), i.Get<BedId>("to"), i.Get<DateOnly>("firstDay")),
            async (s, c) => await s.Bed(c.From) && await s.Bed(c.To),
            p => p.Bed(c => c.From, "from").Bed(c => c.To, "to"),
            typeof(BedUnknown), typeof(SameBed), typeof(ElderUnknown), typeof(ElderHasDied), typeof(ReservationUnknown), typeof(StayEndsTooEarly),
            typeof(BedStateForbids), typeof(BedHasReservations), typeof(BedDoesNotMatch), typeof(BedTaken), typeof(ElderElsewhere));
    }

    private static async ValueTask<CloseRoom> CloseRoomAsync(Input input)
    {
        var (api, home, room) = (input.Request.Api, input.Get<HomeId>("home"), input.Get<RoomId>("room"));
        var known = (await api.States.ReadAsync<Home>(api.CityName, Home.Stream.At(home.Value), input.Request.Cancellation))?.Rooms.GetValueOrDefault(room);
        return new(
            home, room, input.Text("reason"), input.Get<ClosureKind>("kind"), input.May<DateOnly>("until"),
            known is null ? [] : [.. await HomeRegisterMutations.BedsOfAsync(input, room, known)]);
    }

    private static async Task<object?> BedsAsync(RequestContext request, CloseRoom command) =>
        (await request.Api.Homes.BedsByIdsAsync(request.Api.CityName, command.Beds, request.Cancellation)).Values
            .OrderBy(b => b.Number, StringComparer.Ordinal).ThenBy(b => b.Bed.Value).ToArray();
}
