using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Elders;

public static class ChangeElderDetailsTests
{
    private static readonly ChangeElderDetails s_moved = new(Anna, "安娜", "0511-8888 0002", "2 Lake Road", "321111");
    private static readonly ChangeElderDetails s_same = new(Anna, AnnasRecord.Name, AnnasRecord.Phone, AnnasRecord.Address, Jingkou);

    [Fact]
    public static void Keeps_the_new_details_beside_the_event_and_says_only_the_district_in_it()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered), Record = AnnasRecord }.Run(s_moved);
        Assert.Equal([(AnnasStream, new ElderDetailsChanged(Anna, "321111", Jingkou, AnnaRegistered.BornInMonth))], outcome.Facts);
        Assert.Equal([AnnasRecord with { Phone = "0511-8888 0002", Address = "2 Lake Road", District = "321111" }], outcome.Rows);
        Assert.Equal("321111", Given(AnnaRegistered, new ElderDetailsChanged(Anna, "321111"))!.District);
    }

    [Fact]
    public static void Names_no_other_district_when_she_stays_in_hers() =>
        Assert.Equal(
            [(AnnasStream, new ElderDetailsChanged(Anna, Jingkou))],
            new InMemory(Now) { Stream = Given(AnnaRegistered), Record = AnnasRecord }.Run(s_same with { Phone = "0511-8888 0002" }).Facts);

    [Fact]
    public static void Changes_nothing_when_it_is_so_already()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered), Record = AnnasRecord }.Run(s_same);
        Assert.Null(outcome.Refusal);
        Assert.Empty(outcome.Facts);
        Assert.Empty(outcome.Rows);
    }

    [Fact]
    public static void Keeps_a_phone_and_an_address_the_sender_does_not_know_of()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered), Record = AnnasRecord with { Phone = "10000000001", Address = "1 Road" } }
            .Run(s_moved with { Phone = null, Address = null, KeepsPhone = true, KeepsAddress = true });
        Assert.Equal([AnnasRecord with { Phone = "10000000001", Address = "1 Road", District = "321111" }], outcome.Rows);
    }

    [Fact]
    public static void Changes_nothing_about_the_dead_and_is_told_so_only_when_it_would() => Assert.Multiple(
        () => Given(AnnaRegistered, AnnaDied).When(s_same).Then(),
        () => Given(AnnaRegistered, AnnaDied).When(s_moved).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today)));

    [Fact]
    public static void Refuses_someone_never_registered() => Given().When(s_moved).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Brings_no_erased_data_back() =>
        ChangeElderDetailsDecider.Decide(s_moved, Given(AnnaRegistered), record: null).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_what_registering_refuses() => Assert.Multiple(
        () => Given(AnnaRegistered).When(s_moved with { Name = "" }).ThenRefused("TEXT_INVALID", TextInvalid.Empty("name")),
        () => Assert.IsType<TextInvalid>(Given(AnnaRegistered).When(s_moved with { Phone = "ring me" }).Refusal),
        () => Assert.IsType<TextInvalid>(Given(AnnaRegistered).When(s_moved with { Address = new string('a', 301) }).Refusal),
        () => Given(AnnaRegistered).When(s_moved with { District = "999999" }).ThenRefused("DISTRICT_UNKNOWN", new DistrictUnknown("999999")));

    [Fact]
    public static void Says_nothing_personal_in_a_log() => Assert.Equal($"ChangeElderDetails {Anna}", s_moved.ToString());

    private static Decision<ElderFact> When(this Elder? elder, ChangeElderDetails command) =>
        ChangeElderDetailsDecider.Decide(command, elder, AnnasRecord);
}
