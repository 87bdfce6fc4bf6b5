using System.Text.Json.Serialization;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Charges;

/// <summary>
/// Sets what a home asks for a day, from today on or later: days gone by are charged. Only where there was no list at all, not the city's either, may the
/// first begin in the past: a home that starts here has had it for long.
/// </summary>
/// <param name="Home">Whose; null for homes that have none of their own.</param>
/// <param name="List">All of it.</param>
public sealed record SetStayRates(HomeId? Home, RateList List) : ICommand
{
    private StreamRef Stream => StayRates.At(Home);

    public Footprint Footprint => new() { Writes = [Stream], Reads = Home is { } home ? [Homes.Home.Stream.At(home.Value), StayRates.At(null)] : [] };

    public Outcome Decide(Known known) => SetStayRatesDecider.Decide(
        this, Home is null || known.State<Home>(Homes.Home.Stream.At(Home.Value.Value)) is not null, known.State<StayRates>(Stream),
        Home is null ? null : known.State<StayRates>(StayRates.At(null)), CityTime.Today(known.Now)).On(Stream);
}

/// <param name="Field">Which part of the input.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record StayRatesInvalid(string Field, [property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => new($"{FieldNames.Zh(Field)}：{Reason.Zh}", Reason.En);
}

public static class SetStayRatesDecider
{
    public static Decision<StayRatesFact> Decide(SetStayRates command, bool homeIsThere, StayRates? rates, StayRates? ofCity, DateOnly today)
    {
        if (!homeIsThere) return new HomeUnknown(command.Home!.Value);
        if (Check(command.List) is { } invalid) return invalid;
        var list = Listed(command.List);
        if (rates?.Lists.FirstOrDefault(l => l.From == list.From) == list) return Decision<StayRatesFact>.NoChange;
        return (rates ?? ofCity) is not null && list.From < today ? new DateTooLongAgo("from", today) : new StayRatesSet(command.Home, list);
    }

    private static StayRatesInvalid? Check(RateList list)
    {
        if (list.Beds.Any(b => IsNoPrice(b.Daily))) return Price("beds");
        if (list.Care.Any(c => IsNoPrice(c.Daily))) return Price("care");
        if (IsNoPrice(list.Food)) return Price("food");
        if (list.Beds.DistinctBy(b => b.Kind).Count() < list.Beds.Length) return new("beds", new("每种床位只能有一个价格。", "Each kind of bed has one rate."));
        if (list.Care.DistinctBy(c => c.Level).Count() < list.Care.Length) return new("care", new("每个能力等级只能有一个价格。", "Each care level has one rate."));
        if (list.Leave.Any(d => d.FromDay is < 1 or > RateList.LongestLeave))
            return new("leave", new(
                $"减免须从请假第1天至第{RateList.LongestLeave}天之间开始。", $"A discount begins on the 1st to {RateList.LongestLeave}th day of a leave."));
        if (list.Leave.Any(d => d.Percent is <= 0 or > 100)) return new("leave", new("减免比例须大于0，不超过100%。", "A discount is more than 0 per cent and at most 100."));
        var each = Listed(list).Leave;
        return each.DistinctBy(d => (d.Part, d.FromDay, d.Kind)).Count() < each.Length
            ? new("leave", new("同一收费项目、同一天、同一请假种类只能有一项减免。", "Of each part, day and kind of leave there is one discount."))
            : null;
    }

    /// <summary>In the order of kinds, levels and days, so that the same list is the same however it was written.</summary>
    private static RateList Listed(RateList list) => list with
    {
        Beds = [.. list.Beds.OrderBy(b => b.Kind)],
        Care = [.. list.Care.OrderBy(c => c.Level)],
        Leave =
        [
            .. list.Leave
                .SelectMany(d => d.Part == StayPart.Stay
                    ? new[] { d with { Part = StayPart.Bed }, d with { Part = StayPart.Care }, d with { Part = StayPart.Food } }
                    : [d])
                .OrderBy(d => d.Part).ThenBy(d => d.FromDay).ThenBy(d => d.Kind),
        ],
    };

    private static bool IsNoPrice(Fen daily) => daily < Fen.Zero || daily > RateList.Most;

    private static StayRatesInvalid Price(string field) => new(
        field, new($"每日价格须在0至{RateList.Most}元之间。", $"A day's rate lies between 0 and {RateList.Most} yuan."));
}
