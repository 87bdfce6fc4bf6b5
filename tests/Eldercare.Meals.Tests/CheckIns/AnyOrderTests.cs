using System.Runtime.InteropServices;
using CsCheck;
using Eldercare.People;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.CheckIns;

/// <summary>Scans of four devices at two points that lost their connection: in any order, twice, and after the closing they say the same.</summary>
public static class AnyOrderTests
{
    private static readonly MealPointId s_other = new(Id(9));
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(20, 5).Select(n => new ElderId(Id(n)))];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Seen(int Elder, int Device, int Minute, int Sequence);

    /// <summary>Devices 0 and 1 stand at one point, 2 and 3 at the other.</summary>
    private static readonly Gen<Seen[]> s_scans =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 90], (e, d, m) => (e, d, m)).Array[1, 14]
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

    /// <summary>What the boards count and the worklist lists, as text.</summary>
    private static string Replay(IReadOnlyList<Seen> scans, IEnumerable<int> booked, int closeAfter)
    {
        var sittings = new[] { Point, s_other }.ToDictionary(p => p, p => Given(OnePlaceAtEleven with
        {
            Sitting = SittingId.Of(p, Monday, Meal.Lunch),
            Point = p,
            Capacity = 10,
        })!);
        var portions = new Dictionary<ElderId, Guid>();
        var pairs = new HashSet<(ElderId, string)>();
        foreach (var elder in booked.Distinct().Select(i => s_elders[i]))
        {
            sittings[Point] = Sitting.Fold(sittings[Point], new MealBooked(sittings[Point].Id, elder, Channel.DineIn))!;
            portions[elder] = sittings[Point].Id.Value;
        }

        for (var i = 0; i <= scans.Count; i++)
        {
            if (i == closeAfter) Close();
            if (i < scans.Count) Record(scans[i]);
        }

        return string.Join('\n', sittings.Values.Select(Text)) + "\n" + string.Join(' ', pairs.OrderBy(p => p.Item1.Value));

        void Close()
        {
            foreach (var point in sittings.Keys)
                foreach (var fact in CloseSittingDecider.Decide(new(point, Monday, Meal.Lunch), sittings[point], [], One).Facts)
                    sittings[point] = Sitting.Fold(sittings[point], fact)!;
        }

        void Record(Seen seen)
        {
            var (elder, point) = (s_elders[seen.Elder], seen.Device < 2 ? Point : s_other);
            Guid? holder = portions.TryGetValue(elder, out var at) ? at : null;
            var decision = RecordScanDecider.Decide(
                new(point, Monday, Meal.Lunch, elder, Eleven.AddMinutes(seen.Minute), new($"device-{seen.Device}", seen.Sequence)),
                OpenPoint, sittings[point], Registered(elder), holder, One);
            Assert.Null(decision.Refusal);
            foreach (var fact in decision.Facts)
            {
                sittings[point] = Sitting.Fold(sittings[point], fact)!;
                if (fact is WalkInServed { Elsewhere: not null }) pairs.Add((elder, "at both points"));
            }

            portions.TryAdd(elder, sittings[point].Id.Value);
        }
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
