using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.City.Charges;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>A home's rates, and bills taken for final.</summary>
internal static class StayChargeMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<SetStayRates>(
            "setStayRates",
            "Sets what a home asks for a day, from today on or later; only where there is none at all, the city's either, may the first begin in the past. Without a home, an office of the city sets "
            + "what homes ask that have no list of their own.",
            Reach.HomeDay,
            i => i.Id<HomeId>("home", "Whose.", required: false).Date("from", "The first day.")
                .Of<ListGraphType<NonNullGraphType<BedRateInputType>>>("beds", "For a bed, by kind (床位费); a bed's own price goes before.", parse: v => List<BedRate>(v))
                .Of<ListGraphType<NonNullGraphType<CareRateInputType>>>("care", "For care, by level (护理费).", parse: v => List<CareRate>(v))
                .Of<FenScalar>("food", "For food (伙食费).")
                .Of<ListGraphType<NonNullGraphType<LeaveDiscountInputType>>>(
                    "leave", "What is not asked while a resident is away; nothing when not given.", required: false, parse: v => List<LeaveDiscount>(v)),
            i => new(i.May<HomeId>("home"), new(
                i.Get<DateOnly>("from"), i.Get<ImmutableArray<BedRate>>("beds"), i.Get<ImmutableArray<CareRate>>("care"), i.Get<Fen>("food"),
                i.May<ImmutableArray<LeaveDiscount>>("leave") ?? [])),
            (s, c) => c.Home is { } home ? s.Home(home) : ValueTask.FromResult(s.Everywhere),
            p => p.State<StayRates, ListGraphType<NonNullGraphType<StayRateListType>>>("rates", "All lists as they stand now.", r => r.Lists),
            typeof(HomeUnknown), typeof(StayRatesInvalid), typeof(DateTooLongAgo));
        mutations.AddMany<FreezeStayCharges>(
            "freezeStayCharges",
            "Takes the bills of all of a district's homes for a month for final, each home's alone: what changes later goes into the next month's.",
            Reach.Offices,
            i => i.Of<StringGraphType>("district", "District code.", parse: Known).Of<YearMonthScalar>("month", "A month that is over.")
                .Of<FenScalar>(
                    "owed",
                    "What funders owe in the district as you saw it, with what is final already: the control sum of `stayCharges`. When it is another by now, "
                    + "nothing is frozen: look again."),
            CommandsAsync,
            (c, _) => c.Home.ToString(),
            (s, i) => ValueTask.FromResult(s.District(i.Text("district"))),
            payload =>
            {
                Homes(payload, "frozen", "Homes whose bills are final now, by this request or by the same one before.", a => a.Refusal is null);
                Homes(payload, "alreadyFrozen", "Homes whose bills had been final.", a => a.Refusal is StayChargesAlreadyFrozen);
            },
            "Why some or all were refused, each reason once. Empty when all are final.",
            (all, refused) => all.Where(e => e.Answer.Refusal is not StayChargesAlreadyFrozen).SelectMany(e => refused(e.Answer)).DistinctBy(r => r.Refusal),
            typeof(HomeUnknown), typeof(StayChargesAlreadyFrozen), typeof(StayMonthNotOver), typeof(StaySumDiffers));
    }

    private static async ValueTask<ImmutableArray<FreezeStayCharges>> CommandsAsync(Input input)
    {
        var (api, district, month, expected) = (input.Request.Api, input.Text("district"), input.Get<YearMonth>("month"), input.Get<Fen>("owed"));
        await input.Request.SeenAsync();
        var charges = await api.StayCharges.OfHomesAsync(api.CityName, month, home: null, district, input.Request.Today(), input.Request.Cancellation);
        return charges.Freezing(district, expected);
    }

    private static object Known(object district) =>
        Districts.IsKnown((string)district) ? district : throw new BadValueException("没有这个区的代码。", "There is no district of that code.");

    private static ImmutableArray<T> List<T>(object value) => ((IEnumerable<object>)value).Cast<T>().ToImmutableArray();

    private static void Homes(ObjectGraphType<Executed[]> payload, string name, string description, Func<Answer, bool> which) =>
        payload.Field<ListGraphType<NonNullGraphType<HomeType>>, object>(name).Description(description).ResolveAsync(async c =>
        {
            var api = c.Request().Api;
            HomeId[] homes = [.. c.Source.Where(e => which(e.Answer)).Select(e => ((FreezeStayCharges)e.Command).Home)];
            return (await api.Homes.ByIdsAsync(api.CityName, homes, c.Request().Cancellation)).Values.OrderBy(h => h.Name, StringComparer.Ordinal).ToArray();
        });
}

public sealed class BedRateInputType : InputObjectGraphType<BedRate>
{
    public BedRateInputType()
    {
        Name = "BedRateInput";
        Description = "A day's price of a kind of bed.";
        Field<NonNullGraphType<BedKindEnum>>("kind").Description("Which kind.");
        Field<NonNullGraphType<FenScalar>>("daily").Description("A day, up to 10,000 yuan.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new BedRate((BedKind)value["kind"]!, (Fen)value["daily"]!);
}

public sealed class CareRateInputType : InputObjectGraphType<CareRate>
{
    public CareRateInputType()
    {
        Name = "CareRateInput";
        Description = "A day's price of care at a level.";
        Field<NonNullGraphType<CareLevelEnum>>("level").Description("Which level.");
        Field<NonNullGraphType<FenScalar>>("daily").Description("A day, up to 10,000 yuan.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new CareRate((CareLevel)value["level"]!, (Fen)value["daily"]!);
}

public sealed class LeaveDiscountInputType : InputObjectGraphType<LeaveDiscount>
{
    public LeaveDiscountInputType()
    {
        Name = "LeaveDiscountInput";
        Description = "What is taken off a part of the day's price while a resident is away.";
        Field<NonNullGraphType<StayPartEnum>>("part").Description("Of what.");
        Field<NonNullGraphType<IntGraphType>>("fromDay").Description("The first day of the leave it is given on, from 1.");
        Field<NonNullGraphType<FloatGraphType>>("percent").Description("Of the part's full price, above 0 and at most 100, to a hundredth.");
        Field<LeaveKindEnum>("kind").Description("For leaves of one kind; for all when not given.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new LeaveDiscount(
        (StayPart)value["part"]!, (int)value["fromDay"]!, Percent((double)value["percent"]!),
        value.TryGetValue("kind", out var kind) ? (LeaveKind?)kind : null);

    /// <summary>What is no percentage at all becomes one that is refused.</summary>
    private static decimal Percent(double percent) => percent is > 0 and <= 100 ? Math.Round((decimal)percent, 2) : 0;
}
