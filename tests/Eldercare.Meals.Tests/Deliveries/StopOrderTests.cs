using Eldercare.People;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Deliveries;

public static class StopOrderTests
{
    [Fact]
    public static void Goes_through_the_own_district_first_street_by_street_and_house_by_house()
    {
        (string? Address, string District)[] inOrder =
        [
            ("中山路9号", Jingkou), ("中山路10号2室", Jingkou), ("中山路10号11室", Jingkou), ("中山路0100号", Jingkou), ("学府路1号", Jingkou),
            ("中山路1号", "321111"), (null, Jingkou), (null, "321111"),
        ];
        var elders = inOrder.Select((e, i) => Registered(new ElderId(Id(50 - i))) with { Address = e.Address, District = e.District }).ToArray();

        Assert.Equal(inOrder, StopOrder.Of(elders.Reverse(), Jingkou).Select(e => (e.Address, e.District)));
        Assert.Equal(StopOrder.Of(elders, Jingkou), StopOrder.Of(elders.OrderBy(e => e.Elder.Value), Jingkou));
    }

    [Fact]
    public static void Two_in_one_house_come_in_the_same_order_each_time()
    {
        var house = new[] { Anna, Bruno, Clara }.Select(e => Registered(e) with { Address = "中山路9号" }).ToArray();
        Assert.Equal([Anna, Bruno, Clara], StopOrder.Of(house.Reverse(), Jingkou).Select(e => e.Elder));
    }
}
