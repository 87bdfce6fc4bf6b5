using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Subsidies;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class WordsType : ObjectGraphType<Words>
{
    public WordsType()
    {
        Name = "BilingualText";
        Description = "The same said in Chinese and English.";
        this.AsParent();
        this.Text("zh", "Chinese.", w => w.Zh);
        this.Text("en", "English.", w => w.En);
    }
}

/// <summary>A version of a policy among all that were published.</summary>
/// <param name="Policy">The version.</param>
/// <param name="Book">All.</param>
/// <param name="Today">City date.</param>
public sealed record PublishedPolicy(SubsidyPolicy Policy, PolicyBook Book, DateOnly Today);

public sealed class SubsidyPolicyType : ObjectGraphType<PublishedPolicy>
{
    public SubsidyPolicyType()
    {
        Name = "SubsidyPolicy";
        Description = "One version of who pays how much of a meal, or of a day in a home.";
        this.Public();
        this.Text("code", "The same for all its versions.", p => p.Policy.Code);
        this.Number("version", "From 1.", p => p.Policy.Version);
        this.Has<PublishedPolicy, ServiceKindEnum>("service", "What it pays towards.", p => p.Policy.For);
        this.Has<PublishedPolicy, WordsType>("title", "What people call it.", p => p.Policy.Title);
        this.Has<PublishedPolicy, LocalDateScalar>("effectiveFrom", "First date it is for.", p => p.Policy.EffectiveFrom);
        this.May<PublishedPolicy, LocalDateScalar>("effectiveUntil", "Last date; null while nobody has set one.", p => p.Policy.EffectiveUntil);
        this.May<PublishedPolicy, LocalDateScalar>(
            "lapsesOn", "First date without it, when it ends and no next version begins by then: elders pay its part from then on. Null otherwise.",
            p => p.Book.LapsesOn(p.Policy));
        this.Has<PublishedPolicy, BooleanGraphType>(
            "lapsing",
            $"It lapses within {PolicyBook.DaysWarned} days, or has, and no later version is in its place: the city office publishes one, or lets it end.",
            p => p.Book.IsLapsing(p.Policy, p.Today));
        this.Has<PublishedPolicy, ListGraphType<NonNullGraphType<WordsType>>>(
            "rules", "The rules in the words an elder is told.", p => p.Policy.Rules.Select(r => r.Words));
        this.Has<PublishedPolicy, ListGraphType<NonNullGraphType<WordsType>>>(
            "assumptions", "What no source says and was decided by whoever wrote it.",
            p => (p.Policy.Assumptions.IsDefault ? [] : p.Policy.Assumptions).Select(a => new Words(a.Zh, a.En)));
        this.Text("document", "All of it, as JSON of `schema/subsidy-policy.schema.json`.", p => PolicyDocument.Canonical(p.Policy));
    }
}

/// <summary>A charged meal with the policies that explain it.</summary>
public sealed record ExplainedCharge(ChargedMeal Meal, PolicyBook? Book, bool IsForecast = false);

public sealed class MealChargeType : ObjectGraphType<ExplainedCharge>
{
    public MealChargeType()
    {
        Name = "MealCharge";
        Description = "Who pays what of one portion.";
        this.AsParent();
        this.Has<ExplainedCharge, IdGraphType>("sitting", "Id of the sitting.", c => GraphQL.GlobalId.Of(c.Meal.Sitting));
        this.Loaded<ExplainedCharge, MealPointType>("mealPoint", "Where.", c => c.Request().Loaders.MealPoints.Load(c.Source.Meal.Point));
        this.Has<ExplainedCharge, LocalDateScalar>("date", "Date in the city.", c => c.Meal.Date);
        this.Has<ExplainedCharge, MealEnum>("meal", "Which meal.", c => c.Meal.Meal);
        this.Has<ExplainedCharge, ChannelEnum>("channel", "How it reached the elder.", c => c.Meal.Channel);
        this.Has<ExplainedCharge, FenScalar>("price", "Full price of the meal.", c => c.Meal.Charge.Price);
        this.Has<ExplainedCharge, FenScalar>("deliveryFee", "Of its delivery.", c => c.Meal.Charge.DeliveryFee);
        this.Has<ExplainedCharge, ListGraphType<NonNullGraphType<FunderShareType>>>(
            "shares", "What funders pay.", c => c.Meal.Charge.Shares.Select(s => new ExplainedShare(s, c.Book?.Find(s.Policy, s.Version))));
        this.Has<ExplainedCharge, FenScalar>("elderPays", "What is left; with the shares it comes to price and fee.", c => c.Meal.Charge.ElderPays);
        this.Has<ExplainedCharge, BooleanGraphType>("corrected", "An office had it computed again.", c => c.Meal.Corrected);
        this.Has<ExplainedCharge, BooleanGraphType>("reversed", "It was taken back: nobody pays.", c => c.Meal.Reversed);
        this.May<ExplainedCharge, StringGraphType>(
            "correctionReason", "Why the office corrected it, in its words; null when it did not.", c => c.Meal.Reason);
        this.Has<ExplainedCharge, WordsType>("why", "Why the elder pays this, in the rules' words.", c => ChargeWords.Of(c.Meal, c.Book, c.IsForecast));
    }
}

public sealed class MealCostType : ObjectGraphType<MealCost>
{
    public MealCostType()
    {
        Name = "MealCost";
        Description = "What a portion costs an elder.";
        this.AsParent();
        this.Has<MealCost, BooleanGraphType>(
            "forecast", "Not served yet: computed from what is known now, and may come out otherwise by then.", c => c.IsForecast);
        this.Has<MealCost, ChannelEnum>("channel", "How it reaches the elder.", c => c.Meal.Channel);
        this.Has<MealCost, FenScalar>("price", "Full price of the meal.", c => c.Meal.Charge.Price);
        this.Has<MealCost, FenScalar>("deliveryFee", "Of its delivery.", c => c.Meal.Charge.DeliveryFee);
        this.Has<MealCost, FenScalar>("elderPays", "What she pays.", c => c.Meal.Charge.ElderPays);
        this.Number(
            "bookedBefore", "Portions she has booked before it and that were counted as had, since a cap counts them together with it.", c => c.Counted);
        this.May<MealCost, MealChargeType>(
                "charge", "Who pays the rest, and why. For the elder and the offices.", c => new ExplainedCharge(c.Meal, c.Book, c.IsForecast))
            .For(SubsidyQueries.OfCharges, static (c, scopes) => scopes.Elder(((MealCost)c.Source!).Elder));
    }
}

/// <summary>A charge that another one's correction is about.</summary>
/// <param name="Charge">As it stands.</param>
/// <param name="WouldPay">What she would pay; null when it was corrected already.</param>
public sealed record ExplainedOther(ExplainedCharge Charge, Fen? WouldPay);

public sealed class OtherChargeType : ObjectGraphType<ExplainedOther>
{
    public OtherChargeType()
    {
        Name = "OtherCharge";
        Description = "A charge that a cap had cut, and that has room in it because another one was corrected.";
        this.AsParent();
        this.Has<ExplainedOther, MealChargeType>("charge", "As it stands now.", o => o.Charge);
        this.Has<ExplainedOther, BooleanGraphType>("corrected", "It was corrected for it.", o => o.WouldPay is null);
        this.May<ExplainedOther, FenScalar>("elderWouldPay", "What she would pay were it corrected; null when it was.", o => o.WouldPay);
    }
}

public sealed record ExplainedShare(FunderShare Share, SubsidyPolicy? Policy);

public sealed class FunderShareType : ObjectGraphType<ExplainedShare>
{
    public FunderShareType()
    {
        Name = "FunderShare";
        Description = "What one funder pays of a portion, or of days in a home, and by which rule.";
        this.AsParent();
        this.Text("funder", "Its code.", s => s.Share.Funder);
        this.Has<ExplainedShare, WordsType>("name", "Who it is.", s => s.Policy?.NameOf(s.Share.Funder) ?? new Words(s.Share.Funder, s.Share.Funder));
        this.Has<ExplainedShare, FenScalar>("amount", "How much.", s => s.Share.Amount);
        this.Has<ExplainedShare, BooleanGraphType>("forgone", "The meal point's or the home's own discount: nobody owes it.", s => s.Share.Forgone);
        this.Text("policy", "Code of the policy.", s => s.Share.Policy);
        this.Number("version", "Of the policy.", s => s.Share.Version);
        this.Text("rule", "Code of the rule.", s => s.Share.Rule);
        this.Has<ExplainedShare, WordsType>("words", "The rule as an elder is told it.", s => ChargeWords.Rule(s.Policy, s.Share.Rule));
    }
}

public sealed class SettlementType : ObjectGraphType<SettlementBoard>
{
    public SettlementType()
    {
        Name = "Settlement";
        Description = "What each payer pays a meal point for a month (补贴结算).";
        this.AsParent();
        this.Loaded<SettlementBoard, MealPointType>("mealPoint", "Whose.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Text("district", "The point's district code.", s => s.District);
        this.Has<SettlementBoard, YearMonthScalar>("month", "Which month.", s => new YearMonth(s.Month));
        this.Has<SettlementBoard, ListGraphType<NonNullGraphType<SettlementLineType>>>(
            "lines", "By month of the meals, funders first.", s => s.Lines.Select(l => new LineOf(s, l)));
        this.Has<SettlementBoard, FenScalar>("owed", "What funders owe together: the control sum.", s => SettlementLines.Owed(s.Lines));
        Field<IntGraphType, object>("uncharged").ReadAlone()
            .Description(
                "Portions the point served in the month that no charge stands for: served without a price, an elder's second of a meal, or taken back. Of at "
                + "most 10 settlements in a request.")
            .ResolveAsync(async c =>
            {
                return await UnchargedPortions.OfAsync(c.Request(), c.Source.Point, new YearMonth(c.Source.Month));
            });
        this.Has<SettlementBoard, BooleanGraphType>("frozen", "Final.", s => s.Frozen);
        this.May<SettlementBoard, StringGraphType>("frozenBy", "Who took it for final: the sign-in's subject.", s => s.FrozenBy);
        this.May<SettlementBoard, InstantScalar>("frozenAt", "When.", s => s.FrozenAt);
    }
}

public sealed record LineOf(SettlementBoard Settlement, SettlementLine Line);

public sealed class SettlementLineType : ObjectGraphType<LineOf>
{
    public SettlementLineType()
    {
        Name = "SettlementLine";
        Description = "What one payer pays for the meals of one month.";
        this.AsParent();
        this.Text("funder", "Code of the funder; `elder` for what elders paid themselves.", l => l.Line.Funder);
        this.Has<LineOf, BooleanGraphType>("owed", "A funder owes it: neither paid by elders nor the point's own discount.", l => l.Line.IsOwed);
        this.Has<LineOf, YearMonthScalar>("ofMonth", "The month of the meals.", l => new YearMonth(l.Line.OfMonth));
        this.Has<LineOf, BooleanGraphType>(
            "correction", "Carried over from an earlier month that was final already.", l => l.Line.OfMonth != l.Settlement.Month);
        this.Number("meals", "Portions it pays towards; for `elder` all portions charged.", l => l.Line.Meals);
        this.Has<LineOf, FenScalar>("amount", "How much; below zero when more was taken back.", l => l.Line.Amount);
    }
}
