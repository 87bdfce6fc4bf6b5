using Eldercare.People.Contacts;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Contacts;

public static class ContactsTests
{
    private static readonly Contact s_son = new("安明", Relation.Child, "13900000001", Emergency: true);
    private static readonly ChangeContacts s_change = new(Anna, [s_son]);
    private static readonly ChangePreferences s_prefer = new(Anna, MessageLanguage.En, new TimeOnly(21, 0), new TimeOnly(7, 0));

    [Fact]
    public static void Keeps_contacts_beside_the_event()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered) }.Run(s_change);
        Assert.Equal([(AnnasStream, new ContactsChanged(Anna))], outcome.Facts);
        Assert.Equal([s_son], Assert.IsType<ElderContacts>(Assert.Single(outcome.Rows)).Contacts);
    }

    [Fact]
    public static void Changes_nothing_when_it_is_so_already() => Assert.Multiple(
        () => When(s_change, new ElderContacts(Anna, [s_son])).Then(),
        () => When(s_change with { Contacts = [] }).Then(),
        () => When(s_change with { Contacts = [] }, new ElderContacts(Anna, [s_son])).Then(new ContactsChanged(Anna)),
        () => ChangePreferencesDecider.Decide(s_prefer, Given(AnnaRegistered), s_prefer.Wanted()).Then());

    [Fact]
    public static void Refuses_contacts_nobody_can_ring() => Assert.Multiple(
        () => Assert.IsType<TextInvalid>(When(s_change with { Contacts = [s_son with { Phone = "later" }] }).Refusal),
        () => When(s_change with { Contacts = [s_son with { Name = "" }] }).ThenRefused("TEXT_INVALID", TextInvalid.Empty("contacts")),
        () => When(s_change with { Contacts = [.. Enumerable.Repeat(s_son, 11)] })
            .ThenRefused("TEXT_INVALID", new TextInvalid("contacts", new("超过10人", "are more than 10"))));

    [Fact]
    public static void Keeps_language_and_quiet_hours_beside_the_event()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered) }.Run(s_prefer);
        Assert.Equal([(AnnasStream, new PreferencesChanged(Anna))], outcome.Facts);
        Assert.Equal([s_prefer.Wanted()], outcome.Rows);
    }

    [Fact]
    public static void Refuses_half_of_the_quiet_hours_and_a_whole_day_of_them() => Assert.Multiple(
        () => When(s_prefer with { QuietUntil = null }).ThenRefused("TEXT_INVALID", new TextInvalid("quietUntil", new("须与开始时间一同填写", "goes together with quietFrom"))),
        () => When(s_prefer with { QuietFrom = null }).ThenRefused("TEXT_INVALID", new TextInvalid("quietUntil", new("须与开始时间一同填写", "goes together with quietFrom"))),
        () => When(s_prefer with { QuietUntil = s_prefer.QuietFrom })
            .ThenRefused("TEXT_INVALID", new TextInvalid("quietUntil", new("与开始时间相同", "is the same as quietFrom"))),
        () => When(s_prefer with { QuietFrom = null, QuietUntil = null }).Then(new PreferencesChanged(Anna)));

    [Fact]
    public static void Refuses_for_the_unknown_the_dead_and_the_erased() => Assert.Multiple(
        () => ChangeContactsDecider.Decide(s_change, Given(), null).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)),
        () => ChangeContactsDecider.Decide(s_change, Given(AnnaRegistered, AnnaDied), null)
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today)),
        () => ChangePreferencesDecider.Decide(s_prefer, Given(AnnaRegistered, AnnaErased), null)
            .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)));

    [Fact]
    public static void Says_nothing_personal_in_a_log() => Assert.All(
        (object[])[s_change, s_son, new ElderContacts(Anna, [s_son])],
        said => Assert.DoesNotContain("安明", said.ToString(), StringComparison.Ordinal));

    private static ElderPreferences Wanted(this ChangePreferences command) => new(Anna, command.Language, command.QuietFrom, command.QuietUntil);

    private static Decision<ElderFact> When(ChangeContacts command, ElderContacts? known = null) =>
        ChangeContactsDecider.Decide(command, Given(AnnaRegistered), known);

    private static Decision<ElderFact> When(ChangePreferences command) => ChangePreferencesDecider.Decide(command, Given(AnnaRegistered), known: null);
}
