using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A booked elder chooses one of the menu's sets; who does not gets the first.</summary>
public sealed record ChooseSet : CookingCommand, ICommand
{
    public ChooseSet(MealPointId point, DateOnly date, Meal meal, KitchenId? kitchen, ElderId elder, string set)
        : base(point, date, meal, kitchen) => (Elder, Set) = (elder, set);

    public ElderId Elder { get; }

    public string Set { get; }

    public Footprint Footprint => new() { Writes = [SheetStream], Reads = [Stream, .. CookingStreams], Rows = [PointRow] };

    public Outcome Decide(Known known) =>
        ChooseSetDecider.Decide(this, known.State<Sitting>(Stream), MenuOf(known), known.Now).On(SheetStream);
}

public sealed record SetNotOnMenu(SittingId Sitting) : Refusal
{
    public override Words Message => new(
        "这一餐的菜单上没有该套餐，请从当天菜单中选择。",
        "The menu has no such set for that meal: choose one that it has.");
}

public static class ChooseSetDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="menu">Null when the point's kitchen is another one by now.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<KitchenSheetFact> Decide(ChooseSet command, Sitting? sitting, SittingMenu? menu, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (menu is null) return new KitchenSheetOutOfDate(command.SittingId);
        if (sitting.StateOf(command.Elder) is not GuestState.Booked) return new NotBooked(sitting.Id, command.Elder);
        if (now >= sitting.CutOff || menu.Sheet.Frozen is not null) return new CutOffPassed(sitting.Id, sitting.CutOff);
        if (!menu.Sets.Any(s => s.Code == command.Set)) return new SetNotOnMenu(sitting.Id);

        return menu.Sheet.Choices.GetValueOrDefault(command.Elder) == command.Set
            ? Decision<KitchenSheetFact>.NoChange
            : new SetChosen(sitting.Id, command.Elder, command.Set);
    }
}
