using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// One of a district's settlements of a month, all of which a person takes for final at once. She names the district's control sum as she
/// saw it, with what was final before: when it is another by now, none is frozen, and she has to look again.
/// </summary>
/// <param name="Freeze">The point's own, by the sum it came to when all were read.</param>
/// <param name="District">Whose settlements.</param>
/// <param name="Owed">What funders owe in the district, as it was read.</param>
/// <param name="Expected">What the person saw.</param>
public sealed record FreezeDistrictSettlement(FreezeSettlement Freeze, string District, Fen Owed, Fen Expected) : ICommand
{
    public Footprint Footprint => Freeze.Footprint;

    public Outcome Decide(Known known) =>
        Owed == Expected ? Freeze.Decide(known) : Outcome.Refuse(new DistrictSumDiffers(District, Freeze.Month.Value, Owed));

    /// <summary>Of each settlement there is, final ones too: they say so.</summary>
    /// <param name="district">Whose.</param>
    /// <param name="month">A month that is over.</param>
    /// <param name="boards">The district's settlements of the month.</param>
    /// <param name="expected">What the person saw.</param>
    public static ImmutableArray<FreezeDistrictSettlement> Of(
        string district, YearMonth month, IReadOnlyCollection<SettlementBoard> boards, Fen expected)
    {
        var owed = SettlementLines.Owed(boards.SelectMany(b => b.Lines));
        // Where there is nothing to freeze somebody still has to say that the sum is another.
        if (boards.Count == 0 && owed != expected) return [new(new(default, month, [], owed), district, owed, expected)];
        return
        [
            .. boards.Select(b => new FreezeDistrictSettlement(
                new(b.Point, month, b.Lines, SettlementLines.Owed(b.Lines)), district, owed, expected)),
        ];
    }
}

/// <param name="District">Whose.</param>
/// <param name="Month">yyyymm.</param>
/// <param name="Owed">What funders owe in the district by now.</param>
public sealed record DistrictSumDiffers(string District, int Month, Fen Owed) : Refusal
{
    public override Words Message => new(
        $"全区应付补贴现为{Owed}元，与您看到的不同，请重新核对后再定案。",
        $"What funders owe in the district is no longer what was seen, but {Owed} yuan: look at the settlements again.");
}
