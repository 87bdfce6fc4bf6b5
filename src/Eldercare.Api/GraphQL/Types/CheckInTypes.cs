using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class CardType : ObjectGraphType<ElderCard>
{
    public CardType()
    {
        Name = "Card";
        Description = "A card or QR code that stands for an elder at the door. What it says is not kept.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(c => GraphQL.GlobalId.Of(c.Card));
        this.Has<ElderCard, InstantScalar>("issuedAt", "When it was issued.", c => c.IssuedAt);
    }
}

public sealed class PortionConflictType : ObjectGraphType<FoundConflict>
{
    public PortionConflictType()
    {
        Name = "PortionConflict";
        Description = "An elder who by the scans had two portions of one meal.";
        this.AsParent();
        this.Loaded<FoundConflict, ElderType>("elder", "Whose portions.", c => c.Request().Loaders.Elders.Load(c.Source.Conflict.Elder));
        this.Loaded<FoundConflict, SittingType>(
            "sitting", "Where the second was found; `settlePortionConflict` takes it, from the staff of either point.", c => c.Request().Loaders.Sittings.Load(c.Source.Conflict.Sitting));
        this.Has<FoundConflict, InstantScalar>("servedAt", "When it was handed out there.", c => c.Conflict.ServedAt);
        this.May<FoundConflict, StringGraphType>("device", "By which device.", c => c.Conflict.Device);
        this.May<FoundConflict, IntGraphType>("sequence", "That device's own count of scans.", c => (int?)c.Conflict.DeviceSequence);
        this.Loaded<FoundConflict, SittingType>(
            "elsewhere", "The sitting of the other portion; the same one when two devices scanned there.",
            c => c.Request().Loaders.Sittings.Load(c.Source.Conflict.Elsewhere));
        this.May<FoundConflict, InstantScalar>("elsewhereServedAt", "When it was handed out; null when it was only booked.", c => c.FirstServedAt);
        this.May<FoundConflict, StringGraphType>("elsewhereDevice", "By which device, when at the same sitting.", c => c.Conflict.FirstDevice);
        this.May<FoundConflict, IntGraphType>("elsewhereSequence", "That device's own count of scans, if known.", c => (int?)c.Conflict.FirstSequence);
        this.Has<FoundConflict, InstantScalar>("foundAt", "When the scans came together.", c => c.Conflict.FoundAt);
        this.May<FoundConflict, InstantScalar>("settledAt", "Null while it is open.", c => c.Settled?.SettledAt);
        this.May<FoundConflict, StringGraphType>("settledBy", "Who settled it.", c => c.Settled?.SettledBy);
        this.May<FoundConflict, ConflictSettlementEnum>("how", "What it was.", c => c.Settled?.How);
        this.May<FoundConflict, StringGraphType>("note", "Why, if said.", c => c.Settled?.Note);
    }
}

internal static class CheckInQueries
{
    private const Role Settlers = Reach.MealDay | Role.Auditor;

    public static void AddTo(QueryType query) =>
        query.Field<ConnectionOf<PortionConflictType>, object>("portionConflicts")
            .Description("Elders who by the scans had two portions of one meal, newest first. Of a meal point, or of a district, or of the city.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Only those a meal point is part of; staff give their own.", required: false)
            .DistrictArgument()
            .Argument<BooleanGraphType>("settled", "Those a person has settled; open ones when not given.")
            .Paged()
            .For(Settlers, async (c, scopes) => c.GetArgument<MealPointId?>("mealPoint") is { } point
                ? await scopes.Point(point)
                : scopes.District(c.GetArgument<string?>("district")))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.NumberSlice());
                var page = await request.Api.CheckIns.ConflictsAsync(
                    request.Api.CityName, c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<string?>("district"),
                    c.GetArgument<bool>("settled"), slice, request.Cancellation);
                return page.Connect(slice, f => f.Conflict.Found);
            });
}
