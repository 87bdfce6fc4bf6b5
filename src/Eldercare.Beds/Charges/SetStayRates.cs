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
/// <param name="Reason">What is wrong with it, in English.</param>
public sealed record StayRatesInvalid(string Field, string Reason) : Refusal
{
    public override string Message => Reason;
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
        if (list.Beds.DistinctBy(b => b.Kind).Count() < list.Beds.Length) return new("beds", "Each kind of bed has one rate.");
        if (list.Care.DistinctBy(c => c.Level).Count() < list.Care.Length) return new("care", "Each care level has one rate.");
        if (list.Leave.Any(d => d.FromDay is < 1 or > RateList.LongestLeave))
            return new("leave", $"A discount begins on the 1st to {RateList.LongestLeave}th day of a leave.");
        if (list.Leave.Any(d => d.Percent is <= 0 or > 100)) return new("leave", "A discount is more than 0 per cent and at most 100.");
        var each = Listed(list).Leave;
        return each.DistinctBy(d => (d.Part, d.FromDay, d.Kind)).Count() < each.Length
            ? new("leave", "Of each part, day and kind of leave there is one discount.")
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

    private static StayRatesInvalid Price(string field) => new(field, $"A day's rate lies between 0 and {RateList.Most} yuan.");
}
