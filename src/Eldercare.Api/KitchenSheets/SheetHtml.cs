using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Meals;

namespace Eldercare.Api.KitchenSheets;

/// <summary>The sheet as a page to print: what to cook, for whom something different, what changed, and a label a portion.</summary>
internal static class SheetHtml
{
    private const string Style =
        """
        :root { font: 14px/1.4 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; color: #111; }
        body { margin: 1.2rem auto; max-width: 60rem; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
        p.sum { font-size: 1.1rem; margin: .2rem 0; } p.note { color: #444; margin: .2rem 0; }
        table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
        th, td { border: 1px solid #777; padding: .25rem .45rem; text-align: left; vertical-align: top; }
        th { background: #eee; } td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        td.n { font-size: 1.15rem; font-weight: 700; } tr.special td { background: #fff6d6; } tr.open td { background: #ffd9d2; }
        .trays td:not(:nth-child(5)), .trays th { white-space: nowrap; }
        .avoid { font-weight: 700; } .labels { display: grid; grid-template-columns: repeat(3, 1fr); gap: .4rem; }
        .label { border: 1px solid #333; border-radius: 3px; padding: .35rem .5rem; break-inside: avoid; min-height: 5.2rem; }
        .label b { font-size: 1.15rem; } .label .code { float: right; font-variant-numeric: tabular-nums; }
        .label .stop { font-size: .85rem; } thead { display: table-header-group; } tr { break-inside: avoid; }
        @media screen and (max-width: 600px) { th, td { padding: .2rem .25rem; font-size: .8rem; } .trays td:not(:nth-child(5)), .trays th { white-space: normal; }
          .trays td:nth-child(5) { min-width: 6.5rem; } .labels { grid-template-columns: 1fr; } }
        @page { size: A4; margin: 12mm; }
        @media print { body { margin: 0; max-width: none; padding: 0; } section.labels-page { break-before: page; }
          th, tr.special td, tr.open td { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
        """;

    /// <summary>Chinese stays readable; what matters to HTML is escaped.</summary>
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(SheetDocument sheet)
    {
        var (html, w) = (new StringBuilder(), sheet.Words);
        Begin(html, w, sheet.Title, Sum(sheet));
        Note(html, $"{w.Say("截单于", "Made at the cut-off")} {SheetDocument.Time(sheet.Sheet.Frozen.FrozenAt)}");
        Deltas(html, sheet);
        Totals(html, sheet);
        Lines(html, sheet);
        Runs(html, sheet);
        Labels(html, sheet);
        return End(html);
    }

    public static void Begin(StringBuilder html, SheetWords words, string title, string sum)
    {
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{words.Language}\"><head><meta charset=\"utf-8\">");
        html.Append(CultureInfo.InvariantCulture, $"<title>{E(title)}</title>");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">");
        html.Append(CultureInfo.InvariantCulture, $"<style>{Style}</style></head><body><h1>{E(title)}</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"sum\">{E(sum)}</p>");
    }

    public static void Note(StringBuilder html, string note) => html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{E(note)}</p>");

    /// <summary>A table as a spreadsheet has it; its first column is a number.</summary>
    public static void Table(StringBuilder html, string heading, IReadOnlyList<Dictionary<string, object>> rows)
    {
        if (rows.Count == 0) return;
        Heading(html, heading);
        Head(html, [.. rows[0].Keys]);
        foreach (var row in rows) Row(html, "", [.. row.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)!)]);
        html.Append("</tbody></table>");
    }

    public static string End(StringBuilder html) => html.Append("</body></html>\n").ToString();

    private static string Sum(SheetDocument sheet)
    {
        var (view, w) = (sheet.Sheet, sheet.Words);
        var now = view.Deltas.IsEmpty ? string.Empty : w.Say($"，现为 {view.PortionsNow} 份", $", now {view.PortionsNow}");
        return w.Say(
            $"预订 {view.Portions} 份{now}；另备现场就餐 {view.Frozen.WalkInPortions} 份",
            $"{view.Portions} booked{now}; {view.Frozen.WalkInPortions} more for walk-ins");
    }

    private static void Deltas(StringBuilder html, SheetDocument sheet)
    {
        if (sheet.Sheet.Deltas.IsEmpty) return;
        var w = sheet.Words;
        Heading(html, w.Say("截单后变更", "Changed since"));
        Head(html, [
            "±", w.Say("变更", "Change"), w.Say("标签", "Label"), w.Say("方式", "Channel"), w.Say("原因", "Why"), w.Say("经办", "By"),
            w.Say("时间", "At")]);
        foreach (var delta in sheet.Sheet.Deltas)
            Row(html, "open", [
                delta.Portions.ToString("+0;−0;0", CultureInfo.InvariantCulture), sheet.What(delta), sheet.WhoseOf(delta),
                delta.Channel is { } channel ? w.Of(channel) : "", sheet.Why(delta), delta.Actor ?? "", SheetDocument.Time(delta.At)]);
        html.Append("</tbody></table>");
    }

    private static void Totals(StringBuilder html, SheetDocument sheet)
    {
        var (w, changed) = (sheet.Words, !sheet.Sheet.Deltas.IsEmpty);
        if (sheet.Totals.ToArray() is not { Length: > 0 } totals) return;
        Heading(html, w.Say("按菜品", "By dish"));
        string[] now = changed ? [w.Say("现为", "Now")] : [];
        Head(html, [w.Say("份数", "Portions"), w.Say("菜品", "Dish"), w.Say("质地", "Level"), .. now]);
        foreach (var (total, portions) in totals)
        {
            string[] then = changed ? [Number(portions)] : [];
            Row(html, total.Portions == portions ? "" : "open", [
                Number(total.Portions), sheet.NameOf(total.Dish), sheet.Level(total.Food, total.Drink), .. then]);
        }

        html.Append("</tbody></table>");
    }

    /// <summary>What goes on which run, in the order of driving.</summary>
    private static void Runs(StringBuilder html, SheetDocument sheet)
    {
        if (sheet.Sheet.Runs is not { IsEmpty: false } runs) return;
        var w = sheet.Words;
        Heading(html, w.Say("送餐车次", "Delivery runs"));
        Head(html, [w.Say("份数", "Portions"), w.Say("车次", "Run"), w.Say("首站", "First stop"), w.Say("标签（按站序）", "Labels, in the order of stops")]);
        foreach (var run in runs)
            Row(html, "", [
                Number(run.Labels.Length), Number(run.Number), SheetDocument.Clock(run.From), string.Join(" · ", run.Labels.Select(l => l.Label.Code))]);
        html.Append("</tbody></table>");
    }

    private static void Lines(StringBuilder html, SheetDocument sheet)
    {
        var w = sheet.Words;
        Heading(html, w.Say("按份", "By tray"));
        Head(html, [
            w.Say("份数", "Portions"), w.Say("行", "Line"), w.Say("套餐", "Set"), w.Say("方式", "Channel"), w.Say("菜品", "Dishes"),
            w.Say("忌口", "Avoid"), w.Say("饮食", "Diet"), w.Say("质地", "Level")], "trays");
        foreach (var (line, at) in sheet.Lines.Select((l, i) => (l, i + 1)))
            Row(html, Mark(line), [
                Number(line.Elders.Length), Number(at), line.Set ?? "–", w.Of(line.Channel), sheet.TrayOf(line), sheet.AvoidOf(line),
                sheet.DietsOf(line),
                w.Of(line.Food) + (line.Drink == People.Diets.DrinkThickness.Thin ? "" : $" / {w.Of(line.Drink)}")]);
        html.Append("</tbody></table>");
    }

    /// <summary>Labels by channel; the deliveries come first, they leave first.</summary>
    private static void Labels(StringBuilder html, SheetDocument sheet)
    {
        var w = sheet.Words;
        foreach (var channel in sheet.Labels.GroupBy(l => l.Label.Channel).OrderByDescending(g => g.Key))
        {
            html.Append("<section class=\"labels-page\">");
            Heading(html, $"{w.Say("标签", "Labels")} · {w.Of(channel.Key)} ({Number(channel.Count())})");
            html.Append("<div class=\"labels\">");
            foreach (var label in channel) Label(html, sheet, label);
            html.Append("</div></section>");
        }
    }

    private static void Label(StringBuilder html, SheetDocument sheet, SheetLabelView label)
    {
        var (code, line, name, avoid, stop) = (
            label.Label.Code, label.Line, sheet.NameOf(label.Label.Elder), sheet.AvoidOf(label.Line), sheet.StopOf(label));
        if (name.Length == 0) name = code;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"label\"><span class=\"code\">{E(code)}</span>");
        html.Append(CultureInfo.InvariantCulture, $"<b>{E(name)}</b> {E(line.Set ?? "")}<br>{E(sheet.TrayOf(line))}");
        if (avoid.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<br><span class=\"avoid\">{E(sheet.Words.Say("忌：", "No: "))}{E(avoid)}</span>");
        if (sheet.LevelsOf(line) is { Length: > 0 } levels) html.Append(CultureInfo.InvariantCulture, $"<br>{E(levels)}");
        if (stop.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<br><span class=\"stop\">{E(stop)}</span>");
        html.Append("</div>");
    }

    private static string Mark(SheetLine line) =>
        line.Dishes.Any(d => d.Open) ? "open"
        : line.Food != People.Diets.FoodTexture.Regular || !line.Allergens.IsEmpty || !line.OtherAllergens.IsEmpty || !line.Diets.IsEmpty
            ? "special"
            : "";

    private static void Heading(StringBuilder html, string text) => html.Append(CultureInfo.InvariantCulture, $"<h2>{E(text)}</h2>");

    private static void Head(StringBuilder html, string[] columns, string name = "plain")
    {
        html.Append(CultureInfo.InvariantCulture, $"<table class=\"{name}\"><thead><tr>");
        for (var i = 0; i < columns.Length; i++)
            html.Append(CultureInfo.InvariantCulture, $"<th{(i == 0 ? " class=\"n\"" : "")}>{E(columns[i])}</th>");
        html.Append("</tr></thead><tbody>");
    }

    private static void Row(StringBuilder html, string mark, string[] cells)
    {
        html.Append(mark.Length == 0 ? "<tr>" : $"<tr class=\"{mark}\">");
        for (var i = 0; i < cells.Length; i++)
            html.Append(CultureInfo.InvariantCulture, $"<td{(i == 0 ? " class=\"n\"" : "")}>{E(cells[i])}</td>");
        html.Append("</tr>");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string E(string text) => s_encoder.Encode(text);
}
