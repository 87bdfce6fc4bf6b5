using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Homes;

public static class HomeTests
{
    private static readonly HomeId s_valley = new(Id(90));
    private static readonly RegisterHome s_register = new(
        s_valley, "Valley", Jingkou, "2 Valley Road", 32.1, 119.5, OperatorKind.PublicBuiltPrivatelyRun);

    private static readonly AddRoom s_add = new(Hillside, new(Id(91)), "103", GenderRule.Male);

    [Fact]
    public static void Registers_a_home() => Given().When(s_register).Then(
        new HomeRegistered(s_valley, "Valley", Jingkou, "2 Valley Road", 32.1, 119.5, OperatorKind.PublicBuiltPrivatelyRun));

    [Fact]
    public static void Refuses_to_register_a_home_twice() => Given().When(s_register with { Home = Hillside })
        .ThenRefused("HOME_ALREADY_REGISTERED", new HomeAlreadyRegistered(Hillside));

    [Fact]
    public static void Refuses_a_home_without_a_name() => Given().When(s_register with { Name = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("name"));

    [Fact]
    public static void Refuses_an_address_with_a_null_byte() => Given().When(s_register with { Address = "a\0" })
        .ThenRefused("TEXT_INVALID", new TextInvalid("address", new("含有控制字符", "holds a control character")));

    [Fact]
    public static void Refuses_an_unknown_district() => Given().When(s_register with { District = "310000" })
        .ThenRefused("DISTRICT_UNKNOWN", new DistrictUnknown("?"));

    [Theory]
    [InlineData(90.1, 0, 90.1, 0)]
    [InlineData(0, -180.1, 0, -180.1)]
    [InlineData(double.NaN, 1, 0, 1)]
    [InlineData(1, double.PositiveInfinity, 1, 0)]
    public static void Refuses_a_place_off_the_earth(double latitude, double longitude, double shownLatitude, double shownLongitude) =>
        Given().When(s_register with { Latitude = latitude, Longitude = longitude })
            .ThenRefused("HOME_POSITION_INVALID", new HomePositionInvalid(shownLatitude, shownLongitude));

    [Fact]
    public static void Adds_a_room() =>
        Given().When(s_add).Then(new RoomAdded(Hillside, new(Id(91)), "103", GenderRule.Male));

    [Fact]
    public static void Changes_nothing_when_the_same_room_is_added_again() =>
        Given().When(new AddRoom(Hillside, MixedRoom, "101", GenderRule.Mixed)).ThenNothing();

    [Fact]
    public static void Refuses_the_same_room_with_another_rule() =>
        Given().When(new AddRoom(Hillside, MixedRoom, "101", GenderRule.Male))
            .ThenRefused("ROOM_NUMBER_TAKEN", new RoomNumberTaken(Hillside, "101"));

    [Fact]
    public static void Refuses_a_number_another_room_has() => Given().When(s_add with { Number = "101" })
        .ThenRefused("ROOM_NUMBER_TAKEN", new RoomNumberTaken(Hillside, "101"));

    [Fact]
    public static void Refuses_a_room_without_a_number() => Given().When(s_add with { Number = " " })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("number"));

    [Fact]
    public static void Refuses_a_room_of_an_unknown_home() => Given().When(s_add with { Home = s_valley })
        .ThenRefused("HOME_UNKNOWN", new HomeUnknown(s_valley));

    public static TheoryData<HomeFact[]> Impossible { get; } = new((HomeFact[][])
    [
        [new RoomAdded(Hillside, MixedRoom, "101", GenderRule.Mixed)],
        [HillsideRegistered, HillsideRegistered],
    ]);

    [Theory, MemberData(nameof(Impossible))]
    public static void Is_loud_about_a_fact_that_cannot_follow(HomeFact[] history) =>
        Assert.Throws<InvalidOperationException>(() => history.Aggregate(default(Home), Home.Evolve));
}
