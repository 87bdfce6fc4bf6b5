using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>standing_orders</c>: a row is one line of an order; rows of the same registry number are one order. One that began at its own system
/// begins here today. An order known already stays as people left it here, whatever the file says.
/// </summary>
internal static class StandingOrderRows
{
    private const int Number = 0, ElderOf = 1, Point = 2, Weekdays = 3, MealOf = 4, ChannelOf = 5, From = 6, Until = 7;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.StandingOrders);
        if (file is not null) await context.RunAsync(file, Read(file, context));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, ImportContext context)
    {
        var orders = new Dictionary<StandingOrderId, ReadOrder>();
        foreach (var row in file.Rows(context.Report))
        {
            var order = StandingOrderId.FromRegistry(file.Number(Number));
            var isNamed = !file.Failed;
            var (elder, from) = (ElderIds.FromRegistry(file.Number(ElderOf)), file.Date(From));
            DateOnly? until = file.IsEmpty(Until) ? null : file.Date(Until);
            var line = new OrderLine(
                MealPointId.FromRegistry(file.Number(Point)), file.Choices<DayOfWeek>(Weekdays), file.Choice<Meal>(MealOf),
                file.IsEmpty(ChannelOf) ? Channel.DineIn : file.Choice<Channel>(ChannelOf));
            if (!isNamed) continue;
            if (!orders.TryGetValue(order, out var read)) orders[order] = read = new(elder, from, until);
            if (!file.Failed && (read.Elder, read.From, read.Until) != (elder, from, until))
                file.Fail(Number, "ROW_TWICE", "A row above is another elder's, or of other days, under the same registry number.");
            if (file.Failed) read.Broken = true;
            else read.Add(row, line);
        }

        foreach (var row in orders.Values.Where(o => o.Broken).SelectMany(o => o.Rows))
        {
            context.Errors.Add(row, "registry_number", "ORDER_INCOMPLETE", "Another row of the order cannot be read, so the order is not taken.");
            row.File.Count(Fate.Refused);
        }

        foreach (var ofElder in orders.Where(o => !o.Value.Broken).GroupBy(o => o.Value.Elder))
        {
            Step[] steps = [.. ofElder.Select(o => o.Value.Place(o.Key, context))];
            yield return new CommandEntry(StandingOrders.Stream.At(StandingOrderId.StreamOf(ofElder.Key)), steps, steps, context.Now) { EachAlone = true };
        }
    }

    private sealed class ReadOrder(ElderId elder, DateOnly from, DateOnly? until)
    {
        private readonly List<OrderLine> _lines = [];

        public ElderId Elder => elder;

        public DateOnly From => from;

        public DateOnly? Until => until;

        public List<RowAt> Rows { get; } = [];

        public bool Broken { get; set; }

        public void Add(RowAt row, OrderLine line)
        {
            Rows.Add(row);
            _lines.Add(line);
        }

        public Step Place(StandingOrderId order, ImportContext context) => new(
            [.. Rows], "registry_number",
            new PlaceStandingOrder { Elder = elder, Order = order, Lines = [.. _lines], From = from < context.Today ? context.Today : from, Until = until },
            context.Now)
        {
            Done = known => ((StandingOrders)known).Orders.ContainsKey(order),
        };
    }
}
