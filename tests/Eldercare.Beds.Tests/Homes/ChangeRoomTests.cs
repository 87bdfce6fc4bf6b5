using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Homes;

public static class ChangeRoomTests
{
    private static readonly ChangeRoom s_move = new(Hillside, MixedRoom, "East", 2, GenderRule: null, [], []);
    private static readonly ChangeRoom s_forLadies = new(Hillside, MixedRoom, null, null, GenderRule.Female, [One, Two], []);

    private static readonly object[] s_ladiesFacts =
    [
        new RoomChanged(Hillside, MixedRoom, null, null, GenderRule.Female),
        new BedGenderRuleChanged(One, Hillside, GenderRule.Female), new BedGenderRuleChanged(Two, Hillside, GenderRule.Female),
    ];

    [Fact]
    public static void Says_where_a_room_is_and_leaves_its_beds_alone()
    {
        var world = Given();
        world.When(s_move).Then(new RoomChanged(Hillside, MixedRoom, "East", 2, GenderRule.Mixed));
        world.When(s_move with { Building = null }).ThenNothing();
        world.When(s_move with { Building = null, Floor = 3 }).Then(new RoomChanged(Hillside, MixedRoom, "East", 3, GenderRule.Mixed));
    }

    [Fact]
    public static void Tells_a_new_gender_rule_to_every_bed_in_the_same_step() => Given().When(s_forLadies).Then(s_ladiesFacts);

    [Fact]
    public static void Nobody_is_admitted_against_the_new_rule()
    {
        var world = Given();
        world.When(s_forLadies);
        world.When(new AdmitResident(One, Bruno, Application: null, Today))
            .ThenRefused("BED_DOES_NOT_MATCH", new BedDoesNotMatch(One, [MatchRule.GenderRule]));
        world.When(new RegisterBed(Hillside, MixedRoom, Nowhere, "3", BedKind.Nursing, Eldercare.People.Elders.CareLevel.Total)).Then(
            OneRegistered with { Bed = Nowhere, Number = "3", GenderRule = GenderRule.Female, HighestCareLevel = Eldercare.People.Elders.CareLevel.Total },
            new BedPlaced(Hillside, MixedRoom, Nowhere));
    }

    [Fact]
    public static void Allows_a_rule_that_suits_everybody_there() =>
        Given(AnnaInOne).When(s_forLadies with { Elders = [Anna] }).Then(s_ladiesFacts);

    [Fact]
    public static void Refuses_a_rule_that_does_not_allow_who_lies_there() =>
        Given(AnnaInOne, AnnaInOne with { Bed = Two, Elder = Bruno }).When(s_forLadies with { Elders = [Anna, Bruno] })
            .ThenRefused("ROOM_NOT_FREE", new RoomNotFree(Hillside, MixedRoom, [Two]));

    [Fact]
    public static void Refuses_a_rule_that_does_not_allow_whom_a_bed_is_kept_for()
    {
        var forMen = s_forLadies with { GenderRule = GenderRule.Male, Elders = [Anna] };
        Given(AnnaApplied, OneOffered).When(forMen).ThenRefused("ROOM_NOT_FREE", new RoomNotFree(Hillside, MixedRoom, [One]));
        Given(OneReserved).When(forMen).ThenRefused("ROOM_NOT_FREE", new RoomNotFree(Hillside, MixedRoom, [One]));
    }

    [Fact]
    public static void Refuses_when_somebody_there_is_not_known() =>
        Given(AnnaInOne).Without(Anna).When(s_forLadies with { Elders = [Anna] })
            .ThenRefused("ROOM_NOT_FREE", new RoomNotFree(Hillside, MixedRoom, [One]));

    [Fact]
    public static void Refuses_when_somebody_moved_in_meanwhile() => Given(AnnaInOne).When(s_forLadies)
        .ThenRefused("ROOM_BEDS_DIFFER", new RoomBedsDiffer(Hillside, MixedRoom));

    [Fact]
    public static void Refuses_when_a_bed_was_added_meanwhile() =>
        Given(OneRegistered with { Bed = Nowhere, Number = "3" }, new BedPlaced(Hillside, MixedRoom, Nowhere)).When(s_forLadies)
            .ThenRefused("ROOM_BEDS_DIFFER", new RoomBedsDiffer(Hillside, MixedRoom));

    [Fact]
    public static void Refuses_another_rooms_bed() => Given().When(s_forLadies with { Beds = [One, Two, ForLadies] })
        .ThenRefused("ROOM_BEDS_DIFFER", new RoomBedsDiffer(Hillside, MixedRoom));

    [Fact]
    public static void Leaves_a_retired_bed_as_it_was() =>
        Given(new BedRetired(Two, Hillside, BedKind.Nursing, "Worn out")).When(s_forLadies).Then(s_ladiesFacts[0], s_ladiesFacts[1]);

    [Fact]
    public static void A_bed_a_registry_names_and_nobody_registered_is_no_hindrance()
    {
        var attic = new RoomId(Id(90));
        Given(new RoomAdded(Hillside, attic, "301", GenderRule.Mixed, Beds: [Nowhere]))
            .When(new ChangeRoom(Hillside, attic, null, null, GenderRule.Male, [Nowhere], []))
            .Then(new RoomChanged(Hillside, attic, null, null, GenderRule.Male));
    }

    [Fact]
    public static void Writes_to_the_beds_it_names_so_that_they_are_locked() => Assert.Equal(
        [Home.Stream.At(Hillside.Value), Bed.Stream.At(One.Value), Bed.Stream.At(Two.Value)], s_forLadies.Footprint.Writes);

    [Fact]
    public static void Registering_a_bed_locks_the_home_so_that_the_rule_stays_meanwhile() => Assert.Contains(
        Home.Stream.At(Hillside.Value),
        new RegisterBed(Hillside, MixedRoom, Nowhere, "3", BedKind.Nursing, Eldercare.People.Elders.CareLevel.Total).Footprint.Writes);

    [Theory, InlineData(0), InlineData(-10), InlineData(200)]
    public static void Refuses_a_floor_no_house_has(int floor) => Given().When(s_move with { Floor = floor })
        .ThenRefused("FLOOR_INVALID", new FloorInvalid(-9, 199));

    [Fact]
    public static void Refuses_an_empty_building() => Given().When(s_move with { Building = " " })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("building"));

    [Fact]
    public static void Refuses_an_unknown_home() => Given().When(s_move with { Home = new(Id(90)) })
        .ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));

    [Fact]
    public static void Refuses_an_unknown_room() => Given().When(s_move with { Room = new(Id(90)) })
        .ThenRefused("ROOM_UNKNOWN", new RoomUnknown(Hillside, new(Id(90))));
}
