using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class HomeCertificateType : ObjectGraphType<CertificateRow>
{
    public HomeCertificateType()
    {
        Name = "HomeCertificate";
        Description = "A certificate a home has or had.";
        this.AsParent();
        this.Has<CertificateRow, CertificateKindEnum>("kind", "What it certifies.", c => c.Kind);
        this.Text("number", "Its number.", c => c.Number);
        this.Has<CertificateRow, LocalDateScalar>("issuedOn", "When it was issued.", c => c.IssuedOn);
        this.Has<CertificateRow, LocalDateScalar>("validFrom", "Its first day.", c => c.ValidFrom);
        this.May<CertificateRow, LocalDateScalar>("validUntil", "Its last day as issued; null when it has no end.", c => c.ValidUntil);
        this.May<CertificateRow, LocalDateScalar>(
            "endsOn", "The last day it holds, withdrawn or not; before its first day when it never did; null when it has no end.", c => c.EndsOn);
        this.May<CertificateRow, StringGraphType>("withdrawnBecause", "Why it was withdrawn; null when it was not.", c => c.WithdrawnBecause);
        this.Has<CertificateRow, InstantScalar>("recordedAt", "When it was recorded.", c => c.RecordedAt);
        this.May<CertificateRow, StringGraphType>("recordedBy", "By whose sign-in.", c => c.RecordedBy);
    }
}

public sealed class CertificateDueType : ObjectGraphType<CertificateDue>
{
    public CertificateDueType()
    {
        Name = "CertificateDue";
        Description = "A kind of certificate a home lacks or will lack: without it the home may not admit.";
        this.AsParent();
        this.Loaded<CertificateDue, HomeType>("home", "Which home.", c => c.Request().Loaders.Homes.Load(c.Source.Home));
        this.Has<CertificateDue, CertificateKindEnum>("kind", "Which certificate.", d => d.Kind);
        this.May<CertificateDue, LocalDateScalar>(
            "endsOn", "The last day it is held without a break; a day gone by when it is out of date, null when it never was held.", d => d.EndsOn);
        Field<IntGraphType, object>("daysLeft")
            .Description("Days from today to that day: 0 when it ends today, negative when it is out of date, null when it never was held.")
            .Resolve(c => c.Source.EndsOn?.DayNumber - c.Request().Today().DayNumber);
        this.Loaded<CertificateDue, HomeCertificateType>(
            "certificate", "The certificate that ends then.",
            c => c.Request().Loaders.CertificatesOf.Load(c.Source.Home).Then(all => all?.FirstOrDefault(
                r => r.Kind == c.Source.Kind && r.EndsOn == c.Source.EndsOn && r.ValidFrom <= r.EndsOn)));
    }
}

public sealed class LackingCertificateType : ObjectGraphType<LackingCertificate>
{
    public LackingCertificateType()
    {
        Name = "LackingCertificate";
        Description = "A certificate a home lacks on a day.";
        this.AsParent();
        this.Has<LackingCertificate, CertificateKindEnum>("kind", "Which certificate.", l => l.Kind);
        this.May<LackingCertificate, LocalDateScalar>(
            "endedOn", "The last day before on which the home had one; null when it had none before.", l => l.EndedOn);
    }
}

public sealed class RoomType : ObjectGraphType<RoomRow>
{
    public RoomType()
    {
        Name = "Room";
        Description = "A room of a home.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(r => GraphQL.GlobalId.Of(r.Room));
        this.May<RoomRow, StringGraphType>("building", "In which building; null where the home has but one.", r => r.Building);
        this.May<RoomRow, IntGraphType>("floor", "On which floor: 1 is at the ground, negative below; null when not known.", r => r.Floor);
        this.Text("number", "Its number.", r => r.Number);
        this.Has<RoomRow, GenderRuleEnum>("genderRule", "Who may lie in it.", r => r.GenderRule);
    }
}

public sealed class BedPriceType : ObjectGraphType<BedPrice>
{
    public BedPriceType()
    {
        Name = "BedPrice";
        Description = "What a bed costs from a day on.";
        this.AsParent();
        this.May<BedPrice, LocalDateScalar>("from", "The first day; null from the beginning.", p => p.From);
        this.Has<BedPrice, FenScalar>("daily", "For a day and night.", p => p.Daily);
    }
}

public sealed class HomeChangeType : ObjectGraphType<HomeChange>
{
    public HomeChangeType()
    {
        Name = "HomeChange";
        Description = "A change of what a home is or has. What it says nothing of is null.";
        this.AsParent();
        this.Text("kind", "What happened, by the name of its event.", c => c.Kind);
        this.Has<HomeChange, InstantScalar>("at", "When it was recorded.", c => c.At);
        this.May<HomeChange, StringGraphType>("by", "By whose sign-in, or `import`.", c => c.By);
        this.May<HomeChange, IdGraphType>("roomId", "Id of the room.", c => c.Room is { } room ? GraphQL.GlobalId.Of(room) : null);
        this.Loaded<HomeChange, BedType>("bed", "The bed.", c => c.Source.Bed is { } bed ? c.Request().Loaders.Beds.Load(bed) : null);
        this.May<HomeChange, StringGraphType>("name", "The home's name since.", c => c.Now.Name);
        this.May<HomeChange, StringGraphType>("address", "Where it is since.", c => c.Now.Address);
        this.May<HomeChange, StringGraphType>("phone", "The home's own line since.", c => c.Now.Phone);
        this.May<HomeChange, OperatorKindEnum>("operator", "Who runs it since.", c => c.Now.Operator);
        this.May<HomeChange, CertificateKindEnum>("certificate", "Which certificate.", c => c.Now.Certificate);
        this.May<HomeChange, StringGraphType>("number", "Of the certificate, the room or the bed.", c => c.Now.Number);
        this.May<HomeChange, LocalDateScalar>(
            "from", "First day of the certificate or the price; of a withdrawal the first day without.", c => c.Now.From);
        this.May<HomeChange, LocalDateScalar>("until", "Last day of the certificate.", c => c.Now.Until);
        this.May<HomeChange, StringGraphType>("building", "The room's building since.", c => c.Now.Building);
        this.May<HomeChange, IntGraphType>("floor", "The room's floor since.", c => c.Now.Floor);
        this.May<HomeChange, GenderRuleEnum>("genderRule", "The room's gender rule since.", c => c.Now.GenderRule);
        this.May<HomeChange, BedKindEnum>("bedKind", "The bed's kind since.", c => c.Now.BedKind);
        this.May<HomeChange, CareLevelEnum>("highestCareLevel", "The highest care level the bed serves since.", c => c.Now.HighestCareLevel);
        this.May<HomeChange, ListGraphType<NonNullGraphType<BedEquipmentEnum>>>("equipment", "What stands by the bed since.", c => c.Now.Equipment);
        this.May<HomeChange, FenScalar>("dailyPrice", "The bed's price since.", c => c.Now.DailyPrice);
        this.May<HomeChange, StringGraphType>("reason", "Why.", c => c.Now.Reason);
    }
}
