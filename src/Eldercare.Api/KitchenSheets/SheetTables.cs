using System.Text;
using MiniExcelLibs;

namespace Eldercare.Api.KitchenSheets;

/// <summary>The sheet for a spreadsheet: its lines, totals by dish, what changed since, and the labels with their delivery runs.</summary>
internal static class SheetTables
{
    /// <summary>UTF-8 with a mark at the beginning, by which Excel knows it.</summary>
    public static byte[] Csv(SheetDocument sheet) => Csv([Lines(sheet), Dishes(sheet), Deltas(sheet), Labels(sheet)]);

    /// <summary>Tables one below the other.</summary>
    public static byte[] Csv(IEnumerable<List<Dictionary<string, object>>> tables)
    {
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            if (table.Count == 0) continue;
            if (text.Length > 0) text.Append("\r\n");
            text.AppendJoin(',', table[0].Keys.Select(Cell)).Append("\r\n");
            foreach (var row in table) text.AppendJoin(',', row.Values.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static Task<byte[]> ExcelAsync(SheetDocument sheet, CancellationToken cancellation)
    {
        var w = sheet.Words;
        var tables = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [w.Say("备餐单", "Sheet")] = Lines(sheet),
            [w.Say("菜品", "Dishes")] = Dishes(sheet),
            [w.Say("变更", "Changes")] = Deltas(sheet),
            [w.Say("标签", "Labels")] = Labels(sheet),
        };
        return ExcelAsync(tables, cancellation);
    }

    /// <summary>A workbook with a sheet a table.</summary>
    public static async Task<byte[]> ExcelAsync(Dictionary<string, object> tables, CancellationToken cancellation)
    {
        using var stream = new MemoryStream();
        await stream.SaveAsAsync(tables, cancellationToken: cancellation);
        return stream.ToArray();
    }

    private static List<Dictionary<string, object>> Lines(SheetDocument sheet)
    {
        var w = sheet.Words;
        return
        [
            .. sheet.Lines.Select((line, at) => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [w.Say("行", "Line")] = at + 1,
                [w.Say("份数", "Portions")] = line.Elders.Length,
                [w.Say("套餐", "Set")] = line.Set ?? "",
                [w.Say("方式", "Channel")] = w.Of(line.Channel),
                [w.Say("菜品", "Dishes")] = Safe(sheet.TrayOf(line)),
                [w.Say("忌口", "Avoid")] = sheet.AvoidOf(line),
                [w.Say("饮食", "Diet")] = sheet.DietsOf(line),
                [w.Say("食物质地", "Food level")] = w.Of(line.Food),
                [w.Say("饮品稠度", "Drink level")] = w.Of(line.Drink),
            }),
        ];
    }

    private static List<Dictionary<string, object>> Dishes(SheetDocument sheet)
    {
        var w = sheet.Words;
        return
        [
            .. sheet.Totals.Select(t => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [w.Say("菜品", "Dish")] = Safe(sheet.NameOf(t.Dish.Dish)),
                [w.Say("质地", "Level")] = sheet.Level(t.Dish.Food, t.Dish.Drink),
                [w.Say("份数", "Portions")] = t.Dish.Portions,
                [w.Say("现为", "Now")] = t.Now,
            }),
        ];
    }

    private static List<Dictionary<string, object>> Deltas(SheetDocument sheet)
    {
        var w = sheet.Words;
        return
        [
            .. sheet.Sheet.Deltas.Select(delta => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [w.Say("变更份数", "Change in portions")] = delta.Portions,
                [w.Say("变更", "Change")] = Safe(sheet.What(delta)),
                [w.Say("标签", "Label")] = Safe(sheet.WhoseOf(delta)),
                [w.Say("方式", "Channel")] = delta.Channel is { } channel ? w.Of(channel) : "",
                [w.Say("原因", "Why")] = Safe(sheet.Why(delta)),
                [w.Say("经办", "By")] = Safe(delta.Actor ?? ""),
                [w.Say("时间", "At")] = SheetDocument.Time(delta.At),
            }),
        ];
    }

    private static List<Dictionary<string, object>> Labels(SheetDocument sheet)
    {
        var w = sheet.Words;
        return
        [
            .. sheet.Labels.Select(label => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [w.Say("编号", "Code")] = label.Label.Code,
                [w.Say("姓名", "Name")] = Safe(sheet.NameOf(label.Label.Elder)),
                [w.Say("方式", "Channel")] = w.Of(label.Label.Channel),
                [w.Say("菜品", "Dishes")] = Safe(sheet.TrayOf(label.Line)),
                [w.Say("忌口", "Avoid")] = sheet.AvoidOf(label.Line),
                [w.Say("饮食", "Diet")] = sheet.LevelsOf(label.Line),
                [w.Say("车次", "Run")] = label.Stop?.Run ?? (object)"",
                [w.Say("站序", "Stop")] = label.Stop?.Place ?? (object)"",
            }),
        ];
    }

    /// <summary>What people typed must not become a formula.</summary>
    public static string Safe(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Cell(object value)
    {
        var text = value as string ?? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
