using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using GraphQL.DataLoader;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Anything by its id. What a type does not guard itself is guarded here.</summary>
public static class Nodes
{
    public static IDataLoaderResult? Load(RequestContext request, string id)
    {
        var loaders = request.Loaders;
        return GraphQL.GlobalId.TryParse(id) switch
        {
            ("MealPoint", var point) => loaders.MealPoints.Load(new(point)),
            ("Sitting", var sitting) => loaders.Sittings.Load(new(sitting)),
            ("Home", var home) => loaders.Homes.Load(new(home)),
            ("Bed", var bed) => loaders.Beds.Load(new(bed)).Then(found => FoundAsync(request, found, (s, b) => s.Home(b.Home))),
            ("Elder", var elder) => loaders.Elders.Load(new(elder)).Then(found => FoundAsync(request, found, (s, e) => s.Elder(e))),
            ("Application", var application) => loaders.Applications.Load(new(application))
                .Then(found => FoundAsync(request, found, (s, a) => s.Application(a.Elder, a.OfferedBed))),
            _ => null,
        };
    }

    private static async ValueTask<object?> FoundAsync<T>(RequestContext request, T? found, Func<Scopes, T, ValueTask<bool>> inScope)
        where T : class
    {
        if (request.Caller.IsAnonymous) throw ApiError.Unauthenticated();
        // Unknown and out of reach look alike but to those who may look everywhere: an id tells nothing about anybody.
        var scopes = request.ScopesFor(Reach.OfElder);
        if (found is null) return scopes.Everywhere ? null : throw ApiError.Forbidden();
        return await inScope(scopes, found) ? found : throw ApiError.Forbidden();
    }
}
