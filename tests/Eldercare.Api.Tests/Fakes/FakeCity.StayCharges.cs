using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.City.Charges;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;

namespace Eldercare.Api.Tests;

/// <summary>Anna moved from home A to home B; A's bill is final and corrects January.</summary>
public sealed partial class FakeCity : IStayChargesReader
{
    private static StayBill BillA => new(
        Anna, HomeA,
        [
            new(202601, BedKind.Nursing, CareLevel.Severe, StayDay.Present, -1, new(6_500), new(3_000), new(2_500), [new("zhenjiang-beds", 1, "destitute", "city-finance", new(-6_000))]),
            new(202602, BedKind.Nursing, CareLevel.Severe, StayDay.Present, 10, new(6_500), new(3_000), new(2_500), [new("zhenjiang-beds", 1, "destitute", "city-finance", new(60_000))]),
            new(202602, BedKind.Nursing, CareLevel.Severe, StayDay.OnLeaveDiscounted, 2, new(6_500), new(3_000), new(0), []),
        ],
        new(HomeA, 202602, Here, new(54_000), 1, "clerk-7", Noon));

    private static StayBill BillB => new(
        Anna, HomeB, [new(202602, BedKind.Ordinary, CareLevel.Severe, StayDay.Present, 3, new(4_000), new(3_000), new(2_500), [])], Final: null);

    public Task<StayStatement> OfElderAsync(string city, ElderId elder, YearMonth month, DateOnly today, CancellationToken cancellation) =>
        Read(new StayStatement(elder, month, today.AddDays(-1), [BillA, BillB], PolicyBook.Empty));

    public Task<StayMonth> OfHomesAsync(string city, YearMonth month, HomeId? home, string? district, DateOnly today, CancellationToken cancellation) =>
        Read(new StayMonth(
            month, today.AddDays(-1),
            [
                .. new[] { BillA, BillB }.Where(b => (home ?? b.Home) == b.Home && (district ?? Here) == (b.Home == HomeA ? Here : There))
                    .Select(b => new HomeBills(Home_(b.Home), b.Final, [b])),
            ],
            PolicyBook.Empty, 1));

    public Task<StayRates> RatesAsync(string city, HomeId? home, CancellationToken cancellation) => Read(new StayRates(
        [new(new(2026, 1, 1), [new(BedKind.Nursing, new(6_500))], [new(CareLevel.Severe, new(3_000))], new(2_500), [new(StayPart.Food, 1, 100)])]));
}
