using Eldercare.Beds.Homes;
using Eldercare.People;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Homes;

public static class UpdateHomeTests
{
    private static readonly HomeDetails s_before = new("Hillside", "1 Hill Street", 32.2, 119.4, OperatorKind.Social, null);
    private static readonly UpdateHome s_update = new(Hillside, s_before with { Name = "Hilltop", Phone = "0511-8400 0000" });

    [Fact]
    public static void Says_all_as_it_is_from_now_on()
    {
        var world = Given();
        world.When(s_update).Then(
            new HomeUpdated(Hillside, "Hilltop", "1 Hill Street", 32.2, 119.4, OperatorKind.Social, "0511-8400 0000"));
        world.When(s_update).ThenNothing();
    }

    [Fact]
    public static void Changes_nothing_when_it_is_so_already() => Given().When(s_update with { Details = s_before }).ThenNothing();

    [Fact]
    public static void Refuses_an_unknown_home() => Given().When(s_update with { Home = new(Id(90)) })
        .ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));

    [Theory]
    [InlineData("", "1 Hill Street", null, "name")]
    [InlineData("Hillside", " ", null, "address")]
    [InlineData("Hillside", "1 Hill Street", "", "phone")]
    public static void Refuses_what_says_nothing(string name, string address, string? phone, string field) =>
        Given().When(s_update with { Details = s_before with { Name = name, Address = address, Phone = phone } })
            .ThenRefused("TEXT_INVALID", TextInvalid.Empty(field));

    [Fact]
    public static void Refuses_a_place_off_the_earth() => Given().When(s_update with { Details = s_before with { Latitude = 91 } })
        .ThenRefused("HOME_POSITION_INVALID", new HomePositionInvalid(91, 119.4));
}
