using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using GraphQL.DataLoader;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Anything by its id. What a type does not guard itself is guarded here.</summary>
public static class Nodes
{
    /// <summary>The types whose ids are taken.</summary>
    public static IEnumerable<string> Kinds => ["MealPoint", "Sitting", "Home", "Bed", "Elder", "Application", "StandingOrder", .. FurtherNodes.Kinds];

    public static IDataLoaderResult? Load(RequestContext request, string id)
    {
        var loaders = request.Loaders;
        return GraphQL.GlobalId.TryParse(id) switch
        {
            ("MealPoint", var point) => loaders.MealPoints.Load(new(point)),
            ("Sitting", var sitting) => loaders.Sittings.Load(new(sitting)),
            ("Home", var home) => loaders.Homes.Load(new(home)),
            ("Bed", var bed) => loaders.Beds.Load(new(bed)).Then(found => FoundAsync(request, found, (s, b) => s.Bed(b))),
            ("Elder", var elder) => Elder(request, new(elder)),
            ("Application", var application) => loaders.Applications.Load(new(application)).Then(found => Application(request, found)),
            ("StandingOrder", var order) => loaders.StandingOrders.Load(new(order)).Then(found => StandingOrder(request, found)),
            (var kind, var other) => FurtherNodes.Load(request, kind, other),
            _ => null,
        };
    }

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
