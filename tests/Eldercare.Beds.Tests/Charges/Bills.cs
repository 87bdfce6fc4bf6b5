using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Charges;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Policies;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Tests.Charges;

/// <summary>
/// Hillside asks 100 yuan for a nursing bed, 40 for an ordinary one, 10, 30 and 60 of care from moderate on, and 20 for food. From a leave's
/// first day on food is not asked, from its fourth on half of the bed. February 2026 has 28 days.
/// </summary>
internal static class Bills
{
    public const string City = "city-finance";
    public static readonly YearMonth January = new(202601), February = new(202602), March = new(202603);
    public static readonly HomeId Riverside = new(Example.Id(51));
    public static readonly BedId AtRiverside = new(Example.Id(52));

    public static readonly RateList List = new(
        new(2020, 1, 1), [new(BedKind.Ordinary, Yuan(40)), new(BedKind.Nursing, Yuan(100))],
        [new(CareLevel.Moderate, Yuan(10)), new(CareLevel.Severe, Yuan(30)), new(CareLevel.Total, Yuan(60))], Yuan(20),
        [new(StayPart.Bed, 4, 50), new(StayPart.Food, 1, 100)]);

    /// <summary>The city pays half of the care fee, at most 100 yuan a month.</summary>
    public static readonly SubsidyPolicy HalfOfCare = new(
        "half", 1, new("半价", "Half"), new(2020, 1, 1), null, [new("Gazette")], [new(City, new("市财政", "City finance"))], Combination.Stack,
        [new("care", new("护理费一半", "Half of care"), new(BenefitKind.Percent, Percent: 50, Of: ChargePart.Care), [new(City, 1)])],
        [new(CapPeriod.Month, Yuan(100))], Service: ServiceKind.Bed);

    public static Fen Yuan(long yuan) => new(yuan * 100);

    public static DateOnly Feb(int day) => new(2026, 2, day);

    public static ChargedBed Bed(BedId bed, HomeId home, params ImmutableArray<ChargedStay> stays) =>
        new(bed, home, Example.Jingkou, [new(DateOnly.MinValue, BedKind.Nursing)], [], stays, 1);

    public static ChargedStay Stay(DateOnly from, DateOnly? until, params ImmutableArray<Away> leaves) => new(Example.Anna, from, until, leaves, 1);

    public static ChargedResident Resident(params ImmutableArray<ChargedBed> beds) => new(
        Example.Anna, [.. beds.SelectMany(b => b.Stays.Select(s => (b, s)))], new(Example.Anna, [new(new(2020, 1, 1), CareLevel.Severe)], 1),
        new(new(1940, 1, 1), Example.Jingkou, null, LocalHukou: true, []));

    public static StayCharging Charging(params ImmutableArray<SubsidyPolicy> policies) => new(
        new PolicyBook(policies), new Dictionary<Guid, StayRates> { [StayRates.KeyOf(Example.Hillside)] = new([List]), [StayRates.KeyOf(null)] = new([List]) });

    public static StayLine Line(StayDay day, int days, long bed, long care, long food, CareLevel? level = CareLevel.Severe, long paid = 0) => new(
        202602, BedKind.Nursing, level, day, days, Yuan(bed), Yuan(care), Yuan(food), paid == 0 ? [] : [new("half", 1, "care", City, Yuan(paid))]);
}

/// <summary>Rows in memory, by type and key.</summary>
internal sealed class BillRows : RowSet
{
    private readonly Dictionary<string, object> _rows = [];
    private readonly HashSet<string> _needed = [];
    private bool _applying;

    public static BillRows After(IEnumerable<object> facts, DateTimeOffset? at = null)
    {
        var (rows, view, sequence) = (new BillRows(), new ChargedBedView(), 0);
        rows._rows[KeyOf(typeof(HomeBoard), Example.Hillside.Value)] = new HomeBoard(
            Example.Hillside, "Hillside", Example.Jingkou, "", 0, 0, OperatorKind.Social, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var fact in facts.Where(f => view.Events.Contains(f.GetType())))
        {
            var stream = fact switch
            {
                StayRatesSet f => StayRates.At(f.Home).Id,
                StayChargesFrozen f => StayCharges.At(f.Home, new(f.Month)).Id,
                CareLevelChanged f => f.Elder.Value,
                _ => World.StreamOf(fact).Id,
            };
            var recorded = new Recorded(++sequence, stream, sequence, fact, at ?? Example.Now, "clerk-7");
            rows._needed.Clear();
            view.Need(recorded, rows);
            rows._applying = true;
            view.Apply(recorded, rows);
            rows._applying = false;
        }

        return rows;
    }

    public TRow? Get<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => (TRow?)_rows.GetValueOrDefault(KeyOf(typeof(TRow), key));

    public override TRow? Find<TRow>(params ReadOnlySpan<object> key)
        where TRow : class
    {
        var at = KeyOf(typeof(TRow), key);
        if (!_applying) _needed.Add(at);
        else if (!_rows.ContainsKey(at)) Assert.Contains(at, _needed);
        return (TRow?)_rows.GetValueOrDefault(at);
    }

    public override void Put(object row) => _rows[row switch
    {
        ChargedBed r => KeyOf(typeof(ChargedBed), r.Bed.Value),
        ChargedPerson r => KeyOf(typeof(ChargedPerson), r.Elder.Value),
        StayRatesRow r => KeyOf(typeof(StayRatesRow), r.Key),
        StayChargesRow r => KeyOf(typeof(StayChargesRow), r.Home.Value, r.Month),
        StayBillRow r => KeyOf(typeof(StayBillRow), r.Elder.Value, r.Home.Value, r.Month),
        _ => throw new InvalidOperationException($"{row} is no row of bills."),
    }] = row;

    public override void Remove<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => throw new InvalidOperationException("Nothing is taken out of bills.");

    private static string KeyOf(Type type, params ReadOnlySpan<object> key)
    {
        var text = type.Name;
        foreach (var part in key) text += "/" + (part is Guid or int ? part : Example.Uuid(part));
        return text;
    }
}
