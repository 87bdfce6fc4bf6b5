using System.Globalization;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>Closures of rooms and floors, and what has to be moved for one.</summary>
internal static class ClosureMutations
{
    public static void AddTo(MutationType mutations)
    {
        Rooms<CloseRooms>(
            mutations, "closeRoom", "closeUnit",
            "Closes {0} for maintenance or isolation from today on, in one step: beds that nobody has at once; who lies there stays, and her bed is closed as soon as she "
            + "has left and it is cleaned (`closing`). What is promised of those days has to be moved first.",
            i => i.Reason("Why.").Of<ClosureKindEnum>("kind", "What for; maintenance when not given.", required: false).Date(
                "until", "The day it is expected back, after today; none: not known. `reopenRoom`, `reopenUnit` or `reopenBed` bring the beds back, not the date.", required: false),
            (i, at, rooms, beds) => new(at, rooms, i.Text("reason"), i.Get<ClosureKind>("kind"), i.May<DateOnly>("until"), beds),
            c => c.Home, c => c.Beds,
            typeof(TextInvalid), typeof(DateTooLongAgo), typeof(RoomBedsKept), typeof(ReservationsInTheWay), typeof(BedTaken));
        Rooms<ReopenRooms>(
            mutations, "reopenRoom", "reopenUnit",
            "Opens {0} again, in one step: closed beds are cleaned first, and beds that were to be closed once they are left are not.",
            _ => { }, (_, at, rooms, beds) => new(at, rooms, beds), c => c.Home, c => c.Beds);
        mutations.Add<ChangeClosureEnd>(
            "changeClosureEnd", "A closed bed, or one that is to be closed once it is left, is expected back another day; what is promised of the days before has to be moved first.",
            Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Date("until", "The day it is expected back, after today; none: not known.", required: false),
            i => new(i.Bed, i.May<DateOnly>("until")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(DateTooLongAgo), typeof(BedNotClosed), typeof(ReservationsInTheWay), typeof(BedTaken));
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

    /// <summary>The same done to a room, and to all rooms of a floor.</summary>
    private static void Rooms<TCommand>(
        MutationType mutations, string ofRoom, string ofUnit, string description, Action<InputFields> input,
        Func<Input, HomeId, ImmutableArray<RoomId>, ImmutableArray<BedId>, TCommand> command, Func<TCommand, HomeId> home,
        Func<TCommand, ImmutableArray<BedId>> beds, params ImmutableArray<Type> refusals)
        where TCommand : ICommand
    {
        Add(ofRoom, "a room", i => i.Id<RoomId>("room", "Which room."), (input, _) => [input.Get<RoomId>("room")]);
        Add(
            ofUnit, "all rooms of a floor",
            i => i.Text("building", "In which building; none where the home has but one.", required: false)
                .Of<IntGraphType>("floor", "Which floor: 1 is at the ground, negative below."),
            (input, known) => known.Rooms.Where(r => r.Value.Building == input.Get<string?>("building") && r.Value.Floor == input.Get<int>("floor")).Select(r => r.Key));

        void Add(string name, string what, Action<InputFields> where, Func<Input, Home, IEnumerable<RoomId>> rooms) => mutations.Add(
            name, string.Format(CultureInfo.InvariantCulture, description, what), Reach.HomeDay,
            i =>
            {
                where(i.Id<HomeId>("home", "Which home."));
                input(i);
            },
            i => CommandAsync(i, rooms, command),
            (s, c) => s.Home(home(c)),
            p => p.Home(home).Read<ListGraphType<NonNullGraphType<BedType>>>(
                "beds", "The beds concerned by room and number, as they stand now.", (request, c) => BedsAsync(request, beds(c))),
            [typeof(HomeUnknown), typeof(RoomUnknown), typeof(UnitUnknown), typeof(RoomBedsDiffer), .. refusals]);
    }

    private static async ValueTask<TCommand> CommandAsync<TCommand>(
        Input input, Func<Input, Home, IEnumerable<RoomId>> rooms, Func<Input, HomeId, ImmutableArray<RoomId>, ImmutableArray<BedId>, TCommand> command)
    {
        var (api, home) = (input.Request.Api, input.Get<HomeId>("home"));
        var known = await api.States.ReadAsync<Home>(api.CityName, Home.Stream.At(home.Value), input.Request.Cancellation);
        if (known is null) return command(input, home, [], []);
        ImmutableArray<RoomId> named = [.. rooms(input, known)];
        var beds = new HashSet<BedId>();
        foreach (var room in named)
            if (known.Rooms.TryGetValue(room, out var there)) beds.UnionWith(await HomeRegisterMutations.BedsOfAsync(input, room, there));
        return command(input, home, named, [.. beds]);
    }

    private static async Task<object?> BedsAsync(RequestContext request, ImmutableArray<BedId> beds) =>
        (await request.Api.Homes.BedsByIdsAsync(request.Api.CityName, beds, request.Cancellation)).Values
            .OrderBy(b => b.RoomNumber, StringComparer.Ordinal).ThenBy(b => b.Number, StringComparer.Ordinal).ThenBy(b => b.Bed.Value).ToArray();
}
