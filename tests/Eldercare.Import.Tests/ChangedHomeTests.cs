using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Tests;

/// <summary>What a later file says of homes, their papers, rooms and beds that are known.</summary>
public static class ChangedHomeTests
{
    [Theory]
    [InlineData("homes.csv", 1, "新名")]
    [InlineData("homes.csv", 3, "新路1号")]
    [InlineData("homes.csv", 4, "31.5")]
    [InlineData("homes.csv", 6, "public_built_privately_run")]
    [InlineData("homes.csv", 7, "0511-1")]
    [InlineData("rooms.csv", 3, "C座")]
    [InlineData("rooms.csv", 4, "12")]
    [InlineData("beds.csv", 3, "ordinary")]
    [InlineData("beds.csv", 4, "intact")]
    [InlineData("beds.csv", 5, "hoist;suction;hoist")]
    [InlineData("beds.csv", 6, "999.50")]
    public static async Task Takes_over_what_changed_about_homes_rooms_and_beds_and_only_once(string file, int column, string other)
    {
        const ImportSteps Known = ImportSteps.Elders | ImportSteps.Homes | ImportSteps.Beds;
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, Known);
        var lines = File.ReadAllLines(folder.File(file));
        var cells = lines[1].Split(',');
        cells[column] = other;
        folder.With(file, [lines[0], string.Join(',', cells), .. lines[2..]]);

        Assert.Equal(1, (await folder.ImportAsync(store, Known)).Events);
        Assert.Equal(0, (await folder.ImportAsync(store, Known)).Events);

        Assert.Empty(folder.Errors());
        Assert.Single(store.Facts, f => f is HomeUpdated or RoomChanged or BedChanged or BedPriceSet);
    }

    [Fact]
    public static async Task Reports_another_kind_of_a_bed_somebody_lies_in()
    {
        const ImportSteps Known = ImportSteps.Elders | ImportSteps.Homes | ImportSteps.Beds;
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, Known);
        var resident = File.ReadLines(folder.File("residents.csv")).ElementAt(1).Split(',');
        var lines = File.ReadAllLines(folder.File("beds.csv"));
        var at = Array.FindIndex(lines, l => l.StartsWith(string.Join(',', resident[..3]) + ",", StringComparison.Ordinal));
        var cells = lines[at].Split(',');
        cells[3] = cells[3] == "ordinary" ? "nursing" : "ordinary";
        lines[at] = string.Join(',', cells);
        folder.With("beds.csv", lines);

        Assert.Equal(0, (await folder.ImportAsync(store, Known)).Events);
        Assert.Equal([$"beds.csv,{at + 1},kind,BED_NOT_CHANGEABLE"], folder.Errors());
    }

    [Fact]
    public static async Task Adds_a_renewal_and_leaves_withdrawn_what_was_withdrawn_here()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Homes);
        var (home, licence) = (HomeId.FromRegistry("CH-001"), store.Facts.OfType<CertificateRecorded>().First());
        Assert.Equal((home, CertificateKind.Licence), (licence.Home, licence.Kind));
        await store.ExecuteAsync(
            new WithdrawCertificate(home, licence.Kind, licence.Number, licence.IssuedOn, licence.ValidFrom, "Another home's"), new("", "", ""),
            TestContext.Current.CancellationToken);

        await File.AppendAllTextAsync(
            folder.File("home_certificates.csv"), "CH-001,liability_insurance,ZR-1,2026-11-20,2026-12-01,2027-11-30\n",
            TestContext.Current.CancellationToken);
        var report = await folder.ImportAsync(store, ImportSteps.Homes);

        Assert.Empty(folder.Errors());
        Assert.Equal(1, report.Events);
        Assert.Contains(
            new CertificateRecorded(home, CertificateKind.LiabilityInsurance, "ZR-1", new(2026, 11, 20), new(2026, 12, 1), new(2027, 11, 30)), store.Facts);
        Assert.Single(store.Facts.OfType<CertificateRecorded>(), f => f.Home == home && f.Kind == CertificateKind.Licence);
    }

    [Fact]
    public static async Task A_new_home_knows_the_beds_of_its_rooms_and_a_later_one_is_placed()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Elders | ImportSteps.Homes | ImportSteps.Beds);
        Assert.Empty(store.Facts.OfType<BedPlaced>());
        AllKnown();

        var room = File.ReadLines(folder.File("rooms.csv")).ElementAt(1).Split(',');
        await File.AppendAllTextAsync(
            folder.File("beds.csv"), $"{room[0]},{room[1]},new,nursing,total,call_bell,150,\n", TestContext.Current.CancellationToken);
        var report = await folder.ImportAsync(store, ImportSteps.Elders | ImportSteps.Homes | ImportSteps.Beds);

        Assert.Empty(folder.Errors());
        Assert.Single(store.Facts.OfType<BedPlaced>());
        AllKnown();

        void AllKnown() => Assert.Equal(
            store.Facts.OfType<BedRegistered>().Select(b => b.Bed).ToHashSet(),
            store.Streams.Values.Select(s => s.State).OfType<Home>().SelectMany(h => h.Rooms.Values).SelectMany(r => r.Beds).ToHashSet());
    }
}
