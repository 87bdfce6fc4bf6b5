using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.People.Entitlements;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>Decisions on entitlements: each names its evidence.</summary>
internal static class EntitlementMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<GrantEntitlement>(
            "grantEntitlement", "Decides that a person is entitled, from a day on, and on what evidence.", Reach.Offices,
            i => WithEvidence(i.Id<ElderId>("elder", "Who.").Of<EntitlementCategoryEnum>("category", "By what.").Date("from", "First day.")
                .Date("until", "Last day; none yet when not given.", required: false)).Reason("In words, if said.", required: false),
            i => new(i.Elder, i.Get<EntitlementCategory>("category"), i.Get<DateOnly>("from"), i.May<DateOnly>("until"), EvidenceOf(i),
                i.Get<string?>("reason")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid), typeof(DateInFuture), typeof(EntitlementOverlaps),
            typeof(EntitlementEndsBeforeItBegins), typeof(TooYoungForEntitlement));
        mutations.Add<EndEntitlement>(
            "endEntitlement", "Decides that an entitlement ends, and on what evidence.", Reach.Offices,
            i => WithEvidence(i.Id<ElderId>("elder", "Who.").Of<EntitlementCategoryEnum>("category", "By what.")
                .Date("lastDay", "The day on which it still holds.")).Reason("In words, if said.", required: false),
            i => new(i.Elder, i.Get<EntitlementCategory>("category"), i.Get<DateOnly>("lastDay"), EvidenceOf(i), i.Get<string?>("reason")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid), typeof(DateInFuture), typeof(EntitlementNotHeld));
        mutations.Add<RecordHukou>(
            "recordHukou", "Records whether a person is registered in the city (本市户籍), and on what evidence.", Reach.Offices,
            i => WithEvidence(i.Id<ElderId>("elder", "Who.").Of<BooleanGraphType>("local", "Registered in the city.")),
            i => new(i.Elder, i.Get<bool>("local"), EvidenceOf(i)),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid), typeof(DateInFuture));
    }

    internal static InputFields WithEvidence(InputFields input) => input.Of<ListGraphType<NonNullGraphType<EvidenceInputType>>>(
        "evidence", $"What it is decided on, 1 to {Evidence.Most} pieces.",
        parse: value => ((IEnumerable<object>)value).Cast<Evidence>().ToImmutableArray());

    internal static ImmutableArray<Evidence> EvidenceOf(Input input) => input.Get<ImmutableArray<Evidence>>("evidence");
}

public sealed class EvidenceInputType : InputObjectGraphType<Evidence>
{
    public EvidenceInputType()
    {
        Name = "EvidenceInput";
        Description = "A piece of evidence.";
        Field<NonNullGraphType<EvidenceKindEnum>>("kind").Description("How it was established.");
        Field<NonNullGraphType<StringGraphType>>("reference")
            .Description("Where it is found: the number of a data item or a file. Kept for ever; no personal data.");
        Field<NonNullGraphType<LocalDateScalar>>("checkedOn").Description("When it was looked at.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new Evidence((EvidenceKind)value["kind"]!, (string)value["reference"]!, (DateOnly)value["checkedOn"]!);
}
