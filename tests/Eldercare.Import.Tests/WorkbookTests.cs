using Eldercare.Import.Reports;
using MiniExcelLibs;

namespace Eldercare.Import.Tests;

public static class WorkbookTests
{
    [Fact]
    public static async Task Reads_workbooks_as_it_reads_text()
    {
        using var text = await Folder.WithSmallCityAsync();
        using var workbooks = new Folder();
        foreach (var file in Directory.GetFiles(text.Path, "*.csv"))
        {
            var lines = File.ReadAllLines(file).Select(l => l.Split(',')).ToList();
            var rows = lines.Skip(1).Select(l => l.Select((cell, i) => (lines[0][i], (object)Cell(lines[0][i], cell))).ToDictionary(c => c.Item1, c => c.Item2));
            MiniExcel.SaveAs(workbooks.File(Path.GetFileNameWithoutExtension(file) + ".xlsx"), rows);
        }

        var (fromText, fromWorkbooks) = (new MemoryStore(Folder.Noon), new MemoryStore(Folder.Noon));
        await text.ImportAsync(fromText);
        await workbooks.ImportAsync(fromWorkbooks);

        Assert.Empty(workbooks.Errors());
        Assert.Equal(fromText.Streams.Keys.Order(), fromWorkbooks.Streams.Keys.Order());
        foreach (var (id, stream) in fromText.Streams)
            Assert.Equal(string.Join('\n', stream.Facts), string.Join('\n', fromWorkbooks.Streams[id].Facts));
        Assert.Equal(fromText.Elders, fromWorkbooks.Elders);
    }

    [Fact]
    public static async Task Shows_how_far_it_is_in_a_workbook()
    {
        using var text = await Folder.WithSmallCityAsync();
        using var workbooks = new Folder();
        var lines = File.ReadAllLines(text.File("elders.csv")).Select(l => l.Split(',')).ToList();
        MiniExcel.SaveAs(workbooks.File("elders.xlsx"), lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => (object)c.Second)));
        var shown = new Shown();

        await workbooks.ImportAsync(new MemoryStore(Folder.Noon), ImportSteps.Elders, progress: shown);

        var shares = shown.Reports.ConvertAll(p => p.Share);
        Assert.Equal(shares.Order(), shares);
        Assert.Contains(shares, s => s is > 0.2 and < 0.9);
        Assert.Equal((2000L, 1.0), (shown.Reports[^1].Rows, shares[^1]));
    }

    /// <summary>As Excel has them: numbers and dates are no text.</summary>
    private static object Cell(string column, string text) => column switch
    {
        "capacity" or "latitude" or "longitude" => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        "assessed_on" or "date" or "booked_at" when text.Length > 0 => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        _ => text,
    };

    private sealed class Shown : IProgress<ImportProgress>
    {
        public List<ImportProgress> Reports { get; } = [];

        public void Report(ImportProgress value) => Reports.Add(value);
    }
}
