using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class RegisterBedTests
{
    private static readonly RegisterBed s_register = new(Hillside, LadiesRoom, Nowhere, "2", BedKind.Dementia, CareLevel.Total);

    [Fact]
    public static void Takes_the_gender_rule_of_the_room_and_claims_the_number()
    {
        var outcome = Given().When(s_register).Then(
            new BedRegistered(Nowhere, Hillside, LadiesRoom, "2", BedKind.Dementia, GenderRule.Female, CareLevel.Total),
            new BedPlaced(Hillside, LadiesRoom, Nowhere));
        Assert.Equal([(BedNumber.Claim(LadiesRoom, "2"), Bed.Stream.At(Nowhere.Value))], outcome.Takes);
    }

    [Fact]
    public static void Refuses_a_number_the_room_has() => Given().When(s_register with { Number = "1" })
        .ThenRefused("BED_NUMBER_TAKEN", new BedNumberTaken(LadiesRoom, "1"));

    [Fact]
    public static void Takes_a_number_only_another_room_has() => Assert.Null(Given().When(s_register).Refusal);

    [Fact]
    public static void Refuses_to_register_twice() => Given().When(s_register with { Bed = One })
        .ThenRefused("BED_ALREADY_REGISTERED", new BedAlreadyRegistered(One));

    [Fact]
    public static void Refuses_an_unknown_home() => Given().When(s_register with { Home = new(Id(90)) })
        .ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));

    [Fact]
    public static void Refuses_an_unknown_room() => Given().When(s_register with { Room = new(Id(90)) })
        .ThenRefused("ROOM_UNKNOWN", new RoomUnknown(Hillside, new(Id(90))));

    [Fact]
    public static void Refuses_a_bed_without_a_number() => Given().When(s_register with { Number = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("number"));
}
