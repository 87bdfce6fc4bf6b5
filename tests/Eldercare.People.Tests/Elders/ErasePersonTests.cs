using Eldercare.People.Acting;
using Eldercare.People.Cards;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Elders;

public static class ErasePersonTests
{
    private static readonly Claim s_bed = new("resident", Anna.Value), s_application = new("application", Anna.Value);
    private static readonly ErasePerson s_erase = new(Anna, ErasureReason.Request, [s_bed, s_application], ComingMeals: 0);
    private static readonly ActingId s_right = new(new Guid(9, 0, 0, new byte[8]));
    private static readonly CardId s_card = new(Guid.Parse("3f0c1a52-0000-8000-8000-000000000001"));
    private static readonly ActingAllowed s_allowed = new(Anna, s_right, Relation.Child, Today, null);

    [Fact]
    public static void Leaves_of_the_record_what_the_events_say_and_removes_every_other_row()
    {
        var outcome = new InMemory(Now)
        {
            Stream = Given(AnnaRegistered, AnnaAssessed, s_allowed, new ActingWithdrawn(Anna, s_right, Today), new CardIssued(Anna, s_card)),
            Record = AnnasRecord with { CareLevel = CareLevel.Moderate },
        }.Run(s_erase);

        Assert.Equal([(AnnasStream, new PersonErased(Anna, ErasureReason.Request))], outcome.Facts);
        var left = Assert.IsType<ElderRecord>(Assert.Single(outcome.Rows));
        Assert.Equal(
            new ElderRecord(Anna, "", $"erased:{Anna}", null, null, Jingkou, new(1940, 2, 1), Gender.Female, null, null, Today), left);
        Assert.Null(left.SearchKey);
        Assert.Equal(
            [
                RowRef.To<ElderContacts>(Anna.Value), RowRef.To<ElderConsents>(Anna.Value), RowRef.To<ElderPreferences>(Anna.Value),
                RowRef.To<DinerProfile>(Anna.Value), RowRef.To<ElderCard>(s_card.Value), RowRef.To<ActingRecord>(s_right.Value),
            ],
            outcome.Removes);
        Assert.Equal([(s_card.Claim, AnnasStream), (new RegisterElder(Anna, "", Number, null, null, Jingkou).IdentityClaim, AnnasStream)], outcome.Releases);
    }

    /// <summary>By her phone, however it is written; a namesake with another one stays.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public static void Takes_her_out_of_the_contacts_of_others(bool hasDied)
    {
        var bruno = new ElderId(new Guid(2, 0, 0, new byte[8]));
        var stream = Elder.Stream.At(bruno.Value);
        Contact son = new("安明", Relation.Child, "13900000001", Emergency: true), namesake = new("安娜", Relation.Neighbour, "13900000002", Emergency: false);
        ElderFact[] history = [AnnaRegistered with { Elder = bruno }, .. hasDied ? [AnnaDied with { Elder = bruno }] : Array.Empty<ElderFact>()];
        InMemory city = new(Now)
        {
            Stream = Given(AnnaRegistered),
            Others = new Dictionary<StreamRef, object> { [stream] = Given(history)! },
            Record = AnnasRecord,
            Beside = new ElderContacts(bruno, [new("老伴", Relation.Spouse, "+86 0511 88880001", Emergency: true), son, namesake]),
        };

        var outcome = city.Run(s_erase with { NamedBy = [bruno] });

        Assert.Equal([son, namesake], Assert.Single(outcome.Rows.OfType<ElderContacts>()).Contacts);
        (StreamRef, object)[] facts = [(AnnasStream, AnnaErased), .. hasDied ? [] : new (StreamRef, object)[] { (stream, new ContactsChanged(bruno)) }];
        Assert.Equal(facts, outcome.Facts);
        // Nor is anything taken from anybody when it is refused.
        Assert.Empty(city.Run(s_erase with { NamedBy = [bruno], ComingMeals = 1 }).Rows);
    }

    [Fact]
    public static void Erases_the_dead() => Decide(Given(AnnaRegistered, AnnaDied)).Then(AnnaErased);

    [Fact]
    public static void Erases_once() => Decide(Given(AnnaRegistered, AnnaErased)).Then();

    [Fact]
    public static void Refuses_while_something_is_open()
    {
        Assert.Equal(
            ("PERSON_HAS_OPEN_MATTERS", 2),
            Decide(Given(AnnaRegistered), s_erase with { ComingMeals = 2 }) is { Refusal: PersonHasOpenMatters r } ? (r.Code, r.ComingMeals) : default);
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered), Record = AnnasRecord, ClaimHolder = Guid.NewGuid() }.Run(s_erase);
        Assert.Equal(["resident", "application"], Assert.IsType<PersonHasOpenMatters>(outcome.Refusal).Ties);
        Assert.Empty(outcome.Rows);
        Assert.Empty(outcome.Removes);
    }

    [Fact]
    public static void Refuses_someone_never_registered() => Decide(null).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Nothing_is_recorded_of_the_erased() => Assert.All(
        (ElderFact[])[AnnaAssessed, AnnaDied, AnnaErased, s_allowed, new ConsentWithdrawn(Anna, ConsentPurpose.Sms, Today)],
        fact => Assert.Throws<InvalidOperationException>(() => Given(AnnaRegistered, AnnaErased, fact)));

    [Fact]
    public static void The_erased_are_unknown_to_every_decision()
    {
        Assert.Equal(new ElderUnknown(Anna), Standing.Check(Anna, AnnasRecord.Erased(Today)));
        ImmutableArray<Evidence> evidence = [new(EvidenceKind.HomeVisit, "item 17", Today)];
        ICommand[] commands =
        [
            new RecordDeath(Anna, Today), new ChangeElderDetails(Anna, "安娜", null, null, Jingkou),
            new ChangeCareLevel(Anna, CareLevel.Mild, "GB/T 42195-2022", Today, null, "ZJ-0042"),
            new ChangeDinerProfile(Anna, FoodTexture.Pureed, DrinkThickness.Thin, [Allergen.Fish], [], []),
            new ChangeContacts(Anna, [new("Bruno", Relation.Spouse, "0511-8888 0001", Emergency: true)]),
            new ChangePreferences(Anna, MessageLanguage.En, null, null),
            new GiveConsent(Anna, ConsentPurpose.Sms, Today, ConsentMeans.Signed), new WithdrawConsent(Anna, ConsentPurpose.Photo, Today),
            new AllowActing(new(Guid.NewGuid()), Anna, "daughter-7", Relation.Child, null), new WithdrawActing(Anna, s_right),
            new GrantEntitlement(Anna, EntitlementCategory.Veteran, Today, null, evidence, null),
            new EndEntitlement(Anna, EntitlementCategory.Veteran, Today, evidence, null), new RecordHukou(Anna, Local: true, evidence),
            new IssueCard(Anna, new CardId(Guid.Parse("3f0c1a52-0000-8000-8000-000000000002"))) { Code = "another" }, new RevokeCard(Anna, s_card),
        ];
        var all = typeof(ErasePerson).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(ICommand)) && !t.IsAbstract
            // A sign-in is not the person: it may be a relative's or an office's.
            && t.Namespace != typeof(Eldercare.People.Accounts.CreateAccount).Namespace);
        Assert.Equal(
            all.Except([typeof(RegisterElder), typeof(ErasePerson)]).OrderBy(t => t.Name, StringComparer.Ordinal),
            commands.Select(c => c.GetType()).OrderBy(t => t.Name, StringComparer.Ordinal));

        var erased = Given(AnnaRegistered, s_allowed, new CardIssued(Anna, s_card), AnnaErased);
        Assert.All(commands, command => Assert.Equal(
            new ElderUnknown(Anna), new InMemory(Now) { Stream = erased, Record = AnnasRecord.Erased(Today) }.Run(command).Refusal));
    }

    private static Decision<ElderFact> Decide(Elder? elder, ErasePerson? command = null) => ErasePersonDecider.Decide(command ?? s_erase, elder, held: []);
}
