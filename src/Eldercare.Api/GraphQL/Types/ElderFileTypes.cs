using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Entitlements;
using Eldercare.People.FileReads;
using GraphQL.Builders;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>The fields of an elder that say what is kept about her beside the register.</summary>
internal static class ElderFile
{
    public static void AddTo(ElderType type)
    {
        For(Reach.OfElder, type.Field<AssessmentType, object>("assessment").ReadAlone()
            .Description("The assessment her care level comes from; null while there is none. For the elder, the homes concerned and the offices.")
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                var elder = await request.Api.States.ReadAsync<Elder>(
                    request.Api.CityName, Elder.Stream.At(c.Source.Elder.Value), request.Cancellation);
                return elder is { IsErased: false } ? elder.Assessment : null;
            })).OfFile(FilePart.CareLevel);
        For(Reach.OfDecisions, type.Loaded<ElderRecord, ListGraphType<NonNullGraphType<EntitlementType>>>(
            "entitlements", "What she is or was entitled by, the latest first. For the elder, the offices and the auditor.",
            c => c.Request().Loaders.Entitlements.Load(c.Source.Elder))).OfFile(FilePart.Decisions);
        For(Reach.OfDecisions, type.Loaded<ElderRecord, BooleanGraphType>(
            "localHukou", "Registered in the city (本市户籍), as far as recorded. For the elder, the offices and the auditor.",
            c => c.Request().Loaders.Entitled.Load(c.Source.Elder).Then(e => (object)(e?.LocalHukou ?? false)))).OfFile(FilePart.Decisions);
        For(Reach.OfDecisions, type.Loaded<ElderRecord, ListGraphType<NonNullGraphType<ConsentType>>>(
            "consents", "What she agrees to now. For the elder, the offices and the auditor.",
            c => c.Request().Loaders.Consents.Load(c.Source.Elder).Then(e => (object)(e?.Given ?? [])))).OfFile(FilePart.Decisions);
        For(Reach.OfPersonalData | Role.HomeAdmissions, type.Loaded<ElderRecord, ListGraphType<NonNullGraphType<ContactType>>>(
            "contacts", "Whom to ring. For the elder, the homes concerned and the offices.",
            c => c.Request().Loaders.Contacts.Load(c.Source.Elder).Then(e => (object)(e?.Contacts ?? [])))).OfFile(FilePart.Contacts);
        For(Reach.OfPersonalData, type.Loaded<ElderRecord, PreferencesType>(
            "preferences", "How she wants to be written to; null when she never said. For the elder and the offices.",
            c => c.Request().Loaders.Preferences.Load(c.Source.Elder))).OfFile(FilePart.Contacts);
        For(Reach.OfPersonalData, type.Loaded<ElderRecord, ListGraphType<NonNullGraphType<ActingRightType>>>(
            "actingRights", "Who may act for her, also who may no longer, the latest first. For the elder and the offices.",
            c => c.Request().Loaders.ActingOf.Load(c.Source.Elder))).OfFile(FilePart.Contacts);
    }

    private static FieldBuilder<ElderRecord, object> For(Role roles, FieldBuilder<ElderRecord, object> field) => field.For(
        roles,
        static (c, scopes) => scopes.Elder((ElderRecord)c.Source!),
        static (c, scopes) => scopes.PrepareElder(((ElderRecord)c.Source!).Elder));
}

public sealed class AssessmentType : ObjectGraphType<CareLevelChanged>
{
    public AssessmentType()
    {
        Name = "Assessment";
        Description = "An assessment of a person's abilities (能力评估).";
        this.AsParent();
        this.Has<CareLevelChanged, CareLevelEnum>("level", "The result.", a => a.Level);
        this.Text("standard", "The standard it was done by, e.g. `GB/T 42195-2022`.", a => a.Standard);
        this.Has<CareLevelChanged, LocalDateScalar>("assessedOn", "When.", a => a.AssessedOn);
        this.May<CareLevelChanged, LocalDateScalar>("expiresOn", "Until when it counts; null when it does not expire.", a => a.ExpiresOn);
        this.Text("assessedBy", "Which body did it.", a => a.AssessedBy);
    }
}

public sealed class EntitlementType : ObjectGraphType<EntitlementDecision>
{
    public EntitlementType()
    {
        Name = "Entitlement";
        Description = "What a person is entitled by, on what evidence, and who decided.";
        this.AsParent();
        this.Has<EntitlementDecision, EntitlementCategoryEnum>("category", "By what.", e => e.Category);
        this.Has<EntitlementDecision, LocalDateScalar>("from", "First day.", e => e.FirstDay);
        this.May<EntitlementDecision, LocalDateScalar>("until", "Last day; null while none is set.", e => e.LastDay);
        this.Has<EntitlementDecision, ListGraphType<NonNullGraphType<EvidenceType>>>("evidence", "What it was decided on.", e => e.Evidence);
        this.May<EntitlementDecision, StringGraphType>("reason", "In words, if said.", e => e.Reason);
        this.May<EntitlementDecision, StringGraphType>("decidedBy", "Who decided: the sign-in's subject.", e => e.DecidedBy);
        this.Has<EntitlementDecision, InstantScalar>("decidedAt", "When.", e => e.DecidedAt);
        this.May<EntitlementDecision, EntitlementEndType>("ended", "The decision that ended it; null when none did.", e => e.Ended);
    }
}

public sealed class EntitlementEndType : ObjectGraphType<EntitlementEnd>
{
    public EntitlementEndType()
    {
        Name = "EntitlementEnd";
        Description = "The decision that ended an entitlement.";
        this.AsParent();
        this.Has<EntitlementEnd, ListGraphType<NonNullGraphType<EvidenceType>>>("evidence", "What it was decided on.", e => e.Evidence);
        this.May<EntitlementEnd, StringGraphType>("reason", "In words, if said.", e => e.Reason);
        this.May<EntitlementEnd, StringGraphType>("decidedBy", "Who decided: the sign-in's subject.", e => e.DecidedBy);
        this.Has<EntitlementEnd, InstantScalar>("decidedAt", "When.", e => e.DecidedAt);
    }
}

public sealed class EvidenceType : ObjectGraphType<Evidence>
{
    public EvidenceType()
    {
        Name = "Evidence";
        Description = "What a decision was taken on.";
        this.AsParent();
        this.Has<Evidence, EvidenceKindEnum>("kind", "How it was established.", e => e.Kind);
        this.Text("reference", "Where it is found: the number of a data item or a file.", e => e.Reference);
        this.Has<Evidence, LocalDateScalar>("checkedOn", "When it was looked at.", e => e.CheckedOn);
    }
}

public sealed class ConsentType : ObjectGraphType<Consent>
{
    public ConsentType()
    {
        Name = "Consent";
        Description = "Something an elder agrees to.";
        this.AsParent();
        this.Has<Consent, ConsentPurposeEnum>("purpose", "To what.", c => c.Purpose);
        this.Has<Consent, LocalDateScalar>("on", "When she said so.", c => c.On);
        this.Has<Consent, ConsentMeansEnum>("means", "How she said so.", c => c.Means);
    }
}

public sealed class ContactType : ObjectGraphType<Contact>
{
    public ContactType()
    {
        Name = "Contact";
        Description = "Someone to be rung.";
        this.AsParent();
        this.Text("name", "As people call the contact.", c => c.Name);
        this.Has<Contact, RelationEnum>("relation", "What the contact is to the elder.", c => c.Relation);
        this.Text("phone", "5 to 20 digits.", c => c.Phone);
        this.Has<Contact, BooleanGraphType>("emergency", "To be rung when something happened.", c => c.Emergency);
    }
}

public sealed class PreferencesType : ObjectGraphType<ElderPreferences>
{
    public PreferencesType()
    {
        Name = "Preferences";
        Description = "How an elder wants to be written to.";
        this.AsParent();
        this.Has<ElderPreferences, MessageLanguageEnum>("language", "The language of messages.", p => p.Language);
        this.May<ElderPreferences, LocalTimeScalar>("quietFrom", "No messages from then on; null when the city's quiet hours are hers.", p => p.QuietFrom);
        this.May<ElderPreferences, LocalTimeScalar>("quietUntil", "Until then, the next day if that is earlier.", p => p.QuietUntil);
    }
}

public sealed class ActingRightType : ObjectGraphType<ActingRecord>
{
    public ActingRightType()
    {
        Name = "ActingRight";
        Description = "That someone may act for an elder.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(a => GraphQL.GlobalId.Of(a.Acting));
        this.Loaded<ActingRecord, ElderType>("elder", "For whom.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Text("holder", "The subject of the sign-in that may.", a => a.Holder);
        this.Has<ActingRecord, RelationEnum>("relation", "What the holder is to the elder.", a => a.Relation);
        this.Has<ActingRecord, LocalDateScalar>("from", "First day.", a => a.FirstDay);
        this.May<ActingRecord, LocalDateScalar>("until", "Last day; null when there is none.", a => a.LastDay);
        this.May<ActingRecord, LocalDateScalar>("withdrawnOn", "The day on which it was ended; null while it was not.", a => a.WithdrawnOn);
    }
}
