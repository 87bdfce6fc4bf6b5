namespace Eldercare.Meals;

/// <summary>
/// What guests get otherwise than was said before, once there is a sheet, and what the sets cost by now. What somebody has eaten does not
/// change any more, nor what she was charged for it.
/// </summary>
internal static class Replanning
{
    public static ImmutableArray<KitchenSheetFact> Of(SittingId sitting, Gathered gathered, ReplanCause cause, string? by)
    {
        var (menu, sheet) = (gathered.Menu, gathered.Menu.Sheet);
        if (sheet.Frozen is null || !menu.IsOfTheSheet) return [];

        var first = menu.Sets.FirstOrDefault()?.Dishes ?? [];
        var firstChanged = !first.SequenceEqual(sheet.WalkInDishes);
        ImmutableArray<SetPrice>? prices = sheet.HasPricesOf(menu.Sets) ? null : SetPrice.Of(menu.Sets);
        var (late, changed, eaten) = (new List<SheetLine>(), new List<SheetLine>(), new List<SheetLine>());
        foreach (var guest in gathered.Guests.Where(g => g.State is not GuestState.NoShow))
        {
            var toEat = guest.State is GuestState.Booked;
            if (sheet.Trays.TryGetValue(guest.Elder, out var standing))
            {
                if (toEat && gathered.LineOf(guest) is var line && !SheetLines.SamePortion(standing, line)) changed.Add(line);
            }
            else if (gathered.ProfileOf(guest.Elder) is not null)
            {
                late.Add(toEat ? gathered.LineOf(guest) : gathered.EatenBy(guest));
            }
            else if (toEat && menu.SetOf(guest.Elder) != menu.Sets.FirstOrDefault())
            {
                late.Add(gathered.LineOf(guest));
            }
            else if (!toEat && firstChanged)
            {
                eaten.Add(gathered.EatenBy(guest));
            }
        }

        return
        [
            // One by one: of each it is known who had her come.
            .. Fact(ReplanCause.CameLate, null, sheet.WalkInDishes, [.. late]),
            .. Fact(ReplanCause.EatenBefore, null, sheet.WalkInDishes, SheetLines.Of(eaten)),
            .. firstChanged || prices is not null
                ? [new TraysReplanned(sitting, cause, by, first, SheetLines.Of(changed), prices)]
                : Fact(cause, by, first, SheetLines.Of(changed)),
        ];

        ImmutableArray<KitchenSheetFact> Fact(ReplanCause why, string? who, ImmutableArray<DishId> walkIns, ImmutableArray<SheetLine> lines) =>
            lines.IsEmpty ? [] : [new TraysReplanned(sitting, why, who, walkIns, lines)];
    }
}
