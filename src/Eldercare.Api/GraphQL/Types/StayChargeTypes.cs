using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Charges;
using Eldercare.People.FileReads;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class StayStatementType : ObjectGraphType<StayStatement>
{
    public StayStatementType()
    {
        Name = "StayStatement";
        Description = "What a resident is charged for a month in homes. The day she came counts, the day she left does not.";
        this.AsParent();
        this.Loaded<StayStatement, ElderType>("elder", "Who.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Has<StayStatement, YearMonthScalar>("month", "Which month.", s => s.Month);
        this.May<StayStatement, LocalDateScalar>(
            "until", "The last day counted of bills that are open; null when none of the month is over yet.",
            s => s.Until < s.Month.First ? null : s.Until);
        this.Number("days", "All days, corrections of earlier months included.", s => s.Bills.SelectMany(b => b.Lines).Sum(l => l.Days));
        this.Has<StayStatement, FenScalar>("total", "What it comes to.", s => s.Bills.SelectMany(b => b.Lines).Total());
        this.Has<StayStatement, FenScalar>("elderPays", "Her part.", s => s.Bills.SelectMany(b => b.Lines).OfElder());
        this.Has<StayStatement, ListGraphType<NonNullGraphType<StayBillType>>>(
            "bills", "A home's each.", s => s.Bills.Select(b => new ExplainedBill(b, s.Month, s.Policies)));
    }
}

/// <summary>Sums of lines.</summary>
internal static class StaySums
{
    public static Fen Total(this IEnumerable<StayLine> lines) => lines.Aggregate(Fen.Zero, (sum, l) => sum + l.Total);

    public static Fen OfElder(this IEnumerable<StayLine> lines) => lines.Aggregate(Fen.Zero, (sum, l) => sum + l.ElderPays);
}

/// <summary>A bill with the policies that explain it.</summary>
public sealed record ExplainedBill(StayBill Bill, YearMonth Month, PolicyBook Policies);

public sealed class StayBillType : ObjectGraphType<ExplainedBill>
{
    public StayBillType()
    {
        Name = "StayBill";
        Description = "What a home charges for a resident's days of a month, and who pays it.";
        this.AsParent();
        this.Loaded<ExplainedBill, HomeType>("home", "Of which home.", c => c.Request().Loaders.Homes.Load(c.Source.Bill.Home));
        this.Has<ExplainedBill, IdGraphType>("resident", "Id of the elder, also of one who has left.", b => GraphQL.GlobalId.Of(b.Bill.Elder));
        this.Loaded<ExplainedBill, ElderType>("elder", "Who lived there.", c => c.Request().Loaders.Elders.Load(c.Source.Bill.Elder));
        this.Number("days", "All days, corrections of earlier months included.", b => b.Bill.Lines.Sum(l => l.Days));
        this.Has<ExplainedBill, FenScalar>("total", "What it comes to.", b => b.Bill.Lines.Total());
        this.Has<ExplainedBill, FenScalar>("elderPays", "The resident's part.", b => b.Bill.Lines.OfElder());
        this.Has<ExplainedBill, ListGraphType<NonNullGraphType<StayPayerType>>>(
            "payers", "By month of the days, funders first, the resident last.",
            b => StayLines.Payers(b.Bill.Lines).Select(p => new PayerOf(b.Month, p)));
        this.Has<ExplainedBill, ListGraphType<NonNullGraphType<StayLineType>>>(
            "lines", "Days that cost the same, by month of the days.", b => b.Bill.Lines.Select(l => new ExplainedLine(b.Month, l, b.Policies)));
        this.Has<ExplainedBill, BooleanGraphType>("frozen", "Final.", b => b.Bill.Final is not null);
        this.May<ExplainedBill, StringGraphType>("frozenBy", "Who took it for final: the sign-in's subject.", b => b.Bill.Final?.FrozenBy);
        this.May<ExplainedBill, InstantScalar>("frozenAt", "When.", b => b.Bill.Final?.FrozenAt);
        this.AllOfFile(FilePart.Charges, b => b.Bill.Elder);
    }
}

public sealed record ExplainedLine(YearMonth Month, StayLine Line, PolicyBook Policies);

public sealed class StayLineType : ObjectGraphType<ExplainedLine>
{
    public StayLineType()
    {
        Name = "StayLine";
        Description = "Days that cost the same. What funders pay and her part come to days times rate, to the fen.";
        this.AsParent();
        this.Has<ExplainedLine, YearMonthScalar>("ofMonth", "The month of the days.", l => new YearMonth(l.Line.OfMonth));
        this.Has<ExplainedLine, BooleanGraphType>(
            "correction", "Carried over from an earlier month that was final already.", l => l.Line.OfMonth != l.Month.Value);
        this.Has<ExplainedLine, StayDayEnum>("day", "Whether she was there.", l => l.Line.Day);
        this.Has<ExplainedLine, BedKindEnum>("bedKind", "The bed's kind.", l => l.Line.Kind);
        this.May<ExplainedLine, CareLevelEnum>("careLevel", "Hers on these days; null when she had not been assessed.", l => l.Line.Level);
        this.Number("days", "How many; below zero when a correction took more than it gave.", l => l.Line.Days);
        this.Has<ExplainedLine, FenScalar>("bed", "For the bed, a day.", l => l.Line.Bed);
        this.Has<ExplainedLine, FenScalar>("care", "For care, a day.", l => l.Line.Care);
        this.Has<ExplainedLine, FenScalar>("food", "For food, a day.", l => l.Line.Food);
        this.Has<ExplainedLine, FenScalar>("total", "All these days.", l => l.Line.Total);
        this.Has<ExplainedLine, ListGraphType<NonNullGraphType<FunderShareType>>>(
            "shares", "What funders pay.", l => l.Line.Shares.Select(s => new ExplainedShare(s, l.Policies.Find(s.Policy, s.Version))));
        this.Has<ExplainedLine, FenScalar>("elderPays", "What is left.", l => l.Line.ElderPays);
    }
}

public sealed record PayerOf(YearMonth Month, StayPayer Payer);

public sealed class StayPayerType : ObjectGraphType<PayerOf>
{
    public StayPayerType()
    {
        Name = "StayPayer";
        Description = "What one payer pays for the days of one month.";
        this.AsParent();
        this.Text("funder", "Code of the funder; `elder` for what residents pay themselves.", p => p.Payer.Funder);
        this.Has<PayerOf, BooleanGraphType>("owed", "A funder owes it: neither paid by residents nor the home's own discount.", p => p.Payer.IsOwed);
        this.Has<PayerOf, YearMonthScalar>("ofMonth", "The month of the days.", p => new YearMonth(p.Payer.OfMonth));
        this.Has<PayerOf, BooleanGraphType>(
            "correction", "Carried over from an earlier month that was final already.", p => p.Payer.OfMonth != p.Month.Value);
        this.Number("days", "Resident days it pays towards; for `elder` all days.", p => p.Payer.Days);
        this.Has<PayerOf, FenScalar>("amount", "How much; below zero when more was taken back.", p => p.Payer.Amount);
    }
}

public sealed class StayMonthType : ObjectGraphType<StayMonth>
{
    public StayMonthType()
    {
        Name = "StayCharges";
        Description = "What homes charge for a month, and who pays it.";
        this.AsParent();
        this.Has<StayMonth, YearMonthScalar>("month", "Which month.", m => m.Month);
        this.May<StayMonth, LocalDateScalar>(
            "until", "The last day counted of bills that are open; null when none of the month is over yet.",
            m => m.Until < m.Month.First ? null : m.Until);
        this.Number("days", "Resident days.", m => Lines(m).Sum(l => l.Days));
        this.Has<StayMonth, FenScalar>("total", "What they come to.", m => Lines(m).Total());
        this.Has<StayMonth, FenScalar>("elderPays", "What residents pay.", m => Lines(m).OfElder());
        this.Has<StayMonth, FenScalar>("owed", "What funders owe together: the control sum.", m => m.Owed);
        this.Has<StayMonth, ListGraphType<NonNullGraphType<StayPayerType>>>(
            "payers", "By month of the days, funders first.", m => StayLines.Payers(Lines(m)).Select(p => new PayerOf(m.Month, p)));
        this.Has<StayMonth, ListGraphType<NonNullGraphType<HomeStayChargesType>>>(
            "homes", "Home by home, by district and name.", m => m.Homes.Select(h => new BillsOf(m, h)));
    }

    private static IEnumerable<StayLine> Lines(StayMonth month) => month.Homes.SelectMany(h => h.Bills).SelectMany(b => b.Lines);
}

public sealed record BillsOf(StayMonth Month, HomeBills Home);

public sealed class HomeStayChargesType : ObjectGraphType<BillsOf>
{
    public HomeStayChargesType()
    {
        Name = "HomeStayCharges";
        Description = "What a home charges for a month, and who pays it.";
        this.AsParent();
        this.Has<BillsOf, HomeType>("home", "The home.", h => h.Home.Home);
        this.Number("residents", "How many have a bill.", h => h.Home.Bills.Length);
        this.Number("days", "Resident days.", h => Lines(h).Sum(l => l.Days));
        this.Has<BillsOf, FenScalar>("total", "What they come to.", h => Lines(h).Total());
        this.Has<BillsOf, FenScalar>("elderPays", "What residents pay.", h => Lines(h).OfElder());
        this.Has<BillsOf, FenScalar>("owed", "What funders owe.", h => StayLines.Owed(Lines(h)));
        this.Has<BillsOf, ListGraphType<NonNullGraphType<StayPayerType>>>(
            "payers", "By month of the days, funders first.", h => StayLines.Payers(Lines(h)).Select(p => new PayerOf(h.Month.Month, p)));
        this.Has<BillsOf, BooleanGraphType>("frozen", "Final.", h => h.Home.Final is not null);
        this.May<BillsOf, StringGraphType>("frozenBy", "Who took it for final: the sign-in's subject.", h => h.Home.Final?.FrozenBy);
        this.May<BillsOf, InstantScalar>("frozenAt", "When.", h => h.Home.Final?.FrozenAt);
        Field<ListGraphType<NonNullGraphType<StayBillType>>, object>("bills").ReadAlone().Holds(50)
            .Description("Resident by resident. Of at most 10 homes in a request.")
            .Resolve(c => c.Source.Home.Bills.Select(b => new ExplainedBill(b, c.Source.Month.Month, c.Source.Month.Policies)));
    }

    private static IEnumerable<StayLine> Lines(BillsOf home) => home.Home.Bills.SelectMany(b => b.Lines);
}
