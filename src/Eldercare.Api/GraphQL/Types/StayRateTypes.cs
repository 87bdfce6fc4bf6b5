using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class StayRateListType : ObjectGraphType<RateList>
{
    public StayRateListType()
    {
        Name = "StayRates";
        Description = "What a home asks for a day from a day on. A bed's own price goes before that of its kind.";
        this.Public();
        this.Has<RateList, LocalDateScalar>("from", "The first day; it holds until the next list's.", l => l.From);
        this.Has<RateList, ListGraphType<NonNullGraphType<BedRateType>>>("beds", "For a bed, by kind (床位费).", l => l.Beds);
        this.Has<RateList, ListGraphType<NonNullGraphType<CareRateType>>>("care", "For care, by level (护理费).", l => l.Care);
        this.Has<RateList, FenScalar>("food", "For food (伙食费).", l => l.Food);
        this.Has<RateList, ListGraphType<NonNullGraphType<LeaveDiscountType>>>(
            "leave", "What is not asked while a resident is away; of several for a part the one that begins last holds.", l => l.Leave);
    }
}

public sealed class BedRateType : ObjectGraphType<BedRate>
{
    public BedRateType()
    {
        Name = "BedRate";
        Description = "A day's price of a kind of bed.";
        this.AsParent();
        this.Has<BedRate, BedKindEnum>("kind", "Which kind.", r => r.Kind);
        this.Has<BedRate, FenScalar>("daily", "A day.", r => r.Daily);
    }
}

public sealed class CareRateType : ObjectGraphType<CareRate>
{
    public CareRateType()
    {
        Name = "CareRate";
        Description = "A day's price of care at a level.";
        this.AsParent();
        this.Has<CareRate, CareLevelEnum>("level", "Which level.", r => r.Level);
        this.Has<CareRate, FenScalar>("daily", "A day.", r => r.Daily);
    }
}

public sealed class LeaveDiscountType : ObjectGraphType<LeaveDiscount>
{
    public LeaveDiscountType()
    {
        Name = "LeaveDiscount";
        Description = "What is taken off a part of the day's price while a resident is away.";
        this.AsParent();
        this.Has<LeaveDiscount, StayPartEnum>("part", "Of what.", d => d.Part);
        this.Number("fromDay", "The first day of the leave it is given on, from 1.", d => d.FromDay);
        this.Has<LeaveDiscount, FloatGraphType>("percent", "Of the part's full price.", d => (double)d.Percent);
        this.May<LeaveDiscount, LeaveKindEnum>("kind", "For leaves of one kind; null for all.", d => d.Kind);
    }
}
