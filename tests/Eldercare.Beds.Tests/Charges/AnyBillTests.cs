using CsCheck;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.People.Elders;
using Eldercare.Store;
using static Eldercare.Beds.Tests.Charges.Bills;

namespace Eldercare.Beds.Tests.Charges;

/// <summary>Random stays, leaves, prices and policies: days and money are whole, whatever is corrected when.</summary>
public static class AnyBillTests
{
    private static readonly DateOnly s_first = new(2026, 1, 1);

    private static readonly Gen<SubsidyPolicy> s_policy = Gen.Select(
        Gen.Enum<BenefitKind>(), Gen.Long[0, 20_000], Gen.Int[1, 10_000], Gen.Int[(int)ChargePart.Bed, (int)ChargePart.Stay],
        Gen.Int[1, 5].Array[1, 3], Gen.Long[0, 200_000], Gen.Bool,
        (kind, fen, percent, of, weights, cap, forgone) => HalfOfCare with
        {
            Code = $"p{fen % 7}",
            Funders = [.. weights.Select((_, i) => new Funder($"f{i}", new("资", "F"), forgone && i == 0))],
            Rules =
            [
                new("r", new("规", "R"), kind == BenefitKind.Percent ? new(kind, Percent: percent / 100m, Of: (ChargePart)of) : new(kind, new Fen(fen), Of: (ChargePart)of),
                    [.. weights.Select((w, i) => new FunderWeight($"f{i}", w))]),
            ],
            Caps = cap % 2 == 0 ? [new(CapPeriod.Month, new Fen(cap))] : [new(CapPeriod.Day, new Fen(cap))],
        });

    private static readonly Gen<RateList> s_rates = Gen.Select(Gen.Long[0, 30_000], Gen.Long[0, 9_999], Gen.Long[0, 5_555], Gen.Int[1, 6], Gen.Int[1, 10_000],
        (bed, care, food, day, percent) => List with
        {
            Beds = [new(BedKind.Nursing, new Fen(bed))],
            Care = [new(CareLevel.Severe, new Fen(care))],
            Food = new Fen(food),
            Leave = [new(StayPart.Food, 1, percent / 100m), new(StayPart.Bed, day, percent / 100m)],
        });

    /// <summary>Up to four stays one after the other, in two homes by turns, some with a leave; the last may go on.</summary>
    private static readonly Gen<ImmutableArray<ChargedBed>> s_beds = Gen.Select(Gen.Int[-40, 10], Gen.Int[0, 40].Array[2, 8], Gen.Bool, Gen.Bool, (start, lengths, goesOn, away) =>
    {
        var (day, beds) = (s_first.AddDays(start), ImmutableArray.CreateBuilder<ChargedBed>());
        for (var i = 0; i + 1 < lengths.Length; i += 2)
        {
            var (from, until) = (day.AddDays(lengths[i] / 4), (DateOnly?)day.AddDays((lengths[i] / 4) + lengths[i + 1]));
            if (goesOn && i + 3 >= lengths.Length) until = null;
            beds.Add(Bed(new(Example.Id(100 + i)), i % 4 == 0 ? Example.Hillside : Riverside, Stay(from, until, away && lengths[i + 1] > 4 ? [new(LeaveKind.Visit, from.AddDays(2), from.AddDays(7))] : [])));
            day = until ?? day;
        }

        return beds.ToImmutable();
    });

    [Fact]
    public static void Parts_come_to_the_whole_and_days_are_those_of_the_stays() => Gen.Select(s_beds, s_rates, s_policy, s_policy).Sample(
        (beds, rates, one, two) =>
        {
            var charging = new StayCharging(
                new PolicyBook([one, two with { Code = "q" }]), new Dictionary<Guid, StayRates> { [StayRates.KeyOf(null)] = new([rates]) });
            foreach (var month in (YearMonth[])[January, February, March])
            {
                var lines = charging.Lines(Resident(beds), month, month.Last).SelectMany(h => h.Select(l => (Home: h.Key, Line: l))).ToArray();
                foreach (var home in (HomeId[])[Example.Hillside, Riverside])
                {
                    Assert.Equal(
                        Days(month).Count(d => beds.Any(b => b.Home == home && b.Stays.Any(s => s.Began <= d && (s.Ended is null || d < s.Ended)))),
                        lines.Where(l => l.Home == home).Sum(l => l.Line.Days));
                }

                Assert.All(lines, l => Assert.True(l.Line.ElderPays >= Fen.Zero));
                var payers = StayLines.Payers(lines.Select(l => l.Line));
                Assert.Equal(lines.Sum(l => l.Line.Total.Value), payers.Sum(p => p.Amount.Value));
                Assert.Equal(StayLines.Owed(lines.Select(l => l.Line)).Value, payers.Where(p => p.IsOwed).Sum(p => p.Amount.Value));
                foreach (var policy in (SubsidyPolicy[])[one, two with { Code = "q" }])
                    if (policy.Caps[0] is { Per: CapPeriod.Month, Fen: { } most })
                        Assert.True(lines.SelectMany(l => l.Line.Shares).Where(s => s.Policy == policy.Code).Sum(s => s.Amount.Value) <= most.Value);
            }
        },
        iter: 200, threads: 1);

    /// <summary>Whatever is recorded after a month was final: what was billed for it in all, by then and later, is what it costs as it is known now.</summary>
    [Fact]
    public static void Final_bills_and_corrections_come_to_what_is_so() => Gen.Select(s_beds, s_beds, s_beds, s_rates, s_policy).Sample(
        (first, second, third, rates, policy) =>
        {
            var charging = new StayCharging(new PolicyBook([policy]), new Dictionary<Guid, StayRates> { [StayRates.KeyOf(null)] = new([rates]) });
            var (billed, run) = (new List<StayLine>(), ImmutableArray<StayChargesRow>.Empty);
            foreach (var (month, beds) in (IEnumerable<(YearMonth, ImmutableArray<ChargedBed>)>)[(January, first), (February, second), (March, third)])
            {
                billed.AddRange(StayMonths.Lines(charging, Resident(beds), month, month.Last, Example.Hillside, run, billed));
                run = run.Add(new(Example.Hillside, month.Value, Example.Jingkou, Fen.Zero, 1, "clerk-7", Example.Now));
            }

            foreach (var month in run.Select(r => new YearMonth(r.Month)))
            {
                Assert.Equal(
                    StayLines.Sum(charging.Lines(Resident(third), month, month.Last)[Example.Hillside]),
                    StayLines.Sum(billed.Where(l => l.OfMonth == month.Value)));
            }
        },
        iter: 150, threads: 1);

    private static IEnumerable<DateOnly> Days(YearMonth month) => Enumerable.Range(0, month.Last.Day).Select(month.First.AddDays);
}
