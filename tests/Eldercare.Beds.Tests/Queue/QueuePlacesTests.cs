using System.Collections.Immutable;
using CsCheck;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

/// <summary>Whatever the queue, a number follows from counts and is what the order says.</summary>
public static class QueuePlacesTests
{
    private static readonly HomeId s_riverside = new(Id(8));
    private static readonly Dictionary<HomeId, string> s_districts = new() { [Hillside] = Jingkou, [s_riverside] = "321111" };

    private static readonly Gen<QueueEntry[]> s_queues = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 3], Gen.Enum<ApplicationState>(), Gen.Frequency((9, Gen.Const(BedKind.Nursing)), (1, Gen.Const(BedKind.Ordinary))),
        Gen.Int[0, 7]).Array[1, 40].Select(all => all.Select((one, i) => Entry(i, one)).ToArray());

    [Fact]
    public static void A_number_is_the_place_in_the_order() => s_queues.Sample(queue =>
    {
        foreach (var own in queue.Where(e => QueuePlaces.Stands(e, Today)))
        {
            var groups = QueuePlaces.Count(own, queue, s_districts, Today).ToArray();
            foreach (var home in own.Homes.Cast<HomeId?>().Prepend(null))
            {
                var ordered = queue.Where(e => e.Kind == own.Kind && QueuePlaces.Stands(e, Today)
                    && (home is not { } there || QueuePlaces.Wants(e, there, s_districts[there]))).Order(QueuePlaces.Order).ToList();
                Assert.Equal(ordered.IndexOf(own) + 1, QueuePlaces.Number(groups.Where(g => g.Home == home), own.Rank, own.OrderInLane));
                Assert.Equal(ordered.Count, groups.Where(g => g.Home == home).Sum(g => g.Count) + 1);
            }
        }
    });

    /// <summary>A queue that is read once says of everybody in it what is counted for each by herself.</summary>
    [Fact]
    public static void Counted_once_for_all_is_counted_right() => s_queues.Sample(queue =>
    {
        var districts = new Dictionary<HomeId, string> { [Hillside] = Jingkou };
        var whole = new WaitingQueue(queue, districts, Today);
        foreach (var own in queue) Assert.Equal(QueuePlaces.Count(own, queue, districts, Today).ToHashSet(), whole.GroupsOf(own).ToHashSet());
    });

    /// <summary>In whatever order rows are read, and whoever else joins behind: nobody's number changes.</summary>
    [Fact]
    public static void A_number_is_stable() => s_queues.Sample(queue =>
    {
        var own = queue.Order(QueuePlaces.Order).FirstOrDefault(e => QueuePlaces.Stands(e, Today));
        if (own is null) return;
        var behind = own with { Application = new(Guid.AllBitsSet), AppliedAt = own.AppliedAt.AddDays(1) };
        int Number(IEnumerable<QueueEntry> all) => QueuePlaces.Number(
            QueuePlaces.Count(own, all, s_districts, Today).Where(g => g.Home is null), own.Rank, own.OrderInLane);
        Assert.Equal((1, 1), (Number(queue.Reverse()), Number(queue.Append(behind))));
    });

    [Fact]
    public static void A_home_is_for_those_who_name_it_or_its_district_or_nothing()
    {
        var entry = Entry(1, (0, 0, 0, 0, ApplicationState.Waiting, BedKind.Nursing, 0));
        Assert.True(QueuePlaces.Wants(entry with { Homes = [], Districts = [] }, Hillside, Jingkou));
        Assert.True(QueuePlaces.Wants(entry with { Homes = [Hillside], Districts = [] }, Hillside, Jingkou));
        Assert.True(QueuePlaces.Wants(entry with { Homes = [s_riverside], Districts = [Jingkou] }, Hillside, Jingkou));
        Assert.False(QueuePlaces.Wants(entry with { Homes = [s_riverside], Districts = [] }, Hillside, Jingkou));
        Assert.False(QueuePlaces.Wants(entry with { Homes = [], Districts = ["321111"] }, Hillside, Jingkou));
    }

    [Fact]
    public static void Who_is_barred_or_has_an_offer_stands_in_no_queue()
    {
        var entry = Entry(1, (0, 0, 0, 0, ApplicationState.Waiting, BedKind.Nursing, 0));
        Assert.True(QueuePlaces.Stands(entry, Today));
        Assert.True(QueuePlaces.Stands(entry with { BarredUntil = Today }, Today));
        Assert.False(QueuePlaces.Stands(entry with { BarredUntil = Tomorrow }, Today));
        Assert.False(QueuePlaces.Stands(entry with { State = ApplicationState.Offered }, Today));
    }

    private static QueueEntry Entry(int i, (int Rank, int Order, int Day, int Wish, ApplicationState State, BedKind Kind, int Barred) of) => new(
        new(Id(1000 + i)), new(Id(2000 + i)), (Lane)of.Rank, of.Kind, Now.AddDays(-of.Day), of.State == ApplicationState.Ended ? ApplicationState.Waiting : of.State,
        null, null, $"lane-{of.Rank}", of.Rank, of.Order, "rule", "policy", 1,
        of.Wish switch { 1 => [Hillside], 2 => [Hillside, s_riverside], _ => ImmutableArray<HomeId>.Empty },
        of.Wish == 3 ? [Jingkou] : ImmutableArray<string>.Empty, BarredUntil: of.Barred == 7 ? Tomorrow : null);
}
