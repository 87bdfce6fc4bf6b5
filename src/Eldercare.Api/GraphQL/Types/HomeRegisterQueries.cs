using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>What homes are and have: certificates, rooms, beds, and how they changed.</summary>
internal static class HomeRegisterQueries
{
    private const int UsualDays = 60, MostDays = 730;

    public static void AddTo(QueryType query)
    {
        query.Field<ConnectionOf<HomeType>, object>("homes").Description("The register of care homes, by name.")
            .Argument<OperatorKindEnum>("operator", "Only homes run so.")
            .DistrictArgument().Paged().Public()
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                await request.SeenAsync();
                var page = await request.Api.HomeRegister.HomesAsync(
                    request.Api.CityName, c.GetArgument<string?>("district"), c.GetArgument<OperatorKind?>("operator"), slice, request.Cancellation);
                return page.Connect(slice, h => h.Home.Value);
            });
        query.Field<ConnectionOf<CertificateDueType>, object>("homeCertificatesDue")
            .Description("Worklist: certificates of homes that are out of date, were never recorded or end soon, the most urgent first.")
            .IdArgument<object?, object, HomeId>("home", "Only this home's; staff of a home must give theirs.", required: false)
            .Argument<IntGraphType>(
                "within", $"How many days ahead, 0 to {MostDays}; {UsualDays} when not given.", a => a.Validator = Days)
            .DistrictArgument().Paged()
            .For(Reach.OfHome, async (c, scopes) => c.GetArgument<HomeId?>("home") is { } home
                ? await scopes.Home(home)
                : scopes.District(c.GetArgument<string?>("district")))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                await request.SeenAsync();
                var page = await request.Api.HomeRegister.DueAsync(
                    request.Api.CityName, c.GetArgument<HomeId?>("home"), c.GetArgument<string?>("district"), request.Today(),
                    c.GetArgument<int?>("within") ?? UsualDays, slice, request.Cancellation);
                return page.Connect(slice, d => d.Id);
            });
        query.Field<ConnectionOf<RoomType>, object>("rooms").Description("A home's rooms by building, floor and number.")
            .IdArgument<object?, object, HomeId>("home", "Which home.")
            .Paged()
            .For(Reach.OfHome, (c, scopes) => scopes.Home(c.GetArgument<HomeId>("home")))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                await request.SeenAsync();
                var page = await request.Api.HomeRegister.RoomsAsync(
                    request.Api.CityName, c.GetArgument<HomeId>("home"), slice, request.Cancellation);
                return page.Connect(slice, r => r.Room.Value);
            });
        query.Field<ConnectionOf<HomeChangeType>, object>("homeChanges")
            .Description("How a home, its certificates, rooms and beds changed: who, when, what; what was recorded last first.")
            .IdArgument<object?, object, HomeId>("home", "Which home.")
            .Paged()
            .For(Reach.OfHome, (c, scopes) => scopes.Home(c.GetArgument<HomeId>("home")))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.NumberSlice());
                await request.SeenAsync();
                var page = await request.Api.HomeRegister.ChangesAsync(
                    request.Api.CityName, c.GetArgument<HomeId>("home"), slice, request.Cancellation);
                return page.Connect(slice, h => h.Sequence);
            });
    }

    public static void AddTo(HomeType home)
    {
        home.May<HomeBoard, StringGraphType>("phone", "The home's own line.", h => h.Phone);
        home.Loaded<HomeBoard, BooleanGraphType>(
            "mayAdmit", "Its licence, fire inspection and liability insurance are in date today.",
            c => c.Request().Loaders.CertificatesOf.Load(c.Source.Home).Then(
                all => (object)MayAdmit.Lacking([.. (all ?? []).Select(r => r.Certificate)], c.Request().Today()).IsEmpty));
        home.Loaded<HomeBoard, ListGraphType<NonNullGraphType<HomeCertificateType>>>(
                "certificates", "All it ever had, by kind, the latest first. For the home and the offices above it.",
                c => c.Request().Loaders.CertificatesOf.Load(c.Source.Home))
            .For(Reach.OfHome, (c, scopes) => ValueTask.FromResult(c.Source is HomeBoard h && scopes.Home(h.Home, h.District)));
    }

    public static void AddTo(BedType bed)
    {
        bed.Loaded<BedBoard, RoomType>("room", "Its room.", c => c.Request().Loaders.Rooms.Load(c.Source.Room));
        bed.Has<BedBoard, ListGraphType<NonNullGraphType<BedEquipmentEnum>>>(
            "equipment", "What stands by it.", b => b.Equipment ?? []);
        bed.Field<FenScalar, object>("dailyPrice").Description("What it costs for a day and night; null when not known.")
            .Argument<LocalDateScalar>("on", "On which day; today when not given.")
            .Resolve(c => BedPrice.On(c.Source.Prices ?? [], c.GetArgument<DateOnly?>("on") ?? c.Request().Today()));
        bed.Has<BedBoard, ListGraphType<NonNullGraphType<BedPriceType>>>(
            "prices", "All its prices by their first day, those to come too.", b => b.Prices ?? []);
    }

    /// <summary>The city's date.</summary>
    internal static DateOnly Today(this RequestContext request) => CityTime.Today(request.Api.Clock.GetUtcNow());

    private static void Days(object value)
    {
        if (value is not (int and >= 0 and <= MostDays)) throw new BadValueException($"须为0至{MostDays}。", $"Must be 0 to {MostDays}.");
    }
}
