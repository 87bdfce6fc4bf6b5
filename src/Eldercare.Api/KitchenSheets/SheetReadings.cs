using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Meals;
using Eldercare.People.Diets;
using Eldercare.People.FileReads;

namespace Eldercare.Api.KitchenSheets;

/// <summary>
/// Whose diet a kitchen sheet with names tells: of those whose tray is not everybody's. That is of their files; a name beside a common tray is
/// a name on a list of the day.
/// </summary>
internal static class SheetReadings
{
    /// <summary>Notes those whose names are shown beside this tray.</summary>
    public static void NoteDiets(this RequestContext request, SheetLine line)
    {
        if (!Tells(line)) return;
        foreach (var elder in line.Elders) request.Readings.Note(elder, FilePart.Diet);
    }

    /// <summary>Notes whose names are shown beside a change.</summary>
    public static void NoteDiets(this RequestContext request, SheetDelta delta)
    {
        // What she gets instead of a dish is because she cannot have it.
        if (delta is { Dish: not null, Elder: { } elder }) request.Readings.Note(elder, FilePart.Diet);
        if (delta.Tray is { } tray) request.NoteDiets(tray);
    }

    /// <summary>Notes all whose names a whole sheet shows. A late guest's tray may be known only when it is opened: hers counts.</summary>
    public static void NoteDiets(this RequestContext request, SheetView sheet)
    {
        foreach (var line in sheet.Frozen.Lines) request.NoteDiets(line);
        foreach (var delta in sheet.Deltas) request.NoteDiets(delta);
        foreach (var label in sheet.Labels)
        {
            if (label.Label.Line is null) request.Readings.Note(label.Label.Elder, FilePart.Diet);
            else request.NoteDiets(label.Line with { Elders = [label.Label.Elder] });
        }
    }

    private static bool Tells(SheetLine line) =>
        line.Food != FoodTexture.Regular || line.Drink != DrinkThickness.Thin || !line.Diets.IsEmpty || !line.Allergens.IsEmpty
        || !line.OtherAllergens.IsEmpty || line.Dishes.Any(d => d.InsteadOf is not null || d.Open);
}
