using System.Collections.Frozen;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.SignIn;
using GraphQL.DataLoader;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Anything by its id. What a type does not guard itself is guarded here.</summary>
public static class Nodes
{
    private static readonly AccessRule s_open = new(Roles.All, Open: true), s_ofElder = new(Reach.OfElder) { Scoped = true };

    private static readonly FrozenDictionary<string, NodeKind> s_kinds = new NodeKind[]
    {
        new("MealPoint", s_open, (r, id) => r.Loaders.MealPoints.Load(new(id))),
        new("Sitting", s_open, (r, id) => r.Loaders.Sittings.Load(new(id))),
        new("Home", s_open, (r, id) => r.Loaders.Homes.Load(new(id))),
        new("Bed", s_ofElder, (r, id) => r.Loaders.Beds.Load(new(id)).Then(found => FoundAsync(r, found, (s, b) => s.Bed(b)))),
        new("Elder", s_ofElder, (r, id) => Elder(r, new(id))),
        new("Application", s_ofElder, (r, id) => r.Loaders.Applications.Load(new(id)).Then(found => Application(r, found))),
        new("StandingOrder", s_ofElder, (r, id) => r.Loaders.StandingOrders.Load(new(id)).Then(found => StandingOrder(r, found))),
    }.Concat(FurtherNodes.All).ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>What has an id to be read by, and for whom.</summary>
    public static IEnumerable<(string Name, AccessRule Rule)> Kinds => s_kinds.Values.OrderBy(k => k.Name, StringComparer.Ordinal).Select(k => (k.Name, k.Rule));

    public static bool Has(string name) => s_kinds.ContainsKey(name);

    public static IDataLoaderResult? Load(RequestContext request, string id) =>
        GraphQL.GlobalId.TryParse(id) is var (name, value) && s_kinds.TryGetValue(name, out var kind) ? kind.Load(request, value) : null;

    /// <summary>For whoever reaches the elder.</summary>
    private static object? StandingOrder(RequestContext request, StandingOrderBoard? order)
    {
        if (order is null) return new Deferred(() => FoundAsync(request, order, (_, _) => ValueTask.FromResult(false)));
        request.ScopesFor(Reach.OfElder).PrepareElder(order.Elder);
        return request.Loaders.Elders.Load(order.Elder).Then(record => FoundAsync(
            request, order, async (s, o) => record is null ? await s.Elder(o.Elder) : await s.Elder(record)));
    }

    private static IDataLoaderResult Elder(RequestContext request, ElderId elder)
    {
        request.ScopesFor(Reach.OfElder).PrepareElder(elder);
        return request.Loaders.Elders.Load(elder).Then(found => FoundAsync(request, found, (s, e) => s.Elder(e)));
    }

    /// <summary>For whoever reaches the elder, and the office above the home that keeps a bed.</summary>
    private static object? Application(RequestContext request, QueueEntry? application)
    {
        if (application is null) return new Deferred(() => FoundAsync(request, application, (_, _) => ValueTask.FromResult(false)));
        var (loaders, elder) = (request.Loaders, application.Elder);
        request.ScopesFor(Reach.OfElder).PrepareElder(elder);
        var bed = application.KeptBed is { } kept ? loaders.Beds.Load(kept) : null;
        return loaders.Elders.Load(elder).Then(record => FoundAsync(request, application, async (s, _) =>
            (record is null ? await s.Elder(elder) : await s.Elder(record))
            || (bed is not null && await bed.GetResultAsync(request.Cancellation) is { } board && await s.Bed(board))));
    }

    private static async ValueTask<object?> FoundAsync<T>(RequestContext request, T? found, Func<Scopes, T, ValueTask<bool>> inScope)
        where T : class
    {
        if (request.Caller.IsAnonymous) throw ApiError.Unauthenticated();
        // Unknown and out of reach look alike but to those who may look everywhere: an id tells nothing about anybody.
        var scopes = request.ScopesFor(Reach.OfElder);
        if (found is null) return scopes.Everywhere ? null : throw ApiError.Forbidden(request.Caller, Reach.OfElder);
        return await inScope(scopes, found) ? found : throw ApiError.Forbidden(request.Caller, Reach.OfElder);
    }
}

/// <summary>What has an id to be read by.</summary>
/// <param name="Name">Of the type.</param>
/// <param name="Rule">For whom.</param>
/// <param name="Load">Reads one.</param>
internal sealed record NodeKind(string Name, AccessRule Rule, Func<RequestContext, Guid, IDataLoaderResult?> Load);
