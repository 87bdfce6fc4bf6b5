using System.Globalization;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Scenarios.CityDay;

/// <summary>400 points with 75 elders around each: who they are, and who means to do what.</summary>
/// <param name="clock">Its day.</param>
internal sealed class Town(DayClock clock)
{
    public const int PointCount = 400;
    public const int EldersAPoint = 75;
    public const int Walkins = 5;
    public static readonly Fen Price = new(800), DeliveryFee = new(100);

    private static readonly string[] s_districts = ["321102", "321111", "321112", "321181", "321182", "321183", "ZJXQ"];
    private static readonly string[] s_streets = ["中山路", "学府路", "解放路", "长江路"];

    public ImmutableArray<TownPoint> Points { get; } = [.. Enumerable.Range(0, PointCount).Select(nr => new TownPoint(nr, clock.Date))];

    public DateOnly Date => clock.Date;

    public static string DistrictOf(int point) => s_districts[point % s_districts.Length];

    /// <summary>A third is entitled, and lives in the city: pays 2 of the meal's 8 yuan.</summary>
    public static bool IsEntitled(int elder) => elder % 3 == 0;

    public static string CardOf(int elder) => string.Create(CultureInfo.InvariantCulture, $"3211 {elder:000000}");

    /// <summary>Cards are for those who are checked in through the API with them.</summary>
    public static bool HasCard(int elder) => elder % EldersAPoint == 3;

    /// <summary>What the city is before the day begins, in the order it is decided.</summary>
    public IEnumerable<ICommand> Founded()
    {
        foreach (var point in Points)
        {
            yield return new OpenMealPoint(
                point.Id, $"Point {point.Nr}", DistrictOf(point.Nr), $"Street {point.Nr}", 32 + (point.Nr / 1000.0), 119.4,
                [new WeeklySitting(
                    Date.DayOfWeek, Meal.Lunch, point.Capacity, Walkins, DayClock.TimeOf(clock.Serving), DayClock.TimeOf(clock.Closing),
                    (int)(clock.Serving - clock.CutOff).TotalMinutes, Price, DeliveryFee)]);
            yield return new ChangeWaitingListPolicy(
                point.Id, new WaitingListPolicy(OfferMinutes: 90, LastMinutes: 15, TimeOnly.MinValue, new TimeOnly(23, 59)));
        }

        yield return new PublishSubsidyPolicy(PolicyDocument.Shipped["zhenjiang-2025"]);
        foreach (var point in Points)
            foreach (var (elder, at) in point.Elders.Select((e, i) => (e, i)))
                foreach (var command in Registered(point, elder, (point.Nr * EldersAPoint) + at)) yield return command;
    }

    private IEnumerable<ICommand> Registered(TownPoint point, ElderId elder, int nr)
    {
        var address = $"{s_streets[nr % s_streets.Length]}{(nr % 200) + 1}号";
        yield return new RegisterElder(
            elder, $"老人{nr}", IdentityOf(nr), string.Create(CultureInfo.InvariantCulture, $"138{nr:00000000}"), address,
            DistrictOf(point.Nr));
        if (point.WhoOrdered.Contains(elder))
        {
            yield return new PlaceStandingOrder
            {
                Elder = elder,
                Order = StandingOrderId.FromRegistry(string.Create(CultureInfo.InvariantCulture, $"day-{nr}")),
                From = Date,
                Until = Date,
                Lines = [new OrderLine(point.Id, [Date.DayOfWeek], Meal.Lunch, point.ChannelOf(elder))],
            };
        }

        if (HasCard(nr)) yield return new IssueCard(elder, CityUnderTest.Cards.IdOf(CardOf(nr))) { Code = CardOf(nr) };
        if (!IsEntitled(nr)) yield break;
        ImmutableArray<Evidence> evidence = [new(EvidenceKind.CrossCheck, $"item {nr % 402}", Date.AddDays(-30))];
        yield return new RecordHukou(elder, Local: true, evidence);
        yield return new GrantEntitlement(elder, EntitlementCategory.MinimumLiving, Date.AddDays(-20), Until: null, evidence, Reason: null);
    }

    /// <summary>Born between 1931 and 1955, each number once.</summary>
    private static string IdentityOf(int nr)
    {
        var born = new DateOnly(1931, 1, 1).AddDays(nr % 9_000);
        var digits = string.Create(CultureInfo.InvariantCulture, $"321102{born:yyyyMMdd}{nr / 9_000:000}");
        return digits + IdentityNumber.CheckCharacter(digits);
    }
}

/// <summary>A meal point and the elders around it.</summary>
internal sealed class TownPoint(int nr, DateOnly date)
{
    private const int Ordered = 62, Booking = 4;

    public int Nr => nr;

    public MealPointId Id { get; } = MealPointId.FromRegistry($"day-{nr}");

    public SittingId Sitting { get; } = SittingId.Of(MealPointId.FromRegistry($"day-{nr}"), date, Meal.Lunch);

    public ImmutableArray<ElderId> Elders { get; } =
        [.. Enumerable.Range(0, Town.EldersAPoint).Select(i => ElderIds.FromRegistry($"day-{(nr * Town.EldersAPoint) + i}"))];

    /// <summary>Those who book fill it to the last place.</summary>
    public bool IsFull => nr % 8 == 0;

    /// <summary>Has a kitchen, a menu, and diners who cannot have everything.</summary>
    public bool HasKitchen => nr % 10 == 0;

    public bool Delivers => nr % 5 == 1;

    /// <summary>Its device has no connection at lunch.</summary>
    public bool IsOffline => nr % 20 == 7;

    public int Capacity => IsFull ? Ordered + Booking : Town.EldersAPoint;

    /// <summary>Have a standing order.</summary>
    public IEnumerable<ElderId> WhoOrdered => Elders.Take(Ordered);

    /// <summary>Book this morning.</summary>
    public IEnumerable<ElderId> WhoBook => Elders.Skip(Ordered).Take(Booking);

    /// <summary>Have not booked: wait where it is full, or walk in.</summary>
    public IEnumerable<ElderId> TheOthers => Elders.Skip(Ordered + Booking);

    public Channel ChannelOf(ElderId elder) => Elders.IndexOf(elder) switch
    {
        >= 40 and < Ordered when Delivers => Channel.Delivery,
        var i when i % 9 == 4 => Channel.Takeaway,
        _ => Channel.DineIn,
    };
}
