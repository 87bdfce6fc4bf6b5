using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Subsidies;

namespace Eldercare.Beds.Charges;

/// <summary>Whom days are charged to, with all the stays she ever had in the city.</summary>
/// <param name="Elder">Who.</param>
/// <param name="Stays">In any order; of two on a day, which a correction could leave for a while, one is charged.</param>
/// <param name="Levels">Her care levels; null when none was recorded.</param>
/// <param name="Person">What policies ask of her.</param>
public sealed record ChargedResident(
    ElderId Elder, ImmutableArray<(ChargedBed Bed, ChargedStay Stay)> Stays, ChargedPerson? Levels, Beneficiary Person)
{
    /// <summary>Of the last event that said something of her or of a bed while she had it.</summary>
    public long Sequence => Stays.Select(s => Math.Max(s.Bed.Sequence, s.Stay.Sequence)).Append(Levels?.Sequence ?? 0).Max();
}

/// <summary>A day in a home, and who pays it.</summary>
public sealed record ChargedDay(HomeId Home, StayLine Line);

/// <summary>
/// Computes what days in homes cost and who pays them: each day by the rates and policies in force on it, the resident's age, care level and
/// entitlements of that day, and counting for a month's caps the days before, in whatever home. The day she came counts, the day she left does
/// not; a day of a transfer is the new bed's. Whole fen, by the engine that charges meals.
/// </summary>
public sealed class StayCharging(PolicyBook policies, IReadOnlyDictionary<Guid, StayRates> rates)
{
    private readonly Dictionary<DateOnly, PoliciesOfDay> _inForce = [];

    /// <summary>The lines of a month, home by home.</summary>
    /// <param name="resident">Whose.</param>
    /// <param name="month">Which.</param>
    /// <param name="until">The last day that is over.</param>
    public ILookup<HomeId, StayLine> Lines(ChargedResident resident, YearMonth month, DateOnly until) => (
        from home in Days(resident, month, until).GroupBy(d => d.Home)
        from line in StayLines.Sum(home.Select(d => d.Line))
        select (home.Key, Line: line)).ToLookup(l => l.Key, l => l.Line);

    /// <summary>Day by day.</summary>
    public IEnumerable<ChargedDay> Days(ChargedResident resident, YearMonth month, DateOnly until)
    {
        var last = until < month.Last ? until : month.Last;
        var stays = resident.Stays.Where(s => s.Stay.Overlaps(month.First, last)).OrderByDescending(s => s.Stay.Began).ToArray();
        var past = new List<PastCharge>();
        for (var day = month.First; day <= last && stays.Length > 0; day = day.AddDays(1))
        {
            if (Array.FindIndex(stays, s => s.Stay.IsOn(day)) is not (>= 0 and var at)) continue;
            var (bed, stay) = stays[at];
            var line = LineOf(resident, bed, stay, month, day);
            var split = SubsidyEngine.Compute(
                InForce(day),
                new(ServiceKind.Bed, day, bed.District, [new(ChargePart.Bed, line.Bed), new(ChargePart.Care, line.Care), new(ChargePart.Food, line.Food)]),
                resident.Person with { CareLevel = line.Level }, past);
            past.Add(new(day, Meal: null, split.Shares));
            yield return new(bed.Home, line with { Shares = split.Shares });
        }
    }

    /// <summary>The rates of a home on a day: its own, and while it has none the city's.</summary>
    public RateList? RatesOf(HomeId home, DateOnly day) =>
        rates.GetValueOrDefault(StayRates.KeyOf(home))?.On(day) ?? RatesOf(day);

    private RateList? RatesOf(DateOnly day) => rates.GetValueOrDefault(StayRates.KeyOf(null))?.On(day);

    private StayLine LineOf(ChargedResident resident, ChargedBed bed, ChargedStay stay, YearMonth month, DateOnly day)
    {
        var (list, ofCity, kind, level) = (RatesOf(bed.Home, day), RatesOf(day), bed.KindOn(day), resident.Levels?.LevelOn(day));
        // A kind or level that a home's list leaves out is the city's: nothing is free because it was forgotten.
        var line = new StayLine(
            month.Value, kind, level, StayDay.Present, 1, BedPrice.On(bed.Prices, day) ?? list?.Of(kind) ?? ofCity?.Of(kind) ?? Fen.Zero,
            list?.Of(level) ?? ofCity?.Of(level) ?? Fen.Zero, list?.Food ?? Fen.Zero, []);
        if (stay.AwayOn(day) is not { } away) return line;
        if (list is null) return line with { Day = StayDay.OnLeave };

        var nth = day.DayNumber - away.On.DayNumber + 1;
        var less = line with
        {
            Bed = list.OnLeave(StayPart.Bed, line.Bed, away.Kind, nth),
            Care = list.OnLeave(StayPart.Care, line.Care, away.Kind, nth),
            Food = list.OnLeave(StayPart.Food, line.Food, away.Kind, nth),
        };
        return less with { Day = less.Daily < line.Daily ? StayDay.OnLeaveDiscounted : StayDay.OnLeave };
    }

    private PoliciesOfDay InForce(DateOnly day)
    {
        if (!_inForce.TryGetValue(day, out var found))
            _inForce[day] = found = PoliciesOfDay.Of(policies.InForce(day), ServiceKind.Bed, day);
        return found;
    }
}
