using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Charges;

/// <summary>What bills are computed from: every bed's stays and leaves, rates, and care levels.</summary>
public sealed class ChargedBedView : View
{
    public override string Name => "StayCharges";

    public override ImmutableArray<Type> Rows => [typeof(ChargedBed), typeof(ChargedPerson), typeof(StayRatesRow), typeof(StayChargesRow), typeof(StayBillRow)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(BedRegistered), typeof(BedChanged), typeof(BedPriceSet), typeof(ResidentAdmitted), typeof(ResidentTransferredIn),
        typeof(ResidentTransferredOut), typeof(ResidentDeparted), typeof(LeaveBegan), typeof(LeaveEnded), typeof(BedReleasedFromLeave),
        typeof(StayCorrected),
        typeof(CareLevelChanged), typeof(EntitlementGranted), typeof(EntitlementEnded), typeof(HukouRecorded),
        typeof(StayRatesSet), typeof(StayChargesFrozen),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case BedRegistered f: rows.Find<HomeBoard>(f.Home); break;
            case BedFact: rows.Find<ChargedBed>(recorded.Stream); break;
            case ElderFact: rows.Find<ChargedPerson>(recorded.Stream); break;
            case StayRatesSet: rows.Find<StayRatesRow>(recorded.Stream); break;
        }
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case BedRegistered f:
                var home = rows.Find<HomeBoard>(f.Home) ?? throw new InvalidOperationException($"No home {f.Home}: its board did not run before.");
                rows.Put(new ChargedBed(
                    f.Bed, f.Home, home.District, [new(DateOnly.MinValue, f.Kind)], BedPrice.Beginning(f.DailyPrice), [], recorded.Sequence));
                break;
            case BedFact f:
                rows.Put(After(rows.Find<ChargedBed>(recorded.Stream)!, f, recorded));
                break;
            case ElderFact f:
                var person = rows.Find<ChargedPerson>(recorded.Stream) ?? new ChargedPerson(new(recorded.Stream), [], recorded.Sequence);
                rows.Put(person with
                {
                    Levels = f is CareLevelChanged level ? Assessed(person.Levels, new(level.AssessedOn, level.Level)) : person.Levels,
                    Sequence = recorded.Sequence,
                });
                break;
            case StayRatesSet f:
                var rates = new StayRates(rows.Find<StayRatesRow>(recorded.Stream)?.Lists ?? []).With(f.List);
                rows.Put(new StayRatesRow(recorded.Stream, f.Home, rates.Lists, recorded.Sequence));
                break;
            case StayChargesFrozen f:
                rows.Put(new StayChargesRow(f.Home, f.Month, f.District, f.Owed, f.Seen, recorded.Actor, recorded.RecordedAt));
                foreach (var bill in f.Bills) rows.Put(new StayBillRow(bill.Elder, f.Home, f.Month, bill.Lines));
                break;
        }
    }

    private static ChargedBed After(ChargedBed bed, BedFact fact, Recorded recorded)
    {
        return fact switch
        {
            BedChanged f when f.Kind == f.KindBefore => bed,
            BedChanged f => bed with { Kinds = bed.Kinds.Add(new(CityTime.Today(recorded.RecordedAt), f.Kind)), Sequence = recorded.Sequence },
            BedPriceSet f => bed with { Prices = BedPrice.After(bed.Prices, new(f.From, f.DailyPrice)), Sequence = recorded.Sequence },
            ResidentAdmitted f => bed with { Stays = bed.Stays.Add(new(f.Elder, f.On, null, [], recorded.Sequence)) },
            ResidentTransferredIn f => bed with { Stays = bed.Stays.Add(new(f.Elder, f.On, null, [], recorded.Sequence)) },
            ResidentTransferredOut f => Open(s => s with { Ended = f.On }),
            ResidentDeparted f => Open(s => s with { Ended = f.On }),
            BedReleasedFromLeave f => Open(s => s with { Ended = f.On }),
            LeaveBegan f => Open(s => s with { Leaves = s.Leaves.Add(new(f.Kind, f.On, null)) }),
            LeaveEnded f => Open(s => s with { Leaves = s.Leaves.SetItem(s.Leaves.Length - 1, s.Leaves[^1] with { Until = f.On }) }),
            StayCorrected f => With(
                Last(s => s.Elder == f.Elder && s.Began == f.From && s.Ended is null == f.ToUntil is null),
                s => s with { Began = f.ToFrom, Ended = f.ToUntil }),
            _ => throw new InvalidOperationException($"{fact.GetType().Name} is not known to bills."),
        };

        int Last(Predicate<ChargedStay> which) => bed.Stays.Length - 1 - bed.Stays.Reverse().ToList().FindIndex(which);
        ChargedBed Open(Func<ChargedStay, ChargedStay> change) => With(Last(s => s.Ended is null), change);
        ChargedBed With(int at, Func<ChargedStay, ChargedStay> change) =>
            bed with { Stays = bed.Stays.SetItem(at, change(bed.Stays[at]) with { Sequence = recorded.Sequence }) };
    }

    private static ImmutableArray<LevelSince> Assessed(ImmutableArray<LevelSince> levels, LevelSince level) =>
        [.. levels.Where(l => l.Since != level.Since).Append(level).OrderBy(l => l.Since)];
}
