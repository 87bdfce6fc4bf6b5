using System.Runtime.InteropServices;
using CsCheck;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Subsidies.Policies;

namespace Eldercare.Meals.Tests.CheckIns;

/// <summary>
/// Scans of four devices at two points that lost their connection: in any order, twice, and after the closing they say the same, and every
/// elder pays the same at the same point.
/// </summary>
public static class AnyOrderTests
{
    private static readonly MealPointId s_other = new(Id(9));
    private static readonly (MealPointId Point, long Price)[] s_prices = [(Point, 800), (s_other, 700)];
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(20, 5).Select(n => new ElderId(Id(n)))];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Seen(int Elder, int Device, int Minute, int Sequence);

    /// <summary>Devices 0 and 1 stand at one point, 2 and 3 at the other.</summary>
    private static readonly Gen<Seen[]> s_scans =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 9], (e, d, m) => (e, d, m)).Array[1, 14]
            .Select(all => all.DistinctBy(s => (s.e, s.d)).Select((s, i) => new Seen(s.e, s.d, s.m, i)).ToArray());

    [Fact]
    public static void The_order_of_replay_changes_nothing() =>
        Gen.Select(s_scans, Gen.Int[0, 4].Array[0, 5], Gen.Int[0, 1_000_000]).Sample(
            (scans, booked, seed) =>
            {
                var random = new Random(seed);
                var inOrder = Replay(scans, booked, closeAfter: scans.Length);
                Seen[] shuffled = [.. scans, .. scans.Take(random.Next(scans.Length))];
                random.Shuffle(shuffled);

                Assert.Equal(inOrder, Replay(shuffled, booked, closeAfter: random.Next(shuffled.Length + 1)));
            },
            iter: 2_000, threads: 1);

    /// <summary>What the boards count, what the worklist lists and who pays what, as text.</summary>
    private static string Replay(IReadOnlyList<Seen> scans, IEnumerable<int> booked, int closeAfter)
    {
        var (world, states) = (new Standing(One).With(MealPoint.Stream.At(Point.Value), OpenPoint), new Dictionary<StreamRef, object?>());
        world.With(PolicyBook.At, new PolicyBook([HalfPrice]));
        foreach (var elder in s_elders) world.With(elder.Value, Registered(elder));
        var pairs = new HashSet<ElderId>();
        foreach (var (point, price) in s_prices)
            Keep(Sitting.At(point, Monday, Meal.Lunch), OnePlaceAtEleven with
            {
                Sitting = SittingId.Of(point, Monday, Meal.Lunch),
                Point = point,
                Capacity = 10,
                Price = new Fen(price),
            });
        foreach (var elder in booked.Distinct().Select(i => s_elders[i]))
        {
            Keep(Sitting.At(Point, Monday, Meal.Lunch), new MealBooked(Lunch, elder, Channel.DineIn));
            world.With(Portion.Claim(elder, Monday, Meal.Lunch), Lunch.Value);
        }

        for (var i = 0; i <= scans.Count; i++)
        {
            if (i == closeAfter)
                foreach (var (point, _) in s_prices) Do(new CloseSitting(point, Monday, Meal.Lunch));
            if (i < scans.Count) Record(scans[i]);
        }

        return string.Join('\n', s_prices.Select(p => Text((Sitting)states[Sitting.At(p.Point, Monday, Meal.Lunch)]!)))
            + "\n" + string.Join(' ', pairs.OrderBy(p => p.Value)) + "\n" + string.Join('\n', s_elders.Select(Charges));

        void Record(Seen seen) => Do(new RecordScan(
            seen.Device < 2 ? Point : s_other, Monday, Meal.Lunch, s_elders[seen.Elder], Eleven.AddMinutes(seen.Minute),
            new($"device-{seen.Device}", seen.Sequence)));

        void Do(ICommand command)
        {
            var outcome = world.Run(command);
            Assert.Null(outcome.Refusal);
            foreach (var (stream, fact) in outcome.Facts)
            {
                Keep(stream, fact);
                if (fact is WalkInServed { Elsewhere: not null } f) pairs.Add(f.Elder);
            }

            foreach (var (claim, holder) in outcome.Takes) world.With(claim, holder.Id);
        }

        void Keep(StreamRef stream, object fact) =>
            world.With(stream, states[stream] = stream.Type.Evolve(states.GetValueOrDefault(stream), fact));

        string Charges(ElderId elder) => string.Join(' ', (((MealAccount?)states.GetValueOrDefault(MealAccount.At(elder, Monday)))?.Meals ?? [])
            .Where(m => !m.Reversed).Select(m => $"{m.Sitting} {m.Charge.ElderPays} of {m.Charge.Total} {m.ServedAt}"));
    }

    private static string Text(Sitting s) =>
        $"{s.Booked} {s.Served} {s.WalkIns} {s.NoShows} {s.Closed} "
        + string.Join(' ', s.Guests.OrderBy(g => g.Key.Value).Select(g => $"{g.Key.Value}:{g.Value.State}")) + " "
        + string.Join(' ', s.SecondPortions.Keys.Select(k => k.Elder).Distinct().OrderBy(e => e.Value)
            .Select(e => $"{e.Value}:{string.Join(',', Devices(s, e))}"));

    /// <summary>All devices that say they fed her here, whichever came first.</summary>
    private static IEnumerable<string> Devices(Sitting s, ElderId elder) =>
        s.SecondPortions.Keys.Where(k => k.Elder == elder).Select(k => k.Device).Append(s.Guests[elder].Device!).Order(StringComparer.Ordinal);
}
