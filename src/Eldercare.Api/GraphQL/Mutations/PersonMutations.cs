using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>What is kept about a person beside the register, and its end.</summary>
internal static class PersonMutations
{
    private const Role Hers = Role.Elder | Reach.Offices;

    public static void AddTo(MutationType mutations)
    {
        mutations.Add<ChangeElderDetails>(
            "changeElderDetails", "Changes a person's name, phone, address and home district; the identity number stays.", Reach.Offices,
            i => i.Id<ElderId>("elder", "Whose.").Text("name", "Name.").Text("phone", "Phone; none when not given.", required: false)
                .Text("address", "Address; none when not given.", required: false).Text("district", "Code of the home district."),
            i => new(i.Elder, i.Text("name"), i.Get<string?>("phone"), i.Get<string?>("address"), i.Text("district")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid), typeof(DistrictUnknown));
        mutations.Add<ErasePerson>(
            "erasePerson",
            "Erases a person's data for good: name, numbers, phone, address, contacts, consents, who may act for her, her sign-in. Counts and settlements stay.",
            Role.CityOffice,
            i => i.Id<ElderId>("elder", "Whom.").Of<ErasureReasonEnum>("reason", "Why."),
            ErasureAsync,
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(PersonHasOpenMatters));
        AddActing(mutations);
        AddWishes(mutations);
    }

    private static void AddActing(MutationType mutations)
    {
        mutations.Add<AllowActing>(
            "allowActingFor", "Lets someone act for an elder, such as a daughter: she sees and does what the elder can.", Hers,
            i => i.Id<ElderId>("elder", "For whom.").Text("holder", "The subject (`sub`) of the sign-in that may.")
                .Of<RelationEnum>("relation", "What the holder is to the elder.").Date("until", "Last day; none when not given.", required: false),
            i => new(new(i.NewId("acting")), i.Elder, i.Text("holder"), i.Get<Relation>("relation"), i.May<DateOnly>("until")),
            (s, c) => s.ElderHerself(c.Elder),
            p => p.Elder(c => c.Elder).Id("actingRight", "The new right's id.", c => GlobalId.Of(c.Acting)),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid), typeof(ActingEndsInPast), typeof(TooManyActing))
            .Reaching(Role.Elder, Extent.Herself);
        mutations.Add<WithdrawActing>(
            "withdrawActingFor", "Ends a right to act for an elder, at once. The holder may end it too.", Hers,
            i => i.Id<ElderId>("elder", "For whom.").Id<ActingId>("actingRight", "Which right."),
            i => new(i.Elder, i.Get<ActingId>("actingRight")),
            (s, c) => s.ActingRight(c.Elder, c.Acting),
            p => p.Id("actingRight", "Its id.", c => GlobalId.Of(c.Acting)),
            typeof(ElderUnknown), typeof(ActingUnknown));
    }

    private static void AddWishes(MutationType mutations)
    {
        mutations.Add<ChangeContacts>(
            "changeContacts", "Says who is to be rung, all of them at once.", Hers,
            i => i.Id<ElderId>("elder", "Whose.").Of<ListGraphType<NonNullGraphType<ContactInputType>>>(
                "contacts", $"All of them, at most {ChangeContactsDecider.Most}.", parse: Contacts),
            i => new(i.Elder, i.Get<ImmutableArray<Contact>>("contacts")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid));
        mutations.Add<ChangePreferences>(
            "changePreferences", "Says in which language an elder is written to, and when not.", Hers,
            i => i.Id<ElderId>("elder", "Whose.").Of<MessageLanguageEnum>("language", "The language of messages.")
                .Of<LocalTimeScalar>("quietFrom", "No messages from then on; the city's quiet hours when not given.", required: false)
                .Of<LocalTimeScalar>("quietUntil", "Until then, the next day if that is earlier.", required: false),
            i => new(i.Elder, i.Get<MessageLanguage>("language"), i.May<TimeOnly>("quietFrom"), i.May<TimeOnly>("quietUntil")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid));
        mutations.Add<GiveConsent>(
            "giveConsent", "Records that an elder agrees to something.", Hers,
            i => i.Id<ElderId>("elder", "Who.").Of<ConsentPurposeEnum>("purpose", "To what.").Date("on", "When she said so.")
                .Of<ConsentMeansEnum>("means", "How she said so."),
            i => new(i.Elder, i.Get<ConsentPurpose>("purpose"), i.Get<DateOnly>("on"), i.Get<ConsentMeans>("means")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(DateInFuture));
        mutations.Add<WithdrawConsent>(
            "withdrawConsent", "Records that an elder agrees to something no longer.", Hers,
            i => i.Id<ElderId>("elder", "Who.").Of<ConsentPurposeEnum>("purpose", "To what.").Date("on", "When she said so."),
            i => new(i.Elder, i.Get<ConsentPurpose>("purpose"), i.Get<DateOnly>("on")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(DateInFuture));
    }

    private static async ValueTask<ErasePerson> ErasureAsync(Input input)
    {
        var (api, elder, cancellation) = (input.Request.Api, input.Elder, input.Request.Cancellation);
        var coming = await api.PeopleFiles.ComingMealsAsync(api.CityName, elder, CityTime.Today(api.Clock.GetUtcNow()), cancellation);
        return new(elder, input.Get<ErasureReason>("reason"), [Resident.Claim(elder), OpenApplication.Claim(elder)], coming)
        {
            NamedBy = await api.PeopleFiles.NamedByAsync(api.CityName, elder, cancellation),
        };
    }

    private static object Contacts(object value) => ((IEnumerable<object>)value).Cast<Contact>().ToImmutableArray();
}

public sealed class ContactInputType : InputObjectGraphType<Contact>
{
    public ContactInputType()
    {
        Name = "ContactInput";
        Description = "Someone to be rung.";
        Field<NonNullGraphType<StringGraphType>>("name").Description("As people call the contact.");
        Field<NonNullGraphType<RelationEnum>>("relation").Description("What the contact is to the elder.");
        Field<NonNullGraphType<StringGraphType>>("phone").Description("5 to 20 digits.");
        Field<NonNullGraphType<BooleanGraphType>>("emergency").Description("To be rung when something happened.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new Contact(
        (string)value["name"]!, (Relation)value["relation"]!, (string)value["phone"]!, (bool)value["emergency"]!);
}
