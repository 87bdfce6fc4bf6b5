using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class DisplacedBookingType : ObjectGraphType<DisplacedBooking>
{
    public DisplacedBookingType()
    {
        Name = "DisplacedBooking";
        Description = "An accepted booking its sitting cannot serve: work for a person until it is moved or cancelled.";
        this.AsParent();
        this.Loaded<DisplacedBooking, SittingType>("sitting", "Where it is booked.", c => c.Request().Loaders.Sittings.Load(c.Source.Sitting));
        this.Loaded<DisplacedBooking, MealPointType>("mealPoint", "The sitting's point.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Loaded<DisplacedBooking, ElderType>("elder", "Whose booking.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Has<DisplacedBooking, LocalDateScalar>("date", "Which day.", d => d.Date);
        this.Has<DisplacedBooking, MealEnum>("meal", "Which meal.", d => d.Meal);
        this.Has<DisplacedBooking, DisplacedByEnum>("cause", "Why it cannot be served.", d => d.Cause);
        this.Has<DisplacedBooking, InstantScalar>("since", "When it was displaced.", d => d.Since);
        this.Has<DisplacedBooking, DisplacedStateEnum>("state", "What became of it.", d => d.State);
        Field<NonNullGraphType<BooleanGraphType>, object>("overdue").Description("Still open though the sitting's cut-off has passed.")
            .Resolve(c => c.Source.State == DisplacedState.Open && c.Source.CutOff <= c.Request().Api.Clock.GetUtcNow());
        this.May<DisplacedBooking, InstantScalar>(
            "escalatedAt", "When it had no place still at its cut-off: the elder was told, and the district office has to look.", d => d.EscalatedAt);
        this.Loaded<DisplacedBooking, SittingType>(
            "movedTo", "The sitting it was moved to.",
            c => c.Source.MovedTo is { } to ? c.Request().Loaders.Sittings.Load(to) : null);
        this.May<DisplacedBooking, InstantScalar>("settledAt", "When it was settled; null while open.", d => d.SettledAt);
        this.May<DisplacedBooking, StringGraphType>("settledBy", "By whose sign-in, or by which reaction.", d => d.SettledBy);
        this.Loaded<DisplacedBooking, ListGraphType<NonNullGraphType<NearbyMealPointType>>>(
            "proposals", "While it is open: the three nearest points that still take a booking for that date and meal, nearest first.",
            c => c.Source.State == DisplacedState.Open ? c.Request().Loaders.Proposals.Load(c.Source.Sitting) : null);
    }
}

internal static class DisplacedQueries
{
    private const Role Readers = Reach.MealDay | Role.Auditor;

    public static void AddTo(QueryType query) =>
        query.Field<ConnectionOf<DisplacedBookingType>, object>("displacedBookings")
            .Description("Worklist: accepted bookings from today on that their sittings cannot serve, soonest first.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Only this point's; staff of a point must give theirs.", required: false)
            .Argument<BooleanGraphType>("settled", "Also what is settled.")
            .Argument<BooleanGraphType>("escalated", "Only what had no place still at its cut-off: for the district office.")
            .DistrictArgument().Paged()
            .For(Readers, (c, scopes) => scopes.Worklist(c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<string?>("district")))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Displaced.PageAsync(
                    request.Api.CityName, c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<string?>("district"),
                    CityTime.Today(request.Api.Clock.GetUtcNow()), c.GetArgument<bool?>("settled") ?? false,
                    c.GetArgument<bool?>("escalated") ?? false, slice, request.Cancellation);
                return page.Connect(slice, d => d.Item);
            });
}
