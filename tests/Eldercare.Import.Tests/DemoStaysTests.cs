using Eldercare.Beds.Beds;
using Eldercare.Import.Demo;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Tests;

public static class DemoStaysTests
{
    [Fact]
    public static async Task The_first_home_shows_everything_a_board_can_and_once_only()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Present);
        var demo = new DemoStays(store, new MemoryStates(store), "zhenjiang", Folder.Today);
        await demo.PlayAsync(stop);
        await demo.PlayAsync(stop);

        Assert.Equal(
            (2, 1, 2, 2, 1, true),
            (store.Facts.OfType<LeaveBegan>().Count(), store.Facts.OfType<ResidentDeparted>().Count(), store.Facts.OfType<ReservationMade>().Count(),
                store.Facts.OfType<ResidentAdmitted>().Count(f => f.Until is not null), store.Facts.OfType<ClosureOrdered>().Select(f => f.On).Distinct().Count(),
                store.Facts.OfType<ClosureOrdered>().Any()));
    }
}
