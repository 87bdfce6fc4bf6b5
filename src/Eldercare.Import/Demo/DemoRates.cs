using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.People.Elders;
using Eldercare.Store;

namespace Eldercare.Import.Demo;

/// <summary>What the demo's homes ask for a day beside their beds' own prices: made up, of a size that is usual.</summary>
public static class DemoRates
{
    /// <summary>For all homes; the registries say what a bed costs.</summary>
    public static SetStayRates OfCity(DateOnly today) => new(Home: null, new(
        new DateOnly(today.Year - 5, 1, 1),
        [new(BedKind.Ordinary, Yuan(65)), new(BedKind.Nursing, Yuan(130)), new(BedKind.Dementia, Yuan(190))],
        [new(CareLevel.Mild, Yuan(15)), new(CareLevel.Moderate, Yuan(35)), new(CareLevel.Severe, Yuan(60)), new(CareLevel.Total, Yuan(90))],
        Yuan(28),
        [new(StayPart.Food, 1, 100), new(StayPart.Care, 1, 100), new(StayPart.Bed, 16, 50, LeaveKind.Hospital)]));

    private static Fen Yuan(long yuan) => new(yuan * 100);
}
