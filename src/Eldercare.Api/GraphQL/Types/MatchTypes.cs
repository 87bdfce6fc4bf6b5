using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Beds.Matching;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>A placement of the whole city, and what of it was asked for.</summary>
/// <param name="Waiting">How many wait in the whole city.</param>
/// <param name="Free">How many beds can be given in the whole city.</param>
public sealed record MatchProposals(int Waiting, int Free, ImmutableArray<ProposedMatch> Matches, ImmutableArray<Unplaced> Unplaced);

public sealed class MatchProposalsType : ObjectGraphType<MatchProposals>
{
    public MatchProposalsType()
    {
        Name = "MatchProposals";
        Description = "Free beds for those who wait, as of now: proposals, nothing is held.";
        this.AsParent();
        this.Number("waiting", "Applications that wait in the whole city.", p => p.Waiting);
        this.Number("freeBeds", "Beds of the whole city that can be given now.", p => p.Free);
        this.Number("placed", "How many matches there are of what was asked for.", p => p.Matches.Length);
        this.Number("notPlaced", "How many of those asked for have none.", p => p.Unplaced.Length);
        Field<ConnectionOf<ProposedMatchType>, object>("matches").Description("By the order of the queue.").Paged()
            .Resolve(c => Page(c, c.Source.Matches, m => m.Application.Application.Value));
        Field<ConnectionOf<UnplacedApplicationType>, object>("unplaced")
            .Description("Applications without a bed, by the order of the queue; none when one home's matches are asked for.").Paged()
            .Resolve(c => Page(c, c.Source.Unplaced, u => u.Application.Application.Value));
    }

    private static Connection Page<TRow>(IResolveFieldContext context, ImmutableArray<TRow> rows, Func<TRow, Guid> key)
        where TRow : class
    {
        var slice = context.IdSlice();
        var (from, to) = (slice.After is { } after ? At(after) + 1 : 0, slice.Before is { } before ? At(before) : rows.Length);
        var (start, end) = slice.FromEnd ? (Math.Max(from, to - slice.Count), to) : (from, Math.Min(to, from + slice.Count));
        var page = new Page<TRow>(start < end ? rows[start..end] : [], HasMore: slice.FromEnd ? start > from : end < to);
        return page.Connect(slice, key);

        int At(Guid id)
        {
            for (var i = 0; i < rows.Length; i++)
                if (key(rows[i]) == id) return i;
            throw ApiError.BadInput(
                    "游标所指的一项已不在列表中，请从头查询。",
                    "What the cursor stood for is no longer in the list: start from its beginning.");
        }
    }
}

public sealed class ProposedMatchType : ObjectGraphType<ProposedMatch>
{
    public ProposedMatchType()
    {
        Name = "ProposedMatch";
        Description = "A bed for an application.";
        this.AsParent();
        this.Loaded<ProposedMatch, ApplicationType>(
            "application", "Which application.", c => c.Request().Loaders.Applications.Load(c.Source.Application.Application));
        this.Number("place", "Its place among all that wait, 1 first.", m => m.Application.Rank);
        this.Loaded<ProposedMatch, HomeType>("home", "Where the bed stands.", c => c.Request().Loaders.Homes.Load(c.Source.Bed.Home));
        this.Loaded<ProposedMatch, BedType>(
            "bed", "Which bed; null for who sees the home's beds only through an elder of the district.",
            c => c.Request().ScopesFor(Reach.OfHome).Home(c.Source.Bed.Home, c.Source.Bed.District)
                ? c.Request().Loaders.Beds.Load(c.Source.Bed.Bed)
                : null);
        this.Number(
            "preferenceRank", "How well the home pleases the elder, 0 best: homes as the application lists them, then districts.",
            m => m.PreferenceRank);
    }
}

public sealed class UnplacedApplicationType : ObjectGraphType<Unplaced>
{
    public UnplacedApplicationType()
    {
        Name = "UnplacedApplication";
        Description = "An application no free bed is left for.";
        this.AsParent();
        this.Loaded<Unplaced, ApplicationType>(
            "application", "Which application.", c => c.Request().Loaders.Applications.Load(c.Source.Application.Application));
        this.Number("place", "Its place among all that wait, 1 first.", u => u.Application.Rank);
        this.Has<Unplaced, UnplacedReasonEnum>("reason", "Why.", u => u.Reason);
    }
}

public sealed class WhyNotRuleType : ObjectGraphType<WhyNotRule>
{
    public WhyNotRuleType()
    {
        Name = "WhyNotRule";
        Description = "A rule by which a bed cannot be given.";
        this.AsParent();
        this.Has<WhyNotRule, MatchRuleEnum>("rule", "Which rule.", r => r.Rule);
        this.Has<WhyNotRule, WordsType>("words", "In words.", r => r.Words);
    }

    /// <summary>Every rule that fails; null when there is no such bed or application.</summary>
    public static IDataLoaderResult Of(RequestContext request, BedId bed, ApplicationId application)
    {
        var (beds, entries) = (request.Loaders.Beds.Load(bed), request.Loaders.Applications.Load(application));
        return beds.Then(board => entries.Then(entry => board is null || entry is null ? null : Explain(request, board, entry)));
    }

    private static IDataLoaderResult Explain(RequestContext request, BedBoard bed, QueueEntry entry)
    {
        var scopes = request.ScopesFor(Reach.OfHome);
        scopes.PrepareElder(entry.Elder);
        var (elders, beds) = (request.Loaders.Elders.Load(entry.Elder), request.Loaders.BedOf.Load(entry.Elder));
        var certificates = request.Loaders.CertificatesOf.Load(bed.Home);
        return elders.Then(elder => beds.Then(lives => request.Loaders.Beds.Load(lives).Then(there => certificates.Then(async all => (object?)WhyNot.Explained(
            bed, entry, elder, there, seesElder: elder is not null && await scopes.Elder(elder),
            request.Today(), MayAdmit.Lacking([.. (all ?? []).Select(c => c.Certificate)], request.Today()).IsEmpty)))));
    }
}
