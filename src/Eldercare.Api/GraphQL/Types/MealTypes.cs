using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class MealPointType : ObjectGraphType<MealPointBoard>
{
    public MealPointType()
    {
        Name = "MealPoint";
        Description = "A place that serves meals (助餐点).";
        this.Public();
        Interface<NodeType>();
        this.GlobalId(p => GraphQL.GlobalId.Of(p.Point));
        this.Text("name", "As on its door.", p => p.Name);
        this.Text("district", "District code.", p => p.District);
        this.Text("address", "Where it is.", p => p.Address);
        this.Has<MealPointBoard, FloatGraphType>("latitude", "Degrees, WGS 84.", p => p.Latitude);
        this.Has<MealPointBoard, FloatGraphType>("longitude", "Degrees, WGS 84.", p => p.Longitude);
        this.Has<MealPointBoard, BooleanGraphType>("suspended", "Takes no new bookings now.", p => p.Suspended);
        this.May<MealPointBoard, StringGraphType>("suspendedReason", "Why, while it is suspended.", p => p.SuspendedReason);
        this.Loaded<MealPointBoard, ListGraphType<NonNullGraphType<ClosedDayType>>>(
            "closedDays", "Closing days from today on, soonest first.", c => c.Request().Loaders.ClosedDaysOf.Load(c.Source.Point));
        this.Loaded<MealPointBoard, ListGraphType<NonNullGraphType<SittingType>>>(
                "sittings", "Its sittings of a day, breakfast first.",
                c => c.Request().Loaders.SittingsOf.Load(new PointDate(c.Source.Point, c.GetArgument<DateOnly>("date"))))
            .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.");
    }
}

public sealed class ClosedDayType : ObjectGraphType<MealPointClosedDay>
{
    public ClosedDayType()
    {
        Name = "ClosedDay";
        Description = "A day on which a meal point serves some or no meals though its week has them.";
        this.AsParent();
        this.Has<MealPointClosedDay, LocalDateScalar>("date", "Which day.", d => d.Date);
        this.Has<MealPointClosedDay, ListGraphType<NonNullGraphType<MealEnum>>>("meals", "The meals not served; none named means all.", d => d.Meals);
        this.Text("reason", "Why.", d => d.Reason);
    }
}

public sealed class SittingType : ObjectGraphType<SittingBoard>
{
    public SittingType()
    {
        Name = "Sitting";
        Description = "One meal point, one date, one meal (餐次).";
        this.Public();
        Interface<NodeType>();
        this.GlobalId(s => GraphQL.GlobalId.Of(s.Sitting));
        this.Loaded<SittingBoard, MealPointType>(
            "mealPoint", "Where it is.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Has<SittingBoard, LocalDateScalar>("date", "Date in the city.", s => s.Date);
        this.Has<SittingBoard, MealEnum>("meal", "Which meal.", s => s.Meal);
        this.Number("capacity", "Portions that can be booked.", s => s.Capacity);
        this.Number("booked", "Places taken: booked, or served from a booking.", s => s.Booked);
        this.Number("placesLeft", "Places that anybody can still book.", s => Math.Max(0, s.Capacity - s.Booked - s.Offered));
        this.Number("offered", "Places kept for those who waited, until they answer.", s => s.Offered);
        this.Number("waiting", "How many wait for a place (候补) without an offer.", s => s.Waiting);
        this.Number("served", "Served from a booking.", s => s.Served);
        this.Number("noShows", "Booked, and did not come.", s => s.NoShows);
        this.Number("cancelled", "Cancellations.", s => s.Cancelled);
        this.Number("walkInBuffer", "Portions kept for those who come without a booking.", s => s.WalkInBuffer);
        this.Number("walkIns", "Served out of that buffer.", s => s.WalkIns);
        this.Number("walkInsLeft", "What is left of the buffer.", s => Math.Max(0, s.WalkInBuffer - s.WalkIns));
        this.Has<SittingBoard, InstantScalar>("cutOff", "From then on changes are late.", s => s.CutOff);
        this.Has<SittingBoard, InstantScalar>("servedFrom", "Planned start.", s => s.ServedFrom);
        this.Has<SittingBoard, InstantScalar>("servedUntil", "Planned end.", s => s.ServedUntil);
        this.Has<SittingBoard, BooleanGraphType>("closed", "Nothing changes any more.", s => s.Closed);
        this.May<SittingBoard, FenScalar>(
            "price",
            "Of a portion before any subsidy, where no set of a menu says another; null while none is set: then nothing is charged. What it costs "
            + "an elder: `mealCost`.",
            s => s.Price);
        this.May<SittingBoard, FenScalar>("deliveryFee", "On top of a portion that is delivered; null for none.", s => s.DeliveryFee);
        Field<ListGraphType<NonNullGraphType<GuestType>>, object>("guests").ReadAlone().Holds(50)
            .Description("Who is booked, served or missing. For the staff of the point and the offices above it.")
            .Argument<StringGraphType>(
                "search", "Only those whose name contains this, 1 to 20 characters, or whose phone ends with it, four digits.",
                a => a.Validator = v =>
                {
                    if (v is not string text || text.Trim().Length is < 1 or > 20) throw new BadValueException("须为1至20个字。", "1 to 20 characters.");
                })
            .For(
                Role.MealPointStaff | Role.DistrictOffice | Role.CityOffice | Role.Auditor,
                (c, scopes) => scopes.Point(((SittingBoard)c.Source!).Point))
            .ResolveAsync(GuestsAsync);
        this.Loaded<SittingBoard, ListGraphType<NonNullGraphType<WaitingPlaceType>>>(
                "waitingList", "Who waits, first those with an offer, then in order. For the staff of the point and the offices above it.",
                c => c.Request().Loaders.WaitingLists.Load(c.Source.Sitting))
            .For(
                Role.MealPointStaff | Role.DistrictOffice | Role.CityOffice | Role.Auditor,
                (c, scopes) => scopes.Point(((SittingBoard)c.Source!).Point));
    }

    private static async Task<object?> GuestsAsync(IResolveFieldContext<SittingBoard> context)
    {
        var request = context.Request();
        var state = await request.Api.States.ReadAsync<Sitting>(
            request.Api.CityName, Sitting.Stream.At(context.Source.Sitting.Value), request.Cancellation);
        if (state is null) return Array.Empty<SittingGuest>();
        IEnumerable<KeyValuePair<ElderId, Guest>> guests = state.Guests;
        if (context.GetArgument<string?>("search") is { } text)
        {
            var named = await request.Api.CheckIns.NamedAsync(
                request.Api.CityName, [.. state.Guests.Keys], text.Trim(), request.Cancellation);
            guests = guests.Where(g => named.Contains(g.Key));
        }

        return guests.OrderBy(g => g.Key.Value).Select(g => new SittingGuest(g.Key, g.Value.State, g.Value.Channel, g.Value.ServedAt)).ToArray();
    }
}

public sealed record SittingGuest(ElderId Elder, GuestState State, Channel Channel, DateTimeOffset? ServedAt);

public sealed class GuestType : ObjectGraphType<SittingGuest>
{
    public GuestType()
    {
        Name = "Guest";
        Description = "An elder at a sitting.";
        this.AsParent();
        this.Loaded<SittingGuest, ElderType>("elder", "Who it is.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Has<SittingGuest, GuestStateEnum>("state", "What became of the elder.", g => g.State);
        this.Has<SittingGuest, ChannelEnum>("channel", "How the portion reaches the elder.", g => g.Channel);
        this.May<SittingGuest, InstantScalar>("servedAt", "When the portion was handed over; of one handed over offline the device's time.", g => g.ServedAt);
    }
}

public sealed record PointDay(MealPointBoard Point, DateOnly Date);

public sealed class MealPointBoardType : ObjectGraphType<PointDay>
{
    public MealPointBoardType()
    {
        Name = "MealPointBoard";
        Description = "A meal point's day.";
        this.AsParent();
        this.Has<PointDay, MealPointType>("mealPoint", "The point.", b => b.Point);
        this.Has<PointDay, LocalDateScalar>("date", "The day.", b => b.Date);
        this.Loaded<PointDay, ListGraphType<NonNullGraphType<SittingType>>>(
            "sittings", "Its sittings, breakfast first; null when they cannot be read.",
            c => c.Request().Loaders.SittingsOf.Load(new PointDate(c.Source.Point.Point, c.Source.Date)));
    }
}

public sealed class NearbyMealPointType : ObjectGraphType<NearPoint>
{
    public NearbyMealPointType()
    {
        Name = "NearbyMealPoint";
        Description = "A meal point with a free place.";
        this.AsParent();
        this.Has<NearPoint, MealPointType>("mealPoint", "The point.", n => n.Point);
        this.Has<NearPoint, SittingType>("sitting", "The sitting with a free place.", n => n.Sitting);
        this.Has<NearPoint, FloatGraphType>("metres", "How far it is as the crow flies.", n => Math.Round(n.Metres));
    }
}
